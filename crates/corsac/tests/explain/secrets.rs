//! Secrets stay out of every form of output unless they are asked for.

use super::{API, PAGE, Play, get, method, style};
use corsac::explain::{Report, render_line, render_text};

const SECRETS: [&str; 3] = ["hunter2", "s3cr3t", "t0k3n"];

/// Exchanges with a secret in every place that may hold one.
fn plays() -> Vec<Play> {
    let origin = ("Access-Control-Allow-Origin", PAGE);
    vec![
        get().header("Authorization", "Bearer t0k3n").answer(401, &[("Set-Cookie", "id=s3cr3t; Path=/")]),
        get().header("Authorization", "Bearer t0k3n").answer(
            200,
            &[origin, ("Access-Control-Allow-Headers", "authorization"), ("Set-Cookie", "id=s3cr3t")],
        ),
        method("PUT").answer(307, &[("Location", "https://joe:hunter2@api.example.com/login")]),
        get().answer(302, &[origin, ("Location", "https://joe:hunter2@api.example.com/x")]).at(API),
        get().with(|init| init.url = "https://joe:hunter2@api.example.com/x".into()),
        get().answer(200, &[("Access-Control-Allow-Origin", "https://joe:hunter2@app.example.com")]),
        get().answer(200, &[("Access-Control-Allow-Origin", "https://joe:hunter2@app.example.com/login")]),
    ]
}

fn outputs(report: &Report) -> Vec<String> {
    let outputs = vec![render_text(report, &style()), render_line(report, &style()), format!("{report:?}")];
    #[cfg(feature = "serde")]
    let outputs = [outputs, vec![serde_json::to_string(report).expect("a report serializes")]].concat();
    outputs
}

#[test]
fn secrets_are_masked_everywhere() {
    for play in plays() {
        for output in outputs(&play.report()) {
            for secret in SECRETS {
                assert!(!output.contains(secret), "{secret} in {output}");
            }
        }
    }
}

#[test]
fn secrets_are_shown_to_those_who_ask() {
    for play in plays().into_iter().skip(1).take(4) {
        let mut report = play.report();
        let mut style = style();
        style.show_secrets = true;
        let text = render_text(&report, &style);
        assert!(SECRETS.iter().any(|secret| text.contains(secret)), "{text}");
        report.reveal_secrets();
        assert_eq!(render_text(&report, &style), text);
    }
}

#[test]
fn an_underline_follows_its_bytes_behind_a_mask() {
    let mut report = get().with(|init| init.url = "https://joe:hunter2@api.example.com/x".into()).report();
    let marked = |report: &Report| {
        let evidence = &report.primary.evidence[0];
        evidence.value.as_ref().expect("a value").as_str()[evidence.span.clone().expect("a span")].to_owned()
    };
    assert_eq!(marked(&report), "****");
    report.reveal_secrets();
    assert_eq!(marked(&report), "joe:hunter2");
}
