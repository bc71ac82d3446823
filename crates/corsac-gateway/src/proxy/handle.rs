//! One request, from its head to the head of its answer.

use std::net::SocketAddr;
use std::sync::Arc;

use corsac::server::GuardDecision;
use corsac_tower::{Head, Pass, Ruling, refusal};
use http::{HeaderValue, Request, Response};
use http_body_util::Either;
use hyper::body::Incoming;

use super::answer;
use super::bad_request::{self, BadRequest};
use super::body::{Body, Download, empty};
use super::drain::Drain;
use super::event::{Event, RequestLine};
use super::forward::{Failure, forward};
use super::shared::{Served, Shared};

/// Answers a request.
pub(super) async fn handle(
    shared: &Arc<Shared>,
    request: Request<Incoming>,
    client: SocketAddr,
    drain: &Drain,
) -> Response<Body> {
    let line = RequestLine::of(&request, client);
    let version = request.version();
    let bad = |cause, line: &RequestLine| {
        shared.tell(&Event::BadRequest { request: line, cause });
        answer::bad_request(cause, version)
    };
    let host = bad_request::host(&request);
    let route = match shared.routes.find(request.uri().path()) {
        Ok(Some(route)) => route,
        Ok(None) if host.is_ok() => {
            shared.tell(&Event::NoRoute { request: &line });
            return answer::no_route();
        }
        Ok(None) => return bad(host.err().unwrap_or(BadRequest::NoHost), &line),
        Err(cause) => return bad(cause, &line),
    };
    // Before anything is stripped: `Connection: Origin` would take the header away.
    let pass = match rule(shared, route, &request, &line) {
        Err(answered) if host.is_ok() => return answered.map(|()| empty()),
        ruling => ruling.ok().flatten(),
    };
    let mut response = match host {
        Ok(host) => match behind_the_policy(shared, route, request, host, &line, drain).await {
            Ok(response) => response,
            Err(cause) => bad(cause, &line),
        },
        Err(cause) => bad(cause, &line),
    };
    if let Some(pass) = pass {
        pass.write_to(response.headers_mut());
    }
    response
}

/// What the route's policy says: what the answer needs, or an answer of its own.
fn rule(
    shared: &Arc<Shared>,
    route: &Served,
    request: &Request<Incoming>,
    line: &RequestLine,
) -> Result<Option<Pass>, Response<()>> {
    let Some(policy) = &route.policy else { return Ok(None) };
    let ruling = policy.rule(&Head::from(request));
    if ruling.why().is_refusal() {
        shared.tell(&Event::Refused { request: line, why: ruling.why() });
    }
    match ruling {
        Ruling::Pass(pass) => Ok(Some(pass)),
        Ruling::Answer { response, .. } => Err(response),
    }
}

async fn behind_the_policy(
    shared: &Arc<Shared>,
    route: &Served,
    request: Request<Incoming>,
    host: HeaderValue,
    line: &RequestLine,
    drain: &Drain,
) -> Result<Response<Body>, BadRequest> {
    if let Some(guard) = &route.guard
        && let GuardDecision::Refuse(why) = guard.check(&Head::from(&request))
    {
        shared.tell(&Event::GuardRefused { request: line, why });
        return Ok(refusal(why).map(|()| empty()));
    }
    match forward(shared, &route.upstream, request, host, line.client, drain).await {
        Ok(response) => {
            let watched = |body: Download| body.watched(shared, &route.upstream, line.clone());
            Ok(response.map(|body| Either::Left(watched(body))))
        }
        Err(Failure::Client(cause)) => Err(cause),
        Err(Failure::Upstream(failure)) => {
            let upstream = &route.upstream;
            shared.tell(&Event::UpstreamFailed { request: line, upstream, failure: &failure });
            Ok(answer::upstream_failed(&failure))
        }
    }
}
