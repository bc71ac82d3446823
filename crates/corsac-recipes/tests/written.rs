//! Every recipe, written down for the widest and for the least policy, and looked over by whoever changes it.

use corsac::browser::RequestInit;
use corsac::exchange::{AnswerSpec, Scenario, ScenarioStep, ServerSpec};
use corsac::explain::{Language, diagnose};
use corsac::server::{Config, Policy};
use corsac_recipes::{Stack, Trouble, advise};
use std::path::Path;

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

fn widest() -> Config {
    Config {
        allow_origins: texts(&["https://app.example", "https://www.app.example:8443"]),
        allow_credentials: true,
        allow_methods: texts(&["PUT", "DELETE"]),
        allow_headers: texts(&["authorization", "content-type"]),
        expose_headers: texts(&["x-total-count"]),
        ..Config::default()
    }
}

fn least() -> Config {
    Config { allow_origins: texts(&["https://app.example"]), ..Config::default() }
}

/// All that a stack says.
fn shown(stack: &Stack) -> String {
    let mut shown = format!("# {} ({:?})\n", stack.title(), stack.layer());
    for (policy, what) in [(widest(), "the widest policy"), (least(), "the least policy")] {
        for part in stack.write(&policy).unwrap() {
            let (english, korean) = (part.place(Language::English), part.place(Language::Korean));
            shown.push_str(&format!("\n## {what}: {english} / {korean}\n{}\n", part.text));
        }
    }
    for language in [Language::English, Language::Korean] {
        shown.extend(stack.left_out(&rare(), language).map(|why| format!("\n## left out\n{why}\n")));
    }
    shown
}

/// Methods that few people use, and one with a hyphen.
fn rare() -> Config {
    Config { allow_methods: texts(&["PATCH", "PROPFIND", "M-SEARCH"]), ..least() }
}

#[test]
fn every_recipe_is_as_it_was_looked_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/written");
    let renew = std::env::var_os("CORSAC_UPDATE_SNAPSHOTS").is_some();
    for stack in Stack::all() {
        let path = folder.join(format!("{}.txt", stack.name()));
        if renew {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, shown(stack)).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(shown(stack), kept, "{}: CORSAC_UPDATE_SNAPSHOTS=1 renews it", path.display());
    }
}

#[test]
fn the_policies_are_ones_that_corsac_accepts() {
    for policy in [widest(), least()] {
        Policy::new(policy).unwrap();
    }
}

#[test]
fn json_is_json() {
    for name in ["api-gateway", "s3", "cloudfront"] {
        for policy in [widest(), least()] {
            for part in Stack::named(name).unwrap().write(&policy).unwrap() {
                serde_json::from_str::<serde_json::Value>(&part.text)
                    .unwrap_or_else(|error| panic!("{name}: {error}: {}", part.text));
            }
        }
    }
}

#[test]
fn nothing_unsafe_is_ever_advised() {
    const TROUBLES: [Trouble; 5] =
        [Trouble::Order, Trouble::Errors, Trouble::Owner, Trouble::Redirect, Trouble::Cache];
    for stack in Stack::all() {
        let mut all = shown(stack);
        for trouble in TROUBLES {
            for language in [Language::English, Language::Korean] {
                let advice = stack.advice(trouble, language);
                assert!(advice.ends_with('.') || advice.ends_with(')'), "{}: {advice}", stack.name());
                all.push_str(advice);
            }
        }
        for unsafe_text in ["Allow-Origin *", "Allow-Origin \"*\"", "\"*\"]", "Any", "null\"", "origin: true"]
        {
            assert!(!all.contains(unsafe_text), "{}: {unsafe_text}", stack.name());
        }
    }
}

#[test]
fn a_name_that_a_configuration_may_misread_is_not_written() {
    for name in ["x-$host", "x'y", "x`y", "x%y"] {
        let policy = Config { allow_headers: texts(&[name]), ..least() };
        assert!(Stack::all().iter().all(|stack| stack.write(&policy).is_none()), "{name}");
    }
    for origins in [&[][..], &["null"], &["*"]] {
        let policy = Config { allow_origins: texts(origins), ..Config::default() };
        assert!(Stack::all().iter().all(|stack| stack.write(&policy).is_none()), "{origins:?}");
    }
}

#[test]
fn a_method_that_a_stack_does_not_know_is_left_out_and_told() {
    for stack in Stack::all() {
        let parts = stack.write(&rare()).unwrap();
        let written: String = parts.iter().map(|part| part.text.to_lowercase()).collect();
        let why = stack.left_out(&rare(), Language::English).unwrap_or_default();
        for method in rare().allow_methods {
            let list = why.split('.').next().unwrap_or_default();
            let (is_written, is_told) = (written.contains(&method.to_lowercase()), list.contains(&method));
            assert!(is_written != is_told, "{}: {method}: {why}\n{written}", stack.name());
        }
        assert_eq!(stack.left_out(&widest(), Language::English), None, "{}", stack.name());
    }
}

#[test]
fn a_report_says_what_is_left_out() {
    let mut request = RequestInit::new("https://app.example", "https://bucket.example/");
    request.method = "PATCH".into();
    let server = ServerSpec { answers: vec![AnswerSpec::default()], ..ServerSpec::default() };
    let scenario = Scenario { steps: vec![ScenarioStep::Fetch(request)], server, ..Scenario::default() };
    let mut report = diagnose(&scenario.play().unwrap()[0]);
    advise(&mut report, Stack::named("s3").unwrap());
    let told: Vec<&str> = report.primary.fixes.iter().map(|fix| fix.what.as_str()).collect();
    assert!(told.iter().any(|told| told.starts_with("Amazon S3: Left out: PATCH.")), "{told:?}");
}
