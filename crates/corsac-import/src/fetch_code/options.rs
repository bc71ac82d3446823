//! The request that the arguments of a call describe.

use super::evaluate::range;
use super::value::{Text, Value};
use crate::browser_headers;
use crate::found::Found;
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use crate::note::Note;
use corsac::browser::{BodyKind, Initiator};
use corsac::fetch::Origin;
use corsac::fetch::request::{CacheMode, CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};
use oxc_span::Span;
use std::ops::Range;
use url::Url;

/// What a call was given.
pub(super) struct Made {
    pub(super) by: Initiator,
    pub(super) url: Option<Value>,
    pub(super) options: Option<Value>,
    pub(super) body: Option<Value>,
    /// Headers that are set beside the options.
    pub(super) headers: Vec<(String, Value)>,
    /// Whether credentials are included, whatever the options say.
    pub(super) credentials: bool,
    pub(super) upload_listener: bool,
    /// Where options stand that only the running page knows.
    pub(super) unknown_options: Option<Span>,
    pub(super) notes: Vec<Note>,
    pub(super) span: Range<usize>,
}

impl Made {
    pub(super) const fn new(
        by: Initiator,
        url: Option<Value>,
        options: Option<Value>,
        span: Range<usize>,
    ) -> Self {
        Self {
            by,
            url,
            options,
            body: None,
            headers: Vec::new(),
            credentials: false,
            upload_listener: false,
            unknown_options: None,
            notes: Vec::new(),
            span,
        }
    }

    /// `fetch(new Request(url, options), more)`.
    fn unfold(mut self) -> Self {
        while let Some(Value::Request(both)) = self.url {
            let (url, options) = *both;
            let mut pairs = options.into_pairs();
            pairs.extend(self.options.map(Value::into_pairs).unwrap_or_default());
            self.url = Some(url);
            self.options = Some(Value::Object(pairs));
        }
        self
    }
}

/// Options that change nothing about what is sent.
const SILENT: [&str; 15] = [
    "signal",
    "priority",
    "integrity",
    "responseType",
    "timeout",
    "duplex",
    "observe",
    "params",
    "paramsSerializer",
    "reportProgress",
    "transformRequest",
    "transformResponse",
    "validateStatus",
    "xsrfCookieName",
    "onDownloadProgress",
];

/// The request of a call.
pub(super) fn settle(text: &str, made: Made, comments: &[&str]) -> Result<Found, ImportError> {
    let Made {
        by,
        url,
        options,
        body,
        headers: more,
        credentials,
        upload_listener,
        unknown_options,
        notes,
        span,
    } = made.unfold();
    let url = known_url(text, url, &span)?;
    let mut found = Found::new(url.text, span);
    found.init.initiator = by;
    found.init.upload_listener = upload_listener;
    notes.into_iter().for_each(|note| found.note(note));
    for piece in &url.unknown {
        let code = text.get(range(*piece)).unwrap_or_default();
        found.note(Note::UnknownInUrl(brief(code)));
    }
    let options = options.unwrap_or(Value::Object(Vec::new()));
    if unknown_options.is_some() || !matches!(options, Value::Object(_)) {
        found.note(Note::UnknownOptions);
    }
    read(text, &options, &mut found);
    if credentials {
        found.init.credentials = Some(CredentialsMode::Include);
    }
    set_body(text, body.as_ref().or_else(|| options.get("body").or_else(|| options.get("data"))), &mut found);
    let mut headers = headers(text, options.get("headers"), &more, &mut found);
    headers.extend(comments.iter().filter_map(|comment| commented(comment)));
    // Script cannot set these: who has them copied what a browser sent.
    let by_browser = |(name, value): &(String, String)| {
        name.to_ascii_lowercase().starts_with("sec-")
            || name.eq_ignore_ascii_case("user-agent") && value.starts_with("Mozilla/")
    };
    if headers.iter().any(by_browser) {
        browser_headers::settle(&mut found, headers);
    } else {
        found.init.headers = headers;
    }
    place(&mut found);
    origin_header(&mut found);
    Ok(found)
}

/// The URL, if the text says at least where it begins.
fn known_url(text: &str, url: Option<Value>, call: &Range<usize>) -> Result<Text, ImportError> {
    let at = match url {
        Some(Value::Text(url)) => {
            let begins = Url::parse(&url.text).is_ok() || url.text.starts_with(['/', '.']);
            match url.unknown.first().filter(|_| !begins) {
                Some(at) => range(*at),
                None => return Ok(url),
            }
        }
        Some(Value::Unknown(at)) => range(at),
        _ => call.clone(),
    };
    let code = brief(text.get(at.clone()).unwrap_or_default());
    Err(ImportError::at(text, at, ImportCause::UnknownUrl(code)).cure(ImportCure::WriteUrl))
}

fn read(text: &str, options: &Value, found: &mut Found) {
    let word = |name: &str| options.get(name).and_then(Value::as_text);
    let Value::Object(pairs) = options else { return };
    let init = &mut found.init;
    let method = word("method").unwrap_or(if init.initiator == Initiator::Beacon { "POST" } else { "GET" });
    method.clone_into(&mut init.method);
    if init.initiator == Initiator::Xhr {
        init.method = init.method.to_ascii_uppercase();
    }
    init.mode = word("mode").and_then(RequestMode::parse).filter(|mode| *mode != RequestMode::Cors);
    init.credentials = word("credentials").and_then(CredentialsMode::parse);
    if options.get("withCredentials") == Some(&Value::Bool(true)) {
        init.credentials = Some(CredentialsMode::Include);
    }
    init.redirect = word("redirect").and_then(RedirectMode::parse);
    init.cache = word("cache").and_then(CacheMode::parse);
    init.referrer_policy = word("referrerPolicy").and_then(ReferrerPolicy::parse);
    init.keepalive = options.get("keepalive") == Some(&Value::Bool(true));
    init.client = word("referrer").filter(|text| Url::parse(text).is_ok()).map(str::to_owned);
    let is_copied = ["mode", "credentials", "method", "body"].iter().all(|name| options.get(name).is_some());
    if is_copied && init.credentials.is_some() {
        found.note(Note::CopiedCredentials);
    }
    const KNOWN: [&str; 14] = [
        "method",
        "mode",
        "credentials",
        "withCredentials",
        "redirect",
        "cache",
        "referrerPolicy",
        "keepalive",
        "referrer",
        "headers",
        "body",
        "data",
        "url",
        "baseURL",
    ];
    for (name, value) in pairs {
        if let Value::Unknown(at) = value {
            let code = text.get(range(*at)).unwrap_or_default();
            if !SILENT.contains(&name.as_str()) && !matches!(name.as_str(), "body" | "data" | "headers") {
                found.note(Note::UnknownOption(name.clone(), brief(code)));
            }
        } else if !KNOWN.contains(&name.as_str()) && !SILENT.contains(&name.as_str()) {
            found.note(Note::NoOption(name.clone()));
        }
    }
    let is_whole = found.init.url.starts_with("//") || Url::parse(&found.init.url).is_ok();
    if let Some(base) = word("baseURL").filter(|_| !is_whole) {
        let path = found.init.url.trim_start_matches('/');
        found.init.url = format!("{}/{path}", base.trim_end_matches('/'));
    }
}

fn set_body(text: &str, body: Option<&Value>, found: &mut Found) {
    let is_axios = found.init.initiator == Initiator::Xhr;
    (found.init.body, found.init.body_kind) = match body {
        None | Some(Value::Nothing) => return,
        Some(Value::Text(body)) => (Some(body.text.clone()), BodyKind::Text),
        Some(Value::Request(_) | Value::Client(_) | Value::Xhr) => return,
        Some(Value::Form) => (Some(String::new()), BodyKind::FormData),
        Some(Value::Search) => (Some(String::new()), BodyKind::UrlSearchParams),
        // axios sends an object as JSON.
        Some(Value::Object(_) | Value::Array(_)) if is_axios => {
            (Some("{}".into()), BodyKind::Blob("application/json".into()))
        }
        Some(Value::Object(_) | Value::Array(_)) => {
            found.note(Note::ObjectBody);
            (Some("[object Object]".into()), BodyKind::Text)
        }
        Some(Value::Bool(value)) => (Some(value.to_string()), BodyKind::Text),
        Some(Value::Unknown(at)) => {
            let code = brief(text.get(range(*at)).unwrap_or_default());
            found.note(Note::UnknownBody(code));
            (Some(String::new()), BodyKind::Text)
        }
    };
}

fn headers(
    text: &str,
    value: Option<&Value>,
    more: &[(String, Value)],
    found: &mut Found,
) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, Value)> = match value {
        None | Some(Value::Nothing) => Vec::new(),
        Some(Value::Object(pairs)) => pairs.clone(),
        // A list of pairs.
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|pair| match pair {
                Value::Array(pair) => Some((pair.first()?.as_text()?.to_owned(), pair.get(1)?.clone())),
                _ => None,
            })
            .collect(),
        Some(_) => {
            found.note(Note::UnknownHeaders);
            Vec::new()
        }
    };
    pairs.extend_from_slice(more);
    let mut unknown = Vec::new();
    let mut headers = Vec::new();
    for (name, value) in pairs {
        let value = match value {
            Value::Text(known) => {
                if !known.unknown.is_empty() {
                    unknown.push(name.clone());
                }
                known.text
            }
            Value::Bool(value) => value.to_string(),
            Value::Unknown(at) => {
                unknown.push(name.clone());
                text.get(range(at)).unwrap_or_default().chars().filter(char::is_ascii_alphanumeric).collect()
            }
            _ => continue,
        };
        headers.push((name, value));
    }
    if !unknown.is_empty() {
        found.note(Note::UnknownValues(unknown));
    }
    headers
}

/// `"name": "value",` in a comment.
fn commented(comment: &str) -> Option<(String, String)> {
    let mut parts = comment.trim().trim_end_matches(',').split('"');
    let (before, name, colon) = (parts.next()?, parts.next()?, parts.next()?);
    let value: Vec<&str> = parts.collect();
    let (last, value) = value.split_last()?;
    (before.is_empty() && colon.trim() == ":" && last.is_empty() && !name.is_empty())
        .then(|| (name.to_owned(), value.join("\"").replace('\\', "")))
}

/// A program outside of browsers names the page by a header that no script of a page can set.
fn origin_header(found: &mut Found) {
    let header = found.init.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("origin"));
    let origin =
        header.map(|(_, value)| value).filter(|value| Origin::parse(value.as_bytes()).is_ok()).cloned();
    if let Some(origin) = origin.filter(|_| !found.knows_page()) {
        found.note(Note::PageFromOwnOrigin(origin.to_string()));
        found.init.origin = origin;
    }
}

/// Where the page is, and where a path without a host leads.
fn place(found: &mut Found) {
    let page = found.init.client.as_deref().and_then(|client| Url::parse(client).ok());
    let Some(page) = page else { return };
    if !found.knows_page() {
        found.init.origin = Origin::of_url(&page).to_string();
    }
    if Url::parse(&found.init.url).is_err()
        && let Ok(url) = page.join(&found.init.url)
    {
        found.init.url = url.into();
    }
}

/// Code for a note, cut where it is long.
fn brief(code: &str) -> String {
    let line = code.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}
