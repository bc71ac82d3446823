//! Which further requests can tell why an answer is as it is.

use crate::probed::{Obstacle, Purpose};
use corsac::browser::RequestInit;
use corsac::explain::{Name, Report};
use corsac::fetch::Method;
use corsac::fetch::request::{CacheMode, CredentialsMode, RequestMode};
use url::Url;

/// A further request. Whatever it is, what may change something at the server is held back.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    pub(super) purpose: Purpose,
    pub(super) init: RequestInit,
}

/// Those that can tell something about this outcome, four at most.
pub(super) fn of(report: &Report, asked: &RequestInit) -> Vec<Probe> {
    let answered = report.exchanges.last().is_some_and(|exchange| exchange.response.is_some());
    if !answered {
        let purposes = of_unanswered(report.primary.name).iter();
        return purposes.filter_map(|&purpose| probe(purpose, report, asked)).collect();
    }
    if matches!(report.request.mode, RequestMode::NoCors | RequestMode::Navigate) {
        return Vec::new();
    }
    let mut purposes: Vec<Purpose> = report
        .diagnoses()
        .filter(|diagnosis| {
            diagnosis.name == report.primary.name || diagnosis.name == Name::VaryOriginMissing
        })
        .flat_map(|diagnosis| purposes(diagnosis.name))
        .copied()
        .collect();
    purposes.dedup();
    purposes.into_iter().filter_map(|purpose| probe(purpose, report, asked)).collect()
}

/// What can tell more about why no answer came.
const fn of_unanswered(name: Name) -> &'static [Purpose] {
    match name {
        Name::NoResponse | Name::PreflightNoResponse | Name::NotHttp => &[Purpose::OverTls],
        Name::ServerUnreachable => &[Purpose::OtherLoopback],
        _ => &[],
    }
}

/// What can tell more about a diagnosis.
fn purposes(name: Name) -> &'static [Purpose] {
    match name {
        Name::AllowOriginMissingCached | Name::AllowOriginOtherClient => {
            &[Purpose::Past(Obstacle::Cache), Purpose::NoOrigin]
        }
        Name::AllowOriginWildcardWithCredentials
        | Name::AllowCredentialsMissing
        | Name::AllowCredentialsNotTrue
        | Name::MethodWildcardWithCredentials
        | Name::HeaderWildcardWithCredentials => &[Purpose::Past(Obstacle::Credentials)],
        Name::PreflightRedirected
        | Name::PreflightRedirectedToHttps
        | Name::PreflightRedirectedTrailingSlash
        | Name::PreflightRedirectedCanonicalHost => &[Purpose::Past(Obstacle::Redirect)],
        Name::PreflightRequiresAuth
        | Name::PreflightNotRouted
        | Name::PreflightServerError
        | Name::PreflightStatusNotOk => &[Purpose::Past(Obstacle::Preflight)],
        Name::VaryOriginMissing => &[Purpose::OtherOrigin, Purpose::NoOrigin],
        Name::PreflightRejectedByCorsLayer => &[Purpose::OtherOrigin],
        // After a redirect the browser says `null`, whoever asks; redirects and error pages without headers lack
        // them for every page.
        Name::AllowOriginTainted | Name::AllowOriginMissingOnRedirect | Name::AllowOriginMissingOnError => {
            &[]
        }
        name if name.as_str().starts_with("allow-origin-") => &[Purpose::OtherOrigin],
        _ => &[],
    }
}

fn probe(purpose: Purpose, report: &Report, asked: &RequestInit) -> Option<Probe> {
    let init = match purpose {
        Purpose::Past(Obstacle::Redirect) => past_redirect(report, asked)?,
        purpose => possible(purpose, asked)?,
    };
    Some(Probe { purpose, init })
}

/// A request for this purpose, as far as it can be told before an answer has come; `None` if the purpose does
/// not fit the request.
pub(super) fn possible(purpose: Purpose, asked: &RequestInit) -> Option<RequestInit> {
    let mut init = asked.clone();
    match purpose {
        Purpose::OtherOrigin => {
            init.origin = other_origin(asked);
            (init.client, init.referrer) = (None, None);
        }
        Purpose::Past(Obstacle::Credentials) => {
            if asked.credentials != Some(CredentialsMode::Include) {
                return None;
            }
            init.credentials = Some(CredentialsMode::Omit);
        }
        Purpose::Past(Obstacle::Redirect) => {}
        Purpose::Past(Obstacle::Cache) => {
            if !is_safe(asked) {
                return None;
            }
            init.cache = Some(CacheMode::Reload);
        }
        Purpose::Past(Obstacle::Preflight) => {
            let mut get = RequestInit::new(&asked.origin, &asked.url);
            get.credentials = asked.credentials;
            init = get;
        }
        Purpose::OverTls => init = by_https(asked)?,
        Purpose::OtherLoopback => init = at_other_loopback(asked)?,
        Purpose::NoOrigin => {
            // A GET of the server's own page: browsers send no `Origin` with it.
            let own = Url::parse(&asked.url).ok()?.origin();
            if !own.is_tuple() || !matches!(asked.method.as_str(), "GET" | "HEAD") {
                return None;
            }
            let mut get = RequestInit::new(own.ascii_serialization(), &asked.url);
            get.method.clone_from(&asked.method);
            init = get;
        }
    }
    Some(init)
}

/// A plain GET by https of what an http URL asks at a port of its own; the usual ports of both differ.
fn by_https(asked: &RequestInit) -> Option<RequestInit> {
    let mut url = Url::parse(&asked.url).ok()?;
    url.port().filter(|_| url.scheme() == "http")?;
    url.set_scheme("https").ok()?;
    Some(RequestInit::new(&asked.origin, url))
}

/// A plain GET at the loopback address that the URL does not name. `localhost` names both.
fn at_other_loopback(asked: &RequestInit) -> Option<RequestInit> {
    let mut url = Url::parse(&asked.url).ok()?;
    let other = match url.host_str()? {
        "127.0.0.1" => "[::1]",
        "[::1]" => "127.0.0.1",
        _ => return None,
    };
    url.set_host(Some(other)).ok()?;
    Some(RequestInit::new(&asked.origin, url))
}

/// A page that no server knows. It has the scheme of the first, so that nothing else is different.
fn other_origin(asked: &RequestInit) -> String {
    let of = if asked.origin == "null" { &asked.url } else { &asked.origin };
    let scheme = if of.starts_with("http:") { "http" } else { "https" };
    format!("{scheme}://probe.example")
}

fn is_safe(init: &RequestInit) -> bool {
    Method::new(init.method.as_str()).is_ok_and(|method| method.is_safe())
}

/// The same at the URL to which the last answer leads. What script's headers say, which may be secret, goes to
/// no other host and to no unencrypted one.
pub(super) fn past_redirect(report: &Report, asked: &RequestInit) -> Option<RequestInit> {
    let last = report.exchanges.last()?;
    let from = Url::parse(last.request.url.reveal()).ok()?;
    let headers = &last.response.as_ref()?.headers;
    let (_, location) = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"))?;
    let to = from.join(location.reveal()).ok()?;
    let is_plain = to.username().is_empty() && to.password().is_none();
    let stays = from.host_str() == to.host_str() && (from.scheme() == to.scheme() || to.scheme() == "https");
    let is_silent = !is_safe(asked) || asked.headers.is_empty();
    if !matches!(to.scheme(), "http" | "https") || !is_plain || !(stays || is_silent) {
        return None;
    }
    let mut init = asked.clone();
    init.url = to.into();
    Some(init)
}
