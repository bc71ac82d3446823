//! A policy and a request, both from the input: what the decision promises, and that the browser half
//! accepts just what the policy allows.
#![no_main]

use core::time::Duration;

use corsac::browser::{Context, PreflightCache, Quirks, RequestInit};
use corsac::exchange::exchange;
use corsac::fetch::request::CredentialsMode;
use corsac::server::{Decision, Guard, Policy, RequestHead, RequestHeader, ResponseHeader, Value};
use corsac_fuzz::{Head, blocks, config, response};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let blocks = blocks(data);
    let config = config(&blocks[0]);
    if let Ok(guard) = Guard::new(config.own_origins.clone())
        && let Some(head) = blocks.get(1)
    {
        let _any = guard.check(&Head::of(head));
    }
    let policy = match Policy::new(config) {
        Ok(policy) => policy,
        Err(errors) => return assert!(errors.iter().all(|e| !e.to_string().contains('\n'))),
    };
    assert_eq!(Policy::new(policy.config().clone()).as_ref(), Ok(&policy));
    if let Some(head) = blocks.get(1) {
        let head = Head::of(head);
        promises(&policy, &head);
        agreement(&policy, &head);
    }
});

/// What holds of every decision.
fn promises(policy: &Policy, head: &Head) {
    let decision = policy.decide(head);
    let headers = decision.headers();
    let answer = response(policy, &decision, head);
    assert!(matches!(answer.status, 200 | 204 | 403));
    assert!(answer.headers.lines("access-control-allow-origin").count() <= 1);
    let sent = |header| headers.get(header);
    match sent(ResponseHeader::AccessControlAllowOrigin) {
        Some(Value::RequestOrigin) => assert!(headers.vary().contains(RequestHeader::Origin)),
        Some(Value::Wildcard) => assert!(!policy.config().allow_credentials),
        Some(other) => panic!("{other:?} as Access-Control-Allow-Origin"),
        None => assert_eq!(sent(ResponseHeader::AccessControlAllowCredentials), None),
    }
    if matches!(decision, Decision::Answer { status: 403, .. }) && !policy.config().debug {
        assert_eq!(headers.iter().count(), 0, "a refusal carries no CORS header");
    }
}

/// The request that the head describes, made by a browser and answered by the policy: allowed if and
/// only if the policy allowed every message.
fn agreement(policy: &Policy, head: &Head) {
    let Some(request) = request(policy, head) else { return };
    if request.origin.to_string() == "https://api.example" {
        return;
    }
    let mut all_allowed = true;
    let mut server = |sent: &_| {
        let head = Head::from(sent);
        let decision = policy.decide(&head);
        all_allowed &= !decision.why().is_refusal();
        Ok(response(policy, &decision, &head))
    };
    let mut cache = PreflightCache::new();
    let mut nobody = ();
    // The policy takes "any header" to mean `Authorization` too, as every browser does. The Standard
    // does not: there a policy has to list it.
    let quirks = &Quirks::CHROMIUM;
    let mut context = Context { quirks, ..Context::new(&mut cache, Duration::ZERO, &mut nobody) };
    let transcript = exchange(request, &mut server, &mut context);
    assert_eq!(transcript.is_allowed(), all_allowed, "{transcript:?}");
}

fn request(policy: &Policy, head: &Head) -> Option<corsac::fetch::request::Request> {
    let text = |name| head.lines(name).next().and_then(|line| std::str::from_utf8(line).ok());
    let mut init = RequestInit::new(text(RequestHeader::Origin)?, "https://api.example/x");
    init.method = text(RequestHeader::AccessControlRequestMethod).unwrap_or("GET").to_owned();
    let names = text(RequestHeader::AccessControlRequestHeaders).unwrap_or_default().split(',');
    init.headers = names.filter(|n| !n.is_empty()).map(|n| (n.trim().to_owned(), "x".to_owned())).collect();
    if policy.config().allow_credentials {
        init.credentials = Some(CredentialsMode::Include);
    }
    init.make().ok().map(|made| made.request)
}
