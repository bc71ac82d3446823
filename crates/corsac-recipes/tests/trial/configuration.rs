//! A server's configuration in its three forms.
//!
//! In the files of `servers/`, a mark at the beginning says in which form a line is there: `@broken@`, `@mended@`
//! and `@unheeded@` in that one only, `@not mended@` in the other two, `@told@` in those with the recipe.
//! `@part 1@` makes way for the first text of the recipe, `@mended part 1@` and `@unheeded part 1@` in that form
//! only.

use crate::unheeded::Change;
use corsac_recipes::Part;

/// What is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form<'a> {
    /// As people have it who ask for help.
    Broken,
    /// With the recipe's text, but not as its advice says.
    Unheeded(&'a [Part], Option<&'a Change>),
    /// As the recipe says.
    Mended(&'a [Part]),
}

impl Form<'_> {
    /// Whether a line with this mark is there; `None` if it is no such mark.
    fn has(self, mark: &str) -> Option<bool> {
        Some(match mark {
            "@broken" => matches!(self, Self::Broken),
            "@unheeded" => matches!(self, Self::Unheeded(..)),
            "@mended" => matches!(self, Self::Mended(_)),
            "@not mended" => !matches!(self, Self::Mended(_)),
            "@told" => !matches!(self, Self::Broken),
            _ => return None,
        })
    }

    /// The lines that a mark of a part makes way for; `None` if it is no such mark.
    fn part(self, mark: &str) -> Option<String> {
        let (only, number) = mark.strip_suffix('@')?.rsplit_once("part ")?;
        let text = |parts: &[Part]| {
            let part = number.parse::<usize>().ok().and_then(|number| parts.get(number - 1));
            part.map(|part| part.text.clone()).unwrap_or_default()
        };
        Some(match (self, only) {
            (Self::Mended(parts), "@" | "@mended ") => text(parts),
            (Self::Unheeded(parts, change), "@" | "@unheeded ") => {
                let text = text(parts);
                change.map_or_else(|| text.clone(), |change| change.of(&text))
            }
            (_, "@" | "@mended " | "@unheeded ") => String::new(),
            _ => return None,
        })
    }
}

/// The configuration in a form.
pub(crate) fn text(file: &str, form: Form<'_>, places: &[(&str, String)]) -> String {
    let mut text: String = file.lines().map(|line| of_line(line, form)).collect();
    for (name, value) in places {
        text = text.replace(&format!("@{name}@"), value);
    }
    text
}

fn of_line(line: &str, form: Form<'_>) -> String {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    if let Some(part) = form.part(line.trim()) {
        return part.lines().map(|line| format!("{indent}{line}\n")).collect();
    }
    let marked = line.trim_start().split_once("@ ").and_then(|(mark, rest)| Some((form.has(mark)?, rest)));
    match marked {
        Some((true, rest)) => format!("{indent}{rest}\n"),
        Some((false, _)) => String::new(),
        None => format!("{line}\n"),
    }
}
