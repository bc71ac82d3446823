//! A server on loopback that answers as a responder of the engine says: a policy, recorded answers.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::Responder;
use corsac::fetch::{Method, Response};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, split};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use super::answered::Answered;
use super::script::Answer;
use super::tls;
use super::wire::{Received, RequestReader};

/// What script reads where it may. In the place of an error without a body a browser shows a page of its own.
const BODY: &str = "answered";

/// A server that speaks http and https on one port and stands for every host: who is meant is read from
/// `Host`. It stops when it is dropped.
#[derive(Debug)]
pub struct Responding {
    address: SocketAddr,
    state: Arc<State>,
    _listener: JoinSet<()>,
}

struct State {
    tls: TlsAcceptor,
    /// The scheme that a request without TLS was made by.
    plain: &'static str,
    responder: Mutex<Box<dyn Responder + Send>>,
    received: Mutex<Vec<Received>>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").field("received", &lock(&self.received)).finish_non_exhaustive()
    }
}

impl Responding {
    /// Starts a server that answers as `responder` says. Where that has no answer, the server hangs up; where
    /// that gives a protocol failure, it says what is not HTTP; where that runs out of time, it says nothing.
    ///
    /// # Errors
    /// No port can be opened on `127.0.0.1`, or no certificate made.
    pub async fn start(responder: impl Responder + Send + 'static) -> io::Result<Self> {
        Self::taking_plain_for("http", responder).await
    }

    /// The same behind something that ends TLS, such as [`Sites`](super::Sites): what comes without TLS was
    /// asked for by https.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn start_behind_tls(responder: impl Responder + Send + 'static) -> io::Result<Self> {
        Self::taking_plain_for("https", responder).await
    }

    async fn taking_plain_for(
        plain: &'static str,
        responder: impl Responder + Send + 'static,
    ) -> io::Result<Self> {
        let tls = tls::self_signed().map_err(io::Error::other)?;
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = socket.local_addr()?;
        let responder: Box<dyn Responder + Send> = Box::new(responder);
        let state = Arc::new(State { tls, plain, responder: responder.into(), received: Mutex::default() });
        let mut listener = JoinSet::new();
        listener.spawn(accept(socket, Arc::clone(&state)));
        Ok(Self { address, state, _listener: listener })
    }

    /// The response as a client reads it off the wire when this server has sent it: with the length that the
    /// server adds, and without spaces around the values.
    pub fn as_read(response: &Response, request: &HttpRequest) -> Option<Response> {
        let method = request.method.as_str().to_owned();
        let asked = Received { method, target: String::new(), lines: Vec::new(), body: Vec::new() };
        let bytes = to_answer(response).bytes_for(&asked);
        Some(Answered::parse(&bytes)?.to_response())
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far, in the order of arrival, and forgets them.
    pub fn take_received(&self) -> Vec<Received> {
        std::mem::take(&mut lock(&self.state.received))
    }
}

async fn accept(socket: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = socket.accept().await {
        while connections.try_join_next().is_some() {}
        connections.spawn(greet(stream, Arc::clone(&state)));
    }
}

async fn greet(stream: TcpStream, state: Arc<State>) {
    match tls::begins_with_tls(&stream).await {
        None => {}
        Some(false) => serve(stream, state.plain, &state).await,
        Some(true) => {
            // Who does not like the certificate reports that itself.
            if let Ok(stream) = state.tls.accept(stream).await {
                serve(stream, "https", &state).await;
            }
        }
    }
}

/// Answers until the client goes, or until there is no answer.
async fn serve(stream: impl AsyncRead + AsyncWrite, scheme: &str, state: &State) {
    let (read, mut write) = split(stream);
    let mut requests = RequestReader::new(read);
    while let Ok(Some(incoming)) = requests.next().await {
        let received = incoming.request;
        let result = to_engine(scheme, &received).map(|request| lock(&state.responder).respond(&request));
        let bytes = match &result {
            Some(Ok(response)) => to_answer(response).bytes_for(&received),
            Some(Err(NetworkFailure::Protocol)) => b"no HTTP\r\n\r\n".to_vec(),
            Some(Err(_)) | None => Vec::new(),
        };
        lock(&state.received).push(received);
        if result == Some(Err(NetworkFailure::Timeout)) {
            return std::future::pending().await;
        }
        if bytes.is_empty() || write.write_all(&bytes).await.is_err() {
            break;
        }
    }
    drop(write.shutdown().await);
}

/// The request as the engine has it; `None` if it names no URL.
fn to_engine(scheme: &str, received: &Received) -> Option<HttpRequest> {
    let host = received.header("host")?;
    let lines = received.lines.iter().filter(|line| !line.name.eq_ignore_ascii_case("host"));
    Some(HttpRequest {
        method: Method::new(&received.method).ok()?,
        url: format!("{scheme}://{host}{}", received.target).parse().ok()?,
        headers: lines.map(|line| (line.name.as_str(), line.value.as_slice())).collect(),
        include_credentials: received.header("cookie").is_some(),
        sends_body: !received.body.is_empty(),
    })
}

fn to_answer(response: &Response) -> Answer {
    let answer = response.headers.iter().fold(Answer::new(response.status), |answer, header| {
        answer.line([header.name.as_bytes(), b": ", &header.value].concat())
    });
    if response.is_null_body() { answer } else { answer.body(BODY) }
}

/// A panic in a test that holds the lock must not hide what the server saw.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
