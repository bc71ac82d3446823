//! The agent's answer.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use corsac::browser::{FilteredResponse, ResponseType};
use corsac::explain::{Report, diagnose, of_request_init_error};
use corsac::fetch::HeaderList;
use serde_json::{Value, json};

use super::ask::Ask;
use crate::body::BodyError;
use crate::fetched::Fetched;
use crate::request::FetchError;

/// What came of a fetch.
pub(super) async fn of_fetched(mut fetched: Fetched, method: &str) -> Value {
    let body = match fetched.bytes().await {
        Ok(bytes) => Ok(bytes),
        Err(BodyError::Withheld) => Ok(bytes::Bytes::new()),
        Err(error) => Err(error.to_string()),
    };
    let Ok(response) = fetched.response() else {
        return error(&diagnose(fetched.transcript()));
    };
    let mut answer = json!({
        "type": response.kind.as_str(),
        "status": response.status,
        "statusText": status_text(&fetched, response),
        "headers": pairs(&response.headers),
        "url": response.url.as_ref().map_or("", |url| url.as_str()),
        "redirected": response.redirected,
        "nullBody": has_null_body(response, method),
        "body": BASE64_STANDARD.encode(body.as_deref().unwrap_or_default()),
    });
    if let (Err(why), Some(answer)) = (body, answer.as_object_mut()) {
        answer.insert("bodyError".into(), why.into());
    }
    answer
}

/// A browser would refuse to make the request.
pub(super) fn of_refused(ask: &Ask, refused: &FetchError) -> Value {
    match refused {
        FetchError::Request(refused) => error(&of_request_init_error(&ask.init, refused)),
        other => json!({ "error": true, "diagnosis": Value::Null, "message": other.to_string() }),
    }
}

fn error(report: &Report) -> Value {
    json!({ "error": true, "diagnosis": report })
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
