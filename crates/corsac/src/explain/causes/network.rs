//! No answer came, or somebody else's.

use super::super::case::{Case, has_cors_headers};
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence, Fix};
use super::super::says::wants_tls as wants_tls_by;
use super::super::words::{At, AtServer, InPage, Network, Note};
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
        return Diagnosis::new(Name::NoResponse, Phase::Network, case.say(Network::NoAnswer));
    };
    let name = name(failure, message.kind);
    if name == Name::NotSent {
        return not_sent(case, message.request.method.as_str());
    }
    let url = &message.request.url;
    let phase = if name == Name::PreflightNoResponse { Phase::Preflight } else { Phase::Network };
    let text = sentence(case, name, url, message.request.method.as_str());
    Diagnosis::new(name, phase, text)
        .proof(Evidence::url(index + 1, url.as_str(), None, case.say(Note::Title(name))))
        .fix(way_out(case, name, url))
}

/// A request that nobody sent, since it may change something at the server.
fn not_sent(case: &Case<'_>, method: &str) -> Diagnosis {
    let asked = case.transcript.messages.iter().any(|message| message.kind == MessageKind::Preflight);
    let text = match asked {
        true => Network::HeldBackAfterPreflight { method },
        false => Network::HeldBack { method },
    };
    Diagnosis::new(Name::NotSent, Phase::Network, case.say(text)).informs()
}

fn sentence(case: &Case<'_>, name: Name, url: &Url, method: &str) -> String {
    let host = url.host_str().unwrap_or_default();
    let at = At { host, port: url.port_or_known_default() };
    case.say(match name {
        Name::DnsFailure => Network::Dns { host },
        Name::ServerUnreachable => Network::Unreachable(at),
        Name::TlsFailure => Network::Tls(at),
        Name::Timeout => Network::Timeout(at),
        Name::NotHttp => Network::NotHttp(at),
        Name::PreflightNoResponse => Network::PreflightNoResponse(at),
        _ => Network::NoResponse(at, method),
    })
}

fn way_out(case: &Case<'_>, name: Name, url: &Url) -> Fix {
    let at_server = match name {
        Name::DnsFailure => return fix::client(case.say(InPage::CorrectHost), None),
        Name::NotHttp => return fix::client(case.say(InPage::CorrectPort), None),
        Name::ServerUnreachable => AtServer::Start,
        Name::TlsFailure if url.scheme() == "https" => AtServer::Certificate,
        Name::Timeout => AtServer::LogForHang,
        Name::PreflightNoResponse => AtServer::AnswerOptions,
        _ => AtServer::Log,
    };
    fix::server(case.say(at_server))
}

/// An answer that says that TLS is spoken at this port.
pub(in super::super) fn wants_tls(case: &Case<'_>, index: usize) -> Option<Diagnosis> {
    let (url, status) = (case.request(index).current_url(), case.response(index)?.status);
    if url.scheme() != "http" || !matches!(status, 400 | 497) || !wants_tls_by(case.refusal) {
        return None;
    }
    let at = At { host: url.host_str().unwrap_or_default(), port: url.port_or_known_default() };
    let mut secure = url.clone();
    // From http to https a scheme may always change; a port that is written stays.
    let _ = secure.set_scheme("https");
    let code = format!("fetch({:?})", Quoted::text(secure.as_str()).as_str());
    let proof =
        Evidence::url(index + 1, url.as_str(), Some(0..url.scheme().len()), case.say(Note::MustBeHttps));
    Some(
        Diagnosis::new(Name::NotHttp, Phase::Network, case.say(Network::WantsTls(at)))
            .proof(proof)
            .fix(fix::client(case.say(InPage::HttpsUrl), code)),
    )
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
        let message = case.say(Network::Intermediary { server: &server });
        Diagnosis::new(Name::IntermediaryAnswered, Phase::Network, message)
            .likely()
            .informs()
            .about([server.as_str()])
            .proof(Evidence::response_header(
                case,
                index,
                ("Server", 0),
                None,
                case.say(Note::NotTheApplication),
            ))
    })
}
