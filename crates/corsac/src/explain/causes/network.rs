//! No answer came, or somebody else's.

use super::super::case::{Case, has_cors_headers};
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence, Fix};
use super::super::says::wants_tls as wants_tls_by;
use super::super::words::{At, AtServer, InPage, Network, Note};
use crate::browser::{NetworkFailure, TlsFailure};
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
    if let Some(diagnosis) = proven(case, index, name, url) {
        return diagnosis;
    }
    let text = sentence(case, name, url, message.request.method.as_str());
    Diagnosis::new(name, phase, text)
        .proof(Evidence::url(index + 1, url.as_str(), None, case.say(Note::Title(name))))
        .fix(way_out(case, name, url))
}

/// What asking further has shown about a server that did not answer.
fn proven(case: &Case<'_>, index: usize, name: Name, url: &Url) -> Option<Diagnosis> {
    let at = At { host: url.host_str().unwrap_or_default(), port: url.port_or_known_default() };
    match name {
        Name::NoResponse | Name::PreflightNoResponse | Name::NotHttp if case.beside.speaks_tls => {
            Some(must_be_https(case, index, url, Network::SpeaksTls(at)))
        }
        Name::ServerUnreachable if case.beside.other_loopback => {
            let v6 = at.host.starts_with('[');
            let other = if v6 { "127.0.0.1" } else { "[::1]" };
            let mut both = url.clone();
            // localhost may always stand where an address stood.
            let _ = both.set_host(Some("localhost"));
            let proof = Evidence::url(index + 1, url.as_str(), None, case.say(Note::Title(name)));
            let text = case.say(Network::OtherLoopback(at, other));
            let diagnosis = Diagnosis::new(name, Phase::Network, text).proof(proof);
            let code = format!("fetch({:?})", Quoted::text(both.as_str()).as_str());
            let diagnosis = diagnosis.fix(fix::client(case.say(InPage::Localhost), code));
            Some(diagnosis.fix(fix::server(case.say(AtServer::ListenAtOtherLoopback { v6 }))))
        }
        _ => None,
    }
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
        Name::TlsFailure => case.beside.tls.map_or(Network::Tls(at), |why| Network::TlsFor(at, why)),
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
        Name::TlsFailure => match case.beside.tls {
            Some(TlsFailure::NoTls) => return http_url(case, url),
            Some(why) => AtServer::CertificateFor(why),
            None => AtServer::Certificate,
        },
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
    Some(must_be_https(case, index, url, Network::WantsTls(at)))
}

/// The URL without TLS.
fn http_url(case: &Case<'_>, url: &Url) -> Fix {
    let mut plain = url.clone();
    // From https to http a scheme may always change; a port that is written stays.
    let _ = plain.set_scheme("http");
    fix::client(case.say(InPage::HttpUrl), format!("fetch({:?})", Quoted::text(plain.as_str()).as_str()))
}

fn must_be_https(case: &Case<'_>, index: usize, url: &Url, text: Network<'_>) -> Diagnosis {
    let mut secure = url.clone();
    // From http to https a scheme may always change; a port that is written stays.
    let _ = secure.set_scheme("https");
    let code = format!("fetch({:?})", Quoted::text(secure.as_str()).as_str());
    let proof =
        Evidence::url(index + 1, url.as_str(), Some(0..url.scheme().len()), case.say(Note::MustBeHttps));
    Diagnosis::new(Name::NotHttp, Phase::Network, case.say(text))
        .proof(proof)
        .fix(fix::client(case.say(InPage::HttpsUrl), code))
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
