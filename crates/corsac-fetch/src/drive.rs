//! Joins the engine's exchange with what carries its messages.

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use corsac::browser::{HttpRequest, Outcome};
use corsac::exchange::{Exchange, Message, MessageKind, Transcript};
use corsac::fetch::data_url::data_url_processor;
use corsac::fetch::request::{CacheMode, Request, RequestMode};
use corsac::fetch::site::PublicSuffixList;
use corsac::fetch::{HeaderList, Response};
use tokio::time::timeout;

use crate::body::ResponseBody;
use crate::client::{CookieSource, Shared, SharedCache};
use crate::cookie::{Cookie, cookie_header};
use crate::fetched::{Delivery, Fetched};
use crate::http_cache::{Found, StoredResponse};
use crate::payload::{Payload, Progress, RequestBody};
use crate::through;
use crate::transport::{BodyStream, Failure, Reply, whole};
use crate::wire::{added_headers, http_request};

/// How long the answer to a refused preflight or to a malformed request may be to be read, in bytes, and for how long
/// it is waited for: enough for the words of a CORS layer, and of a server that wants TLS.
const REFUSAL_LIMIT: usize = 2048;
const REFUSAL_WAIT: Duration = Duration::from_millis(500);

/// Fetches: sends what the engine says until it says that the fetch has ended.
/// With `only_safe`, a request whose method may change something is held back; its preflight is not.
pub(crate) async fn drive(
    client: &Shared,
    cache: Option<&SharedCache>,
    request: Request,
    load: &Load,
    cookies: &[Cookie],
    only_safe: bool,
) -> Fetched {
    let is_navigation = request.mode == RequestMode::Navigate;
    let from = CookieSource { origin: request.origin.clone(), is_navigation };
    let (partition, cache_mode) = (request.origin.site(&PublicSuffixList), request.cache_mode);
    let mut exchange = Exchange::new(request);
    let mut deliveries = Vec::new();
    let (mut last, mut refusal) = (None, Bytes::new());
    while let Some((kind, request, stored)) = next(client, cache, &mut exchange, (&partition, cache_mode)) {
        let added = added(client, &request, cookies, &from);
        let (reply, delivery) = if kind == MessageKind::Preflight {
            let reply = send(client, &request, &added, RequestBody::none()).await;
            let delivery = Delivery::new(added, &reply);
            (reply, delivery)
        } else if only_safe && !request.method.is_safe() {
            let reply = Err(Failure::held_back());
            let delivery = Delivery::new(added, &reply);
            (reply, delivery)
        } else {
            send_through(client, &request, added, load, (stored, &partition, cache_mode)).await
        };
        deliveries.push(delivery);
        let result = reply.map_err(|failure| failure.kind).map(|reply| {
            if request.include_credentials {
                client.keep_cookies(&request, &from, &reply.headers);
            }
            last = Some(reply.body);
            Response::new(reply.status, reply.headers)
        });
        if let (MessageKind::Preflight, Ok(response)) = (kind, &result)
            && !response.is_ok()
            && let Some(body) = last.take()
        {
            refusal = words_of(body).await;
        }
        client.with_context(cache, &|_| false, |context| exchange.answer(result, context));
    }
    let transcript = exchange.finish().expect("a fetch that has ended has a transcript");
    let readable = matches!(&transcript.outcome, Outcome::Response(response) if response.body);
    let (limit, wait) = (client.settings.body_limit, client.settings.timeout);
    let mut last = last
        .or_else(|| data_url_processor(transcript.last.current_url()).map(|data| whole(data.body.into())));
    if is_kept_complaint(&transcript)
        && let Some(body) = last.take()
    {
        refusal = words_of(body).await;
    }
    let body = last.filter(|_| readable).map(|stream| ResponseBody::new(stream, limit, wait));
    Fetched::new(transcript, deliveries, refusal, body)
}

/// The body of a refusal, if it is short and comes soon.
async fn words_of(body: BodyStream) -> Bytes {
    let body = ResponseBody::new(body, REFUSAL_LIMIT, REFUSAL_WAIT).bytes();
    timeout(REFUSAL_WAIT, body).await.ok().and_then(Result::ok).unwrap_or_default()
}

/// Whether script does not get an answer that complains of a malformed request.
fn is_kept_complaint(transcript: &Transcript) -> bool {
    let status = transcript.messages.last().and_then(Message::response).map(|response| response.status);
    !transcript.is_allowed() && matches!(status, Some(400 | 497))
}

/// What the engine wants to be answered next; with the answer already, if only the HTTP cache may give it.
fn next(
    client: &Shared,
    cache: Option<&SharedCache>,
    exchange: &mut Exchange,
    page: (&str, CacheMode),
) -> Option<(MessageKind, HttpRequest, Option<StoredResponse>)> {
    let stored = RefCell::new(None);
    let is_stored = |request: &HttpRequest| {
        let ask = through::ask(page, request, (client.settings.clock)());
        let found = through::find(client.settings.http_cache.as_ref(), &ask);
        *stored.borrow_mut() = if let Found::Fresh(stored) = found { Some(stored) } else { None };
        stored.borrow().is_some()
    };
    let (kind, request) = client.with_context(cache, &is_stored, |context| exchange.next(context))?;
    Some((kind, request, stored.into_inner()))
}

/// What is sent along, and who hears of it.
pub(crate) struct Load {
    pub(crate) payload: Payload,
    pub(crate) progress: Option<Progress>,
}

impl Load {
    fn body(&self, request: &HttpRequest) -> RequestBody {
        if request.sends_body { self.payload.body(self.progress.as_ref()) } else { RequestBody::none() }
    }
}

fn added(client: &Shared, request: &HttpRequest, cookies: &[Cookie], from: &CookieSource) -> HeaderList {
    let given = client.settings.cookies.iter().chain(cookies);
    let cookie = request
        .include_credentials
        .then(|| cookie_header(given, &client.kept_cookies(request, from), &request.url))
        .flatten();
    added_headers(request, &client.settings, cookie)
}

/// Sends a request unless the HTTP cache has an answer; it is not asked where it has given one already.
async fn send_through(
    client: &Shared,
    request: &HttpRequest,
    mut added: HeaderList,
    load: &Load,
    (stored, partition, mode): (Option<StoredResponse>, &str, CacheMode),
) -> (Result<Reply, Failure>, Delivery) {
    let cache = client.settings.http_cache.as_ref();
    let ask = || through::ask((partition, mode), request, (client.settings.clock)());
    match stored.map_or_else(|| through::find(cache, &ask()), Found::Fresh) {
        Found::Fresh(stored) => {
            let reply = Ok(through::from_cache(stored));
            let delivery = Delivery { from_cache: true, version: None, ..Delivery::new(added, &reply) };
            return (reply, delivery);
        }
        Found::Stale(lines) => {
            lines.iter().for_each(|line| added.push(line.name.clone(), line.value.clone()))
        }
        Found::Nothing => {}
    }
    let reply = send(client, request, &added, load.body(request)).await;
    let delivery = Delivery::new(added, &reply);
    (reply.map(|reply| through::heard(cache, &ask(), reply)), delivery)
}

async fn send(
    client: &Shared,
    request: &HttpRequest,
    added: &HeaderList,
    body: RequestBody,
) -> Result<Reply, Failure> {
    let wait = client.settings.timeout;
    let request = http_request(request, added, body)?;
    match timeout(wait, client.transport.send(request)).await {
        Ok(reply) => reply,
        Err(_) => Err(Failure::timeout(wait)),
    }
}
