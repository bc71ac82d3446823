//! Whether a translation says everything, and nothing else.

use super::{command, definition, translation};
use clap::Command;
use corsac::explain::Language;
use std::collections::BTreeSet;

fn commands(command: &Command) -> Vec<&Command> {
    let mut all = vec![command];
    all.extend(command.get_subcommands().flat_map(commands));
    all
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

/// Whether a line below the options is code, and so the same in every language.
fn is_code(line: &str) -> bool {
    let line = line.trim();
    let signs = [
        "corsac ",
        "curl ",
        "xclip ",
        "--",
        "-X ",
        "-H ",
        "[",
        "{",
        "]",
        "}",
        "\"",
        "echo ",
        "'https://",
        "the requested resource.",
        "blocked by CORS",
    ];
    let is_setting = line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    line.is_empty()
        || is_setting
        || line.contains("| corsac ")
        || signs.iter().any(|sign| line.starts_with(sign))
}

#[test]
fn every_command_and_argument_is_translated_and_nothing_else() {
    let definition = definition();
    for translation in Language::ALL.into_iter().filter_map(translation) {
        let mut used = BTreeSet::new();
        let mut headings = BTreeSet::new();
        let mut values = BTreeSet::new();
        let mut lines = BTreeSet::new();
        for command in commands(&definition) {
            let name = command.get_name();
            let about = translation.commands.iter().find(|(of, ..)| *of == name);
            let (_, _, more) = about.unwrap_or_else(|| panic!("{name} is not translated"));
            let has_more = command.get_long_about().is_some_and(|long| long.to_string().contains('\n'));
            assert_eq!(more.is_empty(), !has_more, "{name}: paragraphs");
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                let id = argument.get_id().as_str();
                let (_, more) = translation
                    .of_argument(name, id)
                    .unwrap_or_else(|| panic!("{name} {id} is not translated"));
                let scoped = translation.arguments.iter().any(|(of, to, ..)| (*of, *to) == (name, id));
                used.insert((if scoped { name } else { "*" }.to_owned(), id.to_owned()));
                let long = argument.get_long_help().map(ToString::to_string).unwrap_or_default();
                assert_eq!(more.is_empty(), !long.contains("\n\n"), "{name} {id}: paragraphs");
                headings.extend(argument.get_help_heading().map(str::to_owned));
                for value in
                    argument.get_possible_values().iter().filter(|_| !argument.is_hide_possible_values_set())
                {
                    if translation.values.iter().any(|(of, to, _)| (*of, *to) == (id, value.get_name())) {
                        values.insert((id.to_owned(), value.get_name().to_owned()));
                    } else {
                        let is_plain = value.get_help().is_none_or(|_| id == "stack" || id == "color");
                        assert!(is_plain, "{name} {id} {} is not translated", value.get_name());
                    }
                }
            }
            let below = [command.get_after_help(), command.get_after_long_help()];
            for line in below.into_iter().flatten().map(ToString::to_string) {
                lines.extend(line.lines().map(|line| line.trim().to_owned()));
            }
        }
        let known = translation.arguments.iter().map(|(of, id, ..)| ((*of).to_owned(), (*id).to_owned()));
        assert_eq!(known.collect::<BTreeSet<_>>(), used);
        assert_eq!(translation.commands.len(), commands(&definition).len());
        let known = translation.headings.iter().map(|(of, _)| (*of).to_owned());
        assert_eq!(known.collect::<BTreeSet<_>>(), headings);
        let known = translation.values.iter().map(|(of, value, _)| ((*of).to_owned(), (*value).to_owned()));
        assert_eq!(known.collect::<BTreeSet<_>>(), values);
        for (line, _) in translation.lines {
            assert!(lines.contains(*line), "nobody says {line:?}");
        }
        for line in &lines {
            let is_known = translation.lines.iter().any(|(of, _)| of == line);
            assert!(is_known || is_code(line), "{line:?} is not translated");
        }
    }
}

#[test]
fn help_in_korean_says_nothing_in_english() {
    let mut command = command(Language::Korean);
    command.build();
    for command in commands(&command) {
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(has_hangul(&help), "{} {}: {help}", command.get_name(), argument.get_id());
            let heading = argument.get_help_heading().unwrap_or_default();
            assert!(has_hangul(heading), "{} {}: {heading}", command.get_name(), argument.get_id());
        }
    }
}
