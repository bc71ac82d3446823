//! Colours, characters, and readers that go away.

use super::{command, corsac};

const ESCAPE: char = '\x1b';

#[test]
fn colours_are_for_terminals_unless_they_are_asked_for() {
    assert!(!corsac(&["codes"]).out.contains(ESCAPE));
    assert!(corsac(&["codes", "--color", "always"]).out.contains(ESCAPE));
    assert!(!corsac(&["codes", "--color", "never"]).out.contains(ESCAPE));
    assert!(!corsac(&["--color", "never", "codes", "no-such"]).error.contains(ESCAPE));
    assert!(corsac(&["--color", "always", "codes", "no-such"]).error.contains(ESCAPE));
}

#[test]
fn ascii_is_ascii() {
    let scenario = "[[step]]\nfetch.origin = \"https://a.example\"\nfetch.url = \"https://b.example/\"\n";
    for input in [scenario, "[[step]\n"] {
        let ran = super::corsac_with(&["simulate", "-", "--ascii"], input);
        assert!(ran.out.is_ascii() && ran.error.is_ascii(), "{}{}", ran.out, ran.error);
        let ran = super::corsac_with(&["simulate", "-"], input);
        assert!(!ran.out.is_ascii() || !ran.error.is_ascii(), "there is something to replace");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_problem() {
    let mut child = command(&["codes"]).spawn().expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}
