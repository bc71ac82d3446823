//! The headers of a request as it was sent: some were set by the page, others by the browser.
//!
//! What the browser sets says who asked and how (`Origin`, `Referer`, `Sec-Fetch-*`, `Cookie`), and is no
//! part of what the page asked for.

use crate::found::Found;
use crate::note::Note;
use corsac::browser::{CrossOrigin, Initiator};
use corsac::fetch::Origin;
use corsac::fetch::header_name::is_forbidden_request_header;
use corsac::fetch::request::{CredentialsMode, RequestMode};
use url::Url;

/// Names that browsers set by themselves, though a page may set some of them, too.
const OWN: &[&str] = &[
    "if-modified-since",
    "if-none-match",
    "priority",
    "purpose",
    "save-data",
    "upgrade-insecure-requests",
    "x-client-data",
];

/// What the browser's own headers say.
#[derive(Debug, Default)]
struct Evidence {
    origin: Option<String>,
    referer: Option<Url>,
    mode: Option<RequestMode>,
    destination: Option<String>,
    site: Option<String>,
    storage_access: bool,
    has_cookies: bool,
    dropped: Vec<String>,
}

/// Sorts the headers of a request that was sent into what the page set and what the browser did, and
/// completes the request by what the latter say.
pub(crate) fn settle(found: &mut Found, headers: Vec<(String, String)>) {
    let mut evidence = Evidence::default();
    let has_no_cache = ["cache-control", "pragma"].iter().all(|name| {
        headers
            .iter()
            .any(|(n, value)| n.eq_ignore_ascii_case(name) && value.eq_ignore_ascii_case("no-cache"))
    });
    for (name, value) in headers {
        let lower = name.to_ascii_lowercase();
        evidence.read(&lower, &value, found);
        let by_tools = has_no_cache && matches!(lower.as_str(), "cache-control" | "pragma");
        let by_browser = OWN.contains(&lower.as_str())
            || lower.starts_with(':')
            || lower == "user-agent" && value.starts_with("Mozilla/");
        if by_tools || by_browser || is_forbidden_request_header(&lower, value.as_bytes()) {
            evidence.dropped.push(name);
        } else {
            found.init.headers.push((name, value));
        }
    }
    evidence.complete(found);
}

impl Evidence {
    fn read(&mut self, name: &str, value: &str, found: &mut Found) {
        match name {
            "origin" => self.origin = Some(value.to_owned()),
            "referer" => self.referer = Url::parse(value).ok(),
            "sec-fetch-mode" => self.mode = RequestMode::parse(value),
            "sec-fetch-dest" => self.destination = Some(value.to_owned()),
            "sec-fetch-site" => self.site = Some(value.to_owned()),
            "sec-fetch-storage-access" => self.storage_access = value != "none",
            "cookie" => found.add_cookies(value),
            _ => {}
        }
    }

    fn complete(mut self, found: &mut Found) {
        self.has_cookies = !found.cookies.is_empty();
        self.page(found);
        self.initiator(found);
        self.credentials(found);
        if !self.dropped.is_empty() {
            found.note(Note::SetByBrowsers(self.dropped));
        }
    }

    fn page(&self, found: &mut Found) {
        let own = Url::parse(&found.init.url).ok().map(|url| Origin::of_url(&url).to_string());
        let referring = self.referer.as_ref().map(|url| Origin::of_url(url).to_string());
        let own_page = self.site.as_deref() == Some("same-origin");
        if let Some(origin) = self.origin.as_ref().filter(|origin| Origin::parse(origin.as_bytes()).is_ok()) {
            found.init.origin.clone_from(origin);
        } else if let Some(referring) = referring {
            found.note(Note::PageFromReferer(referring.clone()));
            found.init.origin = referring;
        } else if let Some(own) = own.filter(|_| own_page) {
            found.note(Note::PageIsOwn(own.clone()));
            found.init.origin = own;
        } else if let Some(origin) = &self.origin {
            found.note(Note::NoOrigin(origin.clone()));
        }
        let client = self.referer.as_ref().filter(|url| Origin::of_url(url).to_string() == found.init.origin);
        if let Some(client) = client {
            found.init.client = Some(client.to_string());
        }
    }

    /// Whoever asked, by `Sec-Fetch-Dest` and `Sec-Fetch-Mode`.
    fn initiator(&self, found: &mut Found) {
        let is_navigation = self.mode == Some(RequestMode::Navigate);
        let by = match self.destination.as_deref() {
            _ if is_navigation => Initiator::Navigation,
            Some(name @ ("image" | "audio" | "video" | "script" | "style" | "font")) => {
                Initiator::parse(name).unwrap_or_default()
            }
            _ => Initiator::Fetch,
        };
        found.init.initiator = by;
        if by.is_element() && self.mode == Some(RequestMode::Cors) {
            let with = self.storage_access || self.has_cookies;
            found.init.crossorigin =
                Some(if with { CrossOrigin::UseCredentials } else { CrossOrigin::Anonymous });
        } else if by == Initiator::Fetch {
            found.init.mode = self.mode.filter(|mode| *mode != RequestMode::Cors);
        }
    }

    /// Cookies travel to another origin only if the page asked for that.
    fn credentials(&self, found: &mut Found) {
        let own = Url::parse(&found.init.url).ok().map(|url| Origin::of_url(&url).to_string());
        let is_cross_origin = found.knows_page() && own.is_some_and(|own| own != found.init.origin);
        let sent = self.has_cookies || self.storage_access;
        let fixed = found.init.initiator != Initiator::Fetch || found.init.credentials.is_some();
        if is_cross_origin && sent && !fixed {
            found.init.credentials = Some(CredentialsMode::Include);
            found.note(if self.has_cookies {
                Note::CookiesProveCredentials
            } else {
                Note::StorageAccessProvesCredentials
            });
        }
    }
}

/// What may be shown of a text that was to be a header and is none: its first word, since the rest may be a secret.
#[must_use]
pub fn start_of_header(text: &str) -> String {
    const SHOWN: usize = 30;
    let text = text.trim();
    let word = text.split_whitespace().next().unwrap_or_default();
    let shown: String = word.chars().take(SHOWN).collect();
    if shown.len() == text.len() { shown } else { shown + "…" }
}
