//! The definition of the command line in another language than English, in which it is written.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

/// What a language says of the command line. Everything is found by the ids of commands and arguments.
pub(super) struct Translation {
    /// By command: what it is for, in a line and then in paragraphs, which may be missing.
    pub(super) commands: &'static [(&'static str, &'static str, &'static str)],
    /// By command, or `*` for every one, and by argument: what it is, in a line and then in paragraphs, which may
    /// be missing.
    pub(super) arguments: &'static [(&'static str, &'static str, &'static str, &'static str)],
    /// By argument and value: what the value means.
    pub(super) values: &'static [(&'static str, &'static str, &'static str)],
    /// By heading.
    pub(super) headings: &'static [(&'static str, &'static str)],
    /// By line: what stands below the options.
    pub(super) lines: &'static [(&'static str, &'static str)],
    /// What clap says by itself.
    pub(super) own: Own,
}

/// What clap says by itself.
pub(super) struct Own {
    pub(super) usage: &'static str,
    pub(super) commands: &'static str,
    pub(super) arguments: &'static str,
    pub(super) options: &'static str,
    pub(super) default: &'static str,
    pub(super) possible: &'static str,
    pub(super) help: &'static str,
    pub(super) help_long: &'static str,
    pub(super) version: &'static str,
    /// What is wrong with a command line, in a line.
    pub(super) refusal: fn(&clap::Error) -> String,
    /// The headings of manual pages.
    pub(super) man: &'static [(&'static str, &'static str)],
    /// What stands in usage lines and behind options.
    pub(super) marks: &'static [(&'static str, &'static str)],
}

impl Translation {
    /// The definition in this language.
    pub(super) fn of(&self, command: Command) -> Command {
        let name = command.get_name().to_owned();
        let own = &self.own;
        let template = format!(
            "{{before-help}}{{about-with-newline}}\n\x1b[1m\x1b[4m{}:\x1b[0m {{usage}}\n\n{{all-args}}{{after-help}}",
            own.usage
        );
        let mut command = command
            .help_template(template)
            .subcommand_help_heading(own.commands)
            .mut_subcommands(|inner| self.of(inner));
        command = command.mut_args(|argument| self.argument(&name, argument));
        if let Some((_, about, more)) = self.commands.iter().find(|(of, ..)| *of == name) {
            command = command.about(*about).long_about(whole(about, more));
        }
        if let Some(text) = command.get_after_help().map(|text| self.lines(&text.to_string())) {
            command = command.after_help(text);
        }
        if let Some(text) = command.get_after_long_help().map(|text| self.lines(&text.to_string())) {
            command = command.after_long_help(text);
        }
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help_heading(own.options);
        command = command.disable_help_flag(true).arg(help.help(own.help).long_help(own.help_long));
        if name != "corsac" {
            return command;
        }
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command.disable_version_flag(true).arg(version.help(own.version).help_heading(own.options))
    }

    /// What this says of an argument: in a line, and then in paragraphs.
    pub(super) fn of_argument(&self, command: &str, id: &str) -> Option<(&'static str, &'static str)> {
        let of = |scope: &str| self.arguments.iter().find(|(of, name, ..)| *of == scope && *name == id);
        of(command).or_else(|| of("*")).map(|(.., help, more)| (*help, *more))
    }

    fn argument(&self, command: &str, argument: Arg) -> Arg {
        let id = argument.get_id().as_str().to_owned();
        let Some((help, more)) = self.of_argument(command, &id) else { return argument };
        let (short, long) = self.hints(&id, &argument);
        let heading = match argument.get_help_heading() {
            Some(heading) => self.headings.iter().find(|(of, _)| *of == heading).map(|(_, is)| *is),
            None if argument.is_positional() => Some(self.own.arguments),
            None => Some(self.own.options),
        };
        let paragraphs: Vec<&str> =
            [help, more, &long].into_iter().filter(|paragraph| !paragraph.is_empty()).collect();
        let takes_value = argument.get_action().takes_values();
        let mut argument = argument.help([help, &short].concat()).help_heading(heading);
        if takes_value {
            argument = argument.hide_default_value(true).hide_possible_values(true);
        }
        if paragraphs.len() > 1 { argument.long_help(paragraphs.join("\n\n")) } else { argument }
    }

    /// The possible values and the default, behind the line and below the paragraphs.
    fn hints(&self, id: &str, argument: &Arg) -> (String, String) {
        let takes_value = argument.get_action().takes_values();
        let (mut short, mut long) = (String::new(), Vec::new());
        let values: Vec<PossibleValue> = if takes_value && !argument.is_hide_possible_values_set() {
            argument.get_possible_values()
        } else {
            Vec::new()
        };
        if !values.is_empty() {
            let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
            short = format!(" [{}: {}]", self.own.possible, names.join(", "));
            let meaning = |value: &str| {
                let known = self.values.iter().find(|(of, name, _)| *of == id && *name == value);
                known.map(|(.., meaning)| *meaning)
            };
            if names.iter().any(|name| meaning(name).is_some()) {
                let listed = values.iter().map(|value| {
                    let own = value.get_help().map(ToString::to_string).unwrap_or_default();
                    let meaning = meaning(value.get_name()).map_or(own, str::to_owned);
                    format!("- {}: {meaning}", value.get_name())
                });
                long.push(format!("{}:\n{}", self.own.possible, listed.collect::<Vec<_>>().join("\n")));
            } else {
                long.push(short.trim_start().to_owned());
            }
        }
        let defaults: Vec<_> =
            argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if takes_value && !defaults.is_empty() {
            let default = format!("[{}: {}]", self.own.default, defaults.join(", "));
            short = format!(" {default}{short}");
            long.push(default);
        }
        (short, long.join("\n\n"))
    }

    /// A text line by line.
    fn lines(&self, text: &str) -> String {
        let line = |line: &str| {
            let known = self.lines.iter().find(|(of, _)| *of == line.trim());
            known.map_or_else(|| line.to_owned(), |(of, is)| line.replace(of, is))
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    /// A help text with what clap says by itself in this language.
    pub(super) fn marks(&self, text: &str) -> String {
        self.own.marks.iter().fold(text.to_owned(), |text, (of, is)| text.replace(of, is))
    }
}

fn whole(line: &str, more: &str) -> String {
    if more.is_empty() { line.to_owned() } else { format!("{line}\n\n{more}") }
}
