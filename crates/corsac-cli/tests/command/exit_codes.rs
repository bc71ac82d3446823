//! Each exit code, by a run that ends with it.

use super::served::Served;
use super::{Ran, corsac, corsac_with};
use tokio::net::TcpSocket;

const PAGE: &str = "http://localhost:5173";

/// The codes that `--help` lists, each with its sentence.
fn listed() -> Vec<(i32, String)> {
    let help = corsac(&["explain", "--help"]).out;
    let codes = help.split_once("Exit codes:").expect("exit codes").1.lines();
    let of = |line: &str| {
        let (code, sentence) = line.trim().split_once("  ")?;
        Some((code.parse().ok()?, sentence.to_owned()))
    };
    codes.filter_map(of).collect()
}

const MESSAGE: &str = "Access to fetch at 'https://api.example/' from origin 'https://app.example' has been blocked by \
                       CORS policy: Response to preflight request doesn't pass access control check: No \
                       'Access-Control-Allow-Origin' header is present on the requested resource.";

#[test]
fn explain_ends_with_each_of_them() {
    let served = Served::start();
    let url = served.url();
    // Taken and not listened at, so that nobody else can listen there.
    let taken = TcpSocket::new_v4().expect("a socket");
    taken.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let nobody = format!("http://{}/", taken.local_addr().expect("an address"));
    let ends = |more: &[&str]| corsac(&[&["explain"], more].concat());
    let asked = |more: &[&str]| ends(&[&[&url, "--origin", PAGE], more].concat());
    let stranger = |more: &[&str]| ends(&[&[&url, "--origin", "https://hacker.example"], more].concat());
    let cases: [(i32, &str, Ran); 17] = [
        (0, "allowed", asked(&[])),
        (0, "kept out, as expected", stranger(&["--expect", "blocked"])),
        (0, "the diagnosis that is expected", stranger(&["--expect", "allow-origin-missing"])),
        (0, "only told", stranger(&["--fail-on", "never"])),
        (0, "only listed", stranger(&["--dry-run"])),
        (1, "blocked", stranger(&[])),
        (1, "allowed, and that is not expected", asked(&["--expect", "blocked"])),
        (1, "another diagnosis", stranger(&["--expect", "preflight-not-routed"])),
        (2, "no such option", asked(&["--orgin", PAGE])),
        (2, "no such diagnosis", asked(&["--expect", "no-such-name"])),
        (2, "no such file", ends(&["none.har"])),
        (2, "nothing to read", corsac_with(&["explain", "-"], "")),
        (3, "no such host", ends(&["http://name.invalid/", "--expect", "allowed"])),
        (3, "nobody listens", ends(&[&nobody, "--origin", PAGE])),
        (4, "held back", asked(&["-X", "PUT"])),
        (4, "a message alone", ends(&[MESSAGE, "--offline"])),
        (5, "held back, and its answer is expected", asked(&["-X", "PUT", "--expect", "allowed"])),
    ];
    for (code, what, ran) in &cases {
        assert_eq!(ran.code, Some(*code), "{what}: {}{}", ran.out, ran.error);
    }
    assert_eq!(served.changes(), 0);
    let mut produced: Vec<i32> = cases.iter().map(|(code, ..)| *code).collect();
    produced.dedup();
    assert_eq!(listed().into_iter().map(|(code, _)| code).collect::<Vec<_>>(), produced);
}

/// A page that is let in asks; the answer says nothing of `Vary`.
fn simulate(more: &[&str]) -> Option<i32> {
    let scenario = "[[step]]\nfetch.origin = \"https://app.example\"\nfetch.url = \"https://api.example/\"\n\
                    [[server.answer]]\nheaders = [[\"Access-Control-Allow-Origin\", \"https://app.example\"]]\n";
    corsac_with(&[&["simulate", "-"], more].concat(), scenario).code
}

#[test]
fn each_level_of_fail_on_fails_on_more() {
    let codes = ["never", "error", "warning", "note"].map(|level| simulate(&["--fail-on", level]));
    assert_eq!(codes, [Some(0), Some(0), Some(1), Some(1)]);
    assert_eq!(simulate(&["--fail-on", "high"]), Some(2));
}

#[test]
fn the_guide_lists_the_same_codes_and_levels() {
    let text = include_str!("../../../../docs/explain.md");
    for (code, sentence) in listed() {
        let start = sentence.split([':', ',']).next().unwrap_or_default();
        assert!(text.contains(&format!("| {code} | {start}")), "{code}: {start}");
    }
    for level in ["error", "warning", "note", "never"] {
        assert!(text.contains(&format!("| `{level}` |")), "{level}");
    }
}

#[test]
fn what_is_expected_and_misspelt_is_guessed() {
    for (word, meant) in [
        ("alowed", "allowed"),
        ("block", "blocked"),
        ("allow-orign-missing", "allow-origin-missing"),
        ("code=vary-origin-mising", "vary-origin-missing"),
    ] {
        let ran = corsac(&["explain", "http://127.0.0.1:1/", "--expect", word]);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
        assert!(ran.error.contains(&format!("the nearest is {meant}")), "{}", ran.error);
    }
    let ran = corsac(&["explain", "http://127.0.0.1:1/", "--expect", "zzz"]);
    assert!(ran.error.contains("corsac codes lists"), "{}", ran.error);
}
