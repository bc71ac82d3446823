//! How the fuzz targets read their input: as text in blocks of lines, so that seeds are easy to write
//! and a finding is easy to read.

use corsac::browser::HttpRequest;
use corsac::fetch::header::HeaderList;
use corsac::fetch::response::Response;
use corsac::server::{Config, Decision, Policy, RequestHead, RequestHeader, Value};

/// The blocks of an input, separated by an empty line.
pub fn blocks(data: &[u8]) -> Vec<Vec<&[u8]>> {
    let lines: Vec<&[u8]> = data.split(|b| *b == b'\n').collect();
    lines.split(|line| line.is_empty()).map(<[&[u8]]>::to_vec).collect()
}

/// `name: value`, with the space after the colon left out.
pub fn field(line: &[u8]) -> Option<(&str, &[u8])> {
    let colon = line.iter().position(|b| *b == b':')?;
    let name = std::str::from_utf8(&line[..colon]).ok()?;
    let value = &line[colon + 1..];
    Some((name, value.strip_prefix(b" ").unwrap_or(value)))
}

/// A header list from lines of `name: value`; others are left out.
pub fn header_list(lines: &[&[u8]]) -> HeaderList {
    lines.iter().filter_map(|line| field(line)).collect()
}

/// A configuration from lines such as `allow_origins: https://a.example` and `allow_credentials:`.
pub fn config(lines: &[&[u8]]) -> Config {
    let mut config = Config::default();
    for (name, value) in lines.iter().filter_map(|line| field(line)) {
        let text = String::from_utf8_lossy(value).into_owned();
        match name {
            "allow_origins" => config.allow_origins.push(text),
            "allow_credentials" => config.allow_credentials = true,
            "allow_methods" => config.allow_methods.push(text),
            "allow_headers" => config.allow_headers.push(text),
            "expose_headers" => config.expose_headers.push(text),
            "max_age" => config.max_age = text.parse().ok(),
            "preflight_status" => config.preflight_status = text.parse().unwrap_or_default(),
            "enforce" => config.enforce = true,
            "own_origins" => config.own_origins.push(text),
            "debug" => config.debug = true,
            "null" => config.dangerously_allow_null_origin = true,
            "insecure" => config.dangerously_allow_insecure_origins = true,
            "suffix" => config.dangerously_allow_public_suffix_wildcards = true,
            _ => {}
        }
    }
    config
}

/// A request head with any bytes in its lines.
#[derive(Debug)]
pub struct Head {
    /// The method.
    pub method: Vec<u8>,
    /// The header lines.
    pub headers: HeaderList,
}

impl Head {
    /// The first line is the method, the others are header lines.
    pub fn of(lines: &[&[u8]]) -> Self {
        let (method, headers) =
            lines.split_first().map_or((&b"GET"[..], &[][..]), |(first, rest)| (*first, rest));
        Self { method: method.to_vec(), headers: header_list(headers) }
    }
}

impl From<&HttpRequest> for Head {
    fn from(request: &HttpRequest) -> Self {
        Self { method: request.method.as_str().into(), headers: request.headers.clone() }
    }
}

impl RequestHead for Head {
    fn method(&self) -> &[u8] {
        &self.method
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        self.headers.lines(name.name())
    }
}

/// The response that an adapter makes of a decision, the service answering 200 where it is asked.
pub fn response(policy: &Policy, decision: &Decision, request: &Head) -> Response {
    let mut headers = HeaderList::new();
    for (header, value) in decision.headers().iter() {
        let taken_from = match value {
            Value::RequestOrigin => RequestHeader::Origin,
            Value::RequestMethod => RequestHeader::AccessControlRequestMethod,
            Value::RequestHeaders => RequestHeader::AccessControlRequestHeaders,
            constant => {
                headers.push(header.name(), policy.value(constant).expect("a constant has a text"));
                continue;
            }
        };
        assert_eq!(policy.value(value), None);
        for line in request.lines(taken_from) {
            headers.push(header.name(), line);
        }
    }
    let status = match decision {
        Decision::Pass { .. } => 200,
        Decision::Answer { status, .. } => *status,
    };
    Response::new(status, headers)
}
