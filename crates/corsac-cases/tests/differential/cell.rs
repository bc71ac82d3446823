//! A scenario of the matrix.

use corsac::browser::RequestInit;
use corsac::exchange::{Scenario, ScenarioStep};
use corsac::fetch::request::EmbedderPolicyValue;
use std::collections::BTreeSet;
use url::Url;

/// The query parameter that carries a cell's number, so that what arrives is told apart and no cache serves two.
const NUMBER: &str = "cell";
/// Whatever page an opaque origin is a frame of, nobody else sees its origin.
pub(crate) const HOST_OF_FRAMES: &str = "https://frames.test";

/// A scenario with a name. All its fetches are made by one page.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub name: String,
    pub scenario: Scenario,
}

impl Cell {
    /// The same with this number in each of its URLs.
    pub(crate) fn stamped(mut self, number: usize) -> Self {
        for step in &mut self.scenario.steps {
            if let ScenarioStep::Fetch(init) = step {
                init.url = stamp(&init.url, number);
            }
        }
        for answer in &mut self.scenario.server.answers {
            answer.url = answer.url.take().map(|url| stamp(&url, number));
            let headers = answer.headers.iter_mut();
            for (_, location) in headers.filter(|(name, _)| name.eq_ignore_ascii_case("location")) {
                *location = stamp(location, number);
            }
        }
        self
    }

    pub(crate) fn inits(&self) -> impl Iterator<Item = &RequestInit> {
        self.scenario.steps.iter().filter_map(|step| match step {
            ScenarioStep::Fetch(init) => Some(init),
            ScenarioStep::Wait(_) => None,
        })
    }

    pub(crate) fn fetches(&self) -> usize {
        self.inits().count()
    }

    /// The origin of its page.
    pub(crate) fn origin(&self) -> &str {
        self.inits().next().map_or("null", |init| init.origin.as_str())
    }

    /// The `Cross-Origin-Embedder-Policy` of its page, if it has one.
    pub(crate) fn embedder_policy(&self) -> Option<&'static str> {
        match self.inits().next()?.embedder_policy? {
            EmbedderPolicyValue::UnsafeNone => None,
            EmbedderPolicyValue::Credentialless => Some("credentialless"),
            EmbedderPolicyValue::RequireCorp => Some("require-corp"),
        }
    }

    /// Every URL that a request of it may go to, as far as they are absolute.
    pub(crate) fn urls(&self) -> impl Iterator<Item = Url> {
        let headers = self.scenario.server.answers.iter().flat_map(|answer| &answer.headers);
        let locations = headers.filter(|(name, _)| name.eq_ignore_ascii_case("location"));
        let asked = self.inits().map(|init| init.url.as_str());
        asked.chain(locations.map(|(_, url)| url.as_str())).filter_map(|url| Url::parse(url).ok())
    }

    /// The serialized origins of those.
    pub(crate) fn servers(&self) -> BTreeSet<String> {
        let http = self.urls().filter(|url| matches!(url.scheme(), "http" | "https"));
        http.map(|url| url.origin().ascii_serialization()).collect()
    }
}

/// The URL with the cell's number; an empty one stays empty.
fn stamp(url: &str, number: usize) -> String {
    if url.is_empty() {
        return String::new();
    }
    let (before, fragment) = url.find('#').map_or((url, ""), |at| url.split_at(at));
    // An origin alone is a URL whose path is not written out.
    let slash =
        Url::parse(before).is_ok_and(|url| url.has_host() && url.path() == "/") && !before.ends_with('/');
    let slash = if slash && !before.contains('?') { "/" } else { "" };
    let joint = if before.contains('?') { '&' } else { '?' };
    format!("{before}{slash}{joint}{NUMBER}={number}{fragment}")
}

/// The number in a URL or a target.
pub(crate) fn number(url: &str) -> Option<usize> {
    let (_, query) = url.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(NUMBER)?.strip_prefix('='))?;
    value.parse().ok()
}

/// The URL without the number.
pub(crate) fn unstamped(url: &str) -> String {
    let (before, query) = url.split_once('?').unwrap_or((url, ""));
    let kept: Vec<_> =
        query.split('&').filter(|pair| !pair.starts_with("cell=") && !pair.is_empty()).collect();
    if kept.is_empty() { before.to_owned() } else { format!("{before}?{}", kept.join("&")) }
}
