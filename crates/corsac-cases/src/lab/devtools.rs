//! Chromium's own account of its requests, out of chromedriver's logs.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::Value;

/// One line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ConsoleLine {
    /// Who wrote it: `javascript` for what concerns script, CORS errors among it; `network` for a failed
    /// load.
    pub source: String,
    /// `SEVERE`, `WARNING`, `INFO`.
    pub level: String,
    /// The text, behind the URL it concerns and ` - `.
    pub message: String,
}

impl ConsoleLine {
    /// The text alone.
    pub fn text(&self) -> &str {
        self.message.split_once(" - ").map_or(self.message.as_str(), |(_, text)| text)
    }
}

/// A request that Chromium gave up, with its machine-readable reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadingFailed {
    /// The URL last requested.
    pub url: String,
    /// Chromium's network error, such as `net::ERR_FAILED`.
    pub error: String,
    /// Why CORS blocked it, if CORS did.
    pub cors: Option<CorsErrorStatus>,
    /// Another reason for blocking it, such as `csp` or `mixed-content`.
    pub blocked: Option<String>,
}

/// DevTools'
/// [`CorsErrorStatus`](https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsErrorStatus).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CorsErrorStatus {
    /// The reason's name, such as `MissingAllowOriginHeader`.
    #[serde(rename = "corsError")]
    pub error: String,
    /// What failed, such as the value of the header; may be empty.
    pub failed_parameter: String,
}

/// The requests of one action, followed to their ends.
#[derive(Debug, Default)]
pub(super) struct NetworkLog {
    urls: HashMap<String, String>,
    under_way: HashSet<String>,
    pub(super) failed: Vec<LoadingFailed>,
}

/// The parts of a DevTools `Network` event that are read; which are there depends on the event.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Event {
    request_id: String,
    #[serde(rename = "type")]
    kind: String,
    request: Requested,
    error_text: String,
    cors_error_status: Option<CorsErrorStatus>,
    blocked_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Requested {
    url: String,
}

impl NetworkLog {
    /// Reads entries of chromedriver's `performance` log.
    pub(super) fn read(&mut self, entries: &Value) -> serde_json::Result<()> {
        for entry in entries.as_array().into_iter().flatten() {
            let text = entry["message"].as_str().unwrap_or_default();
            let message: Value = serde_json::from_str(text)?;
            let message = &message["message"];
            let name = message["method"].as_str().unwrap_or_default();
            if let Some(name) = name.strip_prefix("Network.") {
                self.follow(name, &message["params"])?;
            }
        }
        Ok(())
    }

    fn follow(&mut self, name: &str, parameters: &Value) -> serde_json::Result<()> {
        let ends = matches!(name, "loadingFinished" | "loadingFailed");
        if !ends && name != "requestWillBeSent" {
            return Ok(());
        }
        let event = Event::deserialize(parameters)?;
        if !ends {
            // A frame of another site lives in another process, whose log does not come here: its load event
            // tells.
            if event.kind != "Document" {
                self.under_way.insert(event.request_id.clone());
            }
            self.urls.insert(event.request_id, event.request.url);
            return Ok(());
        }
        self.under_way.remove(&event.request_id);
        if name == "loadingFailed" {
            let url = self.urls.get(&event.request_id).cloned().unwrap_or_default();
            let (error, cors, blocked) = (event.error_text, event.cors_error_status, event.blocked_reason);
            self.failed.push(LoadingFailed { url, error, cors, blocked });
        }
        Ok(())
    }

    /// Whether every request seen so far has come to its end.
    pub(super) fn is_quiet(&self) -> bool {
        self.under_way.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(method: &str, params: &Value) -> Value {
        json!({ "message": json!({ "message": { "method": method, "params": params } }).to_string() })
    }

    #[test]
    fn a_request_is_followed_to_its_reason() {
        let mut log = NetworkLog::default();
        let sent = json!({ "requestId": "7", "request": { "url": "http://a.test/", "method": "GET" } });
        log.read(&json!([
            entry("Network.requestWillBeSent", &sent),
            entry("Page.loadEventFired", &json!({}))
        ]))
        .unwrap();
        assert!(!log.is_quiet());
        let status = json!({ "corsError": "AllowOriginMismatch", "failedParameter": "http://x.test" });
        let failed = json!({ "requestId": "7", "errorText": "net::ERR_FAILED", "corsErrorStatus": status });
        log.read(&json!([entry("Network.loadingFailed", &failed)])).unwrap();
        assert!(log.is_quiet());
        let cors = log.failed[0].cors.as_ref().unwrap();
        assert_eq!(
            (log.failed[0].url.as_str(), cors.error.as_str()),
            ("http://a.test/", "AllowOriginMismatch")
        );
        assert_eq!(cors.failed_parameter, "http://x.test");
    }
}
