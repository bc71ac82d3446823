//! Heads of HTTP messages as text: from a proxy, a log, a network panel or `curl -v`.

mod panel;

use crate::curl;
use crate::har::{Fetches, Har, Pair, Request, Response};
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use corsac::fetch::AddressSpace;
use std::ops::Range;
use url::Url;

/// Whether some line of a text is the first one of a request or of an answer.
pub(crate) fn has_head(text: &str) -> bool {
    text.lines().any(|line| Start::of(plain(line)).is_some()) || panel::is_panel(text)
}

/// Reads heads and puts them together. Where they do not say it, `url` is asked for, and `page` asks.
///
/// # Errors
/// A line that is no header, or an answer to nothing.
pub fn heads(text: &str, url: Option<&str>, page: Option<&str>) -> Result<Fetches, ImportError> {
    let mut har = Har::of_heads(page);
    if !text.lines().any(|line| Start::of(plain(line)).is_some()) {
        return shown(text, url, har);
    }
    let mut unanswered: Option<Request> = None;
    for head in split(text)? {
        match head.start {
            Start::Request { method, target } => {
                if let Some(request) = unanswered.take() {
                    har.push(request, Response::default(), 0);
                }
                let url = full_url(target, &head.fields, page);
                unanswered = Some(Request::new(method, url, head.fields));
            }
            // What is said on the way is not the answer.
            Start::Status(100..=199) => {}
            Start::Status(status) => {
                let request = unanswered.take().or_else(|| commanded(text.get(..head.span.start)?));
                let request = request.or_else(|| Some(Request::new("GET", url?.to_owned(), Vec::new())));
                let request = request.ok_or_else(|| {
                    ImportError::at(text, head.span, ImportCause::NoRequest).cure(ImportCure::GiveRequest)
                })?;
                har.push(request, Response::new(status, head.fields), 0);
            }
        }
    }
    if let Some(request) = unanswered {
        har.push(request, Response::default(), 0);
    }
    Ok(har.fetches())
}

/// What a network panel shows.
fn shown(text: &str, url: Option<&str>, mut har: Har) -> Result<Fetches, ImportError> {
    for panel::Shown { url: own, method, status, request, response } in panel::read(text) {
        let path = Pair::find(&request, ":path").map(str::to_owned);
        let named = path.filter(|_| {
            Pair::find(&request, ":authority").or_else(|| Pair::find(&request, "host")).is_some()
        });
        let whole = named.map(|path| full_url(&path, &request, None));
        let url = own
            .or(whole)
            .or_else(|| url.map(str::to_owned))
            .ok_or_else(|| ImportError::whole(text, ImportCause::NoHeadUrl).cure(ImportCure::CopyUrlToo))?;
        let method = method.or_else(|| Pair::find(&request, ":method").map(str::to_owned));
        let method = method.unwrap_or_else(|| "GET".to_owned());
        let response = status.map_or_else(Response::default, |status| Response::new(status, response));
        har.push(Request::new(method, url, request), response, 0);
    }
    Ok(har.fetches())
}

/// The request of the command before an answer: `curl -i` shows the answer alone, and wget the URL.
fn commanded(before: &str) -> Option<Request> {
    let asked = curl::requests(before).ok().and_then(|found| found.into_iter().next_back());
    if let Some(found) = asked {
        let mut fields: Vec<Pair> =
            found.init.headers.iter().map(|(name, value)| Pair::new(name, value)).collect();
        if found.knows_page() {
            fields.push(Pair::new("Origin", &found.init.origin));
        }
        return Some(Request::new(found.init.method, found.init.url, fields));
    }
    let url = before.lines().rev().find_map(|line| line.strip_prefix("--")?.split_once("--  "))?.1;
    url.contains("://").then(|| Request::new("GET", url.trim().to_owned(), Vec::new()))
}

/// The first line of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start<'t> {
    Request { method: &'t str, target: &'t str },
    Status(u16),
}

impl<'t> Start<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let (first, second, third) = (words.next()?, words.next()?, words.next());
        if first.starts_with("HTTP/") {
            let status = second.parse().ok().filter(|status| (100..1000).contains(status))?;
            return Some(Self::Status(status));
        }
        let is_method =
            first.len() < 20 && first.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        let is_target = second.starts_with('/') || second.contains("://") || second == "*";
        (is_method && is_target && third?.starts_with("HTTP/") && words.next().is_none())
            .then_some(Self::Request { method: first, target: second })
    }
}

struct Head<'t> {
    start: Start<'t>,
    fields: Vec<Pair>,
    span: Range<usize>,
}

/// A line without what `curl -v` writes before it.
fn plain(line: &str) -> &str {
    let line = line.trim_end_matches('\r');
    ["> ", "< "].iter().find_map(|sign| line.strip_prefix(sign)).unwrap_or(line)
}

/// Whether a line is curl talking to itself.
fn is_remark(line: &str) -> bool {
    ["* ", "{ [", "} [", "*\r", "  % Total"].iter().any(|sign| line.starts_with(sign)) || line == "*"
}

fn split(text: &str) -> Result<Vec<Head<'_>>, ImportError> {
    let mut heads: Vec<Head<'_>> = Vec::new();
    let (mut inside, mut indented) = (false, false);
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let span = at..at + whole.trim_end().len();
        at += whole.len();
        let line = whole.trim_end_matches(['\n', '\r']);
        if is_remark(line) {
            continue;
        }
        // wget sets an answer's head in by two blanks.
        let line = if indented { line.strip_prefix("  ").unwrap_or(line) } else { line };
        let line = if matches!(line, ">" | "<") { "" } else { plain(line) };
        if let Some(start) = Start::of(line) {
            indented = line.starts_with("  ");
            heads.push(Head { start, fields: Vec::new(), span });
            inside = true;
        } else if inside && let Some(head) = heads.last_mut() {
            if line.trim().is_empty() {
                inside = false;
            } else {
                head.span.end = span.end;
                field(text, line, span, &mut head.fields)?;
            }
        }
    }
    Ok(heads)
}

fn field(text: &str, line: &str, span: Range<usize>, fields: &mut Vec<Pair>) -> Result<(), ImportError> {
    if line.starts_with([' ', '\t'])
        && let Some(last) = fields.last_mut()
    {
        last.push_str(line.trim());
        return Ok(());
    }
    // HTTP/2 has names that begin with a colon.
    let colon = line.char_indices().skip(1).find(|(_, c)| *c == ':').map(|(at, _)| at);
    let name = colon.and_then(|colon| line.get(..colon)).filter(|name| !name.contains(char::is_whitespace));
    let (Some(name), Some(colon)) = (name, colon) else {
        return Err(ImportError::at(text, span, ImportCause::NoHeader).cure(ImportCure::WriteHeader));
    };
    let value = line.get(colon + 1..).unwrap_or_default().trim();
    fields.push(Pair::new(name, value));
    Ok(())
}

/// The URL of a request: heads seldom say whether it was https.
fn full_url(target: &str, fields: &[Pair], page: Option<&str>) -> String {
    if target.contains("://") {
        return target.to_owned();
    }
    let host =
        Pair::find(fields, "host").or_else(|| Pair::find(fields, ":authority")).unwrap_or("unknown.invalid");
    let local = Url::parse(&format!("http://{host}")).ok().as_ref().and_then(AddressSpace::in_url)
        == Some(AddressSpace::Loopback);
    let page = page.or_else(|| Pair::find(fields, "origin")).unwrap_or_default();
    let scheme = match Pair::find(fields, ":scheme") {
        Some(scheme) => scheme,
        None if local || host.ends_with(":80") => "http",
        // An http page seldom asks an https server by a port of its own.
        None if page.starts_with("http://") && host.contains(':') && !host.ends_with(":443") => "http",
        None => "https",
    };
    format!("{scheme}://{host}{target}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use corsac::browser::Quirks;
    use corsac::explain::{Name, diagnose};
    use corsac::fetch::site::LastTwoLabels;

    fn said(fetches: &Fetches) -> Vec<Name> {
        let name = |recorded: &crate::recorded::Recorded| {
            let played = recorded.play(None, &Quirks::STANDARD, &LastTwoLabels).unwrap();
            diagnose(&played.transcript).primary.name
        };
        fetches.fetches.iter().map(name).collect()
    }

    #[test]
    fn a_preflight_and_its_request() {
        let text = "OPTIONS /items/1 HTTP/1.1\nHost: api.example.com\nOrigin: https://app.example.com\n\
                    Access-Control-Request-Method: PUT\nAccess-Control-Request-Headers: content-type\n\n\
                    HTTP/1.1 204 No Content\naccess-control-allow-origin: https://app.example.com\n\
                    access-control-allow-methods: PUT\naccess-control-allow-headers: content-type\n\n\
                    PUT /items/1 HTTP/1.1\nHost: api.example.com\nOrigin: https://app.example.com\nContent-Type: application/json\n\n\
                    {\"a\": 1}\n\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nbody: not a header\n";
        assert!(has_head(text));
        let fetches = heads(text, None, None).unwrap();
        assert_eq!(said(&fetches), [Name::PreflightOkResponseNot]);
        let init = &fetches.fetches[0].found.init;
        assert_eq!(init.url, "https://api.example.com/items/1");
        assert!(!fetches.sanitized);
    }

    #[test]
    fn as_curl_shows_them() {
        let text = "* Connected to localhost\n> GET /x HTTP/1.1\n> Host: localhost:8000\n> Origin: http://localhost:3000\n>\n\
                    * Request completely sent off\n< HTTP/1.1 200 OK\n< Access-Control-Allow-Origin: http://localhost:3000/\n<\n{ [2 bytes data]\n";
        let fetches = heads(text, None, None).unwrap();
        assert_eq!(said(&fetches), [Name::AllowOriginTrailingSlash]);
        assert_eq!(fetches.fetches[0].found.init.url, "http://localhost:8000/x");
    }

    #[test]
    fn an_answer_alone_needs_a_url() {
        let text = "HTTP/2 200\naccess-control-allow-origin: *\naccess-control-allow-origin: *\n";
        let error = heads(text, None, None).unwrap_err();
        assert!(error.to_string().contains("--url"), "{error}");
        let fetches = heads(text, Some("https://api.example/"), Some("https://app.example")).unwrap();
        assert_eq!(said(&fetches), [Name::AllowOriginDuplicate]);
    }

    #[test]
    fn what_is_no_header_has_a_place() {
        let error = heads("GET / HTTP/1.1\nHost: a.example\nnonsense\n", None, None).unwrap_err();
        assert_eq!((error.line, error.column), (3, 1));
    }
}
