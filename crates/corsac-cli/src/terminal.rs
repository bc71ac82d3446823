//! What the output may look like: colours, characters, width.

use corsac::explain::{Language, Name, Report, TextStyle};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use supports_hyperlinks::Stream;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// When to write colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment has `NO_COLOR` or `TERM=dumb`.
    Auto,
    /// Even into a file or a pipe.
    Always,
    /// Not at all.
    Never,
}

/// The options that concern the look of every command's output.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Look {
    /// When to write colours
    ///
    /// With `auto`, colours are written to a terminal, unless the environment sets NO_COLOR or TERM=dumb.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN",
          hide_possible_values = true, help = "When to write colours: auto, always or never",
          help_heading = "Look")]
    color: Color,

    /// Write plain ASCII, for terminals that cannot show ✔ and the like
    #[arg(long, global = true, help_heading = "Look")]
    ascii: bool,

    /// The language of everything that is said: explanations, pages, errors and help
    ///
    /// Without it, the first of LC_ALL, LC_MESSAGES and LANG that is set decides: Korean for ko, as in
    /// ko_KR.UTF-8, and English for any other.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language(), hide_possible_values = true,
          help = "The language of all that is said: en or ko", help_heading = "Look")]
    lang: Option<Language>,
}

/// Reads a language's tag, and lists them all where a word is none.
fn language() -> impl clap::builder::TypedValueParser<Value = Language> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    PossibleValuesParser::new(Language::ALL.map(Language::as_str))
        .try_map(|tag| Language::parse(&tag).ok_or("no language"))
}

/// The language of a locale such as `ko_KR.UTF-8`.
fn of_locale(locale: &str) -> Language {
    let tag = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    Language::parse(&tag.to_ascii_lowercase()).unwrap_or_default()
}

/// The language of what is said about a command line, before it is read: that of `--lang`, wherever it stands, or
/// else that of the environment.
pub(crate) fn language_of(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        let tag = match word.strip_prefix("--lang") {
            Some("") => words.next().map(|tag| tag.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        asked = tag.and_then(|tag| Language::parse(&tag)).or(asked);
    }
    asked.unwrap_or_else(of_environment)
}

/// The language that the environment asks for.
fn of_environment() -> Language {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    locale.map_or(Language::English, |locale| of_locale(&locale))
}

impl Look {
    /// What the standard streams may look like.
    pub(crate) fn terminal(self) -> Terminal {
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let colour = self.colour(io::stdout().is_terminal());
        let colour_of_errors = self.colour(io::stderr().is_terminal());
        let is_seen = io::stdout().is_terminal();
        let errors_are_seen = io::stderr().is_terminal() && !is_dumb();
        let links = colour && supports_hyperlinks::on(Stream::Stdout);
        let language = self.lang.unwrap_or_else(of_environment);
        let ascii = self.ascii;
        Terminal { colour, colour_of_errors, links, is_seen, errors_are_seen, ascii, width, language }
    }

    fn colour(self, is_terminal: bool) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !set("NO_COLOR") && !is_dumb(),
        }
    }
}

/// Where the page of a diagnosis is on the Web, in a language.
pub(crate) fn page_address(name: Name, language: Language) -> String {
    let directory = match language {
        Language::English => "diagnoses",
        Language::Korean => "diagnoses/ko",
    };
    format!("{}/blob/main/{directory}/{name}.md", env!("CARGO_PKG_REPOSITORY"))
}

/// Whether the terminal knows no escape codes.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What standard output may look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) colour: bool,
    colour_of_errors: bool,
    /// Whether standard output knows hyperlinks.
    links: bool,
    /// Whether standard output is a terminal.
    pub(crate) is_seen: bool,
    /// Whether standard error is a terminal on which a line can be drawn over.
    pub(crate) errors_are_seen: bool,
    pub(crate) ascii: bool,
    /// In columns; `None` if no standard stream is a terminal.
    width: Option<usize>,
    /// The language of explanations and pages.
    pub(crate) language: Language,
}

/// What a piece of text means; its colour follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Good,
    Bad,
    Strong,
    Faint,
    Code,
}

impl Ink {
    const fn escape_code(self) -> &'static str {
        match self {
            Self::Good => "32",
            Self::Bad => "1;31",
            Self::Strong => "1",
            Self::Faint => "2",
            Self::Code => "36",
        }
    }
}

impl Terminal {
    /// What a file gets: 80 columns without colours.
    pub(crate) const fn plain() -> Self {
        Self {
            colour: false,
            colour_of_errors: false,
            links: false,
            is_seen: false,
            errors_are_seen: false,
            ascii: false,
            width: None,
            language: Language::English,
        }
    }

    /// The same in another language.
    pub(crate) const fn speaking(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// What the standard streams may look like while the command line is not read.
    pub(crate) fn seen(language: Language) -> Self {
        Look { color: Color::Auto, ascii: false, lang: Some(language) }.terminal()
    }

    /// The widest line that is easy to read.
    const WIDEST: usize = 100;

    /// The number of columns to write for.
    pub(crate) fn width(&self) -> usize {
        self.width.unwrap_or(80).clamp(TextStyle::NARROWEST, Self::WIDEST)
    }

    /// What standard error may look like.
    pub(crate) fn of_errors(&self) -> Self {
        Self { colour: self.colour_of_errors, ..*self }
    }

    /// A text in the colour of its meaning, if there are colours.
    pub(crate) fn paint(&self, ink: Ink, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        format!("\x1b[{}m{text}\x1b[0m", ink.escape_code())
    }

    /// The text of a report, its mention of the diagnosis's page a link to it, if the terminal knows links.
    pub(crate) fn linked(&self, text: String, report: &Report) -> String {
        let name = report.primary.name;
        let shown = format!("corsac codes {name}");
        match text.rfind(&shown).filter(|_| self.links) {
            Some(at) => {
                let target = page_address(name, report.language);
                let mut text = text;
                text.replace_range(
                    at..at + shown.len(),
                    &format!("\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\"),
                );
                text
            }
            None => text,
        }
    }

    /// A text cut to a number of columns.
    pub(crate) fn cut(&self, text: &str, columns: usize) -> String {
        let text = self.text(text);
        if text.width() <= columns {
            return text;
        }
        let dots = self.text("…");
        let (kept, _) = split_at_column(&text, columns.saturating_sub(dots.width()));
        [kept, &dots].concat()
    }

    /// How a report is written here.
    pub(crate) fn text_style(&self) -> TextStyle {
        let mut style = TextStyle::default();
        style.width = self.width();
        style.colour = self.colour;
        style.ascii = self.ascii;
        style
    }

    /// A text of ours in the characters that this terminal has.
    pub(crate) fn text(&self, text: &str) -> String {
        if !self.ascii || text.is_ascii() {
            return text.to_owned();
        }
        let mut ascii = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '✔' => ascii.push_str("ok"),
                '✘' => ascii.push('x'),
                '…' => ascii.push_str("..."),
                '–' | '—' | '·' => ascii.push('-'),
                '→' => ascii.push_str("->"),
                '‘' | '’' => ascii.push('\''),
                '“' | '”' => ascii.push('"'),
                c if c.is_ascii() => ascii.push(c),
                // Who wants ASCII and Korean gets Korean letters.
                '가'..='힣' | 'ㄱ'..='ㆎ' if self.language == Language::Korean => ascii.push(c),
                _ => ascii.push('?'),
            }
        }
        ascii
    }
}

/// The start of a text that takes at most so many columns, and the rest.
pub(crate) fn split_at_column(text: &str, columns: usize) -> (&str, &str) {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, c)| {
        taken += c.width().unwrap_or(0);
        taken > columns
    });
    text.split_at(end.map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_column() {
        let terminal = Terminal::plain();
        assert_eq!((terminal.cut("가나다", 6), terminal.cut("가나다", 5)), ("가나다".into(), "가나…".into()));
        assert_eq!(terminal.cut("abcdef", 4), "abc…");
    }

    #[test]
    fn the_command_line_says_its_language_before_it_is_read() {
        let of = |words: &[&str]| language_of(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["corsac", "codes", "--lang", "ko"]), Language::Korean);
        assert_eq!(of(&["corsac", "--lang=ko", "--help"]), Language::Korean);
        assert_eq!(of(&["corsac", "--lang", "ko", "--lang=en"]), Language::English);
    }

    #[test]
    fn a_locale_has_a_language() {
        for (locale, language) in [
            ("ko_KR.UTF-8", Language::Korean),
            ("ko", Language::Korean),
            ("ko-KR", Language::Korean),
            ("en_US.UTF-8", Language::English),
            ("kok_IN", Language::English),
            ("C", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(of_locale(locale), language, "{locale}");
        }
    }
}
