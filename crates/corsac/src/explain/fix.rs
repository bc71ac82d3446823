//! Ways out. None of them is ever unsafe: the exact origin, the exact names, nothing reflected.

use super::case::{Case, is_cors_response_header};
use super::judge::{judge, meant_elements};
use super::misspelt;
use super::quoted::Quoted;
use super::report::{Fix, FixLine, Side};
use super::words::{AtServer, InPage};
use crate::exchange::Message;
use crate::fetch::header::HeaderList;
use crate::fetch::list_values::{ListValues, extract_header_list_values};
use crate::fetch::method::Method;
use crate::fetch::request::Request;
use crate::fetch::safelist::cors_unsafe_request_header_names;
use crate::server::{Config, ConfigErrorCause, ConfigField, Policy};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use url::Url;

/// The headers that a difference shows, in this order.
const SHOWN: [&str; 6] = [
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Vary",
];

/// A change of the page's code.
pub(super) fn client(what: impl Into<String>, code: impl Into<Option<String>>) -> Fix {
    Fix { side: Side::Client, code: code.into(), ..server(what) }
}

/// A change of the server without header lines.
pub(super) fn server(what: impl Into<String>) -> Fix {
    let (side, what, lines) = (Side::Server, what.into(), Vec::new());
    Fix { side, what, lines, toml: None, code: None, stack: None, policy: None }
}

/// A header line that is lacking.
pub(super) fn add(what: impl Into<String>, header: &str, value: &str) -> Fix {
    Fix { lines: vec![line(true, Some(header.into()), value.into())], ..server(what) }
}

/// A header line that has to be another one.
pub(super) fn change(what: impl Into<String>, header: &str, old: &[u8], new: &[u8]) -> Fix {
    let line = |added, value| line(added, Some(header.into()), shown(header, value));
    Fix { lines: vec![line(false, old), line(true, new)], ..server(what) }
}

/// A list header of an answer with more names; `*` makes way for them, and of what is no list the names stay.
pub(super) fn replace(what: impl Into<String>, headers: &HeaderList, header: &str, names: &[String]) -> Fix {
    let listed: Vec<String> = match extract_header_list_values(header, headers) {
        ListValues::Failure(_) => meant_elements(headers, header),
        listed => {
            listed.values().iter().filter(|name| **name != "*").map(|name| String::from(*name)).collect()
        }
    };
    let lacks = |name: &&String| !listed.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let mut all: Vec<&str> = listed.iter().map(String::as_str).collect();
    all.extend(names.iter().filter(lacks).map(String::as_str));
    let mut fix = add(what, header, &all.join(", "));
    let old = headers.lines(header).map(|value| line(false, Some(header.into()), shown(header, value)));
    fix.lines.splice(0..0, old);
    fix
}

/// Asking at once where redirects lead.
pub(super) fn final_url(case: &Case<'_>, url: &Url) -> Fix {
    let code = format!("fetch({:?})", Quoted::text(url.as_str()).as_str());
    client(case.say(InPage::FinalUrl), code)
}

/// Doing without cookies.
pub(super) fn without_cookies(case: &Case<'_>) -> Fix {
    let code = String::from("fetch(url, { credentials: \"same-origin\" })");
    client(case.say(InPage::WithoutCookies), code)
}

/// The change of an answer's headers that lets the request pass, and the policy that makes it.
pub(super) fn headers(case: &Case<'_>, index: usize, what: impl Into<String>) -> Fix {
    let request = worth_allowing(case, index);
    match policy(case, &request) {
        Ok(config) => Fix {
            lines: case.message(index).map_or_else(Vec::new, |message| changes(case, message, &request)),
            toml: Some(toml(&config)),
            policy: Some(config),
            ..server(what)
        },
        Err(insecure) => server(case.say(insecure)),
    }
}

/// The request without what no server should have to allow: the origin `null` after a redirect, a response header set
/// on it, and a method that is only in the wrong case.
fn worth_allowing(case: &Case<'_>, index: usize) -> Request {
    let mut request = case.request(index).clone();
    if case.is_tainted(index) {
        // Asked without the redirect, as the way out says, and so with the page's origin.
        request.forget_redirects();
    }
    request.headers.retain(|header| !is_cors_response_header(&header.name.to_ascii_lowercase()));
    if let Some(Ok(method)) = case.method_meant(index).map(|upper| Method::new(&upper)) {
        request.method = method;
    }
    request
}

fn changes(case: &Case<'_>, message: &Message, request: &Request) -> Vec<FixLine> {
    let Some(response) = message.response() else { return Vec::new() };
    let mended = judge(message.kind, request, response, case.domains).mended;
    let mut lines = Vec::new();
    if response.status != mended.status {
        lines.push(line(false, None, response.status.to_string()));
        lines.push(line(true, None, mended.status.to_string()));
    }
    lines.extend(difference(&response.headers, &mended.headers));
    lines
}

const fn line(add: bool, header: Option<String>, value: String) -> FixLine {
    FixLine { add, header, value }
}

fn shown(name: &str, value: &[u8]) -> String {
    Quoted::header(name, value).as_str().into()
}

fn difference(old: &HeaderList, new: &HeaderList) -> Vec<FixLine> {
    let mut lines = Vec::new();
    for name in SHOWN {
        let (before, after): (Vec<_>, Vec<_>) = (old.lines(name).collect(), new.lines(name).collect());
        if before != after {
            for header in old.iter().filter(|h| misspelt::meant(&h.name) == Some(name)) {
                lines.push(line(false, Some(header.name.clone()), shown(name, &header.value)));
            }
            // What is added to `Vary` leaves its other lines alone.
            let gone = before.iter().filter(|value| !after.contains(value) || before.len() > after.len());
            lines.extend(gone.map(|value| line(false, Some(name.into()), shown(name, value))));
            let kept = if name == "Vary" { before.len() } else { 0 };
            lines.extend(
                after.iter().skip(kept).map(|value| line(true, Some(name.into()), shown(name, value))),
            );
        }
    }
    lines
}

/// The policy that lets a request pass, if there is a safe one.
fn policy(case: &Case<'_>, request: &Request) -> Result<Config, AtServer> {
    let mut config = Config {
        allow_origins: vec![case.page.clone()],
        allow_credentials: case.is_credentialed(),
        allow_headers: cors_unsafe_request_header_names(&request.headers),
        ..Config::default()
    };
    if !request.method.is_cors_safelisted() {
        config.allow_methods.push(request.method.as_str().into());
    }
    let Err(errors) = Policy::new(config.clone()) else { return Ok(config) };
    for error in errors.iter().filter(|error| error.field == ConfigField::AllowHeaders) {
        config.allow_headers.retain(|name| *name != error.value);
    }
    match Policy::new(config.clone()) {
        Ok(_) => Ok(config),
        Err(errors) if errors.iter().any(|e| e.cause == ConfigErrorCause::InsecureOriginWithCredentials) => {
            Err(AtServer::HttpsFirst)
        }
        Err(_) => Err(AtServer::OwnOrigin),
    }
}

/// A policy as a `corsac.toml` has it.
fn toml(config: &Config) -> String {
    let list = |items: &[String]| {
        let quoted: Vec<String> = items.iter().map(|item| format!("{item:?}")).collect();
        format!("[{}]", quoted.join(", "))
    };
    let mut text = format!("[policy.app]\nallow_origins = {}\n", list(&config.allow_origins));
    if config.allow_credentials {
        text.push_str("allow_credentials = true\n");
    }
    if !config.allow_methods.is_empty() {
        text.push_str(&format!("allow_methods = {}\n", list(&config.allow_methods)));
    }
    if !config.allow_headers.is_empty() {
        text.push_str(&format!("allow_headers = {}\n", list(&config.allow_headers)));
    }
    text
}
