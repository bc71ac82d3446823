//! What is written keeps to its schema.

use super::served::Served;
use super::{corsac, corsac_with};
use corsac::exchange::{Scenario, ScenarioStep};
use corsac::explain::{Question, diagnose, of_request_init_error};
use corsac_cases::corpus;
use jsonschema::Validator;
use serde_json::Value;

/// The schema of reports that is published, except that a field which it does not know is a mistake here.
pub(crate) fn closed() -> Validator {
    closed_of(include_str!("../../../../schema/corsac.explain-1.schema.json"))
}

/// The same of what `--dry-run` lists.
pub(crate) fn closed_of_dry_runs() -> Validator {
    closed_of(include_str!("../../../../schema/corsac.dry-run-1.schema.json"))
}

/// The same of the lines that `watch` writes.
pub(crate) fn closed_of_changes() -> Validator {
    closed_of(include_str!("../../../../schema/corsac.watch-1.schema.json"))
}

fn closed_of(text: &str) -> Validator {
    let mut schema: Value = serde_json::from_str(text).expect("JSON");
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("a schema")
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if fields.get("properties").is_some_and(Value::is_object) && fields.contains_key("required") {
                fields.insert("additionalProperties".into(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

pub(crate) fn assert_valid(schema: &Validator, value: &Value, of: &str) {
    let errors: Vec<String> =
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{of}: {errors:#?}");
}

#[test]
fn every_transcript_of_the_corpus_keeps_to_the_schema() {
    let schema = closed();
    let mut seen = 0;
    for directory in [corpus::directory(), corpus::diagnoses()] {
        for case in corpus::read(&directory).expect("the corpus") {
            for report in reports(&case.scenario) {
                assert_valid(&schema, &report, &case.title);
                seen += 1;
            }
        }
    }
    assert!(seen > 300, "only {seen} reports");
}

/// The reports of a scenario's fetches, those that no browser makes among them.
fn reports(scenario: &Scenario) -> Vec<Value> {
    let mut playable = scenario.clone();
    let mut reports = Vec::new();
    for step in &mut playable.steps {
        let ScenarioStep::Fetch(init) = step else { continue };
        if let Err(error) = init.make() {
            reports.push(of_request_init_error(init, &error));
            *step = ScenarioStep::Wait(0);
        }
    }
    let wanted = ["X-Total-Count".to_owned()];
    for transcript in playable.play().expect("the scenario plays") {
        reports.push(diagnose(&transcript));
        let mut question = Question::new(&transcript);
        question.wanted_headers = &wanted;
        reports.push(question.diagnose());
    }
    reports.iter().map(|report| serde_json::to_value(report).expect("JSON")).collect()
}

#[test]
fn what_the_command_adds_keeps_to_it_too() {
    let schema = closed();
    let json = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let served = Served::start();
    let ran = corsac(&["explain", &served.url(), "--origin", "http://localhost:5173", "--format", "json"]);
    assert_valid(&schema, &json(&ran.out), "explain");
    let ran = corsac(&["explain", &served.url(), "--origin", "https://hacker.example", "--format", "json"]);
    assert!(ran.out.contains("\"probes\":"), "{}", ran.out);
    assert_valid(&schema, &json(&ran.out), "explain with further requests");
    let ran = corsac(&["explain", "http://name.invalid/", "--format", "ndjson"]);
    assert!(ran.out.contains("\"connection\":"), "{}", ran.out);
    assert_valid(&schema, &json(&ran.out), "explain without an answer");
    let scenario = r#"{"step": [{"fetch": {"origin": "https://a.example", "url": "https://b.example/"}}]}"#;
    let ran = corsac_with(&["simulate", "-", "--format", "json"], scenario);
    assert_valid(&schema, &json(&ran.out)[0], "simulate");
    let ran = corsac_with(&["simulate", "-", "--format", "json"], &format!("{scenario}\n{scenario}\n"));
    assert_valid(&schema, &json(ran.out.lines().last().expect("a line")), "simulate, line by line");
}

#[test]
fn the_schema_is_no_empty_promise() {
    let schema = closed();
    let ran = corsac(&["explain", "http://name.invalid/", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    for (place, wrong) in [
        ("/schema", Value::from("corsac.explain/2")),
        ("/primary/effect", Value::from("BLOCKS")),
        ("/primary/evidence", Value::from("none")),
        ("/exchanges/0/failure", Value::from(3)),
        ("/verdict/browsers/webkit", Value::Null),
    ] {
        let mut broken = report.clone();
        *broken.pointer_mut(place).expect(place) = wrong;
        assert!(!schema.is_valid(&broken), "{place}");
    }
    let mut more = report;
    more["primary"]["colour"] = "red".into();
    assert!(!schema.is_valid(&more));
    let text = include_str!("../../../../schema/corsac.explain-1.schema.json");
    let published = jsonschema::validator_for(&serde_json::from_str(text).expect("JSON")).expect("a schema");
    assert!(published.is_valid(&more), "readers must accept fields that are added");
}
