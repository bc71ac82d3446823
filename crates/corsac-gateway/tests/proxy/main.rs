//! The gateway over real sockets, between a client and an upstream that write byte by byte.

mod connections;
mod cors;
mod failures;
mod headers;
mod http2;
mod parts;
mod routing;
mod smuggling;
mod streaming;
mod tls;

use parts::{Running, Upstream};

/// A policy that allows one front end, with credentials.
const POLICY: &str = r#"
[policy.app]
allow_origins = ["https://front.test"]
allow_credentials = true
allow_methods = ["PUT"]
max_age = 600
"#;

/// A gateway with one route, behind the policy, to the upstream.
async fn in_front_of(upstream: &Upstream) -> Running {
    Running::start(&format!(
        "[[route]]\npath = '/'\nupstream = '{}'\npolicy = 'app'\n{POLICY}",
        upstream.origin()
    ))
    .await
}
