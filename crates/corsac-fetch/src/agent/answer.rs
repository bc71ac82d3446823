//! The agent's answer.

use corsac::browser::{FilteredResponse, ResponseType};
use corsac::explain::{Report, diagnose, of_request_init_error};
use corsac::fetch::HeaderList;
use serde_json::{Map, Value, json};

use super::ask::Ask;
use crate::fetched::Fetched;
use crate::request::FetchError;

/// What came of a fetch, without the body.
pub(super) fn of_fetched(fetched: &Fetched, method: &str) -> Map<String, Value> {
    let Ok(response) = fetched.response() else {
        return error(&diagnose(fetched.transcript()));
    };
    object(json!({
        "type": response.kind.as_str(),
        "status": response.status,
        "statusText": status_text(fetched, response),
        "headers": pairs(&response.headers),
        "url": response.url.as_ref().map_or("", |url| url.as_str()),
        "redirected": response.redirected,
        "nullBody": has_null_body(response, method),
    }))
}

/// A browser would refuse to make the request.
pub(super) fn of_refused(ask: &Ask, refused: &FetchError) -> Map<String, Value> {
    match refused {
        FetchError::Request(refused) => error(&of_request_init_error(&ask.init, refused)),
        other => object(json!({ "error": true, "diagnosis": null, "message": other.to_string() })),
    }
}

fn error(report: &Report) -> Map<String, Value> {
    object(json!({ "error": true, "diagnosis": report }))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => Map::from_iter([("answer".to_owned(), other)]),
    }
}

fn status_text(fetched: &Fetched, response: &FilteredResponse) -> String {
    match response.kind {
        ResponseType::Basic | ResponseType::Cors => fetched.status_text().unwrap_or_default(),
        ResponseType::Opaque | ResponseType::OpaqueRedirect => String::new(),
    }
}

fn has_null_body(response: &FilteredResponse, method: &str) -> bool {
    !matches!(response.kind, ResponseType::Basic | ResponseType::Cors)
        || response.internal.is_null_body()
        || method.eq_ignore_ascii_case("HEAD")
}

/// Bytes as Latin-1.
fn pairs(headers: &HeaderList) -> Vec<(String, String)> {
    let latin1 = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect();
    headers.iter().map(|header| (header.name.clone(), latin1(&header.value))).collect()
}
