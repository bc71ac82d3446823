//! No answer came, or somebody else's.

use super::super::case::{Case, has_cors_headers};
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use crate::browser::NetworkFailure;
use crate::exchange::MessageKind;
use alloc::format;
use alloc::string::String;
use url::Url;

/// The name of a failure.
pub(in super::super) const fn name(failure: NetworkFailure, kind: MessageKind) -> Name {
    match (failure, kind) {
        (NetworkFailure::Dns, _) => Name::DnsFailure,
        (NetworkFailure::Connect, _) => Name::ServerUnreachable,
        (NetworkFailure::Tls, _) => Name::TlsFailure,
        (NetworkFailure::Timeout, _) => Name::Timeout,
        (NetworkFailure::Protocol, _) => Name::NotHttp,
        (NetworkFailure::HeldBack, _) => Name::NotSent,
        (NetworkFailure::NoResponse, MessageKind::Preflight) => Name::PreflightNoResponse,
        (NetworkFailure::NoResponse, MessageKind::Actual) => Name::NoResponse,
    }
}

pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, failure: NetworkFailure) -> Diagnosis {
    let Some(message) = case.message(index) else {
        return Diagnosis::new(Name::NoResponse, Phase::Network, "No answer came.");
    };
    let name = name(failure, message.kind);
    if name == Name::NotSent {
        return not_sent(case, message.request.method.as_str());
    }
    let url = &message.request.url;
    let phase = if name == Name::PreflightNoResponse { Phase::Preflight } else { Phase::Network };
    let text = sentence(name, url, message.request.method.as_str());
    Diagnosis::new(name, phase, text)
        .proof(Evidence::url(index + 1, url.as_str(), None, name.title()))
        .fix(way_out(name, url))
}

/// A request that nobody sent, since it may change something at the server.
fn not_sent(case: &Case<'_>, method: &str) -> Diagnosis {
    let so_far = if case.transcript.messages.iter().any(|message| message.kind == MessageKind::Preflight) {
        format!("The preflight allows the {method}, and a browser would send it now.")
    } else {
        format!("The {method} needs no preflight: a browser sends it at once.")
    };
    let text = format!("{so_far} It was held back here, since it may change something at the server.");
    Diagnosis::new(Name::NotSent, Phase::Network, text).informs()
}

fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port_or_known_default().map_or_else(|| host.into(), |port| format!("{host} port {port}"))
}

fn sentence(name: Name, url: &Url, method: &str) -> String {
    let place = place(url);
    match name {
        Name::DnsFailure => format!(
            "There is no host {}: its name has no address. This is no CORS problem.",
            url.host_str().unwrap_or_default()
        ),
        Name::ServerUnreachable => {
            format!("Nothing answers at {place}: no server listens there. This is no CORS problem.")
        }
        Name::TlsFailure => format!(
            "The TLS handshake with {place} failed: a certificate that is not trusted, or a server that speaks plain http there."
        ),
        Name::Timeout => format!("{place} did not answer in time."),
        Name::NotHttp => format!("What answers at {place} does not speak HTTP."),
        Name::PreflightNoResponse => {
            format!("{place} closed the connection without an answer to the preflight (OPTIONS).")
        }
        _ => format!(
            "{place} closed the connection without an answer to the {method}: the server probably crashed while handling it."
        ),
    }
}

fn way_out(name: Name, url: &Url) -> super::super::report::Fix {
    match name {
        Name::DnsFailure => fix::client("Correct the host in the URL, or make the name known.", None),
        Name::ServerUnreachable => fix::server("Start the server, or correct host and port in the URL."),
        Name::TlsFailure if url.scheme() == "https" => fix::server(
            "Open the URL in a tab to see the browser's reason, then trust the certificate's authority or speak TLS on this port.",
        ),
        Name::Timeout => {
            fix::server("Look at the server's log for this request; it may hang or be overloaded.")
        }
        Name::NotHttp => fix::client("Correct the port in the URL.", None),
        Name::PreflightNoResponse => {
            fix::server("Let the server answer OPTIONS with 204 and the CORS headers.")
        }
        _ => fix::server("Look at the server's log for this request."),
    }
}

/// Servers and networks that stand before other people's applications.
const INTERMEDIARIES: [&str; 9] = [
    "cloudflare",
    "awselb",
    "cloudfront",
    "akamaighost",
    "fastly",
    "varnish",
    "envoy",
    "istio-envoy",
    "nginx",
];

/// An error that a proxy or CDN seems to have made up, without CORS headers.
pub(in super::super) fn intermediary(case: &Case<'_>, index: usize) -> Option<Diagnosis> {
    let response = case.response(index)?;
    if !matches!(response.status, 413 | 429 | 502..=504 | 520..=530) || has_cors_headers(response) {
        return None;
    }
    let server = response.headers.get("server")?;
    let server = super::super::quoted::escape(&server);
    let known = server.to_ascii_lowercase();
    INTERMEDIARIES.iter().any(|name| known.starts_with(name)).then(|| {
        let message = format!("{server} seems to have answered this in the application's place.");
        Diagnosis::new(Name::IntermediaryAnswered, Phase::Network, message)
            .likely()
            .informs()
            .about([server.as_str()])
            .proof(Evidence::response_header(case, index, ("Server", 0), None, "not the application"))
    })
}
