//! Which cause is named, and what beside it.

use super::{API, PAGE, Play, get, method};
use corsac::explain::{Certainty, Effect, Name, Side, Verdict};

const ORIGIN: (&str, &str) = ("Access-Control-Allow-Origin", PAGE);

fn primary(play: &Play) -> Name {
    play.report().primary.name
}

#[test]
fn the_status_of_a_preflight_comes_before_its_headers() {
    let put = method("PUT").header("X-A", "1").cookies();
    let bare = put.clone().answer(401, &[("WWW-Authenticate", "Bearer")]).report();
    assert_eq!(bare.primary.name, Name::PreflightRequiresAuth);
    let also: Vec<_> = bare.also.iter().map(|d| (d.name, d.effect, d.certainty)).collect();
    assert_eq!(also, [(Name::AllowOriginMissing, Effect::Blocks, Certainty::Possible)]);
    let listed = put.answer(404, &[("Access-Control-Allow-Origin", "*")]).names();
    assert_eq!(
        listed[..5],
        [
            Name::PreflightNotRouted,
            Name::AllowOriginWildcardWithCredentials,
            Name::AllowCredentialsMissing,
            Name::MethodNotAllowed,
            Name::HeaderNotAllowed,
        ]
    );
}

#[test]
fn every_failure_is_told_at_once_and_one_change_mends_them_all() {
    let stars = [
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "*"),
        ("Access-Control-Allow-Headers", "*"),
    ];
    let play = method("PUT").header("X-A", "1").cookies().answer(204, &stars);
    let report = play.report();
    assert_eq!(
        play.names(),
        [
            Name::AllowOriginWildcardWithCredentials,
            Name::AllowCredentialsMissing,
            Name::MethodWildcardWithCredentials,
            Name::HeaderWildcardWithCredentials,
        ]
    );
    let fix = report.primary.fixes.iter().find(|fix| fix.side == Side::Server).expect("a fix");
    let mut answer: Vec<(String, String)> =
        stars.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    for line in &fix.lines {
        let pair = (line.header.clone().expect("a header"), line.value.clone());
        if line.add { answer.push(pair) } else { answer.retain(|old| *old != pair) }
    }
    let answer: Vec<(&str, &str)> =
        answer.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mended = method("PUT").header("X-A", "1").cookies().answer(204, &answer).to("OPTIONS");
    let mended = mended.answer(200, &[ORIGIN, ("Access-Control-Allow-Credentials", "true")]);
    assert_eq!(primary(&mended), Name::OkPreflighted);
}

#[test]
fn a_fix_never_allows_what_is_wrong_on_the_page() {
    for (play, name) in [
        (
            get().header("Access-Control-Allow-Origin", "*").answer(204, &[ORIGIN]),
            Name::ResponseHeaderOnRequest,
        ),
        (method("patch").answer(204, &[ORIGIN, ("Access-Control-Allow-Methods", "PATCH")]), Name::MethodCase),
    ] {
        let report = play.report();
        assert_eq!(report.primary.name, name);
        assert!(
            report.primary.fixes.iter().all(|fix| fix.side == Side::Client),
            "{:?}",
            report.primary.fixes
        );
    }
    let both = get().header("Access-Control-Allow-Origin", "*").answer(204, &[]).report();
    assert_eq!(both.primary.name, Name::AllowOriginMissing);
    let lines = both.primary.fixes.iter().flat_map(|fix| &fix.lines);
    let headers: Vec<_> = lines.filter_map(|line| line.header.as_deref()).collect();
    assert_eq!(headers, ["Access-Control-Allow-Origin", "Vary"]);
}

#[test]
fn no_fix_of_anything_is_unsafe() {
    let origins = ["*", "null", "https://x.example", "https://app.example.com/", ""];
    for origin in origins {
        for page in [PAGE, "null", "http://app.example.com"] {
            let play = method("PUT").cookies().with(|init| init.origin = page.into());
            let report = play.answer(204, &[("Access-Control-Allow-Origin", origin)]).report();
            for line in
                report.diagnoses().flat_map(|d| &d.fixes).flat_map(|fix| &fix.lines).filter(|line| line.add)
            {
                assert!(!matches!(line.value.as_str(), "*" | "null"), "{page} {origin}: {line:?}");
            }
        }
    }
}

#[test]
fn a_misspelt_name_explains_what_it_lacks_and_nothing_else() {
    let play = method("PUT").header("X-A", "1");
    let misspelt = play.answer(204, &[ORIGIN, ("Access-Control-Allow-Header", "X-A")]);
    assert_eq!(misspelt.names(), [Name::MethodNotAllowed, Name::HeaderMisspelt]);
}

#[test]
fn two_lines_are_two_even_if_both_are_right() {
    let report = get().answer(200, &[ORIGIN, ORIGIN]).report();
    assert_eq!(report.primary.name, Name::AllowOriginDuplicate);
    let lines: Vec<_> = report.primary.evidence.iter().map(|evidence| evidence.line).collect();
    assert_eq!(lines, [0, 1]);
}

#[test]
fn a_tainted_redirect_is_found_although_both_origins_read_alike() {
    let tainted = get().answer(302, &[ORIGIN, ("Location", "https://cdn.example.net/items")]).at(API);
    let report = tainted.answer(200, &[ORIGIN]).report();
    assert_eq!(report.primary.name, Name::AllowOriginTainted);
    assert_eq!(report.executed_on_server, Some(true));
    let says = report.primary.browser_says.expect("browsers say something");
    assert!(says.chromium.expect("Chromium does").misleading);
    assert!(!says.webkit.expect("WebKit does").misleading);
}

#[test]
fn the_standard_and_the_browsers_have_verdicts_of_their_own() {
    let star = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*")];
    let report = get().header("Authorization", "Bearer t").answer(204, &star).report();
    assert_eq!(report.primary.name, Name::AuthorizationWildcard);
    assert_eq!(report.verdict.standard, Verdict::Blocked);
    let browsers: Vec<_> = report.verdict.browsers.iter().map(|(_, verdict)| *verdict).collect();
    assert_eq!(browsers, [Verdict::Undecided; 3], "they go on where these messages end");
    assert_eq!(report.executed_on_server, Some(false));
}

#[test]
fn mixed_content_blocks_before_anything_else_does() {
    let http = get().with(|init| init.url = "http://api.example.com/items".into());
    let report = http.clone().answer(200, &[]).report();
    assert_eq!(report.primary.name, Name::MixedContent);
    assert_eq!(report.also[0].name, Name::AllowOriginMissing);
    let allowed = http.answer(200, &[ORIGIN]).report();
    assert_eq!((allowed.primary.name, allowed.verdict.standard), (Name::MixedContent, Verdict::Blocked));
}

#[test]
fn who_refuses_or_redirects_a_preflight_is_not_judged_further() {
    let put = method("PUT");
    let refused = put.clone().answer(403, &[("Vary", "Origin")]);
    assert_eq!(refused.names(), [Name::PreflightRejectedByCorsLayer]);
    let slash = put.answer(301, &[("Location", "https://api.example.com/items/")]);
    assert_eq!(slash.names(), [Name::PreflightRedirectedTrailingSlash]);
}

#[test]
fn one_machine_under_two_names_needs_no_cors() {
    let play = get().with(|init| {
        init.origin = "http://localhost:3000".into();
        init.url = "http://127.0.0.1:3000/items".into();
    });
    let report = play.answer(200, &[]).report();
    let first = report.primary.fixes.first().expect("a fix");
    assert_eq!(
        (first.side, first.code.as_deref()),
        (Side::Client, Some("fetch(\"http://localhost:3000/items\")"))
    );
}
