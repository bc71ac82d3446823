//! `corsac simulate` with JSON lines.

use super::{corsac, corsac_with};

/// A scenario on one line, of a page that the server's policy lets read, or not.
fn line(origin: &str) -> String {
    format!(
        r#"{{"step": [{{"fetch": {{"origin": "{origin}", "url": "https://api.example.com/items/1"}}}}], "server": {{"policy": {{"allow_origins": ["https://app.example.com"]}}}}}}"#
    )
}

fn allowed() -> String {
    line("https://app.example.com")
}

fn blocked() -> String {
    line("https://hacker.example")
}

#[test]
fn each_fetch_becomes_a_line() {
    let ran = corsac_with(&["simulate", "-"], &format!("\n{}\r\n\n{}\n", allowed(), blocked()));
    assert_eq!((ran.code, ran.error.as_str()), (Some(1), ""));
    let lines: Vec<_> = ran.out.lines().collect();
    let url = "GET https://api.example.com/items/1";
    assert_eq!(
        lines,
        [format!("✔ ALLOWED  {url}  ok-simple"), format!("✘ BLOCKED  {url}  allow-origin-missing")]
    );
    let ran = corsac_with(&["simulate", "-"], &format!("{0}\n{0}", allowed()));
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 2));
}

#[test]
fn for_programs_each_line_is_a_report_with_the_line_of_its_scenario() {
    for format in ["json", "ndjson"] {
        let ran = corsac_with(&["simulate", "-", "--format", format], &format!("{}\n\n{0}\n", allowed()));
        let reports: Vec<serde_json::Value> =
            ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let told: Vec<_> =
            reports.iter().map(|report| (report["line"].as_u64(), report["schema"].as_str())).collect();
        assert_eq!(told, [1, 3].map(|line| (Some(line), Some("corsac.explain/1"))));
    }
}

#[test]
fn a_bad_line_is_named_and_does_not_stop_the_others() {
    let policy = r#"{"step": [], "server": {"policy": {"allow_origins": ["https://a.example/"]}}}"#;
    let input =
        [allowed(), r#"{"stepp": []}"#.into(), "nonsense".into(), policy.into(), blocked()].join("\n");
    let ran = corsac_with(&["simulate", "-"], &input);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 2), "{}", ran.out);
    let errors: Vec<_> = ran.error.lines().filter(|line| line.starts_with("error: ")).collect();
    let [key, nonsense, origin] = errors[..] else { panic!("{}", ran.error) };
    assert!(
        key.starts_with("error: standard input:2:") && key.contains("there is no key \"stepp\""),
        "{key}"
    );
    assert!(nonsense.starts_with("error: standard input:3:"), "{nonsense}");
    assert!(origin.starts_with("error: standard input:4: server.policy.allow_origins"), "{origin}");
    assert!(ran.error.contains("write \"https://a.example\""), "{}", ran.error);
}

#[test]
fn a_name_or_a_second_object_tells_lines_from_a_scenario() {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let run = |name: &str, text: &str| {
        let file = directory.join(name);
        std::fs::write(&file, text).expect("a file");
        corsac(&["simulate", file.to_str().expect("text")]).out
    };
    let is_one_line = |out: String| out.lines().count() == 1;
    assert!(is_one_line(run("one.jsonl", &allowed())));
    assert!(is_one_line(run("one.NDJSON", &allowed())));
    // One scenario is explained in full, whether on one line or on several.
    assert!(!is_one_line(run("one.json", &allowed())));
    assert!(!is_one_line(run("one-ended.json", &format!("{}\n\n", allowed()))));
    let broken = allowed().replace("], \"server", "\n], \"server");
    assert!(broken.lines().next().is_some_and(|line| line.ends_with('}')));
    assert!(!is_one_line(run("broken.json", &broken)));
}

#[test]
fn a_line_that_is_not_text_is_named() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("latin-1.jsonl");
    std::fs::write(&file, [b"{\"\xe4\"}\n", allowed().as_bytes()].concat()).expect("a file");
    let ran = corsac(&["simulate", file.to_str().expect("text")]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(2), 1));
    assert!(ran.error.ends_with("latin-1.jsonl:1: not UTF-8\n"), "{}", ran.error);
}

/// Lines are written while the input is still open, and what has been played is gone.
#[cfg(target_os = "linux")]
#[test]
fn memory_stays_flat_however_many_lines_come() {
    use super::command;
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::Stdio;

    let mut child = command(&["simulate", "-"]).stdin(Stdio::piped()).spawn().expect("the command runs");
    let mut input = child.stdin.take().expect("a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    // 4 KiB a line, so that keeping the lines, or reports of them, would show.
    let line = format!("{}{}\n", allowed(), " ".repeat(4096));
    let mut peak_after = |lines: usize| {
        std::thread::scope(|scope| {
            scope.spawn(|| (0..lines).for_each(|_| input.write_all(line.as_bytes()).expect("it reads")));
            assert_eq!(output.by_ref().take(lines).filter(|line| line.is_ok()).count(), lines);
        });
        peak_kibibytes(child.id())
    };
    let (few, many) = (peak_after(300), peak_after(5_000));
    assert!(many < few + 4096, "{few} KiB after 300 lines, {many} KiB after 5,300");
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

/// `script` gives the command a terminal; its standard output stays a pipe.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_standard_error_shows_how_far_it_is() {
    use std::process::{Command, Stdio};
    let corsac = env!("CARGO_BIN_EXE_corsac");
    // The third line comes after the moment in which nothing is shown.
    let lines = format!("printf '%s\\n' '{0}' '{0}'; sleep 0.8; printf '%s\\n' '{0}'", allowed());
    let run = |then: &str| {
        let typed = format!("({lines}) | {corsac} simulate - {then}");
        let mut script = Command::new("script");
        let script = script.args(["-qec", &typed, "/dev/null"]).env("TERM", "xterm").stdin(Stdio::null());
        String::from_utf8(script.output().expect("script runs").stdout).expect("text")
    };
    assert_eq!(run("> /dev/null"), "\r\x1b[K3 scenarios\r\x1b[K");
    assert!(!run("").contains("scenarios"), "the lines are seen already");
}

/// The most memory that a process has had, in KiB.
#[cfg(target_os = "linux")]
pub(crate) fn peak_kibibytes(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    peak.trim().trim_end_matches(" kB").parse().expect("a number")
}
