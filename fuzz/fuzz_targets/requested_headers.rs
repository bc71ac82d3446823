//! `Access-Control-Request-Headers` against a plain reading of the list: all that is split at commas, and every name
//! looked up.
#![no_main]

use corsac::server::{
    Config, ELEMENT_WHITESPACE_MAX, EMPTY_ELEMENTS_MAX, Policy, ResponseHeader, Value, Why,
};
use corsac_fuzz::{Head, blocks};
use libfuzzer_sys::fuzz_target;

// The first block lists the headers that are allowed, the second the lines of the request.
fuzz_target!(|data: &[u8]| {
    let blocks = blocks(data);
    let names = blocks[0].iter().map(|name| String::from_utf8_lossy(name).into_owned());
    let config = Config {
        allow_origins: vec!["https://app.example".into()],
        allow_headers: names.collect(),
        ..Config::default()
    };
    let Ok(policy) = Policy::new(config) else { return };
    let lines = blocks.get(1).map(Vec::as_slice).unwrap_or_default();
    let head = request(lines);
    let decision = policy.decide(&head);
    let reading = Reading::of(lines, &policy);
    match decision.why() {
        Why::PreflightAllowed => assert!(reading.is_covered, "{head:?}"),
        Why::HeaderNotAllowed => assert!(!reading.is_covered && policy.refused_header(&head).is_some()),
        Why::MalformedHeaders => assert!(!(reading.is_covered && reading.is_modest), "{head:?}"),
        other => panic!("{other:?}"),
    }
    if reading.is_covered && reading.is_modest {
        assert_eq!(decision.why(), Why::PreflightAllowed, "{head:?}");
    }
    if decision.why() == Why::PreflightAllowed {
        let sent = decision.headers().get(ResponseHeader::AccessControlAllowHeaders);
        let is_any = policy.config().allow_headers.iter().any(|name| name == "*");
        let value = if is_any { Value::AllowedHeaders } else { Value::RequestHeaders };
        let is_asked = if is_any { lines.iter().any(|line| !line.is_empty()) } else { reading.named > 0 };
        assert_eq!(sent, is_asked.then_some(value), "{head:?}");
    }
});

fn request(lines: &[&[u8]]) -> Head {
    let fixed: [&[u8]; 3] =
        [b"OPTIONS", b"origin: https://app.example", b"access-control-request-method: GET"];
    let named: Vec<Vec<u8>> =
        lines.iter().map(|line| [b"access-control-request-headers: ", *line].concat()).collect();
    let all: Vec<&[u8]> = fixed.into_iter().chain(named.iter().map(Vec::as_slice)).collect();
    Head::of(&all)
}

/// What the lines say, read without any bound.
struct Reading {
    /// Whether every name is allowed.
    is_covered: bool,
    /// Whether the list keeps within the documented bounds, and names nothing twice.
    is_modest: bool,
    named: usize,
}

impl Reading {
    fn of(lines: &[&[u8]], policy: &Policy) -> Self {
        let allowed: Vec<Vec<u8>> =
            policy.config().allow_headers.iter().map(|name| name.to_ascii_lowercase().into_bytes()).collect();
        let elements: Vec<&[u8]> = lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).collect();
        let names: Vec<Vec<u8>> =
            elements.iter().map(|element| element.trim_ascii().to_ascii_lowercase()).collect();
        let empty = names.iter().filter(|name| name.is_empty()).count();
        let mut distinct: Vec<&Vec<u8>> = names.iter().filter(|name| !name.is_empty()).collect();
        let named = distinct.len();
        distinct.sort();
        distinct.dedup();
        let is_any = allowed.iter().any(|name| name == b"*");
        let is_tight = |element: &&[u8]| element.len() - element.trim_ascii().len() <= ELEMENT_WHITESPACE_MAX;
        Self {
            is_covered: is_any || distinct.iter().all(|name| allowed.contains(name)),
            is_modest: is_any
                || (empty <= EMPTY_ELEMENTS_MAX && distinct.len() == named && elements.iter().all(is_tight)),
            named,
        }
    }
}
