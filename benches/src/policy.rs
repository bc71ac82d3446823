//! What all contenders allow.

use corsac::server::{Config, Policy};

/// What all policies are made from, with that many origins.
#[must_use]
pub fn config(origins: usize) -> Config {
    let strings = |list: &[&str]| list.iter().map(|&item| item.to_owned()).collect();
    Config {
        allow_origins: (0..origins).map(origin).collect(),
        allow_credentials: true,
        allow_methods: strings(&["GET", "POST", "PUT", "DELETE"]),
        allow_headers: strings(&["authorization", "content-type"]),
        expose_headers: strings(&["x-total"]),
        max_age: Some(600),
        ..Config::default()
    }
}

/// The policy; with patterns, that many `*.` subdomains are allowed instead.
pub(crate) fn of(origins: usize, with_patterns: bool) -> Policy {
    let mut config = config(origins);
    if with_patterns {
        config.allow_origins = (0..origins).map(|place| origin(place).replacen("//", "//*.", 1)).collect();
    }
    Policy::new(config).expect("a policy that can work")
}

/// The origin with that place in the policy's list.
pub(crate) fn origin(place: usize) -> String {
    format!("https://tenant-{place}.example.com")
}
