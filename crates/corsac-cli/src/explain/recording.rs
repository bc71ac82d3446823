//! Recorded fetches, judged without asking anybody: what failed, alike ones together.

use crate::asking::Answer;
use crate::exit::Exit;
use crate::place::Place;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::source::Opened;
use crate::terminal::Terminal;
use crate::words::said::Said;
use crate::words::told::{Label, Told};
use corsac::browser::Quirks;
use corsac::explain::{Language, Name, Question, Report, of_request_init_error_in};
use corsac::fetch::request::CredentialsMode;
use corsac_fetch::PublicSuffixList;
use corsac_import::{Fetches, Found, Har, Played, Recorded, template};
use std::collections::HashMap;

/// What came of a recording.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) answers: Vec<Answer>,
    /// The requests of the answers, and of those that were lost.
    pub(super) to_replay: Vec<Found>,
    pub(super) notes: Vec<Told>,
    /// How the command ends, where the answers alone do not say.
    pub(super) exit: Option<Exit>,
}

/// Reads a recording.
pub(super) fn read(opened: Opened, terminal: &Terminal) -> Result<Har, Problem> {
    let Opened { name, reader, .. } = opened;
    let shown = Progress::new(Label::EntriesSoFar, None, terminal);
    let har = Har::read(reader, &mut |_| shown.advance(1));
    har.map_err(|error| {
        let place = format!("{name}:{}:{}", error.line, error.column);
        Problem::at(place, Said::Import(error.cause)).cure(Said::ExportHar)
    })
}

/// Judges every fetch of a recording.
pub(super) fn judge(
    name: &str,
    fetches: &Fetches,
    (wanted, all): (&[String], bool),
    (quirks, language): (&Quirks, Language),
) -> Judged {
    let mut work = Work { quirks, language, wanted, all, ..Work::new() };
    fetches.fetches.iter().for_each(|recorded| work.add(recorded));
    work.finish(name, fetches)
}

/// What alike fetches have in common: page, method, URL without identifiers, outcome.
type Key = (String, String, String, Name);

struct Work<'a> {
    quirks: &'a Quirks,
    language: Language,
    wanted: &'a [String],
    all: bool,
    groups: HashMap<Key, usize>,
    found: Vec<Group>,
    lost: Vec<String>,
    to_replay: Vec<Found>,
    allowed: usize,
    open: usize,
}

struct Group {
    report: Report,
    entries: Vec<usize>,
    alike: String,
    notes: Vec<Told>,
    /// Whether another credentials mode would lead to another verdict.
    depends: bool,
}

/// The verdict on a fetch.
enum Verdict {
    Played {
        played: Box<Played>,
        depends: bool,
        note: Option<Told>,
    },
    /// The answer was not recorded.
    Lost,
    Refused(Box<Report>),
}

impl Work<'_> {
    fn new() -> Self {
        Self {
            quirks: &Quirks::STANDARD,
            language: Language::English,
            wanted: &[],
            all: false,
            groups: HashMap::new(),
            found: Vec::new(),
            lost: Vec::new(),
            to_replay: Vec::new(),
            allowed: 0,
            open: 0,
        }
    }

    fn add(&mut self, recorded: &Recorded) {
        let init = &recorded.found.init;
        match self.verdict(recorded) {
            Verdict::Played { played, .. } if played.transcript.is_allowed() && !self.all => {
                self.allowed += 1
            }
            Verdict::Played { played, depends, note } => {
                let mut question = Question::new(&played.transcript);
                question.dropped_headers = &played.dropped_headers;
                question.wanted_headers = self.wanted;
                question.domains = &PublicSuffixList;
                question.language = self.language;
                self.allowed += usize::from(played.transcript.is_allowed());
                self.keep(recorded, question.diagnose(), depends, note);
            }
            Verdict::Refused(report) => self.keep(recorded, *report, false, None),
            Verdict::Lost => {
                self.open += 1;
                let why = match &recorded.lost {
                    Some(lost) => lost.say(self.language),
                    None => Told::NoAnswerRecorded.say(self.language),
                };
                let line = format!("{} {}: {why}", init.method, template(&init.url));
                if !self.lost.contains(&line) {
                    self.lost.push(line);
                    self.to_replay.push(recorded.found.clone());
                }
            }
        }
    }

    /// Judges a fetch; one whose cookies were left out of the recording both with and without.
    fn verdict(&self, recorded: &Recorded) -> Verdict {
        use CredentialsMode::{Include, Omit};
        let play = |credentials| recorded.play(credentials, self.quirks, &PublicSuffixList);
        let unknown = recorded.sanitized && recorded.found.init.credentials.is_none();
        let first = match play(unknown.then_some(Omit)) {
            Ok(played) => played,
            Err(error) => {
                return Verdict::Refused(Box::new(of_request_init_error_in(
                    self.language,
                    &recorded.found.init,
                    &error,
                )));
            }
        };
        let with = if unknown { play(Some(Include)).ok() } else { None };
        let first_verdict = |played: &Played| played.transcript.is_allowed();
        let verdict = match with {
            Some(with) if first_verdict(&with) != first_verdict(&first) => match recorded.blocked {
                // Without credentials more is allowed than with them.
                Some(true) => (with, false, Some(Told::SentWithCredentials)),
                Some(false) => (first, false, None),
                None => (with, true, Some(Told::CredentialsDecide)),
            },
            _ => (first, false, None),
        };
        let (played, depends, note) = verdict;
        if !Recorded::is_complete(&played) {
            return Verdict::Lost;
        }
        Verdict::Played { played: Box::new(played), depends, note }
    }

    fn keep(&mut self, recorded: &Recorded, report: Report, depends: bool, note: Option<Told>) {
        let init = &recorded.found.init;
        let alike = template(&init.url);
        let key = (init.origin.clone(), init.method.clone(), alike.clone(), report.primary.name);
        let index = *self.groups.entry(key).or_insert(self.found.len());
        if let Some(group) = self.found.get_mut(index) {
            group.entries.extend(&recorded.entries);
            return;
        }
        let mut notes: Vec<Told> = note.into_iter().collect();
        notes.extend(recorded.found.notes.iter().cloned().map(Told::Import));
        if report.is_allowed() && recorded.blocked == Some(true) {
            notes.push(Told::BlockedAllTheSame);
        }
        self.to_replay.push(recorded.found.clone());
        let alike = format!("{} {alike}", init.method);
        self.found.push(Group { report, entries: recorded.entries.clone(), alike, notes, depends });
    }

    fn finish(self, name: &str, fetches: &Fetches) -> Judged {
        let mut notes = vec![self.summary(name, fetches)];
        if !self.lost.is_empty() {
            const SHOWN: usize = 10;
            let lines: Vec<String> = self.lost.iter().take(SHOWN).cloned().collect();
            let more = self.lost.len().saturating_sub(SHOWN);
            notes.push(Told::AnswersLost { fetches: self.open, lines, more });
        }
        let certain = self.found.iter().any(|group| !group.report.is_allowed() && !group.depends);
        let open = self.open > 0 || self.found.iter().any(|group| group.depends);
        Judged {
            exit: (!certain && open).then_some(Exit::Undecided),
            notes,
            to_replay: self.to_replay,
            answers: self.found.into_iter().map(|group| group.answer(name, self.language)).collect(),
        }
    }

    fn summary(&self, name: &str, fetches: &Fetches) -> Told {
        let failed = self.found.iter().filter(|group| !group.report.is_allowed()).count();
        Told::Summary {
            name: name.to_owned(),
            fetches: fetches.fetches.len(),
            allowed: self.allowed,
            failed,
            same_origin: fetches.same_origin,
            without_cors: fetches.without_cors,
            without_page: fetches.without_page,
        }
    }
}

impl Group {
    fn answer(self, name: &str, language: Language) -> Answer {
        const SHOWN: usize = 6;
        let numbers: Vec<String> = self.entries.iter().take(SHOWN).map(usize::to_string).collect();
        let more = self.entries.len().saturating_sub(SHOWN);
        let entries = Told::Entries { name: name.to_owned(), numbers, more, alike: self.alike };
        let mut heading = entries.say(language);
        for note in self.notes {
            heading.push_str(&format!("\n  {} {}", Label::Note.say(language), note.say(language)));
        }
        Answer { heading: Some(heading), place: Some(Place::file(name)), ..Answer::from(self.report) }
    }
}
