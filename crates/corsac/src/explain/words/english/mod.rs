//! English.

mod allow_origin;
mod config;
mod fix;
mod judged;
mod label;
mod network;
mod note;
mod notes;
mod permission;
mod preflight;
mod reading;
mod redirect;
mod request;
mod why;

use alloc::string::String;

/// Joins as people do: `a`, `a and b`, `a, b and c`.
fn and(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).into(),
        [start @ .., last] => [&start.join(", "), " and ", last].concat(),
    }
}

/// The names, and the verb that goes with them.
fn is_or_are(names: &[&str]) -> String {
    and(names) + if names.len() == 1 { " is" } else { " are" }
}

#[cfg(test)]
mod tests {
    use super::and;

    #[test]
    fn lists_read_as_people_write() {
        assert_eq!(and(&[]), "");
        assert_eq!(and(&["a"]), "a");
        assert_eq!(and(&["a", "b", "c"]), "a, b and c");
    }
}
