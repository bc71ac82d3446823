//! A site of the demo: its page, and what its server tells the page from behind the scenes.

use super::bank::{Bank, Books, session_cookie};
use super::origins::Origins;
use super::page::{self, PageText};
use crate::asking::ask;
use crate::terminal::Terminal;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use corsac::browser::RequestInit;
use corsac::explain::{Language, Report, Verdict, render_text};
use corsac::fetch::request::{CredentialsMode, RequestMode};
use corsac_fetch::Client;
use serde::{Deserialize, Serialize};

/// What a site's server knows.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) bank: Bank,
    pub(super) origins: Origins,
    /// The origin of its page.
    pub(super) origin: String,
    pub(super) terminal: Terminal,
}

impl Site {
    /// The site as a service.
    pub(super) fn router(self, page: &PageText) -> Router {
        self.behind_the_scenes().merge(page::router(page))
    }

    /// What pages ask their own server.
    pub(super) fn behind_the_scenes(self) -> Router {
        Router::new()
            .route("/demo/bank", get(state_of_bank))
            .route("/demo/explain", post(explain))
            .with_state(self)
    }

    /// The origin of the page that sent a request: the hostile site goes by two names.
    fn page_origin(&self, headers: &HeaderMap) -> &str {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let Origins { hostile, hostile_elsewhere, .. } = &self.origins;
        let is_elsewhere = hostile_elsewhere.strip_prefix("http://") == Some(host);
        if self.origin == *hostile && is_elsewhere { hostile_elsewhere } else { &self.origin }
    }
}

/// The bank's books, and whether the browser that asks is logged in there.
#[derive(Debug, Serialize)]
struct StateOfBank {
    #[serde(flatten)]
    books: Books,
    logged_in: bool,
}

async fn state_of_bank(State(site): State<Site>, headers: HeaderMap) -> Response {
    let state = StateOfBank { books: site.bank.books(), logged_in: site.bank.knows(&headers) };
    Json(state).into_response()
}

/// A request of the page, as its script described it.
#[derive(Debug, Deserialize)]
struct Asked {
    url: String,
    method: String,
    mode: Option<RequestMode>,
    credentials: Option<CredentialsMode>,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

/// What corsac says about it.
#[derive(Debug, Serialize)]
struct Explanation {
    /// The class of the verdict: `good`, `bad` or `open`.
    kind: &'static str,
    name: String,
    message: String,
    /// The whole report.
    text: String,
    /// The command that prints it.
    command: String,
}

/// Asks the bank once more as the page did, and explains. Nothing but the bank is ever asked, and nothing
/// that pages ask of it here does harm twice.
async fn explain(State(site): State<Site>, headers: HeaderMap, Json(asked): Json<Asked>) -> Response {
    if !asked.url.starts_with(&format!("{}/", site.origins.bank)) {
        return (StatusCode::FORBIDDEN, "only requests to the bank are explained here").into_response();
    }
    let mut init = RequestInit::new(site.page_origin(&headers), asked.url);
    init.method = asked.method;
    init.mode = asked.mode;
    init.credentials = asked.credentials;
    init.headers = asked.headers;
    init.body = asked.body;
    let command = command(&init, site.terminal.language);
    let mut client = Client::builder();
    if let Some(pair) = session_cookie(&headers) {
        client = client.cookie(&site.origins.bank, pair);
    }
    let Ok(client) = client.build() else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "no client").into_response();
    };
    match ask(&client, init, true, &[], site.terminal.language).await {
        Ok(answer) => Json(explanation(&answer.report, command, &site.terminal)).into_response(),
        Err(problem) => (StatusCode::BAD_GATEWAY, problem.to_string()).into_response(),
    }
}

fn explanation(report: &Report, command: String, terminal: &Terminal) -> Explanation {
    let kind = match report.verdict.standard {
        Verdict::Allowed => "good",
        Verdict::Blocked => "bad",
        Verdict::Undecided => "open",
    };
    let mut style = terminal.text_style();
    style.colour = false;
    style.ascii = false;
    Explanation {
        kind,
        name: report.primary.name.to_string(),
        message: report.primary.message.clone(),
        text: render_text(report, &style),
        command,
    }
}

/// The command line that explains a request.
fn command(init: &RequestInit, language: Language) -> String {
    let mut words = vec!["corsac explain".to_owned(), init.url.clone(), format!("--origin {}", init.origin)];
    if init.method != "GET" {
        words.push(format!("-X {} --send", init.method));
    }
    words.extend(init.headers.iter().map(|(name, value)| format!("-H '{name}: {value}'")));
    words.extend(init.body.iter().map(|body| format!("-d '{body}'")));
    words.extend(init.credentials.iter().map(|mode| format!("--credentials {mode}")));
    words.extend(init.mode.iter().map(|mode| format!("--mode {mode}")));
    if language != Language::default() {
        words.push(format!("--lang {language}"));
    }
    words.join(" ")
}
