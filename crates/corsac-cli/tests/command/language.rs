//! Explanations and pages in the language of the reader.

use super::{command, corsac, corsac_with};

fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

#[test]
fn a_scenario_is_explained_in_korean() {
    let example = corsac(&["codes", "allow-origin-missing", "--example"]).out;
    let ran = corsac_with(&["simulate", "-", "--lang", "ko"], &example);
    assert_eq!(ran.code, Some(1), "{}", ran.error);
    assert!(ran.out.starts_with("✘ 차단됨  GET "), "{}", ran.out);
    let ran = corsac_with(&["simulate", "-", "--lang", "ko", "--format", "json"], &example);
    assert!(ran.out.contains("\"language\": \"ko\""), "{}", ran.out);
    let ran = corsac_with(&["--lang", "en", "simulate", "-"], &example);
    assert!(ran.out.starts_with("✘ BLOCKED  GET ") && !is_korean(&ran.out), "{}", ran.out);
}

#[test]
fn the_environment_chooses_and_the_option_overrules_it() {
    let list = |environment: &[(&str, &str)], arguments: &[&str]| {
        let mut command = command(&["codes"]);
        let ran =
            command.args(arguments).envs(environment.iter().copied()).output().expect("the command runs");
        is_korean(&String::from_utf8_lossy(&ran.stdout))
    };
    assert!(list(&[("LANG", "ko_KR.UTF-8")], &[]));
    assert!(list(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ko_KR.UTF-8")], &[]));
    assert!(!list(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")], &[]));
    assert!(list(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "")], &[]));
    assert!(!list(&[("LANG", "ko_KR.UTF-8")], &["--lang", "en"]));
    assert!(!list(&[], &[]));
}

#[test]
fn the_page_of_a_name_is_korean_and_has_the_same_example() {
    let page = corsac(&["codes", "allow-origin-trailing-slash", "--lang", "ko"]);
    assert_eq!((page.code, page.error.as_str()), (Some(0), ""));
    assert!(page.out.contains("\n흔한 오해\n") && !page.out.contains("verdict = "), "{}", page.out);
    let example =
        |language| corsac(&["codes", "allow-origin-trailing-slash", "--example", "--lang", language]);
    assert_eq!(example("ko").out, example("en").out);
}

#[test]
fn there_is_no_third_language() {
    let ran = corsac(&["codes", "--lang", "tlh"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.error.contains("en, ko"), "{}", ran.error);
}
