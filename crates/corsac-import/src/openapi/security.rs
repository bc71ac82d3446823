//! How an operation wants to know who asks: in a header, in the query or by a cookie.

use super::document::Document;
use crate::found::Found;
use corsac::fetch::request::CredentialsMode;
use serde_json::Value;

/// Adds what the first of the operation's security requirements asks for.
pub(super) fn add(document: &Document, operation: &Value, found: &mut Found) {
    let required = document.get(operation, "security").or_else(|| document.get(&document.root, "security"));
    let Some(first) =
        required.and_then(Value::as_array).and_then(|list| list.first()).and_then(Value::as_object)
    else {
        return;
    };
    for name in first.keys() {
        let components = document.get(&document.root, "components").unwrap_or(&Value::Null);
        let schemes = document
            .get(components, "securitySchemes")
            .or_else(|| document.get(&document.root, "securityDefinitions"));
        if let Some(scheme) = schemes.and_then(|schemes| document.get(schemes, name)) {
            scheme_of(document, scheme, found);
        }
    }
}

fn scheme_of(document: &Document, scheme: &Value, found: &mut Found) {
    let text = |key: &str| document.text(scheme, key).unwrap_or_default();
    let header = match text("type") {
        "http" if text("scheme").eq_ignore_ascii_case("basic") => {
            Some(("Authorization", "Basic dXNlcjpwYXNz"))
        }
        "basic" => Some(("Authorization", "Basic dXNlcjpwYXNz")),
        "http" | "oauth2" | "openIdConnect" => Some(("Authorization", "Bearer token")),
        "apiKey" if text("in") == "header" => Some((text("name"), "key")),
        "apiKey" if text("in") == "cookie" => {
            found.init.credentials = Some(CredentialsMode::Include);
            None
        }
        _ => None,
    };
    if let Some((name, value)) = header.filter(|(name, _)| !name.is_empty()) {
        found.init.headers.push((name.to_owned(), value.to_owned()));
    }
}
