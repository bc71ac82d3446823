//! The fetches in a recording: preflights beside their requests, redirects in chains.

use super::entry::{Entry, lines};
use super::failure::{blocked_inside, failure};
use super::read::Har;
use crate::browser_headers::settle;
use crate::found::Found;
use crate::note::{Lost, Note, PageSource};
use crate::recorded::{Recorded, without_fragment};
use crate::web_url::origin_of;
use corsac::browser::{BodyKind, NetworkFailure};
use corsac::fetch::{HeaderList, Response};
use std::collections::HashMap;
use std::time::Duration;
use url::Url;

/// What a recording holds.
#[derive(Debug, Default, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fetches {
    /// The fetches that CORS concerns, or that failed.
    pub fetches: Vec<Recorded>,
    /// Entries of a page's own origin.
    pub same_origin: usize,
    /// Entries that CORS does not concern: images, scripts, pages.
    pub without_cors: usize,
    /// Entries whose page nobody knows.
    pub without_page: usize,
    /// Whether cookies and credentials were left out by whoever recorded.
    pub sanitized: bool,
}

/// The longest chain of redirects that browsers follow.
const LONGEST_CHAIN: usize = 21;

impl Har {
    /// Puts the entries together.
    #[must_use]
    pub fn fetches(&self) -> Fetches {
        let secret = |entry: &Entry| {
            entry.has_cookies()
                || entry.request_header("authorization").is_some()
                || !entry.response.cookies.is_empty()
                || entry.response_header("set-cookie").is_some()
        };
        let sanitized = !self.is_whole && !self.entries.iter().any(secret);
        let mut all = Fetches { sanitized, ..Fetches::default() };
        let mut joining = Joining::of(self);
        for index in 0..self.entries.len() {
            joining.add(index, &mut all);
        }
        joining.lone_preflights(&mut all);
        all
    }
}

/// The work of putting entries together.
struct Joining<'h> {
    har: &'h Har,
    /// Preflights by method and URL, in order, each until its request is found.
    preflights: HashMap<(String, String), Vec<usize>>,
    /// All others by URL, in order.
    actual: HashMap<String, Vec<usize>>,
    used: Vec<bool>,
}

impl<'h> Joining<'h> {
    fn of(har: &'h Har) -> Self {
        let mut preflights: HashMap<(String, String), Vec<usize>> = HashMap::new();
        let mut actual: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in har.entries.iter().enumerate() {
            let url = without_fragment(entry.url());
            if entry.is_preflight() {
                let method = entry.request_header("access-control-request-method").unwrap_or("GET");
                preflights.entry((method.to_owned(), url)).or_default().push(index);
            } else {
                actual.entry(url).or_default().push(index);
            }
        }
        Self { har, preflights, actual, used: vec![false; har.entries.len()] }
    }

    fn entry(&self, index: usize) -> Option<&'h Entry> {
        self.har.entries.get(index)
    }

    fn is_used(&self, index: usize) -> bool {
        self.used.get(index).copied().unwrap_or(true)
    }

    fn use_up(&mut self, index: usize) {
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
        }
    }

    /// Reads an entry that begins a fetch.
    fn add(&mut self, index: usize, all: &mut Fetches) {
        let Some(entry) = self.entry(index) else { return };
        if self.is_used(index) || entry.is_preflight() {
            return;
        }
        // A proxy's tunnel is no request of a page.
        let Some(own) = origin_of(entry.url()).filter(|_| entry.method() != "CONNECT") else {
            all.without_cors += 1;
            return;
        };
        let page = self.har.page(entry);
        let chain = self.chain(index);
        let leaves = chain
            .iter()
            .filter_map(|i| self.entry(*i))
            .any(|hop| origin_of(hop.url()).as_ref() != page.as_ref().map(|(page, _)| page));
        let failed = entry.error().is_some() || entry.status().is_none();
        match page {
            None if !self.has_cors(entry) && !failed => all.without_cors += 1,
            None => all.without_page += 1,
            Some((page, _)) if page == own && !leaves => all.same_origin += 1,
            Some(_) if !self.has_cors(entry) && !failed => all.without_cors += 1,
            Some(page) => {
                let recorded = self.recorded(&chain, page, all.sanitized);
                all.fetches.push(recorded);
            }
        }
    }

    fn has_cors(&self, entry: &Entry) -> bool {
        has_cors(entry) || self.har.asking.is_some()
    }

    /// An entry and those that its redirects lead to.
    fn chain(&mut self, first: usize) -> Vec<usize> {
        let mut chain = vec![first];
        self.use_up(first);
        let mut last = first;
        while chain.len() < LONGEST_CHAIN {
            let Some(entry) = self.entry(last) else { break };
            let is_redirect = matches!(entry.status(), Some(301 | 302 | 303 | 307 | 308));
            let to = entry.response.redirect_url.as_deref().filter(|url| !url.is_empty());
            let Some(to) = to.or_else(|| entry.response_header("location")).filter(|_| is_redirect) else {
                break;
            };
            let Some(to) = Url::parse(entry.url()).ok().and_then(|from| from.join(to).ok()) else { break };
            let to = without_fragment(to.as_str());
            let next = self.actual.get(&to).and_then(|places| {
                let start = places.partition_point(|place| *place <= last);
                places.get(start..)?.iter().copied().find(|place| !self.is_used(*place))
            });
            let Some(next) = next else { break };
            self.use_up(next);
            chain.push(next);
            last = next;
        }
        chain
    }

    fn recorded(
        &mut self,
        chain: &[usize],
        (page, place): (String, PageSource),
        sanitized: bool,
    ) -> Recorded {
        let first = chain.first().and_then(|index| self.entry(*index));
        let mut recorded = Recorded::new(found(first, page, place));
        recorded.sanitized = sanitized;
        for &index in chain {
            let Some(entry) = self.entry(index) else { continue };
            if let Some(preflight) = self.preflight_of(index, entry) {
                recorded.add(preflight, self.entry(preflight));
            } else if chain.first() == Some(&index) {
                recorded.preflight_cached = entry.status().is_some();
            }
            recorded.add(index, Some(entry));
        }
        let last = chain.last().and_then(|index| self.entry(*index));
        recorded.blocked = last.and_then(|entry| was_blocked(entry, &self.har.creator));
        recorded
    }

    /// The nearest preflight for a request. Chromium lists it behind its request, others before it.
    fn preflight_of(&mut self, index: usize, entry: &Entry) -> Option<usize> {
        let key = (entry.method().to_owned(), without_fragment(entry.url()));
        let places = self.preflights.get_mut(&key)?;
        let nearest = places.iter().enumerate().min_by_key(|(_, place)| place.abs_diff(index))?.0;
        let place = places.remove(nearest);
        self.use_up(place);
        Some(place)
    }

    /// Preflights whose requests were never recorded, because they failed.
    fn lone_preflights(&self, all: &mut Fetches) {
        let mut lone: Vec<(usize, String)> = Vec::new();
        for ((method, _), places) in &self.preflights {
            lone.extend(places.iter().map(|place| (*place, method.clone())));
        }
        lone.sort();
        for (index, method) in lone {
            let Some(entry) = self.entry(index) else { continue };
            let Some((page, place)) = self.har.page(entry) else {
                all.without_page += 1;
                continue;
            };
            let mut found = Found::new(entry.url(), 0..0);
            found.init.origin = page;
            found.init.method = method;
            let names = entry.request_header("access-control-request-headers").unwrap_or_default();
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let value = if name == "content-type" { "application/json" } else { "1" };
                found.init.headers.push((name.to_owned(), value.to_owned()));
            }
            found.note(Note::LonePreflight(place));
            let mut recorded = Recorded::new(found);
            recorded.sanitized = all.sanitized;
            recorded.add(index, Some(entry));
            all.fetches.push(recorded);
        }
    }
}

impl Recorded {
    /// Adds an entry's answer.
    fn add(&mut self, index: usize, entry: Option<&Entry>) {
        let Some(entry) = entry else { return };
        self.entries.push(index + 1);
        let method = if entry.is_preflight() { "OPTIONS" } else { entry.method() };
        let took = Duration::try_from_secs_f64(entry.time / 1000.0).unwrap_or_default();
        let result = match (entry.status(), entry.error()) {
            (Some(status), _) => {
                let mut headers = HeaderList::new();
                let own = lines(&entry.response.headers).filter(|(name, _)| !name.starts_with(':'));
                own.for_each(|(name, value)| headers.push(name, value));
                Ok(Response::new(status, headers))
            }
            (None, Some(error)) => match failure(error) {
                Some(failure) => Err(failure),
                None => {
                    self.lost = Some(Lost::Failed(error.to_owned(), blocked_inside(error)));
                    Err(NetworkFailure::HeldBack)
                }
            },
            (None, None) => {
                self.lost = Some(Lost::Status0);
                Err(NetworkFailure::HeldBack)
            }
        };
        if let Some(shortcut) = entry.shortcut() {
            self.found.note(Note::NotFromServer(index + 1, shortcut));
        }
        self.answer((method, entry.url()), result, took);
    }
}

/// The request of an entry, as its page made it.
fn found(entry: Option<&Entry>, page: String, place: PageSource) -> Found {
    let mut found = Found::new("", 0..0);
    let Some(entry) = entry else { return found };
    found.init.url = entry.url().to_owned();
    found.init.method = entry.method().to_owned();
    let headers = lines(&entry.request.headers).map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut headers: Vec<(String, String)> = headers.collect();
    if entry.has_cookies() && entry.request_header("cookie").is_none() {
        headers.push(("Cookie".to_owned(), "cookie=".to_owned()));
    }
    if !matches!(entry.method(), "GET" | "HEAD")
        && let Some(data) = &entry.request.post_data
    {
        found.init.body = Some(String::new());
        found.init.body_kind = BodyKind::Bytes;
        let typed = entry.request_header("content-type").is_some();
        headers
            .extend(data.mime_type.clone().filter(|_| !typed).map(|kind| ("Content-Type".to_owned(), kind)));
    }
    settle(&mut found, headers);
    // Which header was dropped is of no use to whoever recorded them all.
    found.notes.retain(|note| !matches!(note, Note::SetByBrowsers(_)));
    if found.init.origin != page {
        found.init.origin = page;
        found.note(Note::PageFrom(place));
    }
    found
}

/// Whether CORS concerns an entry.
fn has_cors(entry: &Entry) -> bool {
    match entry.request_header("sec-fetch-mode") {
        Some(mode) => mode == "cors",
        None => {
            let kind = entry.resource_type.as_deref().unwrap_or_default();
            matches!(kind, "fetch" | "xhr" | "font" | "eventsource")
                || entry.request_header("origin").is_some() && kind != "document"
        }
    }
}

/// Whether the browser kept the answer from the page, if it says so.
fn was_blocked(entry: &Entry, creator: &str) -> Option<bool> {
    match entry.error() {
        Some(error) => failure(error).is_none().then_some(true),
        // Chromium says what failed; Firefox and Safari record an answer that was kept like any other.
        None if creator == "WebInspector" || creator == "Playwright" => Some(entry.status().is_none()),
        None => None,
    }
}
