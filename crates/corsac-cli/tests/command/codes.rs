//! `corsac codes`.

use super::{corsac, corsac_with};
use corsac::explain::Name;

#[test]
fn the_list_has_every_name_once_with_its_title() {
    let ran = corsac(&["codes"]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    let words: Vec<&str> = ran.out.split_whitespace().collect();
    for name in Name::ALL {
        let times = words.iter().filter(|word| **word == name.as_str()).count();
        assert_eq!(times, 1, "{name}");
        assert!(ran.out.contains(name.title()), "{name}");
    }
}

#[test]
fn a_misspelt_name_gets_the_nearest() {
    let ran = corsac(&["codes", "allow-orign-mising"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.error.contains("corsac codes allow-origin-missing\n"), "{}", ran.error);
    let ran = corsac(&["codes", "hello"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("corsac codes lists them all"), "{}", ran.error);
}

#[test]
fn the_page_of_a_name_is_printed_without_what_only_tests_need() {
    let ran = corsac(&["codes", "allow-origin-trailing-slash"]);
    assert_eq!((ran.code, ran.error.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("allow-origin-trailing-slash\n"), "{}", ran.out);
    assert!(ran.out.contains("+ Access-Control-Allow-Origin: https://app.example\n"), "{}", ran.out);
    assert!(!ran.out.contains("verdict = ") && !ran.out.contains("```"), "{}", ran.out);
}

#[test]
fn the_example_of_a_page_yields_its_diagnosis() {
    let example = corsac(&["codes", "allow-origin-trailing-slash", "--example"]);
    assert_eq!(example.code, Some(0), "{}", example.error);
    let ran = corsac_with(&["simulate", "-"], &example.out);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
    assert!(ran.out.contains("allow-origin-trailing-slash"), "{}", ran.out);
}
