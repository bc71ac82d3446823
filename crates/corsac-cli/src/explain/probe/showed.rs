//! What a further request showed, beside the first.

use crate::probed::{Finding, Obstacle, Purpose};
use corsac::browser::TlsFailure;
use corsac::explain::{Name, Report};
use corsac::fetch::request::CredentialsMode;

/// What a request for this purpose showed.
pub(super) fn finding(
    purpose: Purpose,
    first: &Report,
    further: &Report,
    tls: Option<TlsFailure>,
) -> Finding {
    match purpose {
        Purpose::OverTls if shows_tls(further, tls) => Finding::SpeaksTls,
        Purpose::OverTls => Finding::SpeaksNoTls,
        Purpose::OtherLoopback if further.primary.name == Name::ServerUnreachable => Finding::NothingListens,
        Purpose::OtherLoopback => Finding::Listens,
        _ if further.is_unanswered() => Finding::NoAnswer(Some(further.primary.name)),
        Purpose::NoOrigin if varies_by_origin(further) => Finding::KeptApart,
        Purpose::NoOrigin => match allow_origin(further) {
            // Whoever asks gets the same.
            Some(value) if first.is_allowed() && Some(&value) == allow_origin(first).as_ref() => {
                Finding::SameForAll(value)
            }
            _ => Finding::NotKeptApart,
        },
        Purpose::OtherOrigin => match of_origins(allow_origin(first), allow_origin(further), passes(further))
        {
            Finding::LetsIn(value) if further.request.credentials == CredentialsMode::Include => {
                Finding::LetsInWithCookies(value)
            }
            finding => finding,
        },
        Purpose::Past(obstacle) if further.is_undecided() => Finding::PreflightPasses(obstacle),
        Purpose::Past(obstacle) if further.is_allowed() => Finding::Passes(obstacle),
        Purpose::Past(Obstacle::Redirect) if is_redirected(further) => Finding::RedirectedAgain,
        Purpose::Past(Obstacle::Cache) if is_of_cache(further.primary.name) => Finding::StillCached,
        Purpose::Past(obstacle) => Finding::Fails(obstacle, further.primary.name),
    }
}

/// Whether TLS was spoken: an answer came, or what failed was the certificate.
fn shows_tls(further: &Report, tls: Option<TlsFailure>) -> bool {
    let answered = further.exchanges.iter().any(|exchange| exchange.response.is_some());
    answered || tls.is_some_and(|why| why != TlsFailure::NoTls)
}

/// Whether a preflight was redirected.
fn is_redirected(report: &Report) -> bool {
    report.primary.name.as_str().starts_with(Name::PreflightRedirected.as_str())
}

/// Whether a cache is said to have answered.
const fn is_of_cache(name: Name) -> bool {
    matches!(name, Name::AllowOriginMissingCached | Name::AllowOriginOtherClient)
}

/// Whether everything passes that was sent.
fn passes(report: &Report) -> bool {
    report.is_allowed() || report.is_undecided()
}

fn of_origins(first: Option<String>, further: Option<String>, passes: bool) -> Finding {
    match (first, further) {
        (None, None) => Finding::NobodyNamed,
        (Some(_), None) => Finding::NoneForOther,
        (Some(first), Some(further)) if first == further => Finding::SameForAll(further),
        (_, Some(further)) if passes => Finding::LetsIn(further),
        (_, Some(further)) => Finding::NamesOther(further),
    }
}

/// Whether the last answer says that it varies by `Origin`.
fn varies_by_origin(report: &Report) -> bool {
    let answer = report.exchanges.iter().rev().find_map(|exchange| exchange.response.as_ref());
    let lines = answer.into_iter().flat_map(|answer| &answer.headers);
    let mut names = lines
        .filter(|(name, _)| name.eq_ignore_ascii_case("vary"))
        .flat_map(|(_, value)| value.as_str().split(','));
    names.any(|name| matches!(name.trim().to_ascii_lowercase().as_str(), "origin" | "*"))
}

/// `Access-Control-Allow-Origin` of the last answer.
fn allow_origin(report: &Report) -> Option<String> {
    let answer = report.exchanges.iter().rev().find_map(|exchange| exchange.response.as_ref())?;
    let lines =
        answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("access-control-allow-origin"));
    let values: Vec<&str> = lines.map(|(_, value)| value.as_str()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}
