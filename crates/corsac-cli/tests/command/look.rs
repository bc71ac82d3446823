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

/// `script` gives the command a terminal.
#[cfg(target_os = "linux")]
#[test]
fn links_are_for_terminals_that_know_them() {
    let run = |hyperlinks: &str| {
        let corsac = env!("CARGO_BIN_EXE_corsac");
        let typed = format!("{corsac} codes allow-origin-missing --example | {corsac} simulate -");
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &typed, "/dev/null"]).env("TERM", "xterm").env("FORCE_HYPERLINK", hyperlinks);
        script.env_remove("NO_COLOR").stdin(std::process::Stdio::null());
        String::from_utf8(script.output().expect("script runs").stdout).expect("text")
    };
    let link =
        "\x1b]8;;https://github.com/corsac-rs/corsac/blob/main/diagnoses/allow-origin-missing.md\x1b\\";
    let linked = run("1");
    assert!(linked.contains(&format!("{link}corsac codes allow-origin-missing\x1b]8;;\x1b\\")), "{linked}");
    assert!(!run("0").contains("\x1b]8"));
    assert!(!corsac(&["codes"]).out.contains("\x1b]8"));
}

#[test]
fn many_begin_with_a_summary() {
    let lines = |origin: &str| {
        format!(
            "{{\"step\": [{{\"fetch\": {{\"origin\": \"{origin}\", \"url\": \"https://b.example/items\"}}}}], \"server\": {{\"policy\": {{\"allow_origins\": [\"https://a.example\"]}}}}}}\n"
        )
    };
    let text = lines("https://evil.example").repeat(7) + &lines("https://a.example").repeat(1200);
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("summary-baseline.json");
    let file = file.to_str().expect("text");
    let ran = super::corsac_with(
        &["simulate", "-", "--baseline", file, "--update-baseline", "--fail-on", "never"],
        &text,
    );
    assert_eq!(ran.code, Some(0), "{}", ran.error);
    let expected = "1,207 requests: 7 blocked, 1,200 allowed\n\n✘ allow-origin-missing  (7)\n  the answer has no \
                    Access-Control-Allow-Origin\n    GET https://b.example/items  (7 times)\n\n✔ ok-simple 1,200\n";
    assert!(ran.out.starts_with(expected), "{}", ran.out);
}
