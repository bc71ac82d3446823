//! The layer around services in the same process: who is called, and which headers leave.

mod advisories;
mod enforcement;
mod guarding;
mod judging;
mod merging;
mod passing;
mod preflights;

use std::convert::Infallible;

use corsac::server::{Config, Policy};
use corsac_tower::CorsLayer;
use http::{HeaderMap, Request, Response};
use tower::{Layer, ServiceExt, service_fn};

const ALLOWED: &str = "https://app.example.com";
const STRANGER: &str = "https://evil.example";
/// What every answer to a preflight depends on.
const VARY_OF_PREFLIGHT: &str = "vary: origin, access-control-request-method, access-control-request-headers";

/// A policy with something in every field.
fn config() -> Config {
    Config {
        allow_origins: vec![ALLOWED.into()],
        allow_credentials: true,
        allow_methods: vec!["PUT".into()],
        allow_headers: vec!["Authorization".into(), "Content-Type".into()],
        expose_headers: vec!["X-Total".into(), "ETag".into()],
        max_age: Some(600),
        ..Config::default()
    }
}

fn layer(config: Config) -> CorsLayer {
    CorsLayer::new(Policy::new(config).unwrap())
}

/// A request without a body; a header may occur several times.
fn request(method: &str, headers: &[(&str, &str)]) -> Request<()> {
    let builder = Request::builder().method(method).uri("/");
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(()).unwrap()
}

fn preflight(origin: &str, method: &str, headers: &str) -> Request<()> {
    request(
        "OPTIONS",
        &[
            ("origin", origin),
            ("access-control-request-method", method),
            ("access-control-request-headers", headers),
        ],
    )
}

/// What a service that answers `status` with `headers` and the body `inner` gives behind the layer.
async fn answer(
    layer: &CorsLayer,
    request: Request<()>,
    status: u16,
    headers: &'static [(&'static str, &'static str)],
) -> Response<String> {
    let inner = service_fn(move |_| async move {
        let builder = Response::builder().status(status);
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        Ok::<_, Infallible>(builder.body("inner".to_owned()).unwrap())
    });
    layer.layer(inner).oneshot(request).await.unwrap()
}

/// What the layer answers by itself; the inner service must not run.
async fn own_answer(layer: &CorsLayer, request: Request<()>) -> Response<String> {
    let inner = service_fn(|_: Request<()>| async {
        panic!("the inner service was called");
        #[expect(unreachable_code, reason = "names the types")]
        Ok::<Response<String>, Infallible>(Response::new(String::new()))
    });
    layer.layer(inner).oneshot(request).await.unwrap()
}

/// All header lines, `name: value`, sorted.
fn lines(headers: &HeaderMap) -> Vec<String> {
    let text = |bytes: &[u8]| bytes.escape_ascii().to_string();
    let lines = headers.iter().map(|(name, value)| format!("{name}: {}", text(value.as_bytes())));
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    lines
}

fn passed(response: &Response<String>) -> bool {
    response.body() == "inner"
}
