//! A decision allocates nothing, whatever the request.

use super::{Head, policy, strings};
use allocation_counter::measure;
use corsac::server::{Config, Guard, Policy, RequestHead, RequestHeader};
use std::hint::black_box;

/// A request's head that is read without side effects.
struct Bare(Head);

impl RequestHead for Bare {
    fn method(&self) -> &[u8] {
        &self.0.method
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        self.0.lines.iter().filter(move |(line, _)| *line == name).map(|(_, value)| &value[..])
    }
}

fn policies() -> Vec<Policy> {
    let config = Config {
        allow_origins: strings(&["https://app.example", "https://*.app.example", "https://app.example:*"]),
        allow_credentials: true,
        allow_methods: strings(&["PUT"]),
        allow_headers: strings(&["x-a", "x-b"]),
        expose_headers: strings(&["etag"]),
        max_age: Some(600),
        ..Config::default()
    };
    let open = Config {
        allow_origins: strings(&["*"]),
        allow_methods: strings(&["*"]),
        allow_headers: strings(&["*"]),
        ..Config::default()
    };
    let strict = Config { enforce: true, debug: true, ..config.clone() };
    let generous =
        Config { allow_methods: strings(&["*"]), allow_headers: strings(&["*"]), ..config.clone() };
    [config, open, strict, generous].map(policy).into()
}

fn requests() -> Vec<Bare> {
    let hostile = [",".repeat(100_000), "a".repeat(100_000), " ".repeat(100_000), "x-a,".repeat(10_000)];
    let long = format!("https://{}.com", "a.".repeat(10_000));
    let mut requests = vec![
        Head::new("GET", &[]),
        Head::get("https://app.example"),
        Head::get("https://app.example:8443"),
        Head::get("https://a.b.c.app.example"),
        Head::get("https://hostile.example").with(RequestHeader::Host, b"app.example"),
        Head::get("null"),
        Head::get("\u{e9}"),
        Head::get(&long),
        Head::preflight("https://app.example", "PUT", &["x-a,x-b"]),
        Head::preflight("https://app.example", "PUT", &["X-A", " x-b "]),
        Head::preflight("https://app.example", "DELETE", &[]),
        Head::preflight("https://hostile.example", "PUT", &[]),
    ];
    requests.extend(hostile.iter().map(|line| Head::preflight("https://app.example", "PUT", &[line])));
    requests.into_iter().map(Bare).collect()
}

fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    let mut result = None;
    let count = measure(|| result = Some(black_box(run()))).count_total;
    assert!(result.is_some());
    count
}

#[test]
fn deciding_allocates_nothing() {
    let (policies, requests) = (policies(), requests());
    let guard = Guard::new(["https://app.example", "https://*.app.example"]).unwrap();
    for request in &requests {
        for policy in &policies {
            let count = allocations(|| policy.decide(request));
            assert_eq!(count, 0, "{:?}", policy.config());
        }
        assert_eq!(allocations(|| guard.check(request)), 0);
    }
    // The counter does count.
    assert_ne!(allocations(|| policies[0].clone()), 0);
}
