//! What network panels show beside a request, copied as it stands there: names and values on one line or on two,
//! pseudo-headers of HTTP/2, titles in between.

use crate::har::Pair;

/// One request of a panel.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) url: Option<String>,
    pub(super) method: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) request: Vec<Pair>,
    pub(super) response: Vec<Pair>,
}

/// Names that only a panel or HTTP/2 has.
const SIGNS: [&str; 8] =
    ["request url", "request method", ":authority", ":method", ":path", ":scheme", ":status", "url"];

/// Request headers that begin the request's part where no title does.
const OF_REQUESTS: [&str; 8] =
    ["accept", "accept-encoding", "accept-language", "cookie", "host", "origin", "referer", "user-agent"];

/// Where the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    General,
    Request,
    Response,
}

/// Whether a text looks as if it came from a panel.
pub(super) fn is_panel(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let safari = || text.lines().any(|line| line.trim() == "Summary");
    lines.any(|line| match sign(line) {
        Some("url") => safari() && line.contains("://"),
        sign => sign.is_some(),
    })
}

/// The sign with which a line begins, alone on it or before a value.
fn sign(line: &str) -> Option<&'static str> {
    let lower = line.to_ascii_lowercase();
    let mut signs = SIGNS.into_iter();
    signs.find(|sign| lower.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}

/// The requests of a panel.
pub(super) fn read(text: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut part = Part::General;
    for (name, value) in pairs(text) {
        let lower = name.to_ascii_lowercase();
        if let Some(title) = title(&lower).filter(|_| value.is_none()) {
            part = title;
            continue;
        }
        let value = value.unwrap_or_default();
        let begins = |shown: &Shown| match lower.as_str() {
            "request url" | "url" => shown.url.is_some(),
            ":method" | ":authority" => Pair::find(&shown.request, &lower).is_some(),
            _ => false,
        };
        if all.last().is_none_or(begins) {
            all.push(Shown::default());
            part = Part::General;
        }
        let Some(shown) = all.last_mut() else { break };
        match lower.as_str() {
            "request url" => shown.url = Some(value.to_owned()),
            "url" if value.contains("://") => shown.url = Some(value.to_owned()),
            "request method" => shown.method = Some(value.to_owned()),
            "status code" | "status" | ":status" => shown.status = status(value).or(shown.status),
            "remote address" | "referrer policy" | "source" | "address" | "initiator" | "version"
            | "transferred" => {}
            _ => {
                part = match part {
                    Part::Request | Part::General
                        if lower == "server" || lower.starts_with("access-control-allow-") =>
                    {
                        Part::Response
                    }
                    _ if lower.starts_with(':') || OF_REQUESTS.contains(&lower.as_str()) => Part::Request,
                    Part::General if shown.status.is_none() => Part::Request,
                    Part::General => Part::Response,
                    part => part,
                };
                let fields = if part == Part::Request { &mut shown.request } else { &mut shown.response };
                fields.push(Pair::new(name, value));
            }
        }
    }
    all
}

/// A title of a part.
fn title(lower: &str) -> Option<Part> {
    match lower {
        "general" | "summary" | "headers" | "raw" | "view source" | "view parsed" | "" => Some(Part::General),
        "request headers" | "request" => Some(Part::Request),
        "response headers" | "response" => Some(Part::Response),
        _ => None,
    }
    .filter(|part| *part != Part::General || !matches!(lower, "raw" | "view source" | "view parsed" | ""))
}

/// `403 Forbidden`.
fn status(text: &str) -> Option<u16> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|status| (100..1000).contains(status))
}

/// Names with their values. Where a panel has them on lines of their own, the second is the first one's value.
fn pairs(text: &str) -> Vec<(&str, Option<&str>)> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let on_two = lines.iter().any(|line| {
        SIGNS.iter().any(|sign| *sign != "url" && line.trim_end_matches(':').eq_ignore_ascii_case(sign))
    });
    let mut pairs = Vec::new();
    let mut rest = lines.into_iter();
    while let Some(line) = rest.next() {
        if title(&line.to_ascii_lowercase()).is_some() {
            pairs.push((line, None));
        } else if on_two {
            // A colon behind a name is the panel's, before it HTTP/2's.
            pairs.push((line.trim_end_matches(':'), rest.next()));
        } else {
            let at = line.get(1..).and_then(|rest| rest.find(':')).map(|at| at + 1);
            let pair = at.and_then(|at| Some((line.get(..at)?.trim(), line.get(at + 1..)?.trim())));
            if let Some((name, value)) = pair.filter(|(name, _)| name.len() < 80) {
                pairs.push((name, Some(value)));
            }
        }
    }
    pairs
}
