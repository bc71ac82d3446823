//! Why no answer came: sorted for the engine, and in the words of the part that failed.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

use corsac::browser::{NetworkFailure, TlsFailure};
use hyper_util::client::legacy;

use super::tls;

/// Any error.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// Why no answer came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) kind: NetworkFailure,
    /// For people; holds nothing of what was sent.
    pub(crate) detail: String,
    /// Why a TLS handshake failed, as far as it can be told.
    pub(crate) tls: Option<TlsFailure>,
}

impl Failure {
    pub(crate) const fn new(kind: NetworkFailure, detail: String) -> Self {
        Self { kind, detail, tls: None }
    }

    /// What kind of failure an error of the client is.
    pub(super) fn sort(error: &legacy::Error) -> NetworkFailure {
        let kind = chain(error).find_map(marked).or_else(|| chain(error).find_map(sorted));
        kind.unwrap_or(NetworkFailure::Protocol)
    }

    /// The wait was in vain.
    pub(crate) fn timeout(wait: Duration) -> Self {
        Self::new(NetworkFailure::Timeout, format!("no answer within {wait:?}"))
    }

    /// Nobody tried.
    pub(crate) fn held_back() -> Self {
        Self::new(NetworkFailure::HeldBack, "not sent".into())
    }

    /// The request cannot be written as HTTP.
    pub(crate) fn unsendable(error: &dyn fmt::Display) -> Self {
        Self::new(NetworkFailure::Protocol, format!("the request cannot be sent: {error}"))
    }
}

/// A failure while connecting, marked by the part that failed: the sorting cannot be read off its source.
#[derive(Debug)]
pub(super) struct Unreachable {
    pub(super) kind: NetworkFailure,
    pub(super) source: BoxError,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl Error for Unreachable {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Marks an error unless a lower part has marked it.
pub(super) fn mark(kind: NetworkFailure, error: BoxError) -> BoxError {
    if chain(&*error).any(|error| error.is::<Unreachable>()) {
        return error;
    }
    Box::new(Unreachable { kind, source: error })
}

impl From<legacy::Error> for Failure {
    fn from(error: legacy::Error) -> Self {
        let last = chain(&error).last().map_or_else(|| error.to_string(), ToString::to_string);
        let kind = Self::sort(&error);
        let tls =
            chain(&error).filter(|_| kind == NetworkFailure::Tls).find_map(|error| error.downcast_ref());
        let tls = tls.and_then(tls::why);
        let detail = match tls {
            Some(TlsFailure::SelfSigned) => "invalid peer certificate: self-signed".to_owned(),
            _ => last,
        };
        Self { tls, ..Self::new(kind, detail) }
    }
}

fn marked(error: &(dyn Error + 'static)) -> Option<NetworkFailure> {
    error.downcast_ref::<Unreachable>().map(|unreachable| unreachable.kind)
}

/// Sorts what fails on a connection that stands.
fn sorted(error: &(dyn Error + 'static)) -> Option<NetworkFailure> {
    if error.is::<rustls::Error>() {
        return Some(NetworkFailure::Tls);
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        let ended = error.is_incomplete_message() || error.is_canceled() || error.is_closed();
        return ended.then_some(NetworkFailure::NoResponse);
    }
    let error = error.downcast_ref::<io::Error>()?;
    let carries_tls = error.get_ref().is_some_and(|inner| chain(inner).any(|e| e.is::<rustls::Error>()));
    Some(if carries_tls { NetworkFailure::Tls } else { NetworkFailure::NoResponse })
}

/// An error and its sources, the outermost first. What an I/O error wraps counts as a source of it.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| -> &(dyn Error + 'static) { inner }).or_else(|| error.source())
    })
}
