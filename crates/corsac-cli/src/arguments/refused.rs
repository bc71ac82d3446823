//! What is shown in the place of work: help, the version, or what is wrong with the command line.

use super::translated::Translation;
use crate::exit::Exit;
use crate::print::print_error;
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::Label;
use clap::Error;
use clap::error::{ContextKind, ErrorKind};
use corsac::explain::Language;
use std::process::ExitCode;

/// A value of the command line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadValue(pub(crate) Said);

/// In English.
impl std::fmt::Display for BadValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.say(Language::English))
    }
}

impl std::error::Error for BadValue {}

/// Shows it.
pub(super) fn show(error: &Error, language: Language, translation: Option<&Translation>) -> ExitCode {
    let Some(translation) = translation else {
        let _ = error.print();
        return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    };
    if !error.use_stderr() {
        let text = error.render();
        // Whoever reads it through a pipe wants no colours.
        let coloured = Terminal::seen(language).colour;
        let text = if coloured { text.ansi().to_string() } else { text.to_string() };
        return match crate::print::print(&translation.marks(&text)) {
            Ok(()) => Exit::Expected.into(),
            Err(problem) => problem.exit().into(),
        };
    }
    if matches!(error.kind(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        print_error(&translation.marks(&error.render().to_string()));
    } else {
        print_error(&text(error, translation, language));
    }
    Exit::Usage.into()
}

/// What is wrong, what may be meant, and how the command is used.
fn text(error: &Error, translation: &Translation, language: Language) -> String {
    let terminal = Terminal::seen(language).of_errors();
    let cause = (translation.own.refusal)(error);
    let mut text = format!("{} {cause}\n", terminal.paint(Ink::Bad, Label::Error.say(language)));
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        if let Some(meant) = error.get(kind) {
            let help = terminal.paint(Ink::Strong, Label::Help.say(language));
            text.push_str(&format!("  {help} {}\n", Said::Similar(meant.to_string()).say(language)));
        }
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string().replace("Usage:", &format!("{}:", translation.own.usage));
        text.push_str(&format!("\n{}\n", translation.marks(&usage)));
    }
    text.push_str(&format!("\n{}\n", Said::SeeHelp.say(language)));
    text
}
