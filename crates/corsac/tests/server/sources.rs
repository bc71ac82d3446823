//! Origins that a source knows and the policy does not list.

use super::{Head, allowing};
use corsac::fetch::origin::OriginRef;
use corsac::server::{Config, Decision, Policy, RequestHeader, ResponseHeader, SourceFailed, Value, Why};
use std::cell::RefCell;

const LISTED: &str = "https://app.example";
const TENANT: &str = "https://tenant.example";
const OTHER: &str = "https://other.example";

fn policy() -> Policy {
    Policy::new(Config { allow_credentials: true, ..allowing(&[LISTED]) }).unwrap()
}

/// What is decided, and about which hosts the source was asked.
fn decide(policy: &Policy, head: &Head, answer: Result<bool, SourceFailed>) -> (Decision, Vec<String>) {
    let asked = RefCell::new(Vec::new());
    let source = |origin: &OriginRef<'_>| {
        asked.borrow_mut().push(origin.host.to_owned());
        answer
    };
    let decision = policy.decide_with(head, &source);
    (decision, asked.into_inner())
}

#[test]
fn a_source_allows_what_it_knows() {
    for head in [Head::get(TENANT), Head::preflight(TENANT, "GET", &[])] {
        let (decision, asked) = decide(&policy(), &head, Ok(true));
        let allowed = decision.headers().get(ResponseHeader::AccessControlAllowOrigin);
        assert_eq!((allowed, asked), (Some(Value::RequestOrigin), vec!["tenant.example".into()]));
        assert!(decision.headers().depends_on_source());
        assert!(decision.headers().vary().contains(RequestHeader::Origin));
        assert!(!decision.why().is_refusal());
    }
}

#[test]
fn what_it_does_not_know_is_refused_as_if_there_were_none() {
    for head in [Head::get(OTHER), Head::preflight(OTHER, "GET", &[])] {
        let (decision, _) = decide(&policy(), &head, Ok(false));
        let alone = policy().decide(&head);
        assert_eq!((decision.why(), alone.why()), (Why::OriginNotAllowed, Why::OriginNotAllowed));
        assert!(decision.headers().iter().eq(alone.headers().iter()));
        assert!(decision.headers().depends_on_source() && !alone.headers().depends_on_source());
    }
}

#[test]
fn a_source_that_fails_allows_nothing() {
    let (decision, _) = decide(&policy(), &Head::get(TENANT), Err(SourceFailed));
    assert_eq!((decision.why(), decision.headers().iter().count()), (Why::OriginSourceFailed, 0));
    let (decision, _) = decide(&policy(), &Head::preflight(TENANT, "GET", &[]), Err(SourceFailed));
    assert!(matches!(decision, Decision::Answer { status: 403, why: Why::OriginSourceFailed, .. }));
    let strict = Policy::new(Config { enforce: true, ..allowing(&[LISTED]) }).unwrap();
    let (decision, _) = decide(&strict, &Head::get(TENANT), Err(SourceFailed));
    assert!(matches!(decision, Decision::Answer { status: 403, .. }));
    let own = Head::get(TENANT).with(RequestHeader::Host, b"tenant.example");
    assert_eq!(decide(&strict, &own, Err(SourceFailed)).0.why(), Why::SameOrigin);
}

#[test]
fn a_source_is_asked_only_about_whole_origins_that_are_not_listed() {
    let several = Head::get(TENANT).with(RequestHeader::Origin, TENANT.as_bytes());
    let none = Head::new("GET", &[]);
    for head in [Head::get(LISTED), Head::get("null"), Head::get("tenant.example"), several, none] {
        let (decision, asked) = decide(&policy(), &head, Ok(true));
        assert!(asked.is_empty() && !decision.headers().depends_on_source(), "{head:?}");
        assert_eq!(decision, policy().decide(&head));
        assert!(policy().unlisted_origin(&head).is_none(), "{head:?}");
    }
    let open = Policy::new(allowing(&["*"])).unwrap();
    assert!(decide(&open, &Head::get(TENANT), Ok(false)).1.is_empty());
    assert!(open.unlisted_origin(&Head::get(TENANT)).is_none());
    assert_eq!(policy().unlisted_origin(&Head::get(TENANT)).unwrap().host, "tenant.example");
}

#[test]
fn with_a_source_no_origin_need_be_listed() {
    let policy = Policy::with_source(Config::default()).unwrap();
    assert!(!decide(&policy, &Head::get(TENANT), Ok(true)).0.why().is_refusal());
    assert!(policy.decide(&Head::get(TENANT)).why().is_refusal());
    assert!(Policy::with_source(allowing(&["x"])).is_err());
}
