//! A server's configuration in its two forms.
//!
//! In the files of `servers/`, a line with `@broken@` is there in the broken form only, one with `@mended@` in the
//! other, and `@part 1@` makes way for the first text of the recipe.

use corsac_recipes::Part;

/// The configuration: broken without a recipe.
pub(crate) fn text(file: &str, recipe: Option<&[Part]>, places: &[(&str, String)]) -> String {
    let mut text: String = file.lines().map(|line| of_line(line, recipe)).collect();
    for (name, value) in places {
        text = text.replace(&format!("@{name}@"), value);
    }
    text
}

fn of_line(line: &str, recipe: Option<&[Part]>) -> String {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let (mark, rest) = line.trim_start().split_once("@ ").unwrap_or_else(|| (line.trim(), ""));
    match (mark, recipe) {
        ("@broken", None) | ("@mended", Some(_)) => format!("{indent}{rest}\n"),
        ("@broken", Some(_)) | ("@mended", None) => String::new(),
        (mark, recipe) => match mark.strip_prefix("@part ").and_then(|number| number.strip_suffix('@')) {
            Some(number) => part(recipe.unwrap_or_default(), number, &indent),
            None => format!("{line}\n"),
        },
    }
}

fn part(recipe: &[Part], number: &str, indent: &str) -> String {
    let part = number.parse::<usize>().ok().and_then(|number| recipe.get(number - 1));
    let lines = part.into_iter().flat_map(|part| part.text.lines());
    lines.map(|line| format!("{indent}{line}\n")).collect()
}
