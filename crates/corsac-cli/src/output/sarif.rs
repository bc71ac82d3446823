//! SARIF 2.1.0, for code scanning.

use crate::codes;
use crate::finding::Finding;
use crate::format::json;
use crate::place::Place;
use crate::problem::Problem;
use crate::terminal::page_address;
use corsac::explain::{ExchangeShown, Language, Name, Quoted, RequestShown, ResponseShown};
use serde_json::{Map, Value, json};

/// Where the schema is that the log keeps to.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A log with one run.
pub(crate) fn write(command: &'static str, findings: &[Finding<'_>]) -> Result<String, Problem> {
    let mut rules: Vec<&'static str> = Vec::new();
    let mut described = Vec::new();
    let language = findings.first().map(|finding| finding.language).unwrap_or_default();
    for finding in findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
            described.push(rule(finding, language));
        }
    }
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &rules)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "corsac",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": described,
            } },
            "automationDetails": { "id": format!("corsac/{command}/") },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    json(&log)
}

/// What a rule means: the page of its diagnosis.
fn rule(finding: &Finding<'_>, language: Language) -> Value {
    let id = finding.rule;
    let name = Name::parse(id);
    let title = name.map_or_else(|| id.replace('-', " "), |name| language.title(name));
    let mut rule = json!({
        "id": id,
        "shortDescription": { "text": title },
        "fullDescription": { "text": title },
        "defaultConfiguration": { "level": finding.level.as_str() },
        "properties": { "tags": ["cors"] },
    });
    if let (Some(name), Value::Object(rule)) = (name, &mut rule) {
        let page = codes::markdown(name, language);
        rule.insert("help".into(), json!({ "text": page, "markdown": page }));
        let uri = page_address(name, language);
        rule.insert("helpUri".into(), uri.into());
    }
    rule
}

fn result(finding: &Finding<'_>, rules: &[&'static str]) -> Value {
    let mut result = Map::new();
    result.insert("ruleId".into(), finding.rule.into());
    let index = rules.iter().position(|rule| *rule == finding.rule);
    result.insert("ruleIndex".into(), index.into());
    result.insert("level".into(), finding.level.as_str().into());
    result.insert("message".into(), json!({ "text": finding.message, "markdown": finding.markdown }));
    result.insert("partialFingerprints".into(), json!({ "corsac/v1": finding.fingerprint }));
    if let Some(known) = finding.known {
        let state = if known { "unchanged" } else { "new" };
        result.insert("baselineState".into(), state.into());
    }
    result.insert("locations".into(), json!([location(finding)]));
    let exchange = finding.report.and_then(|report| report.exchanges.last());
    if let Some(ExchangeShown { request, response, .. }) = exchange {
        result.insert("webRequest".into(), web_request(request));
        result.extend(response.as_ref().map(|response| ("webResponse".to_owned(), web_response(response))));
    }
    Value::Object(result)
}

/// Where a finding stands: in a file if there is one, and by the request in any case.
fn location(finding: &Finding<'_>) -> Value {
    let mut location = Map::new();
    location.extend(finding.place.map(|place| ("physicalLocation".to_owned(), physical(place))));
    if let Some(report) = finding.report {
        let name = format!("{} {}", report.request.method, report.request.url);
        let logical = json!([{ "fullyQualifiedName": name, "kind": "resource" }]);
        location.insert("logicalLocations".into(), logical);
    }
    Value::Object(location)
}

fn physical(place: &Place) -> Value {
    // Code scanning wants a line; a file as a whole is shown at its first.
    let mut physical =
        json!({ "artifactLocation": artifact(&place.in_repository()), "region": { "startLine": 1 } });
    if let Some(region) = place.region {
        let mut shown = Map::new();
        shown.insert("startLine".into(), region.line.into());
        shown.extend(region.column.map(|column| ("startColumn".to_owned(), column.into())));
        if let Some((line, column)) = region.end {
            shown.insert("endLine".into(), line.into());
            shown.insert("endColumn".into(), column.into());
        }
        physical["region"] = Value::Object(shown);
    }
    physical
}

/// A file by its URI: relative to the repository where the command ran, unless it lies outside.
fn artifact(file: &str) -> Value {
    let escaped: String = file.bytes().map(uri_byte).collect();
    match file.strip_prefix('/') {
        Some(_) => json!({ "uri": format!("file://{escaped}") }),
        None => json!({ "uri": escaped, "uriBaseId": "%SRCROOT%" }),
    }
}

/// A byte of a path in a URI.
fn uri_byte(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

fn web_request(request: &RequestShown) -> Value {
    json!({
        "method": request.method,
        "target": request.url.as_str(),
        "headers": headers(&request.headers),
    })
}

fn web_response(response: &ResponseShown) -> Value {
    json!({ "statusCode": response.status, "headers": headers(&response.headers) })
}

/// Header lines as an object; several of one name are joined as Fetch joins them.
fn headers(lines: &[(String, Quoted)]) -> Value {
    let mut headers: Map<String, Value> = Map::new();
    for (name, value) in lines {
        let name = name.to_ascii_lowercase();
        let joined = match headers.get(&name).and_then(Value::as_str) {
            Some(before) => format!("{before}, {value}"),
            None => value.to_string(),
        };
        headers.insert(name, joined.into());
    }
    Value::Object(headers)
}
