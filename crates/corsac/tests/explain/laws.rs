//! What holds for every exchange.

use super::{PAGE, Play, get, method, style};
use corsac::explain::{Effect, Fix, Report, render_line, render_text};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Header lines that real servers get right or wrong.
const LINES: &[(&str, &str)] = &[
    ("Access-Control-Allow-Origin", PAGE),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Origin", "https://app.example.com/"),
    ("Access-Control-Allow-Origin", "http://app.example.com"),
    ("Access-Control-Allow-Origin", "null"),
    ("access-control-allow-credentials", "true"),
    ("Access-Control-Allow-Credentials", "True"),
    ("Access-Control-Allow-Methods", "GET, POST"),
    ("Access-Control-Allow-Methods", "*"),
    ("Access-Control-Allow-Methods", "put, patch"),
    ("Access-Control-Allow-Methods", "PUT; PATCH"),
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Allow-Headers", "content-type"),
    ("Access-Control-Allow-Headers", "[X-A]"),
    ("Access-Control-Headers", "X-A"),
    ("Access-Control-Expose-Headers", "*"),
    ("Vary", "Accept-Encoding"),
    ("Vary", "origin"),
    ("Age", "30"),
    ("Server", "nginx"),
    ("WWW-Authenticate", "Bearer"),
    ("Set-Cookie", "a=b"),
];

fn request() -> impl Strategy<Value = Play> {
    let headers = [
        ("X-A", "1"),
        ("Authorization", "Bearer t"),
        ("Content-Type", "application/json"),
        ("traceparent", "00-1"),
        ("Accept", "a(b"),
    ];
    let methods = select(vec!["GET", "POST", "PUT", "DELETE", "patch", "PATCH"]);
    (methods, subsequence(headers.to_vec(), 0..4), any::<bool>()).prop_map(|(name, headers, cookies)| {
        let play = headers.into_iter().fold(method(name), |play, (name, value)| play.header(name, value));
        if cookies { play.cookies() } else { play }
    })
}

type Answer = (u16, Vec<(&'static str, &'static str)>);

fn answer() -> impl Strategy<Value = Answer> {
    (select(vec![200, 204, 304, 401, 403, 404, 429, 500, 502]), subsequence(LINES.to_vec(), 0..8))
}

/// The answer as a fix says that it should be.
fn mended((status, lines): &Answer, fix: &Fix) -> (u16, Vec<(String, String)>) {
    let mut status = *status;
    let mut lines: Vec<(String, String)> =
        lines.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for change in &fix.lines {
        match (&change.header, change.add) {
            (None, true) => status = change.value.parse().expect("a status"),
            (None, false) => assert_eq!(change.value, status.to_string()),
            (Some(name), true) => lines.push((name.clone(), change.value.clone())),
            (Some(name), false) => {
                let old = lines
                    .iter()
                    .position(|(old, value)| old.eq_ignore_ascii_case(name) && *value == change.value)
                    .expect("a line that goes was there");
                lines.remove(old);
            }
        }
    }
    (status, lines)
}

fn play(request: &Play, (status, lines): &(u16, Vec<(String, String)>)) -> Report {
    let lines: Vec<(&str, &str)> =
        lines.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    request.clone().answer(*status, &lines).report()
}

proptest! {
    #[test]
    fn the_change_that_is_proposed_works(request in request(), answer in answer()) {
        let report = request.clone().answer(answer.0, &answer.1).report();
        let fixes: Vec<&Fix> = report.primary.fixes.iter().filter(|fix| !fix.lines.is_empty()).collect();
        prop_assert!(fixes.len() <= 1, "{fixes:?}");
        let pages_fault = request.init.method == "patch";
        if let Some(fix) = fixes.first().filter(|_| !report.is_allowed() && !pages_fault) {
            let after = play(&request, &mended(&answer, fix));
            prop_assert!(after.is_allowed(), "{:?}\nthen {:?}", report.primary, after.primary);
        }
    }

    #[test]
    fn something_can_be_done_about_every_block(request in request(), answer in answer()) {
        let report = request.answer(answer.0, &answer.1).report();
        prop_assert_eq!(report.is_allowed(), report.primary.effect == Effect::Allows);
        prop_assert!(report.is_allowed() || !report.primary.fixes.is_empty(), "{:?}", report.primary);
        prop_assert!(report.is_allowed() || !report.primary.evidence.is_empty(), "{:?}", report.primary);
        for evidence in report.diagnoses().flat_map(|diagnosis| &diagnosis.evidence) {
            if let (Some(value), Some(span)) = (&evidence.value, &evidence.span) {
                prop_assert!(value.as_str().get(span.clone()).is_some(), "{evidence:?}");
            }
        }
    }

    #[test]
    fn no_bytes_of_a_server_break_a_text(
        name in select(vec!["Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Location", "Vary"]),
        value in "\\PC{0,40}|[ -~]{0,40}|https://[a-z:/@*, ]{0,20}",
        status in select(vec![200, 301, 307, 403]),
        width in 0_usize..120,
        ascii in any::<bool>(),
        put in any::<bool>(),
    ) {
        let request = if put { method("PUT") } else { get() };
        let report = request.answer(status, &[("Access-Control-Allow-Origin", PAGE), (name, &value)]).report();
        let mut style = style();
        (style.width, style.ascii) = (width, ascii);
        let text = render_text(&report, &style);
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        prop_assert!(!ascii || text.is_ascii());
        prop_assert!(!render_line(&report, &style).contains('\n'));
    }
}
