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
        Err(refused) => return bad(refused.into(), &line),
    };
    // Before anything is stripped: `Connection: Origin` would take the header away.
    let ruling = route.policy.as_ref().map(|policy| policy.rule(&Head::from(&request)));
    let host = match host {
        Ok(host) => host,
        Err(cause) => return permitted(bad(cause, &line), pass(ruling).ok().flatten()),
    };
    if let Some(why) = ruling.as_ref().map(Ruling::why).filter(|why| why.is_refusal()) {
        shared.tell(&Event::Refused { request: &line, why });
    }
    let pass = match pass(ruling) {
        Ok(pass) => pass,
        Err(answered) => return answered.map(|()| empty()),
    };
    let answered = behind_the_policy(shared, route, request, host, &line, drain).await;
    permitted(answered.unwrap_or_else(|cause| bad(cause, &line)), pass)
}

/// What the answer needs, or the policy's own answer.
fn pass(ruling: Option<Ruling>) -> Result<Option<Pass>, Response<()>> {
    match ruling {
        None => Ok(None),
        Some(Ruling::Pass(pass)) => Ok(Some(pass)),
        Some(Ruling::Answer { response, .. }) => Err(response),
    }
}

fn permitted(mut response: Response<Body>, pass: Option<Pass>) -> Response<Body> {
    if let Some(pass) = pass {
        pass.write_to(response.headers_mut());
    }
    response
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
