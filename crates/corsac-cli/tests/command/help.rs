//! What `-h` and `--help` say.

use super::corsac;
use super::snapshot::compare;

fn help(arguments: &[&str]) -> String {
    let ran = corsac(arguments);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    // An editor must not have to keep spaces at the ends of lines.
    ran.out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn of_the_command_itself() {
    compare("help_short", &help(&["-h"]));
    compare("help_long", &help(&["--help"]));
}

#[test]
fn of_each_command() {
    for name in
        ["serve", "explain", "watch", "simulate", "check", "decide", "agent", "codes", "completions", "man"]
    {
        compare(&format!("help_{name}_short"), &help(&[name, "-h"]));
        compare(&format!("help_{name}_long"), &help(&[name, "--help"]));
    }
}

#[test]
fn a_misspelt_command_or_option_is_named() {
    let ran = corsac(&["explian", "https://a.example"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("'explain'"), "{}", ran.error);
    let ran = corsac(&["explain", "https://a.example", "--credential", "include"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("'--credentials'"), "{}", ran.error);
    let ran = corsac(&["explain", "https://a.example", "--credentials", "yes"]);
    assert!(ran.error.contains("omit, same-origin, include"), "{}", ran.error);
}
