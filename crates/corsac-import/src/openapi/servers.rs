//! Where an API is served.

use super::document::Document;
use serde_json::Value;

/// The first server of the nearest of these places that names any; without one, an empty text.
pub(super) fn server(document: &Document, nearest_first: [&Value; 3]) -> String {
    let named = nearest_first.iter().find_map(|place| document.list(place, "servers").next());
    let url = match named {
        Some(server) => filled(document, server),
        None => of_swagger(document),
    };
    url.trim_end_matches('/').to_owned()
}

/// `https://{region}.example.com`, with the defaults of its variables.
fn filled(document: &Document, server: &Value) -> String {
    let mut url = document.text(server, "url").unwrap_or_default().to_owned();
    let variables = document.get(server, "variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flatten() {
        let first = || document.list(variable, "enum").next().and_then(Value::as_str);
        let value = document.text(variable, "default").or_else(first).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), value);
    }
    url
}

/// Swagger 2 has a scheme, a host and a path.
fn of_swagger(document: &Document) -> String {
    let root = &document.root;
    let path = document.text(root, "basePath").unwrap_or_default();
    let Some(host) = document.text(root, "host") else { return path.to_owned() };
    let schemes: Vec<&str> = document.list(root, "schemes").filter_map(Value::as_str).collect();
    let scheme = if schemes.contains(&"https") || schemes.is_empty() { "https" } else { "http" };
    format!("{scheme}://{host}{path}")
}
