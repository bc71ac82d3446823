//! What the output may look like: colours, characters, width.

use corsac::explain::TextStyle;
use std::io::{self, IsTerminal};

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
}

impl Look {
    /// What the standard streams may look like.
    pub(crate) fn terminal(self) -> Terminal {
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let colour = self.colour(io::stdout().is_terminal());
        let colour_of_errors = self.colour(io::stderr().is_terminal());
        Terminal { colour, colour_of_errors, ascii: self.ascii, width }
    }

    fn colour(self, is_terminal: bool) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                is_terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}

/// What standard output may look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) colour: bool,
    colour_of_errors: bool,
    pub(crate) ascii: bool,
    /// In columns; `None` if it is not a terminal.
    width: Option<usize>,
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
                _ => ascii.push('?'),
            }
        }
        ascii
    }
}
