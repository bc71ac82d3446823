//! `corsac.toml` explained: each route by each page that it allows, and by one that it does not.

use super::matrix::{Cell, Matrix};
use crate::words::told::Told;
use corsac::browser::{Context, PreflightCache, Quirks, RequestInit};
use corsac::exchange::{PolicyServer, exchange};
use corsac::explain::{Language, Question, of_request_init_error_in};
use corsac::fetch::request::CredentialsMode;
use corsac::server::{Config, Policy};
use corsac_fetch::PublicSuffixList;
use corsac_gateway::file::{PolicyFile, Route};
use std::time::Duration;

/// A page that nobody allows by name.
pub(super) const STRANGER: &str = "https://stranger.example";

/// A request of a page to a route.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) row: String,
    pub(super) init: RequestInit,
    /// Whether the policy is meant to allow it.
    pub(super) is_meant: bool,
    pub(super) policy: Policy,
}

/// Whether a text is a policy file.
pub(super) fn is_policy(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("[[route]]"))
}

/// The requests that a file's policies speak of; `base` stands for the address that it listens at.
pub(super) fn askings(file: &PolicyFile, base: Option<&str>) -> Vec<Asking> {
    let listens = format!("http://{}", file.server.listen);
    let base = base.unwrap_or(&listens).trim_end_matches('/');
    file.routes.iter().flat_map(|route| of_route(route, base)).collect()
}

fn of_route(route: &Route, base: &str) -> Vec<Asking> {
    let Some(policy) = &route.policy else { return Vec::new() };
    let config = policy.config();
    let pages = config.allow_origins.iter().map(|pattern| (page(pattern), true));
    let stranger =
        (!config.allow_origins.iter().any(|pattern| pattern == "*")).then(|| (STRANGER.to_owned(), false));
    let mut askings = Vec::new();
    for (page, is_meant) in pages.chain(stranger) {
        for method in methods(config) {
            let row = format!("{method} {}", route.path.as_str());
            let mut init = RequestInit::new(page.clone(), format!("{base}{}", route.path.as_str()));
            init.credentials = config.allow_credentials.then_some(CredentialsMode::Include);
            if method != "GET" {
                init.headers = headers(config);
            }
            init.method = method;
            askings.push(Asking { row, init, is_meant, policy: Policy::clone(policy) });
        }
    }
    askings
}

/// GET, and what the policy names.
fn methods(config: &Config) -> Vec<String> {
    let mut methods = vec!["GET".to_owned()];
    for method in &config.allow_methods {
        let method = if method == "*" { "DELETE" } else { method };
        if !methods.iter().any(|known| known == method) {
            methods.push(method.to_owned());
        }
    }
    methods
}

fn headers(config: &Config) -> Vec<(String, String)> {
    let names = config.allow_headers.iter().map(|name| if name == "*" { "x-any" } else { name.as_str() });
    names
        .map(|name| {
            (name.to_owned(), if name == "content-type" { "application/json" } else { "1" }.to_owned())
        })
        .collect()
}

/// A page that fits an origin pattern.
fn page(pattern: &str) -> String {
    if pattern == "*" {
        return "https://any.example".to_owned();
    }
    pattern.replace("://*.", "://sub.").replace(":*", ":3000")
}

/// Lets each policy answer in memory, and a service behind it that answers 200.
pub(super) fn in_memory(askings: Vec<Asking>, quirks: &Quirks, language: Language) -> Matrix {
    Matrix::new(askings.into_iter().map(|asking| cell(asking, quirks, language)).collect())
}

fn cell(asking: Asking, quirks: &Quirks, language: Language) -> Cell {
    let Asking { row, init, policy, is_meant } = asking;
    let report = match init.make_by(quirks) {
        Err(error) => of_request_init_error_in(language, &init, &error),
        Ok(made) => {
            let (mut cache, mut nobody) = (PreflightCache::new(), ());
            let mut context = Context {
                quirks,
                domains: &PublicSuffixList,
                ..Context::new(&mut cache, Duration::ZERO, &mut nobody)
            };
            let transcript = exchange(made.request, &mut PolicyServer::new(policy), &mut context);
            let mut question = Question::new(&transcript);
            question.dropped_headers = &made.dropped_headers;
            question.domains = &PublicSuffixList;
            question.language = language;
            question.diagnose()
        }
    };
    let column = column(&init, is_meant, language);
    Cell { row, column, counts: is_meant, answer: report.into() }
}

/// Who asks, for the head of a column.
pub(super) fn column(init: &RequestInit, is_meant: bool, language: Language) -> String {
    let with_cookies = init.credentials == Some(CredentialsMode::Include);
    let with = if with_cookies { Told::WithCookies.say(language) } else { String::new() };
    let stranger = if is_meant { String::new() } else { Told::InVain.say(language) };
    format!("{}{with}{stranger}", init.origin)
}
