//! The servers of a fact: they answer hop by hop.

use super::fact::{Answer, Fact};
use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::Responder;
use corsac::fetch::guard::byte_string;
use corsac::fetch::{HeaderList, Response};

/// Answers the requests of one fetch.
#[derive(Debug)]
pub(super) struct Server<'a> {
    pub(super) fact: &'a Fact,
    /// The hop that comes next.
    pub(super) hop: usize,
}

/// Whether a request is a preflight.
pub(super) fn is_preflight(request: &HttpRequest) -> bool {
    request.headers.contains("access-control-request-method")
}

/// A line's name, and its value without the blanks that HTTP does not count.
pub(super) fn split(line: &str) -> (&str, &str) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    (name, value.trim_matches([' ', '\t']))
}

impl Responder for Server<'_> {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let hop = self.fact.hop.get(self.hop).ok_or(NetworkFailure::NoResponse)?;
        let answer = if is_preflight(request) {
            &hop.preflight
        } else {
            self.hop += 1;
            &hop.actual
        };
        let Some(Answer::Lines(lines)) = answer else { return Err(NetworkFailure::NoResponse) };
        let (status, lines) = lines.split_first().ok_or(NetworkFailure::Protocol)?;
        let status = status.parse().map_err(|_| NetworkFailure::Protocol)?;
        let origin = request.headers.get("origin");
        let origin = origin.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        let mut headers = HeaderList::new();
        for line in lines {
            let (name, value) = split(line);
            let value = value.replace("$ORIGIN", &origin).replace("$PAGE", &self.fact.page);
            headers.push(name, byte_string(&value).ok_or(NetworkFailure::Protocol)?);
        }
        Ok(Response::new(status, headers))
    }
}
