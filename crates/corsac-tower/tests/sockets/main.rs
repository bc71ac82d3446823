//! The layer in real servers, over real connections: axum, hyper, poem, salvo and tonic.

mod in_axum;
mod in_hyper;
mod in_poem;
mod in_salvo;
mod in_tonic;
mod wire;

use corsac::server::{Config, Policy};
use corsac_tower::CorsLayer;

const ALLOWED: &str = "https://app.example.com";

fn layer() -> CorsLayer {
    CorsLayer::new(policy())
}

fn policy() -> Policy {
    let config = Config {
        allow_origins: vec![ALLOWED.into()],
        allow_credentials: true,
        allow_methods: vec!["PUT".into()],
        allow_headers: vec!["authorization".into(), "content-type".into(), "x-grpc-web".into()],
        expose_headers: vec!["grpc-status".into(), "grpc-message".into()],
        max_age: Some(600),
        ..Config::default()
    };
    Policy::new(config).unwrap()
}

/// The CORS lines of every response that the allowed origin may read.
const GRANTED: [&str; 4] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: grpc-message,grpc-status",
    "vary: origin",
];
