//! What is to be explained: what was handed over becomes answers, one for each request.

use super::client::ClientArguments;
use super::input::{Input, TextKind, mistake};
use super::matrix::{Cell, Matrix};
use super::policy;
use super::probe::ProbeArguments;
use super::recording;
use super::request::{Asked, RequestArguments};
use super::told;
use crate::asking::Answer;
use crate::exit::Exit;
use crate::expect::Expectations;
use crate::format::Format;
use crate::place::Place;
use crate::policy_file;
use crate::print::{print_note, print_text};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::runtime::runtime;
use crate::source::{Mistake, Opened, Source};
use crate::terminal::Terminal;
use crate::words::said::Said;
use crate::words::told::{Label, Told};
use corsac::browser::RequestInit;
use corsac::fetch::request::CredentialsMode;
use corsac_fetch::Client;
use corsac_gateway::file::PolicyFile;
use corsac_import::{Api, Fetches, Found, Imported, Kind, Message, heads, import};

/// What came of gathering.
#[derive(Debug)]
pub(super) enum Gathered {
    /// Answers of servers.
    Asked(Vec<Answer>),
    /// Answers that were recorded or are told apart already, and how the command ends where they alone do not say.
    Judged(Vec<Answer>, Option<Exit>),
    /// Everything has been told already: how the command ends.
    Told(Exit),
}

/// A cell's row and column, and whether it counts.
type Slot = (String, String, bool);

/// What is handed over, and how it is to be taken.
pub(super) struct Gather<'a> {
    pub(super) request: &'a RequestArguments,
    pub(super) browser: &'a ClientArguments,
    pub(super) probing: ProbeArguments,
    pub(super) expectations: &'a Expectations,
    /// Whether what is found is what is expected from now on.
    pub(super) updates_baseline: bool,
    /// Whether what is allowed is told, too.
    pub(super) all: bool,
    pub(super) format: Format,
    pub(super) terminal: &'a Terminal,
}

impl Gather<'_> {
    /// Sends the requests, after telling what was assumed about them.
    pub(super) fn answers(&self) -> Result<Gathered, Problem> {
        match Input::of(self.request.input.as_deref(), self.request.kind, self.terminal)? {
            Input::Url(url) => self.ask_all(self.request.options.asked(&url)?),
            Input::Text(source, kind) => self.text(&source, kind),
            Input::Har(opened) => self.har(opened),
        }
    }

    fn text(&self, source: &Source, kind: TextKind) -> Result<Gathered, Problem> {
        let TextKind::Import(kind) = kind else { return self.policy(source) };
        let (url, origins) = (&self.request.url, &self.request.options.origins);
        let imported = match kind {
            Kind::Heads => heads(&source.text, url.as_deref(), origins.first().map(String::as_str))
                .map(Imported::Recorded),
            kind => import(&source.text, kind),
        };
        let imported = match imported {
            Ok(imported) => imported,
            Err(error) => return Ok(Gathered::Told(source.refuse(&[mistake(&error)], self.terminal))),
        };
        match imported {
            Imported::Requests(found) => self.requests(found, Some(source)),
            Imported::Message(message) => self.message(&message),
            Imported::Recorded(fetches) => self.recorded(&source.name, &fetches, kind == Kind::Heads),
            Imported::Api(api) => self.api(source, api),
            _ => Err(Problem::at(&source.name, Said::NotExplainedYet)),
        }
    }

    fn har(&self, opened: Opened) -> Result<Gathered, Problem> {
        let name = opened.name.clone();
        let har = recording::read(opened, self.terminal)?;
        self.recorded(&name, &har.fetches(), false)
    }

    fn recorded(&self, name: &str, fetches: &Fetches, all: bool) -> Result<Gathered, Problem> {
        let judged = recording::judge(
            name,
            fetches,
            (&self.request.options.read, all || self.all),
            (&self.browser.quirks(), self.terminal.language),
        );
        judged.notes.iter().for_each(|note| self.note(note));
        if self.request.replay {
            return self.requests(judged.to_replay, None);
        }
        Ok(Gathered::Judged(judged.answers, judged.exit))
    }

    /// Asks for what a text describes; what stands in a file has its place there.
    fn requests(&self, found: Vec<Found>, source: Option<&Source>) -> Result<Gathered, Problem> {
        if self.request.offline {
            return Err(Problem::at("--offline", Said::NothingAboutAnswer).cure(Said::GiveAnswers));
        }
        let asked = found.into_iter().map(|found| {
            let place = source
                .filter(|source| source.is_file() && !found.span.is_empty())
                .map(|source| Place::span(source, found.span.clone()));
            let all = self.request.options.found(found)?;
            Ok(all.into_iter().map(|asked| Asked { place: place.clone(), ..asked }).collect::<Vec<_>>())
        });
        let asked = asked.collect::<Result<Vec<_>, _>>()?;
        self.ask_all(asked.concat())
    }

    /// A message has several possible causes; the server's answers say which it is.
    fn message(&self, message: &Message) -> Result<Gathered, Problem> {
        if self.request.offline || message.causes.is_empty() || message.symptom.is_of_browser() {
            return told::write(message, self.format, self.terminal).map(Gathered::Told);
        }
        let mut message = message.clone();
        message.url = self.request.url.clone().or(message.url);
        let found = message
            .request()
            .ok_or_else(|| Problem::new(Said::TheMessage, Said::NoUrlInMessage).cure(Said::GiveUrl))?;
        self.note(&told::meaning(&message));
        let answers = self.requests(vec![found], None)?;
        if let Gathered::Asked(answers) = &answers {
            answers.iter().for_each(|answer| self.compare(&message, answer));
        }
        Ok(answers)
    }

    /// Says where what was found is nothing that the browser would have printed this for.
    fn compare(&self, message: &Message, answer: &Answer) {
        let name = answer.report.primary.name;
        if answer.report.is_allowed() {
            self.note(&Told::AllowedNow);
        } else if !answer.report.is_undecided() && !message.causes.contains(&name) {
            self.note(&Told::NotMeant(name));
        }
    }

    /// Every operation by every page, with cookies and without.
    fn api(&self, source: &Source, api: Api) -> Result<Gathered, Problem> {
        let mut asked = Vec::new();
        for operation in api.operations {
            let mut found = operation.found;
            let place =
                (source.is_file() && !found.span.is_empty()).then(|| Place::span(source, found.span.clone()));
            found.init.url = self.at_server(&found.init.url)?;
            let known = self.request.options.credentials.or(found.init.credentials);
            let modes = known
                .map_or_else(|| vec![CredentialsMode::Omit, CredentialsMode::Include], |mode| vec![mode]);
            for mode in modes {
                found.init.credentials = Some(mode);
                let all = self.request.options.found(found.clone())?;
                let all = all.into_iter().map(|asked| Asked { place: place.clone(), ..asked });
                asked.extend(all.map(|asked| (operation.name.clone(), asked)));
            }
        }
        let asked = asked.into_iter().map(|(row, asked)| {
            let column = policy::column(&asked.init, true, self.terminal.language);
            ((row, column, true), asked)
        });
        self.table(&source.name, asked.collect())
    }

    /// The URL of an operation; `--url` stands for the description's server.
    fn at_server(&self, url: &str) -> Result<String, Problem> {
        let path = url
            .split_once("://")
            .map_or(url, |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default());
        match &self.request.url {
            Some(base) => Ok(format!("{}{path}", base.trim_end_matches('/'))),
            None if url.contains("://") => Ok(url.to_owned()),
            None => Err(Problem::new(Said::TheDescription, Said::NoServer).cure(Said::GiveServer)),
        }
    }

    /// The routes of a policy file: in memory, or with `--replay` at the server that runs.
    fn policy(&self, source: &Source) -> Result<Gathered, Problem> {
        let file = match PolicyFile::parse(&source.text) {
            Ok(file) => file,
            Err(errors) => {
                let mistakes: Vec<Mistake> = errors.iter().map(policy_file::mistake).collect();
                return Ok(Gathered::Told(source.refuse(&mistakes, self.terminal)));
            }
        };
        let askings = policy::askings(&file, self.request.url.as_deref());
        if self.request.replay {
            let asked = askings.into_iter().map(|asking| {
                let column = policy::column(&asking.init, asking.is_meant, self.terminal.language);
                let asked = Asked::new(asking.init, Vec::new());
                ((asking.row, column, asking.is_meant), asked)
            });
            return self.table(&source.name, asked.collect());
        }
        let matrix = policy::in_memory(askings, &self.browser.quirks(), self.terminal.language);
        self.show(&source.name, matrix)
    }

    /// Asks for each cell, and shows the table. It has no place for what further requests find out.
    fn table(&self, name: &str, asked: Vec<(Slot, Asked)>) -> Result<Gathered, Problem> {
        if self.probing.dry_run {
            return self.list(asked.iter().map(|(_, asked)| asked), false);
        }
        self.show(name, Matrix::new(self.cells(asked)?))
    }

    /// Lists what would be sent.
    fn list<'r>(&self, asked: impl Iterator<Item = &'r Asked>, is_shown: bool) -> Result<Gathered, Problem> {
        let look = (self.format, self.terminal);
        self.probing.list(asked.map(|asked| &asked.init), self.browser, is_shown, look)?;
        Ok(Gathered::Told(Exit::Expected))
    }

    /// Shows the table; the command ends by all the cells that count, whether they are told or not.
    fn show(&self, name: &str, matrix: Matrix) -> Result<Gathered, Problem> {
        if matrix.is_empty() {
            return Ok(Gathered::Asked(Vec::new()));
        }
        if self.format == Format::Text {
            print_text(&matrix.text(self.terminal))?;
        }
        matrix.oddities().iter().for_each(|note| self.note(note));
        if self.updates_baseline {
            // The baseline needs every failure, and how the command ends is told by it.
            let answers = matrix.counting().answers(true, name, self.terminal.language);
            return Ok(Gathered::Judged(answers, None));
        }
        let exits = matrix.counting_answers().map(|answer| self.expectations.judge(answer).exit);
        let exit = exits.fold(Exit::Expected, Exit::and);
        // That a page which no policy names is kept out is no failure to be told.
        let told = if self.all { matrix } else { matrix.counting() };
        Ok(Gathered::Judged(told.answers(self.all, name, self.terminal.language), Some(exit)))
    }

    fn cells(&self, asked: Vec<(Slot, Asked)>) -> Result<Vec<Cell>, Problem> {
        let runtime = runtime()?;
        let total = u64::try_from(asked.len()).ok();
        let shown = Progress::new(Label::RequestsSoFar, total, self.terminal);
        let mut cells = Vec::new();
        for ((row, column, counts), asked) in asked {
            let client = self.browser.client(&asked)?;
            let answer = runtime.block_on(self.ask(&client, (asked.init, false)))?;
            cells.push(Cell { row, column, counts, answer: Answer { place: asked.place, ..answer } });
            shown.advance(1);
        }
        Ok(cells)
    }

    /// Asks one after the other, as a person would.
    fn ask_all(&self, all: Vec<Asked>) -> Result<Gathered, Problem> {
        let several = all.len() > 1;
        for asked in &all {
            for note in asked.notes.iter().chain(&self.browser.notes(&asked.init)) {
                if several {
                    let about = format!("{} {}", asked.init.method, asked.init.url);
                    self.note(&Told::About(about, Box::new(note.clone())));
                } else {
                    self.note(note);
                }
            }
        }
        if self.probing.dry_run {
            return self.list(all.iter(), self.format.shows_probes());
        }
        let runtime = runtime()?;
        let mut answers = Vec::with_capacity(all.len());
        for asked in all {
            let client = self.browser.client(&asked)?;
            let asking = self.ask(&client, (asked.init, self.format.shows_probes()));
            answers.push(Answer { place: asked.place, ..runtime.block_on(asking)? });
        }
        Ok(Gathered::Asked(answers))
    }

    /// Asks, with whether the answer has a place for what further requests find out.
    async fn ask(&self, client: &Client, asked: (RequestInit, bool)) -> Result<Answer, Problem> {
        let read = &self.request.options.read;
        self.probing.ask(client, self.browser, asked, read, self.terminal.language).await
    }

    fn note(&self, note: &Told) {
        print_note(&note.say(self.terminal.language), self.terminal);
    }
}
