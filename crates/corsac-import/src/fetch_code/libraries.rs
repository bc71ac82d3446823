//! Libraries that make requests: axios, Angular's HttpClient and jQuery, each with its own defaults.

use super::options::Made;
use super::value::Value;
use crate::note::Note;
use corsac::browser::Initiator;
use std::ops::Range;

type Pairs = Vec<(String, Value)>;

/// Methods that take a body between URL and options.
const WITH_BODY: [&str; 3] = ["post", "put", "patch"];
/// The others.
const WITHOUT_BODY: [&str; 4] = ["get", "delete", "head", "options"];
/// The content type of a form, as jQuery writes it.
const FORM: &str = "application/x-www-form-urlencoded; charset=UTF-8";

fn object(pairs: Pairs) -> Value {
    Value::Object(pairs)
}

fn pair(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

/// `axios(…)`, or a call of one of an instance's methods, with what all its requests have.
pub(super) fn axios(
    defaults: &Value,
    method: Option<&str>,
    arguments: [Option<Value>; 3],
    span: Range<usize>,
) -> Option<Made> {
    let [first, second, third] = arguments;
    let (url, options, body) = match method {
        Some(name) if WITH_BODY.contains(&name) => (first, third, second),
        Some(name) if WITHOUT_BODY.contains(&name) => (first, second, None),
        Some("request") | None => match first {
            Some(Value::Text(url)) => (Some(Value::Text(url)), second, None),
            options => (options.as_ref().and_then(|options| options.get("url")).cloned(), options, None),
        },
        Some(_) => return None,
    };
    let unknown = options.as_ref().and_then(|options| match options {
        Value::Unknown(at) => Some(*at),
        _ => None,
    });
    let mut pairs = defaults.clone().into_pairs();
    pairs.extend(options.map(Value::into_pairs).unwrap_or_default());
    if let Some(name) = method.filter(|name| *name != "request") {
        pairs.push(pair("method", Value::text(name.to_ascii_uppercase())));
    }
    let method =
        object(pairs.clone()).get("method").and_then(Value::as_text).unwrap_or("get").to_ascii_lowercase();
    let headers = axios_headers(&pairs, &method);
    let listens = pairs.iter().any(|(name, _)| name == "onUploadProgress");
    pairs.retain(|(name, _)| !["headers", "onUploadProgress"].contains(&name.as_str()));
    let basic = object(pairs.clone()).get("auth").is_some_and(|auth| matches!(auth, Value::Object(_)));
    pairs.retain(|(name, _)| name != "auth");
    let mut headers = headers;
    if basic {
        headers.push(pair("Authorization", Value::text("Basic dXNlcjpwYXNz")));
    }
    pairs.push(pair("headers", object(headers)));
    Some(Made {
        body,
        upload_listener: listens,
        unknown_options: unknown,
        ..Made::new(Initiator::Xhr, url, Some(object(pairs)), span)
    })
}

/// Headers of all requests, of those with this method, and of this one.
fn axios_headers(pairs: &Pairs, method: &str) -> Pairs {
    let mut headers: Pairs = Vec::new();
    for (_, value) in pairs.iter().filter(|(name, _)| name == "headers") {
        for (name, value) in value.clone().into_pairs() {
            let is_group = name == "common"
                || WITH_BODY.contains(&name.as_str())
                || WITHOUT_BODY.contains(&name.as_str());
            match value {
                Value::Object(group) if is_group && (name == "common" || name == method) => {
                    headers.extend(group)
                }
                Value::Object(_) if is_group => {}
                value => headers.push((name, value)),
            }
        }
    }
    last_of_each(headers)
}

/// Each header once, with the value that was set last.
fn last_of_each(headers: Pairs) -> Pairs {
    let mut kept: Pairs = Vec::new();
    for (name, value) in headers {
        kept.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        kept.push((name, value));
    }
    kept
}

/// `$.ajax(…)` and its short forms, with what `$.ajaxSetup()` set.
pub(super) fn jquery(
    defaults: &Pairs,
    name: &str,
    arguments: [Option<Value>; 3],
    span: Range<usize>,
) -> Option<Made> {
    let [first, second, _] = arguments;
    let short = |method: &str, url: Option<Value>, data: Option<Value>| {
        let data = data.filter(|data| !matches!(data, Value::Unknown(_)));
        let pairs =
            data.map(|data| pair("data", data)).into_iter().chain([pair("method", Value::text(method))]);
        (url, pairs.collect::<Pairs>())
    };
    let (url, own) = match name {
        "get" | "getJSON" => short("GET", first, second),
        "post" => short("POST", first, second),
        "ajax" => match first {
            Some(Value::Text(url)) => {
                (Some(Value::Text(url)), second.map(Value::into_pairs).unwrap_or_default())
            }
            Some(options @ Value::Object(_)) => (options.get("url").cloned(), options.into_pairs()),
            other => (other, Vec::new()),
        },
        _ => return None,
    };
    let mut options = object([defaults.clone(), own].concat());
    let word = |name: &str| options.get(name).and_then(Value::as_text).map(str::to_ascii_uppercase);
    let method = word("method").or_else(|| word("type")).unwrap_or_else(|| "GET".to_owned());
    if word("dataType").as_deref() == Some("JSONP") {
        return Some(Made { notes: vec![Note::Jsonp], ..Made::new(Initiator::Script, url, None, span) });
    }
    let data = options.get("data").cloned().filter(|_| !matches!(method.as_str(), "GET" | "HEAD"));
    let mut headers = options.get("headers").cloned().map(Value::into_pairs).unwrap_or_default();
    let kind = match options.get("contentType") {
        Some(Value::Bool(false)) => None,
        Some(kind) => Some(kind.clone()),
        None => Some(Value::text(FORM)),
    };
    if data.is_some() {
        headers.extend(kind.map(|kind| pair("Content-Type", kind)));
    }
    let credentials = options.get("xhrFields").and_then(|fields| fields.get("withCredentials")).cloned();
    let upload = options.get("xhr").is_some();
    options = object(vec![
        pair("method", Value::text(method)),
        pair("headers", object(last_of_each(headers))),
        pair("withCredentials", credentials.unwrap_or(Value::Bool(false))),
    ]);
    let body = data.map(|data| match data {
        Value::Object(_) | Value::Array(_) => Value::text(""),
        other => other,
    });
    let notes = if upload { vec![Note::OwnXhr] } else { Vec::new() };
    Some(Made { body, notes, ..Made::new(Initiator::Xhr, url, Some(options), span) })
}
