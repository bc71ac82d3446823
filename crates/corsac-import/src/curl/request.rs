//! The request that curl's options describe, as a page would make it.

use super::options::{Data, Given};
use crate::browser_headers::{settle, start_of_header};
use crate::found::Found;
use crate::note::Note;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use corsac::browser::BodyKind;
use std::ops::Range;
use url::Url;
use url::form_urlencoded::byte_serialize;

/// The requests of a command: one for each URL.
pub(super) fn found(given: Given, span: &Range<usize>) -> Vec<Found> {
    given.urls.iter().map(|url| of_url(&given, &url.text, span)).collect()
}

fn of_url(given: &Given, url: &str, span: &Range<usize>) -> Found {
    let mut found = Found::new(unglobbed(url), span.clone());
    if Url::parse(&found.init.url).is_err() && !found.init.url.contains("://") {
        found.init.url = format!("http://{}", found.init.url);
        found.note(Note::ReadAs(found.init.url.clone()));
    }
    for piece in &given.query {
        // A plus sign before it says that it is encoded already.
        let piece = piece.strip_prefix('+').map_or_else(|| encoded(piece), str::to_owned);
        add_query(&mut found.init.url, &piece);
    }
    for file in &given.files {
        found.note(Note::FileNotRead(file.to_string()));
    }
    found.insecure = given.insecure;
    given.cookies.iter().for_each(|cookies| found.add_cookies(cookies));
    let headers = headers(given, &mut found);
    body(given, &headers, &mut found);
    settle(&mut found, headers);
    if !given.dropped.is_empty() {
        found.note(Note::NothingLikeIt(given.dropped.clone()));
    }
    found
}

/// curl takes brackets and braces for patterns, so that DevTools puts a backslash before them.
fn unglobbed(url: &str) -> String {
    let mut plain = String::with_capacity(url.len());
    let mut chars = url.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.next_if(|next| c == '\\' && matches!(next, '[' | ']' | '{' | '}')) {
            Some(bracket) => plain.push(bracket),
            None => plain.push(c),
        }
    }
    plain
}

fn headers(given: &Given, found: &mut Found) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    for line in &given.headers {
        match line.split_once(':') {
            Some((name, value)) if !value.trim().is_empty() => {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            Some((name, _)) => found.note(Note::TakesHeaderOut(name.to_owned())),
            None => match line.strip_suffix(';') {
                Some(name) => headers.push((name.trim().to_owned(), String::new())),
                None => found.note(Note::NoColon(start_of_header(line))),
            },
        }
    }
    let has =
        |headers: &[(String, String)], name: &str| headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
    if given.json {
        for name in ["Content-Type", "Accept"].iter().filter(|name| !has(&headers, name)).collect::<Vec<_>>()
        {
            headers.push(((*name).to_owned(), "application/json".to_owned()));
        }
    }
    if let Some(user) = given.user.as_ref().filter(|_| !has(&headers, "authorization")) {
        headers.push(("Authorization".to_owned(), format!("Basic {}", STANDARD.encode(user))));
        found.note(Note::UserIsAuthorization);
    }
    headers
}

fn body(given: &Given, headers: &[(String, String)], found: &mut Found) {
    let has_body = !given.data.is_empty() && !given.get;
    found.init.method = match &given.method {
        Some(method) => method.clone(),
        None if given.head => "HEAD".into(),
        None if given.upload => "PUT".into(),
        None if has_body => "POST".into(),
        None => "GET".into(),
    };
    let data: Vec<String> = given.data.iter().map(|data| text_of(data, found)).collect();
    let data = data.join(if given.json { "" } else { "&" });
    if given.get && !given.data.is_empty() {
        add_query(&mut found.init.url, &data);
    }
    if !has_body {
        return;
    }
    if matches!(found.init.method.as_str(), "GET" | "HEAD") {
        found.note(Note::BodyLeftOut(found.init.method.clone()));
        return;
    }
    let typed = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    found.init.body = Some(data);
    found.init.body_kind = match () {
        () if given.form => BodyKind::FormData,
        () if given.upload => BodyKind::Bytes,
        () => BodyKind::UrlSearchParams,
    };
    if !typed && found.init.body_kind == BodyKind::UrlSearchParams {
        found.note(Note::CurlType);
    }
}

fn text_of(data: &Data, found: &mut Found) -> String {
    match data {
        Data::Text(text) => text.clone(),
        Data::File(path) => {
            found.note(Note::BodyInFile(path.clone()));
            String::new()
        }
        Data::Encoded(text) => encoded(text),
    }
}

/// `name=value` with the value encoded, or the whole without a name.
fn encoded(text: &str) -> String {
    let (name, value) = text.split_once('=').unwrap_or(("", text));
    let value: String = byte_serialize(value.as_bytes()).collect();
    if name.is_empty() { value } else { format!("{name}={value}") }
}

/// Adds to a URL's query, before its fragment.
fn add_query(url: &mut String, piece: &str) {
    let end = url.find('#').unwrap_or(url.len());
    let fragment = url.split_off(end);
    url.push(if url.contains('?') { '&' } else { '?' });
    url.push_str(piece);
    url.push_str(&fragment);
}
