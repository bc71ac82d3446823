//! A fact played by the engine, and the differences.

use super::fact::{Expected, Fact, FactRequest, Outcome};
use super::server::{Server, is_preflight, split};
use crate::proof::unproven;
use corsac::browser::{
    BodyKind, Context, FilteredResponse, HttpRequest, LocalNetwork, NetworkError, PreflightCache, Quirks,
    RequestInit,
};
use corsac::exchange::{MessageKind, Transcript, exchange};
use corsac::fetch::HeaderList;
use corsac::fetch::guard::byte_string;
use corsac::fetch::site::LastTwoLabels;
use corsac::trace::Step;
use std::time::Duration;

/// What came of a fact.
#[derive(Debug, Default)]
pub struct Played {
    /// What differs from what is expected, a line each; none if the fact holds.
    pub differences: Vec<String>,
    /// The deciding steps that were reached.
    pub steps: Vec<Step>,
}

/// Plays a fact as the user agent `preset` and compares what comes of it.
///
/// # Errors
/// The user agent is not known, or the fact asks for something that no browser does.
pub fn play(fact: &Fact, preset: &str) -> Result<Played, String> {
    if fact.guard.is_some() {
        return Ok(Played { differences: append(fact)?, steps: Vec::new() });
    }
    let quirks = Quirks::preset(preset).ok_or_else(|| format!("no user agent {preset}"))?;
    let measured = match preset {
        "chromium-156" => fact.chromium.as_ref(),
        "firefox-153" => fact.firefox.as_ref(),
        "webkitgtk-2.50" => Some(fact.webkit.as_ref().ok_or("not measured")?),
        _ => None,
    };
    let expected = measured.unwrap_or(&fact.expected);
    let transcripts = fetch_all(fact, &quirks)?;
    let mut differences = compare(fact, expected, &transcripts);
    differences.extend(codes(fact, preset, &transcripts));
    differences.extend(transcripts.iter().flatten().flat_map(unproven));
    let steps = transcripts.into_iter().flatten().flat_map(|transcript| transcript.trace).collect();
    Ok(Played { differences, steps })
}

/// The transcripts of a fact's requests; `None` for one that the browser refuses to make.
fn fetch_all(fact: &Fact, quirks: &Quirks) -> Result<Vec<Option<Transcript>>, String> {
    let mut cache = PreflightCache::new();
    let mut now = Duration::ZERO;
    let space_of = |url: &url::Url| fact.spaces.get(url.host_str()?).copied();
    let local_network = LocalNetwork {
        space_of: &space_of,
        local_network: fact.permission,
        loopback_network: fact.permission,
    };
    let mut transcripts = Vec::new();
    for request in &fact.request {
        now += Duration::from_secs(request.after);
        let Ok(made) = init(fact, request)?.make_by(quirks) else {
            transcripts.push(None);
            continue;
        };
        let mut nobody = ();
        let mut context = Context { quirks, local_network, ..Context::new(&mut cache, now, &mut nobody) };
        context.domains = &LastTwoLabels;
        if transcripts.is_empty() {
            let names = [&fact.cached.methods, &fact.cached.headers];
            let [methods, headers] = names.map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
            let key = context.cache_key(&made.request);
            let times = (now, Duration::from_secs(60));
            context.cache.store(&key, &made.request, (&methods, &headers), times);
        }
        transcripts.push(Some(exchange(made.request, &mut Server { fact, hop: 0 }, &mut context)));
    }
    Ok(transcripts)
}

fn init(fact: &Fact, request: &FactRequest) -> Result<RequestInit, String> {
    let mut init = RequestInit::new(&fact.page, &request.url);
    init.client = (fact.page != "null").then(|| format!("{}/page", fact.page));
    init.initiator = request.initiator;
    init.method.clone_from(&request.method);
    init.headers.clone_from(&request.headers);
    init.mode = request.mode;
    init.credentials = request.credentials;
    init.redirect = request.redirect;
    init.cache = request.cache;
    init.referrer_policy = request.referrer_policy;
    init.keepalive = request.keepalive;
    init.user_initiated = request.user_initiated;
    init.upload_listener = request.upload_listener;
    init.client_address_space = fact.client_space;
    init.target_address_space = request.target_address_space;
    init.embedder_policy = request.embedder_policy;
    init.crossorigin = request.crossorigin;
    init.referrer.clone_from(&request.referrer);
    init.blob.clone_from(&request.blob);
    if let Some(body) = &request.body {
        init.body = Some("x".repeat(request.body_bytes));
        init.body_kind = match body.as_str() {
            "String" => BodyKind::Text,
            "urlsearch" | "URLSearchParams" => BodyKind::UrlSearchParams,
            "formdata" | "FormData" => BodyKind::FormData,
            "Blob" => BodyKind::Blob(String::new()),
            "blob-text" => BodyKind::Blob("text/plain".into()),
            "blob-json" => BodyKind::Blob("application/json".into()),
            "Document" => BodyKind::Document,
            "ReadableStream" | "stream" => {
                init.body_stream = true;
                BodyKind::Bytes
            }
            kind if kind.ends_with("Array") || matches!(kind, "ArrayBuffer" | "DataView" | "arraybuffer") => {
                BodyKind::Bytes
            }
            kind => return Err(format!("no kind of body {kind}")),
        };
    }
    Ok(init)
}

fn compare(fact: &Fact, expected: &Expected, transcripts: &[Option<Transcript>]) -> Vec<String> {
    let mut differences = Vec::new();
    let mut difference = |place: &str, expected: String, found: String| {
        if expected != found {
            differences.push(format!("{place}: expected {expected}, found {found}"));
        }
    };
    for (index, (expected, transcript)) in expected.results.iter().zip(transcripts).enumerate() {
        let place = format!("result {}", index + 1);
        difference(&place, told(expected, transcript.as_ref()), found(expected, transcript.as_ref()));
    }
    if let Some(sent) = &expected.sent {
        let messages: Vec<_> = transcripts.iter().flatten().flat_map(with_hops).collect();
        let expected_lines: Vec<_> = sent.iter().filter_map(|lines| lines.first().cloned()).collect();
        let lines: Vec<_> =
            messages.iter().map(|(hop, request)| format!("{hop} {}", request.method)).collect();
        difference("sent", expected_lines.join(", "), lines.join(", "));
        for (index, (lines, (_, request))) in sent.iter().zip(&messages).enumerate() {
            let place = format!("message {}", index + 1);
            for (name, expected) in stated(lines, &fact.page) {
                difference(
                    &format!("{place}: {name}"),
                    format!("{expected:?}"),
                    format!("{:?}", header(request, &name)),
                );
            }
        }
    }
    differences
}

/// The messages of a fetch with their hops: a hop ends with the request itself.
fn with_hops(transcript: &Transcript) -> Vec<(usize, HttpRequest)> {
    let mut hop = 0;
    let messages = transcript.messages.iter().map(|message| {
        let at = hop;
        hop += usize::from(message.kind == MessageKind::Actual);
        (at, message.request.clone())
    });
    messages.collect()
}

/// The headers that a message's lines state, with `None` for what must not be there.
fn stated(lines: &[String], page: &str) -> Vec<(String, Option<String>)> {
    let mut stated: Vec<(String, Option<String>)> = Vec::new();
    for line in lines.iter().skip(1) {
        if let Some(name) = line.strip_prefix('!') {
            stated.push((name.into(), None));
        } else if line == "+credentials" {
            stated.push(("cookie".into(), Some(String::new())));
        } else {
            let (name, value) = split(line);
            stated.push((name.into(), Some(value.replace("$PAGE", page))));
        }
    }
    for name in ["origin", "access-control-request-method", "access-control-request-headers"] {
        if !stated.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            stated.push((name.into(), None));
        }
    }
    stated
}

/// A header of a message; for `cookie` an empty text where cookies may go along.
fn header(request: &HttpRequest, name: &str) -> Option<String> {
    if name == "cookie" {
        return (request.include_credentials && !is_preflight(request)).then(String::new);
    }
    let value = request.headers.get(name)?;
    let value: String = value.iter().map(|&byte| char::from(byte)).collect();
    // The boundary is the browser's own.
    let is_form = value.starts_with("multipart/form-data; boundary=----");
    Some(if is_form { "multipart/form-data".into() } else { value })
}

/// An expected result as text, as far as it can be compared with the transcript.
fn told(expected: &Outcome, transcript: Option<&Transcript>) -> String {
    if expected.error {
        return "an error".into();
    }
    let answer = transcript.and_then(response).map(|response| &response.internal.headers);
    let reads = expected.reads.as_ref().map(|names| {
        let here = |name: &&String| answer.is_some_and(|headers| headers.contains(name));
        names.iter().filter(here).cloned().collect::<Vec<_>>()
    });
    let redirected = expected.kind.as_ref().map(|_| expected.redirected);
    text(expected.kind.as_deref(), (expected.status, redirected, expected.timing), reads)
}

/// What script got, as far as the expected result states it.
fn found(expected: &Outcome, transcript: Option<&Transcript>) -> String {
    let Some(response) = transcript.and_then(response) else { return "an error".into() };
    let reads = expected.reads.as_ref().map(|_| names(&response.headers));
    let stated = expected.kind.as_ref();
    let timing = expected.timing.map(|_| response.timing_allow_passed);
    let redirected = stated.map(|_| response.redirected);
    let status = expected.status.map(|_| response.status);
    text(stated.map(|_| response.kind.as_str()), (status, redirected, timing), reads)
}

fn names(headers: &HeaderList) -> Vec<String> {
    let mut names: Vec<_> = headers.iter().map(|header| header.name.to_ascii_lowercase()).collect();
    names.sort();
    names.dedup();
    names
}

fn text(
    kind: Option<&str>,
    (status, redirected, timing): (Option<u16>, Option<bool>, Option<bool>),
    reads: Option<Vec<String>>,
) -> String {
    format!("{kind:?} {status:?} redirected {redirected:?} timing {timing:?} reads {reads:?}")
}

const fn response(transcript: &Transcript) -> Option<&FilteredResponse> {
    match &transcript.outcome {
        corsac::browser::Outcome::Response(response) => Some(response),
        corsac::browser::Outcome::NetworkError(_) => None,
    }
}

const fn error(transcript: &Transcript) -> Option<&NetworkError> {
    match &transcript.outcome {
        corsac::browser::Outcome::NetworkError(error) => Some(error),
        corsac::browser::Outcome::Response(_) => None,
    }
}

/// What differs in the names that a browser has for the failure.
fn codes(fact: &Fact, preset: &str, transcripts: &[Option<Transcript>]) -> Vec<String> {
    let Some(error) = transcripts.iter().flatten().find_map(error) else { return Vec::new() };
    let codes = &error.codes;
    let (expected, found) = match preset {
        "chromium-156" => {
            // The facts hold what devtools say of CORS; a network error is another field there.
            let code = codes.chromium.filter(|code| !code.as_str().starts_with("ERR_"));
            let mut found: Vec<_> = code.iter().map(ToString::to_string).collect();
            found.extend(codes.chromium_parameter.clone());
            let expand = |text: &String| text.replace("$PAGE", &fact.page);
            (fact.chromium_code.as_ref().map(|code| code.iter().map(expand).collect()), found)
        }
        "firefox-153" => (fact.firefox_keys.clone(), codes.firefox.iter().map(ToString::to_string).collect()),
        _ => return Vec::new(),
    };
    let expected: Vec<String> = match expected {
        Some(expected) => expected,
        None => return Vec::new(),
    };
    if expected == found { Vec::new() } else { vec![format!("code: expected {expected:?}, found {found:?}")] }
}

/// Appends to a guarded list of headers.
fn append(fact: &Fact) -> Result<Vec<String>, String> {
    let guard = fact.guard.ok_or("no guard")?;
    let mut headers = HeaderList::new();
    for (name, value) in &fact.append {
        let value = byte_string(value).ok_or("not a byte string")?;
        guard.append(&mut headers, name, &value).map_err(|error| error.to_string())?;
    }
    let (name, _) = fact.append.first().ok_or("nothing to append")?;
    let found = headers.get(name).map(|value| String::from_utf8_lossy(&value).into_owned());
    let same = found == fact.gives;
    Ok(if same { Vec::new() } else { vec![format!("expected {:?}, found {found:?}", fact.gives)] })
}
