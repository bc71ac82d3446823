//! The agent over HTTP, for this machine alone.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HOST, ORIGIN};
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::Agent;
use super::pieces::lines;

type Body = BoxBody<Bytes, Infallible>;

/// What a client that wants lines accepts.
const LINES: &str = "application/x-ndjson";
/// The longest message, in bytes.
const MESSAGE_LIMIT: usize = 64 * 1024 * 1024;
/// As many connections are served at once; more have to wait.
const CONNECTIONS: usize = 256;
/// A pause after accepting a connection has failed, which mostly means too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// Why the agent cannot serve.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// The address is reachable from other machines: whoever reaches the agent fetches with its cookies.
    NotLoopback(SocketAddr),
    /// The listener's address cannot be told.
    Listener(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoopback(address) => write!(
                f,
                "{address} can be reached from other machines, and whoever reaches the agent fetches with its \
                 cookies: listen on 127.0.0.1 or [::1]"
            ),
            Self::Listener(error) => write!(f, "the listener: {error}"),
        }
    }
}

impl Error for ServeError {}

impl Agent {
    /// Serves `POST /fetch` until `stop` ends. What is under way then is dropped.
    ///
    /// Requests that come from a web page are refused, by `Host`, `Origin` and `Sec-Fetch-Site`: the agent is for
    /// programs on this machine.
    ///
    /// # Errors
    /// The listener is not a loopback address's.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        let address = listener.local_addr().map_err(ServeError::Listener)?;
        if !address.ip().is_loopback() {
            return Err(ServeError::NotLoopback(address));
        }
        tokio::select! {
            () = accept(Arc::new(self), &listener) => {}
            () = stop => {}
        }
        Ok(())
    }
}

async fn accept(agent: Arc<Agent>, listener: &TcpListener) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = tokio::task::JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let agent = Arc::clone(&agent);
        connections.spawn(async move {
            connection(&agent, stream).await;
            drop(place);
        });
    }
}

async fn connection(agent: &Agent, stream: TcpStream) {
    let service = service_fn(|request| async move { Ok::<_, Infallible>(answer(agent, request).await) });
    // A connection that breaks off concerns nobody but the one who opened it.
    let _ =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(agent: &Agent, request: Request<Incoming>) -> Response<Body> {
    if let Err((status, why)) = admit(&request) {
        return refusal(status, why);
    }
    let in_lines = request.headers().get(ACCEPT).is_some_and(|accept| accept == LINES);
    let message = match Limited::new(request.into_body(), MESSAGE_LIMIT).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => return refusal(StatusCode::BAD_REQUEST, &format!("the message: {error}")),
    };
    let answered = if in_lines {
        agent.begin(&message).await.map(|(answer, body)| of_type(LINES, lines(answer, body).boxed()))
    } else {
        agent.fetch(&message).await.map(|value| answer_json(StatusCode::OK, value.to_string()))
    };
    answered.unwrap_or_else(|error| refusal(StatusCode::BAD_REQUEST, &error.to_string()))
}

/// Whether a request comes from a program on this machine and asks for what there is.
fn admit<B>(request: &Request<B>) -> Result<(), (StatusCode, &'static str)> {
    if !names_loopback(request.headers()) {
        return Err((StatusCode::FORBIDDEN, "Host must name this machine: 127.0.0.1, [::1] or localhost"));
    }
    if request.headers().contains_key(ORIGIN) || request.headers().contains_key("sec-fetch-site") {
        return Err((StatusCode::FORBIDDEN, "the agent is for programs, not for web pages: send no Origin"));
    }
    match (request.uri().path(), request.method()) {
        ("/fetch", &Method::POST) => Ok(()),
        ("/fetch", _) => Err((StatusCode::METHOD_NOT_ALLOWED, "use POST /fetch")),
        _ => Err((StatusCode::NOT_FOUND, "there is only POST /fetch")),
    }
}

/// A name that somebody has pointed at this machine is not this machine's: DNS rebinding.
fn names_loopback(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Some(authority) = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok()) else {
        return false;
    };
    let host = authority.host();
    host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn refusal(status: StatusCode, why: &str) -> Response<Body> {
    answer_json(status, json!({ "message": why }).to_string())
}

fn answer_json(status: StatusCode, json: String) -> Response<Body> {
    let mut response = of_type("application/json", Full::new(json.into()).boxed());
    *response.status_mut() = status;
    response
}

fn of_type(kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
