//! The middleware in apps in the same process: who is called, and which headers leave.

mod answering;
mod errors;
mod guarding;
mod judging;
mod merging;
mod parts;

use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Response, Service, ServiceResponse};
use actix_web::test::{self, TestRequest};
use actix_web::{App, Error, HttpResponse, web};
use corsac::server::{Config, Policy};
use corsac_actix::Cors;

const ALLOWED: &str = "https://app.example.com";
const STRANGER: &str = "https://evil.example";
const GRANTED: [&str; 4] = [
    "access-control-allow-credentials: true",
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: etag,x-total",
    "vary: origin",
];
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

fn cors(config: Config) -> Cors {
    Cors::new(Policy::new(config).unwrap())
}

/// A request without a body; a header may occur several times.
fn request(line: &str, headers: &[(&str, &str)]) -> TestRequest {
    let (method, path) = line.split_once(' ').unwrap();
    let request = TestRequest::with_uri(path).method(method.parse().unwrap());
    headers.iter().fold(request, |request, (name, value)| request.append_header((*name, *value)))
}

fn preflight(path: &str, origin: &str, method: &str, headers: &str) -> TestRequest {
    request(
        &format!("OPTIONS {path}"),
        &[
            ("origin", origin),
            ("access-control-request-method", method),
            ("access-control-request-headers", headers),
        ],
    )
}

/// An answer as it leaves.
#[derive(Debug)]
struct Answer {
    status: u16,
    /// All header lines, `name: value`, sorted.
    lines: Vec<String>,
    body: String,
}

/// What an app answers; an error becomes the response that a server makes of it.
async fn ask<S, R, B>(app: &S, request: R) -> Answer
where
    S: Service<R, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    let response = match app.call(request).await {
        Ok(response) => response.into_parts().1.map_into_boxed_body(),
        Err(error) => HttpResponse::from(Response::from(error)),
    };
    let status = response.status().as_u16();
    let headers = response.headers().iter();
    let mut lines: Vec<_> =
        headers.map(|(name, value)| format!("{name}: {}", value.as_bytes().escape_ascii())).collect();
    lines.sort();
    let body = to_bytes(response.into_body()).await.unwrap_or_default();
    Answer { status, lines, body: String::from_utf8_lossy(&body).into_owned() }
}

impl Answer {
    /// The lines that CORS is about.
    fn cors(&self) -> Vec<&str> {
        let ours = |line: &&str| line.starts_with("access-control-") || line.starts_with("vary");
        self.lines.iter().map(String::as_str).filter(ours).collect()
    }
}

/// The answer of an app whose only route, `/`, writes these headers.
async fn answer(config: Config, request: TestRequest, written: &'static [(&str, &str)]) -> Answer {
    let handler = move || async move {
        let mut response = HttpResponse::Ok();
        for header in written {
            response.append_header(*header);
        }
        response.body("inner")
    };
    let app = App::new().route("/", web::to(handler)).wrap(cors(config));
    ask(&test::init_service(app).await, request.to_request()).await
}
