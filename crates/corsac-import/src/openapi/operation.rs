//! The operations of an API as requests.

use super::document::Document;
use super::places::Places;
use super::{example, security, servers};
use crate::found::Found;
use crate::import_error::ImportCause;
use crate::import_error::ImportError;
use corsac::browser::BodyKind;
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

/// The methods that an operation can have.
const METHODS: [&str; 8] = ["get", "head", "options", "post", "put", "patch", "delete", "query"];

/// An API.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Api {
    /// Its operations, in the order of the description.
    pub operations: Vec<Operation>,
}

/// An operation of an API.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Operation {
    /// The method and the path, as in `PUT /items/{id}`.
    pub name: String,
    /// The request; its URL is a mere path where the description names no server, and its span is the key of the
    /// operation.
    pub found: Found,
}

/// Reads a description.
///
/// # Errors
/// It is neither JSON nor YAML, or describes nothing.
pub(crate) fn read(text: &str) -> Result<Api, ImportError> {
    let document = Document::read(text)?;
    let paths = document.get(&document.root, "paths").and_then(Value::as_object);
    let places = Places::read(text);
    let mut operations = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let item = document.follow(item);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let mut operation = operation_of(&document, (path, method), item, operation);
                operation.found.span = places.of(path, method);
                operations.push(operation);
            }
        }
    }
    if operations.is_empty() {
        return Err(ImportError::whole(text, ImportCause::NoOperation));
    }
    Ok(Api { operations })
}

fn operation_of(
    document: &Document,
    (path, method): (&str, &str),
    item: &Value,
    operation: &Value,
) -> Operation {
    let operation = document.follow(operation);
    let method = method.to_ascii_uppercase();
    let server = servers::server(document, [operation, item, &document.root]);
    let mut target = path.to_owned();
    let mut query = Vec::new();
    let mut found = Found::new("", 0..0);
    found.init.method.clone_from(&method);
    for parameter in document.list(item, "parameters").chain(document.list(operation, "parameters")) {
        let text = |key: &str| document.text(parameter, key).unwrap_or_default();
        let required = document.get(parameter, "required").and_then(Value::as_bool) == Some(true);
        let value = || example::value(document, parameter);
        match text("in") {
            "path" => target = target.replace(&format!("{{{}}}", text("name")), &encoded(&value())),
            "query" if required => query.push(format!("{}={}", encoded(text("name")), encoded(&value()))),
            // The description's authors leave these three to other places.
            "header"
                if !["accept", "content-type", "authorization"]
                    .contains(&text("name").to_ascii_lowercase().as_str()) =>
            {
                found.init.headers.push((text("name").to_owned(), value()));
            }
            _ => {}
        }
    }
    // A parameter that nobody describes.
    let target = target.replace(['{', '}'], "");
    let sign = if query.is_empty() { "" } else { "?" };
    found.init.url = format!("{server}{target}{sign}{}", query.join("&"));
    body(document, operation, &mut found);
    security::add(document, operation, &mut found);
    Operation { name: format!("{method} {path}"), found }
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// The type of the body decides whether the browser asks first; what is in it does not.
fn body(document: &Document, operation: &Value, found: &mut Found) {
    if matches!(found.init.method.as_str(), "GET" | "HEAD") {
        return;
    }
    let content = document.get(operation, "requestBody").and_then(|body| document.get(body, "content"));
    let kinds: Vec<&str> = match content.and_then(Value::as_object) {
        Some(content) => content.keys().map(String::as_str).collect(),
        None => of_swagger(document, operation),
    };
    let json = kinds.iter().find(|kind| kind.contains("json")).or_else(|| kinds.first());
    let Some(kind) = json else { return };
    found.init.body = Some(if kind.contains("json") { "{}".into() } else { String::new() });
    match *kind {
        "multipart/form-data" => found.init.body_kind = BodyKind::FormData,
        "application/x-www-form-urlencoded" => found.init.body_kind = BodyKind::UrlSearchParams,
        kind => found
            .init
            .headers
            .push(("Content-Type".to_owned(), kind.replace("*/*", "application/octet-stream"))),
    }
}

/// Swagger 2 has bodies among the parameters, and their types beside them.
fn of_swagger<'d>(document: &'d Document, operation: &'d Value) -> Vec<&'d str> {
    let place =
        |wanted: &str| document.list(operation, "parameters").any(|p| document.text(p, "in") == Some(wanted));
    let consumes =
        |value: &'d Value| document.list(value, "consumes").filter_map(Value::as_str).collect::<Vec<_>>();
    let own = consumes(operation);
    let kinds = if own.is_empty() { consumes(&document.root) } else { own };
    if place("body") {
        return if kinds.is_empty() { vec!["application/json"] } else { kinds };
    }
    let is_form = |kind: &&str| kind.contains("form");
    match (place("formData"), kinds.into_iter().find(is_form)) {
        (true, Some(kind)) => vec![kind],
        (true, None) => vec!["application/x-www-form-urlencoded"],
        (false, _) => Vec::new(),
    }
}
