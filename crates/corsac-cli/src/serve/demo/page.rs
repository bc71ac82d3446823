//! The pages of the demo: small, embedded, and without a request to anywhere else.

use super::origins::Origins;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// A page, with the demo's origins filled in.
#[derive(Debug, Clone)]
pub(super) struct PageText {
    html: String,
    content_security_policy: String,
}

impl PageText {
    /// Fills the demo's origins and its policy into a page.
    pub(super) fn new(html: &str, origins: &Origins, policy: &str) -> Self {
        let Origins { bank, front_end, hostile, hostile_elsewhere, upstream } = origins;
        let names = [
            ("{{BANK}}", bank),
            ("{{FRONT_END}}", front_end),
            ("{{HOSTILE}}", hostile),
            ("{{HOSTILE_ELSEWHERE}}", hostile_elsewhere),
            ("{{UPSTREAM}}", upstream),
        ];
        let policy = policy.replace('&', "&amp;").replace('<', "&lt;");
        let html = html.replace("{{POLICY}}", &policy);
        let html = names.iter().fold(html, |html, (name, origin)| html.replace(name, origin));
        let content_security_policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {bank}; \
             form-action {bank}; frame-src {bank}; base-uri 'none'"
        );
        Self { html, content_security_policy }
    }
}

/// Serves a page with its style and its script.
pub(super) fn router(page: &PageText) -> Router {
    let page = page.clone();
    let html = move || async move {
        (
            [(CONTENT_SECURITY_POLICY, page.content_security_policy)],
            asset("text/html; charset=utf-8", page.html),
        )
    };
    Router::new()
        .route("/", get(html))
        .route("/lab.css", get(async || asset("text/css; charset=utf-8", include_str!("pages/lab.css"))))
        .route("/lab.js", get(async || asset("text/javascript; charset=utf-8", include_str!("pages/lab.js"))))
        .route("/favicon.ico", get(async || asset("image/svg+xml", include_str!("pages/icon.svg"))))
}

fn asset(kind: &'static str, text: impl IntoResponse) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], text).into_response()
}
