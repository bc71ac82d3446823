//! The bank: an API that knows nothing of CORS.

use crate::words::pages::Pages;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Form, Json, Router};
use corsac::explain::Language;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

/// The bank and what it remembers; clones share it.
#[derive(Debug, Clone)]
pub(super) struct Bank(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// The value of Alice's session cookie.
    session: String,
    language: Language,
    books: Mutex<Books>,
}

/// What the bank remembers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Books {
    balance: i64,
    limit: i64,
    transfers: Vec<Transfer>,
    /// Requests in the order of their arrival.
    arrivals: Vec<Arrival>,
}

/// Money that moved.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Transfer {
    to: String,
    amount: i64,
}

#[derive(Debug, Deserialize)]
struct Limit {
    limit: i64,
}

/// A request that reached the bank, whoever sees its answer.
#[derive(Debug, Clone, Serialize)]
struct Arrival {
    method: String,
    path: String,
    /// The `Origin` header.
    origin: Option<String>,
    /// Whether Alice's session cookie came along.
    with_cookie: bool,
    status: u16,
}

impl Bank {
    pub(super) fn new(language: Language) -> Self {
        let random = || RandomState::new().hash_one(std::process::id());
        let session = format!("{:016x}{:016x}", random(), random());
        let books = Books { balance: 1000, limit: 300, transfers: Vec::new(), arrivals: Vec::new() };
        Self(Arc::new(Shared { session, language, books: Mutex::new(books) }))
    }

    /// What the bank remembers now.
    pub(super) fn books(&self) -> Books {
        self.with_books(|books| books.clone())
    }

    /// Whether a request carries Alice's session cookie.
    pub(super) fn knows(&self, headers: &HeaderMap) -> bool {
        session_cookie(headers).is_some_and(|pair| pair.ends_with(&format!("={}", self.0.session)))
    }

    fn with_books<T>(&self, change: impl FnOnce(&mut Books) -> T) -> T {
        change(&mut self.0.books.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The API, as a service without CORS.
    pub(super) fn api(self) -> Router {
        Router::new()
            .route("/api/login", post(log_in))
            .route("/api/user-info", get(user_info))
            .route("/api/limit", put(set_limit))
            .route("/api/transfer", post(transfer))
            .route("/unguarded/api/transfer", post(transfer))
            .layer(middleware::from_fn_with_state(self.clone(), remember))
            .with_state(self)
    }
}

/// The pair `session=…` of the `Cookie` header.
pub(super) fn session_cookie(headers: &HeaderMap) -> Option<&str> {
    let mut pairs = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';').map(str::trim));
    pairs.find(|pair| pair.starts_with("session="))
}

/// Keeps a record of each request, with the status of its answer; corsac's own questions aside.
async fn remember(State(bank): State<Bank>, request: Request<Body>, next: Next) -> Response {
    if request.headers().get(header::USER_AGENT).is_some_and(is_corsac) {
        return next.run(request).await;
    }
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let origin =
        request.headers().get(header::ORIGIN).map(|value| String::from_utf8_lossy(value.as_bytes()).into());
    let with_cookie = bank.knows(request.headers());
    let response = next.run(request).await;
    let arrival = Arrival { method, path, origin, with_cookie, status: response.status().as_u16() };
    bank.with_books(|books| books.arrivals.push(arrival));
    response
}

fn is_corsac(user_agent: &HeaderValue) -> bool {
    user_agent.to_str().is_ok_and(|name| name.contains("corsac/"))
}

async fn log_in(State(bank): State<Bank>) -> Response {
    // SameSite=Lax is what browsers assume anyway; it is written out for those who read along.
    let cookie = format!("session={}; Path=/; HttpOnly; SameSite=Lax", bank.0.session);
    ([(header::SET_COOKIE, cookie)], Json(json!({ "user": "Alice" }))).into_response()
}

async fn user_info(State(bank): State<Bank>, headers: HeaderMap) -> Response {
    if !bank.knows(&headers) {
        return refusal();
    }
    let books = bank.books();
    Json(json!({ "user": "Alice", "balance": books.balance, "limit": books.limit })).into_response()
}

async fn set_limit(State(bank): State<Bank>, headers: HeaderMap, Json(wish): Json<Limit>) -> Response {
    if !bank.knows(&headers) {
        return refusal();
    }
    bank.with_books(|books| books.limit = wish.limit);
    Json(json!({ "limit": wish.limit })).into_response()
}

async fn transfer(State(bank): State<Bank>, headers: HeaderMap, Form(order): Form<Transfer>) -> Response {
    if !bank.knows(&headers) {
        return refusal();
    }
    let sent = Pages::of(bank.0.language).teller.sent.replace("{amount}", &order.amount.to_string());
    let text = format!("<!doctype html><meta charset=\"utf-8\"><p>{sent}");
    bank.with_books(|books| {
        books.balance = books.balance.saturating_sub(order.amount);
        books.transfers.push(order);
    });
    Html(text).into_response()
}

fn refusal() -> Response {
    (StatusCode::UNAUTHORIZED, Json(json!({ "error": "nobody is logged in" }))).into_response()
}
