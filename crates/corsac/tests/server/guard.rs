//! The cross-site request guard.

use super::{Head, allowing, decide};
use corsac::server::{Config, Guard, GuardDecision, GuardWhy, RequestHeader};

const HOST: (RequestHeader, &str) = (RequestHeader::Host, "bank.test");

fn guard() -> Guard {
    Guard::new(["https://pay.test", "https://*.bank.test"]).unwrap()
}

#[track_caller]
fn check(method: &str, site: Option<&str>, origin: Option<&str>, expected: GuardDecision) {
    let mut lines = vec![HOST];
    lines.extend(site.map(|site| (RequestHeader::SecFetchSite, site)));
    lines.extend(origin.map(|origin| (RequestHeader::Origin, origin)));
    assert_eq!(guard().check(&Head::new(method, &lines)), expected, "{method} {site:?} {origin:?}");
}

#[test]
fn safe_methods_pass() {
    for method in ["GET", "HEAD", "OPTIONS", "TRACE"] {
        let hacker = Some("https://hacker.test");
        check(method, Some("cross-site"), hacker, GuardDecision::Pass(GuardWhy::SafeMethod));
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "get", ""] {
        let hacker = Some("https://hacker.test");
        check(method, Some("cross-site"), hacker, GuardDecision::Refuse(GuardWhy::CrossSite));
    }
}

#[test]
fn a_browser_that_names_the_site_is_believed() {
    let (pass, refuse) = (GuardDecision::Pass, GuardDecision::Refuse);
    check("POST", Some("same-origin"), Some("https://bank.test"), pass(GuardWhy::SameOrigin));
    check("POST", Some("none"), None, pass(GuardWhy::UserInitiated));
    check("POST", Some("same-site"), Some("https://www.elsewhere.test"), refuse(GuardWhy::SameSite));
    check("POST", Some("cross-site"), None, refuse(GuardWhy::CrossSite));
    // The host of the origin is the service's, but the browser says that its scheme or port is not.
    check("POST", Some("same-site"), Some("http://bank.test"), refuse(GuardWhy::SameSite));
    check("POST", Some("new-value"), Some("https://hacker.test"), refuse(GuardWhy::Malformed));
    check("POST", Some("cross-site"), Some("null"), refuse(GuardWhy::CrossSite));
}

#[test]
fn an_older_browser_is_judged_by_its_origin() {
    let (pass, refuse) = (GuardDecision::Pass, GuardDecision::Refuse);
    check("POST", None, Some("https://bank.test"), pass(GuardWhy::SameOrigin));
    check("POST", None, Some("https://bank.test:8443"), refuse(GuardWhy::OriginNotHost));
    check("POST", None, Some("https://hacker.test"), refuse(GuardWhy::OriginNotHost));
    check("POST", None, Some("https://bank.test.hacker.test"), refuse(GuardWhy::OriginNotHost));
    check("POST", None, Some("null"), refuse(GuardWhy::NullOrigin));
    check("POST", None, Some("bank.test"), refuse(GuardWhy::Malformed));
}

#[test]
fn trusted_origins_pass() {
    for site in [None, Some("cross-site"), Some("same-site")] {
        let pass = GuardDecision::Pass(GuardWhy::TrustedOrigin);
        check("POST", site, Some("https://pay.test"), pass);
        check("POST", site, Some("https://www.bank.test"), pass);
    }
    let refused = GuardDecision::Refuse(GuardWhy::CrossSite);
    check("POST", Some("cross-site"), Some("https://pay.test.hacker.test"), refused);
}

#[test]
fn what_is_no_browser_passes() {
    check("POST", None, None, GuardDecision::Pass(GuardWhy::NotABrowser));
}

#[test]
fn repeated_headers_are_not_believed() {
    let refused = GuardDecision::Refuse(GuardWhy::Malformed);
    let sites = Head::new("POST", &[HOST, (RequestHeader::SecFetchSite, "same-origin")])
        .with(RequestHeader::SecFetchSite, b"cross-site");
    assert_eq!(guard().check(&sites), refused);
    let origins = Head::new("POST", &[HOST, (RequestHeader::Origin, "https://bank.test")])
        .with(RequestHeader::Origin, b"https://hacker.test");
    assert_eq!(guard().check(&origins), refused);
    let hosts = Head::new("POST", &[HOST, (RequestHeader::Origin, "https://bank.test")])
        .with(RequestHeader::Host, b"hacker.test");
    assert_eq!(guard().check(&hosts), GuardDecision::Refuse(GuardWhy::OriginNotHost));
}

#[test]
fn trusting_everybody_is_refused() {
    let errors = Guard::new(["*", "null", "https://pay.test/"]).unwrap_err();
    let texts: Vec<_> = errors.iter().map(|error| error.to_string()).collect();
    assert_eq!(texts.len(), 3);
    assert!(texts.iter().all(|text| text.starts_with("trusted_origins[")));
    assert_eq!(errors.iter().nth(1).unwrap().danger_switch, None, "a guard has no switches");
    assert_eq!(errors.iter().nth(2).unwrap().suggestion.as_deref(), Some("https://pay.test"));
}

/// What the guard is for: CORS lets a form on another site post, and only hides the answer.
#[test]
fn a_policy_alone_lets_a_forged_request_pass() {
    let forged = Head::new(
        "POST",
        &[HOST, (RequestHeader::Origin, "https://hacker.test"), (RequestHeader::SecFetchSite, "cross-site")],
    );
    let config = Config { allow_credentials: true, ..allowing(&["https://app.bank.test"]) };
    assert_eq!(decide(&config, &forged), "pass; vary: origin (origin-not-allowed)");
    assert_eq!(guard().check(&forged), GuardDecision::Refuse(GuardWhy::CrossSite));
}
