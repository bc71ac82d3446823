//! A text that a user wrote: read from a file or from standard input, and shown where it is wrong.

mod archive;
mod bounded;
mod trace;

use crate::exit::Exit;
use crate::print::print_error;
use crate::problem::Problem;
use crate::terminal::Terminal;
use crate::words::said::Said;
use crate::words::told::Label;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use archive::Archive;
use bounded::Bounded;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, ErrorKind, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A text and where it came from.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path, or `standard input`.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// One mistake in a source.
#[derive(Debug)]
pub(crate) struct Mistake {
    /// Whether it is accepted, but probably not what is meant.
    pub(crate) is_warning: bool,
    /// A stable name in kebab case.
    pub(crate) code: Option<String>,
    /// What is wrong, in one line.
    pub(crate) message: Said,
    /// The bytes that are wrong; `None` if the text as a whole is.
    pub(crate) span: Option<Range<usize>>,
    /// What to write under them.
    pub(crate) label: String,
    /// Bytes to change, and what to write in their place.
    pub(crate) replacement: Option<(Range<usize>, String)>,
    /// More about it, one line each.
    pub(crate) help: Vec<Said>,
}

/// A file or standard input, not read yet.
pub(crate) struct Opened {
    /// The path, or `standard input`.
    pub(crate) name: String,
    pub(crate) reader: BufReader<Box<dyn Read>>,
    /// Where it can be read from any place; `None` for standard input.
    pub(crate) path: Option<PathBuf>,
}

impl Opened {
    /// Enough for a system call to be rare beside the work for what it reads.
    pub(crate) const BUFFER: usize = 64 << 10;

    /// Opens a file, or standard input for `-`.
    pub(crate) fn new(path: &Path) -> Result<Self, Problem> {
        let (name, from): (_, Box<dyn Read>) = if path.as_os_str() == "-" {
            (Source::STANDARD_INPUT.to_owned(), Box::new(io::stdin()))
        } else {
            let name = path.display().to_string();
            let file = File::open(path).map_err(|error| problem(&name, &error))?;
            (name, Box::new(file))
        };
        let path = (path.as_os_str() != "-").then(|| path.to_owned());
        Ok(Self { name, reader: BufReader::with_capacity(Self::BUFFER, from), path })
    }

    /// All that is typed on a keyboard, at once: who has pressed Ctrl-D is not asked for more.
    pub(crate) fn typed() -> Result<Self, Problem> {
        let name = Source::STANDARD_INPUT.to_owned();
        let mut typed = Vec::new();
        io::stdin().read_to_end(&mut typed).map_err(|error| problem(&name, &error))?;
        let typed: Box<dyn Read> = Box::new(io::Cursor::new(typed));
        Ok(Self { name, reader: BufReader::new(typed), path: None })
    }

    /// The same, unpacked if it is packed with gzip or in a zip, as recordings often are.
    pub(crate) fn unpacked(mut self) -> Result<Self, Problem> {
        const GZIP: [u8; 2] = [0x1f, 0x8b];
        let start = self.reader.fill_buf().map_err(|error| problem(&self.name, &error))?;
        let unpacked: Box<dyn Read> = if start.starts_with(&GZIP) {
            Box::new(Bounded::new(MultiGzDecoder::new(self.reader)))
        } else if archive::SIGNS.iter().any(|sign| start.starts_with(sign)) {
            let archive = match &self.path {
                Some(path) => Archive::File(path.clone()),
                None => Archive::keep(&self.name, self.reader)?,
            };
            archive.recording(&self.name)?
        } else {
            return Ok(self);
        };
        let reader = BufReader::with_capacity(Self::BUFFER, unpacked);
        Ok(Self { name: self.name, reader, path: None })
    }

    /// All of it as a text.
    pub(crate) fn text(mut self) -> Result<Source, Problem> {
        let mut text = String::new();
        self.reader.read_to_string(&mut text).map_err(|error| self.problem(&error))?;
        // Windows marks texts by a character that nobody sees.
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Source { name: self.name, text })
    }

    /// What kept it from being read.
    pub(crate) fn problem(&self, error: &io::Error) -> Problem {
        problem(&self.name, error)
    }
}

fn problem(name: &str, error: &io::Error) -> Problem {
    let problem = Problem::at(name, error);
    match error.kind() {
        ErrorKind::NotFound => problem.cure(Said::CheckPath),
        ErrorKind::InvalidData => problem.cure(Said::SaveAsUtf8),
        ErrorKind::PermissionDenied => problem.cure(Said::MayNotRead),
        _ => problem,
    }
}

/// What a drawing says: the message, the help, and what stands before them.
struct Drawn {
    message: String,
    help: Vec<String>,
    /// For errors, warnings and help, and above what to write.
    labels: [&'static str; 4],
}

impl Source {
    /// The name of what is no file.
    pub(crate) const STANDARD_INPUT: &'static str = "standard input";

    /// The name of what is written on the command line itself.
    pub(crate) const COMMAND_LINE: &'static str = "the command line";

    /// Whether it has a place in a repository, perhaps.
    pub(crate) fn is_file(&self) -> bool {
        ![Self::STANDARD_INPUT, Self::COMMAND_LINE].contains(&self.name.as_str())
    }

    /// Reads a file, or standard input for `-`.
    pub(crate) fn read(path: &Path) -> Result<Self, Problem> {
        Opened::new(path)?.text()
    }

    /// Draws mistakes as compilers do: place, line, underline, cause, cure.
    pub(crate) fn draw(&self, mistakes: &[Mistake], terminal: &Terminal) -> String {
        let renderer = if terminal.colour { Renderer::styled() } else { Renderer::plain() };
        let decor = if terminal.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
        let renderer = renderer.decor_style(decor).term_width(terminal.width());
        let mut text = String::new();
        for mistake in mistakes {
            let language = terminal.language;
            let help: Vec<String> = mistake.help.iter().map(|help| help.say(language)).collect();
            let labels =
                [Label::Error, Label::Warning, Label::Help, Label::Write].map(|told| told.say(language));
            let said = Drawn { message: mistake.message.say(language), help, labels };
            text.push_str(&renderer.render(&self.groups(mistake, &said)));
            text.push_str("\n\n");
        }
        text
    }

    /// Shows on standard error why the text is of no use, and returns the exit code for that.
    pub(crate) fn refuse(&self, mistakes: &[Mistake], terminal: &Terminal) -> Exit {
        print_error(&self.draw(mistakes, &terminal.of_errors()));
        Exit::Usage
    }

    fn groups<'s>(&'s self, mistake: &'s Mistake, said: &'s Drawn) -> Vec<Group<'s>> {
        let [error, warning, help, write] = said.labels.map(|label| label.trim_end_matches(':'));
        let level = if mistake.is_warning {
            Level::WARNING.with_name(warning)
        } else {
            Level::ERROR.with_name(error)
        };
        let mut title = level.primary_title(said.message.as_str());
        if let Some(code) = &mistake.code {
            title = title.id(code.as_str());
        }
        let mut group = Group::with_title(title);
        let span = mistake.span.clone().map(|span| self.inside(span));
        if let Some(span) = span {
            let label = (!mistake.label.is_empty()).then_some(mistake.label.as_str());
            let around = self.around(&span);
            let annotation = AnnotationKind::Primary.span(around.within(span)).label(label);
            group = group.element(around.snippet().path(&self.name).annotation(annotation));
        } else {
            group = group.element(annotate_snippets::Origin::path(self.name.as_str()));
        }
        for text in &said.help {
            group = group.element(Level::HELP.with_name(help).message(text.as_str()));
        }
        let mut groups = vec![group];
        if let Some((span, text)) = &mistake.replacement {
            let span = self.inside(span.clone());
            let around = self.around(&span);
            let patch = around.snippet().patch(Patch::new(around.within(span), text.as_str()));
            groups.push(Level::HELP.with_name(help).secondary_title(write).element(patch));
        }
        groups
    }

    /// The lines of a span and those beside them: to draw one mistake must not cost a look at all the others' lines.
    fn around(&self, span: &Range<usize>) -> Around<'_> {
        let (before, after) = (self.text.get(..span.start).unwrap_or_default(), self.text.get(span.end..));
        let start = before.rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
        let end = after
            .and_then(|after| after.match_indices('\n').nth(1))
            .map_or(self.text.len(), |(at, _)| span.end + at);
        let lines_before =
            before.get(..start).unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count();
        Around { text: self.text.get(start..end).unwrap_or_default(), start, line: lines_before + 1 }
    }

    /// A span that lies inside the text, on character boundaries.
    fn inside(&self, span: Range<usize>) -> Range<usize> {
        let boundary = |mut at: usize| {
            at = at.min(self.text.len());
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(span.start);
        start..boundary(span.end).max(start)
    }
}

/// Some lines of a text.
struct Around<'s> {
    text: &'s str,
    /// The first byte, in the whole text.
    start: usize,
    /// The number of the first line, from 1.
    line: usize,
}

impl<'s> Around<'s> {
    fn snippet<T: Clone>(&self) -> Snippet<'s, T> {
        Snippet::source(self.text).line_start(self.line)
    }

    /// A span of the whole text in this one.
    const fn within(&self, span: Range<usize>) -> Range<usize> {
        span.start - self.start..span.end - self.start
    }
}
