//! One entry of a recording, without bodies.

use super::loose::{number, text, truth};
use crate::note::Shortcut;
use serde::Deserialize;

/// A request and its answer, as far as CORS is concerned. Bodies are read over.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Entry {
    #[serde(deserialize_with = "text")]
    pub(super) pageref: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) time: f64,
    pub(super) request: Request,
    pub(super) response: Response,
    /// Chromium, Playwright.
    #[serde(rename = "_resourceType", deserialize_with = "text")]
    pub(super) resource_type: Option<String>,
    #[serde(rename = "_initiator")]
    pub(super) initiator: Option<Initiator>,
    /// Chromium: `memory` or `disk`.
    #[serde(rename = "_fromCache", deserialize_with = "truth")]
    pub(super) from_cache: bool,
    #[serde(rename = "_fetchedViaServiceWorker", deserialize_with = "truth")]
    pub(super) via_service_worker: bool,
    /// Playwright.
    #[serde(rename = "_wasFulfilled", deserialize_with = "truth")]
    pub(super) was_fulfilled: bool,
    /// Safari: `Network Load`, `Memory Cache`, `Disk Cache`, `Service Worker`.
    #[serde(rename = "_fetchType", deserialize_with = "text")]
    pub(super) fetch_type: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Initiator {
    #[serde(deserialize_with = "text")]
    pub(super) url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Request {
    #[serde(deserialize_with = "text")]
    pub(super) method: Option<String>,
    #[serde(deserialize_with = "text")]
    pub(super) url: Option<String>,
    pub(super) headers: Vec<Pair>,
    pub(super) cookies: Vec<Pair>,
    pub(super) post_data: Option<PostData>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Response {
    #[serde(deserialize_with = "number")]
    pub(super) status: f64,
    pub(super) headers: Vec<Pair>,
    pub(super) cookies: Vec<Pair>,
    #[serde(rename = "redirectURL", deserialize_with = "text")]
    pub(super) redirect_url: Option<String>,
    /// Chromium: the failure of the network.
    #[serde(rename = "_error", deserialize_with = "text")]
    pub(super) error: Option<String>,
    /// Playwright's name for it.
    #[serde(rename = "_failureText", deserialize_with = "text")]
    pub(super) failure_text: Option<String>,
}

#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Pair {
    #[serde(deserialize_with = "text")]
    pub(super) name: Option<String>,
    #[serde(deserialize_with = "text")]
    pub(super) value: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct PostData {
    #[serde(deserialize_with = "text")]
    pub(super) mime_type: Option<String>,
}

/// A page of the recording.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Page {
    #[serde(deserialize_with = "text")]
    pub(super) id: Option<String>,
    #[serde(deserialize_with = "text")]
    pub(super) title: Option<String>,
}

/// Who recorded.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Creator {
    #[serde(deserialize_with = "text")]
    pub(super) name: Option<String>,
}

impl Entry {
    pub(super) fn method(&self) -> &str {
        self.request.method.as_deref().unwrap_or("GET")
    }

    pub(super) fn url(&self) -> &str {
        self.request.url.as_deref().unwrap_or_default()
    }

    /// A request header; HTTP/2 has their names in lower case.
    pub(super) fn request_header(&self, name: &str) -> Option<&str> {
        header(&self.request.headers, name)
    }

    pub(super) fn response_header(&self, name: &str) -> Option<&str> {
        header(&self.response.headers, name)
    }

    /// The status; `None` where no answer was recorded.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a status")]
    pub(super) fn status(&self) -> Option<u16> {
        (100.0..1000.0).contains(&self.response.status).then_some(self.response.status as u16)
    }

    /// Why it failed, in the browser's words.
    pub(super) fn error(&self) -> Option<&str> {
        let error = self.response.error.as_deref().or(self.response.failure_text.as_deref());
        error.filter(|error| !error.is_empty())
    }

    pub(super) fn is_preflight(&self) -> bool {
        self.method() == "OPTIONS" && self.request_header("access-control-request-method").is_some()
            || self.resource_type.as_deref() == Some("preflight")
    }

    pub(super) fn has_cookies(&self) -> bool {
        !self.request.cookies.is_empty() || self.request_header("cookie").is_some()
    }

    /// What lies between page and server, in a word.
    pub(super) fn shortcut(&self) -> Option<Shortcut> {
        let kind = self.fetch_type.as_deref().unwrap_or_default();
        if self.via_service_worker || kind == "Service Worker" {
            Some(Shortcut::ServiceWorker)
        } else if self.was_fulfilled {
            Some(Shortcut::TestRoute)
        } else if self.from_cache || kind.ends_with("Cache") {
            Some(Shortcut::Cache)
        } else {
            None
        }
    }

    /// Drops what nobody asks for again, so that ten thousand entries fit.
    pub(super) fn shrink(&mut self) {
        self.request.headers.shrink_to_fit();
        self.response.headers.shrink_to_fit();
        self.request.cookies.truncate(1);
        self.response.cookies.truncate(1);
    }
}

pub(super) fn header<'p>(pairs: &'p [Pair], name: &str) -> Option<&'p str> {
    let is = |pair: &&Pair| pair.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name));
    pairs.iter().find(is).and_then(|pair| pair.value.as_deref())
}

/// The header lines; DevTools keeps lines of one name apart, others join them by line feeds.
pub(super) fn lines(pairs: &[Pair]) -> impl Iterator<Item = (&str, &str)> {
    let named = |pair: &&Pair| pair.name.as_deref().is_some_and(|name| !name.is_empty());
    pairs.iter().filter(named).flat_map(|pair| {
        let name = pair.name.as_deref().unwrap_or_default();
        pair.value.as_deref().unwrap_or_default().split('\n').map(move |value| (name, value.trim()))
    })
}
