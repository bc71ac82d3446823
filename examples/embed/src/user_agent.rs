//! The user agent: what a webview or a test tool has around the machine.

use crate::http;
use corsac::browser::{
    Action, Context, MainFetch, Outcome, PreflightCache, Quirks, RequestInit, RequestInitError,
};
use std::time::Instant;

/// Fetches for pages, and remembers what servers allowed.
pub(crate) struct UserAgent {
    cache: PreflightCache,
    quirks: Quirks,
    started: Instant,
    nobody: (),
}

impl UserAgent {
    pub(crate) fn new(quirks: Quirks) -> Self {
        let cache = PreflightCache::with_limits(quirks.cache_limits());
        Self { cache, quirks, started: Instant::now(), nobody: () }
    }

    /// What the machine is lent at each call.
    fn context(&mut self) -> Context<'_> {
        let now = self.started.elapsed();
        Context { quirks: &self.quirks, ..Context::new(&mut self.cache, now, &mut self.nobody) }
    }

    /// One `fetch()`: what script gets, and the body that came last, which is script's only if the outcome says so.
    pub(crate) fn fetch(&mut self, init: &RequestInit) -> Result<(Outcome, Vec<u8>), RequestInitError> {
        let request = init.make_by(&self.quirks)?.request;
        let mut fetch = MainFetch::new(request);
        let mut body = Vec::new();
        loop {
            let request = match fetch.next(&mut self.context()) {
                Action::SendPreflight(request) | Action::Send(request) => request,
                Action::Done(outcome) => return Ok((*outcome, body)),
            };
            let to_send = init.body.as_deref().filter(|_| request.sends_body);
            match http::send(&request, to_send.unwrap_or_default().as_bytes()) {
                Ok((response, its_body)) => {
                    body = its_body;
                    fetch.receive(response, &mut self.context());
                }
                Err(failure) => fetch.fail(failure, &mut self.context()),
            }
        }
    }
}
