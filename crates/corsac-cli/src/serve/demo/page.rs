//! The pages of the demo: small, embedded, and without a request to anywhere else.

use super::origins::Origins;
use crate::words::pages::Pages;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use corsac::explain::Language;
use serde_json::Value;

/// A page, with the demo's origins filled in.
#[derive(Debug, Clone)]
pub(super) struct PageText {
    html: String,
    content_security_policy: String,
}

impl PageText {
    /// Fills a language's words, the demo's origins and its policy into a page.
    ///
    /// # Errors
    ///
    /// If the words cannot be written as JSON.
    pub(super) fn new(
        html: &str,
        language: Language,
        origins: &Origins,
        policy: &str,
    ) -> serde_json::Result<Self> {
        let words = serde_json::to_value(Pages::of(language))?;
        let for_script = words.to_string().replace('<', "\\u003c");
        let html = html.replace("{{LANGUAGE}}", language.as_str()).replace("{{WORDS}}", &for_script);
        let html = fill(html, "", &words);
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
        Ok(Self { html, content_security_policy })
    }
}

/// Puts each word where its path stands, as in `{{bank.title}}`.
fn fill(html: String, path: &str, words: &Value) -> String {
    match words {
        Value::Object(parts) => parts.iter().fold(html, |html, (name, words)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            fill(html, &path, words)
        }),
        Value::String(text) => html.replace(&format!("{{{{{path}}}}}"), text),
        _ => html,
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
