//! Every site that a browser under test can name, behind one port.
//!
//! The browser is told to resolve every host and port to that one port ([`Sites::resolver_rule`]), or takes that
//! port for its SOCKS 5 proxy, so that a page lives at the very origin that a case names: `https://bank.com`, `http://localhost:3000`,
//! `https://api.test:8443`. What arrives is told apart by its first byte (TLS or not) and its `Host`, noted
//! down, and passed on byte for byte to whatever real server stands [behind](Sites::place) that origin.
//! Nothing leaves the machine.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadHalf, WriteHalf, split};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex as AsyncMutex;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::answered::Answered;
use super::socks;
use super::tls;
use super::wire::{Incoming, Received, RequestReader};

/// How the paths of the lab's pages begin on every site; requests for them never reach the server behind.
/// One segment only, so that a cookie set with a page belongs to the path `/`.
const PAGES: &str = "/corsac-lab-page-";
/// The page: nothing in it asks for anything. Without the icon the browser would ask for /favicon.ico.
const PAGE: &str =
    "<!doctype html><meta charset=utf-8><link rel=icon href='data:,'><title>corsac lab</title>";
/// A page that a server shows comes without that link. What the browser then asks for by itself is nobody's request.
const ICON: &str = "/favicon.ico";
/// The first byte of a TLS handshake record.
const TLS_HANDSHAKE: u8 = 0x16;

/// The most of an answer that is kept to find its head in. In bytes.
const HEAD_LIMIT: usize = 256 * 1024;

/// One request, the origin it was sent to, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The serialized origin that the browser addressed.
    pub origin: String,
    /// The request.
    pub request: Received,
    /// The head of the answer; `None` if the server gave none, or has not yet.
    pub answer: Option<Answered>,
}

/// The first bytes of an answer, as they are copied back.
type Kept = Arc<Mutex<Vec<u8>>>;

/// Why a site could not be opened or placed.
#[derive(Debug)]
pub enum SitesError {
    /// No port could be opened on loopback.
    Listen(io::Error),
    /// The certificate for https could not be made.
    Certificate(tokio_rustls::rustls::Error),
    /// Not the serialized origin of an http or https site: carries what was given.
    Origin(String),
}

impl fmt::Display for SitesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(error) => write!(f, "no port on 127.0.0.1: {error}"),
            Self::Certificate(error) => write!(f, "no certificate for https: {error}"),
            Self::Origin(text) => {
                write!(f, "{text:?} is no http or https origin; write it like https://bank.test")
            }
        }
    }
}

impl std::error::Error for SitesError {}

/// The sites, on one loopback port. They close when this is dropped.
#[derive(Debug)]
pub struct Sites {
    port: u16,
    state: Arc<State>,
    _listener: JoinSet<()>,
}

struct State {
    tls: TlsAcceptor,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    behind: HashMap<String, SocketAddr>,
    /// The header lines of each page, at the page's number.
    pages: Vec<Vec<String>>,
    /// The answer of each is filled in when it is taken.
    arrivals: Vec<(Arrival, Kept)>,
    strays: Vec<Arrival>,
}

impl Sites {
    /// Opens the port; no site is there yet.
    ///
    /// # Errors
    /// [`SitesError::Listen`] and [`SitesError::Certificate`].
    pub async fn open() -> Result<Self, SitesError> {
        let tls = tls::self_signed().map_err(SitesError::Certificate)?;
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(SitesError::Listen)?;
        let port = socket.local_addr().map_err(SitesError::Listen)?.port();
        let state = Arc::new(State { tls, table: Mutex::default() });
        let mut listener = JoinSet::new();
        listener.spawn(accept(socket, Arc::clone(&state)));
        Ok(Self { port, state, _listener: listener })
    }

    /// Where all sites are, for clients other than the browser.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// What Chromium's `--host-resolver-rules` needs to reach the sites and nothing else.
    pub fn resolver_rule(&self) -> String {
        format!("MAP * 127.0.0.1:{}", self.port)
    }

    /// Puts the server at `address` behind `origin`, in the place of one that is there.
    ///
    /// # Errors
    /// [`SitesError::Origin`] when `origin` is not the serialized origin of an http or https site.
    pub fn place(&self, origin: &str, address: SocketAddr) -> Result<(), SitesError> {
        let origin = checked_origin(origin)?;
        self.state.table().behind.insert(origin, address);
        Ok(())
    }

    /// Publishes a page at `origin`, answered with these header lines besides its own, and returns its URL.
    ///
    /// # Errors
    /// [`SitesError::Origin`] when `origin` is not the serialized origin of an http or https site.
    pub fn publish(&self, origin: &str, lines: &[String]) -> Result<String, SitesError> {
        let origin = checked_origin(origin)?;
        let pages = &mut self.state.table().pages;
        pages.push(lines.to_vec());
        Ok(format!("{origin}{PAGES}{}", pages.len() - 1))
    }

    /// Every request for a placed site so far, in the order of arrival, and forgets them.
    pub fn take_arrivals(&self) -> Vec<Arrival> {
        let arrivals = std::mem::take(&mut self.state.table().arrivals);
        let with_answer = |(arrival, kept): (Arrival, Kept)| {
            let answer = Answered::parse(&lock(&kept));
            Arrival { answer, ..arrival }
        };
        arrivals.into_iter().map(with_answer).collect()
    }

    /// Requests for origins that nobody placed; they were hung up on. The browser's own calls home are among
    /// them, and its requests for icons.
    pub fn take_strays(&self) -> Vec<Arrival> {
        std::mem::take(&mut self.state.table().strays)
    }
}

impl State {
    fn table(&self) -> MutexGuard<'_, Table> {
        lock(&self.table)
    }

    /// Notes the request down and tells where it goes.
    fn arrive(&self, scheme: &str, request: &Received) -> Destination {
        let host = request.header("host").unwrap_or_default();
        let origin = format!("{scheme}://{host}");
        let mut table = self.table();
        if let Some(number) = request.target.strip_prefix(PAGES) {
            let page = number.parse().ok().and_then(|number: usize| table.pages.get(number));
            return page.map_or(Destination::Nowhere, |lines| Destination::Page(page_answer(lines)));
        }
        let arrival = Arrival { origin, request: request.clone(), answer: None };
        let behind = table.behind.get(&arrival.origin).filter(|_| request.target != ICON);
        let Some(address) = behind.copied() else {
            table.strays.push(arrival);
            return Destination::Nowhere;
        };
        let kept = Kept::default();
        table.arrivals.push((arrival, Arc::clone(&kept)));
        Destination::Server(address, kept)
    }
}

/// A panic in a test that holds the lock must not hide what the others saw.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().fmt(f)
    }
}

enum Destination {
    Page(Vec<u8>),
    Server(SocketAddr, Kept),
    Nowhere,
}

fn checked_origin(text: &str) -> Result<String, SitesError> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let origin = url.map(|url| url.origin().ascii_serialization());
    origin.filter(|origin| origin == text).ok_or_else(|| SitesError::Origin(text.to_owned()))
}

fn page_answer(lines: &[String]) -> Vec<u8> {
    let own = "Content-Type: text/html\r\nCache-Control: no-store\r\nConnection: close\r\n";
    let told: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    format!("HTTP/1.1 200 OK\r\n{own}Content-Length: {}\r\n{told}\r\n{PAGE}", PAGE.len()).into_bytes()
}

async fn accept(socket: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = socket.accept().await {
        while connections.try_join_next().is_some() {}
        connections.spawn(greet(stream, Arc::clone(&state)));
    }
}

/// Tells TLS from plain HTTP by the first byte. A connection that fails is closed: the browser reports that
/// itself.
async fn greet(mut stream: TcpStream, state: Arc<State>) {
    if first_byte(&stream).await == Some(socks::VERSION) && socks::agree(&mut stream).await.is_err() {
        return;
    }
    match first_byte(&stream).await {
        None => {}
        Some(TLS_HANDSHAKE) => {
            if let Ok(stream) = state.tls.accept(stream).await {
                Connection::new(stream, "https", state).run().await;
            }
        }
        Some(_) => Connection::new(stream, "http", state).run().await,
    }
}

/// What the client sends first, left in its place; `None` if the client has gone.
async fn first_byte(stream: &TcpStream) -> Option<u8> {
    let mut first = [0];
    matches!(stream.peek(&mut first).await, Ok(1)).then_some(first[0])
}

/// One connection of the browser, which always belongs to one origin.
struct Connection<S> {
    scheme: &'static str,
    state: Arc<State>,
    requests: RequestReader<ReadHalf<S>>,
    /// Shared with the task that copies answers back.
    browser: Arc<AsyncMutex<WriteHalf<S>>>,
    /// The server behind, once a request has gone there, and the task that copies its answers back.
    server: Option<Behind>,
}

struct Behind {
    address: SocketAddr,
    write: OwnedWriteHalf,
    /// Where the answer to the latest request is kept.
    keeping: Arc<Mutex<Kept>>,
    /// Copies the answers back; dropping it ends that.
    _back: JoinSet<()>,
}

impl<S: AsyncRead + AsyncWrite + Send + 'static> Connection<S> {
    fn new(stream: S, scheme: &'static str, state: Arc<State>) -> Self {
        let (read, write) = split(stream);
        let browser = Arc::new(AsyncMutex::new(write));
        Self { scheme, state, requests: RequestReader::new(read), browser, server: None }
    }

    async fn run(mut self) {
        while let Ok(Some(incoming)) = self.requests.next().await {
            if !self.pass_on(incoming).await {
                break;
            }
        }
    }

    /// Whether the connection stays open.
    async fn pass_on(&mut self, incoming: Incoming) -> bool {
        match self.state.arrive(self.scheme, &incoming.request) {
            Destination::Nowhere => false,
            Destination::Page(answer) => {
                // The browser does not pipeline: no answer of the server is on its way now.
                self.server = None;
                let mut browser = self.browser.lock().await;
                drop(browser.write_all(&answer).await);
                drop(browser.shutdown().await);
                false
            }
            Destination::Server(address, kept) => self.relay(address, kept, &incoming.wire).await.is_ok(),
        }
    }

    async fn relay(&mut self, address: SocketAddr, kept: Kept, wire: &[u8]) -> io::Result<()> {
        let mut server = match self.server.take() {
            Some(server) if server.address == address => server,
            _ => self.connect(address).await?,
        };
        // The browser does not pipeline: whatever comes back from now on answers this request.
        *lock(&server.keeping) = kept;
        server.write.write_all(wire).await?;
        self.server = Some(server);
        Ok(())
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Behind> {
        let (mut read, write) = TcpStream::connect(address).await?.into_split();
        let browser = Arc::clone(&self.browser);
        let keeping = Arc::new(Mutex::new(Kept::default()));
        let mut back = JoinSet::new();
        let keep = Arc::clone(&keeping);
        back.spawn(async move {
            let mut browser = browser.lock().await;
            // Ends with the server's connection, whatever ended it; the browser is told by closing its own.
            drop(copy_back(&mut read, &mut *browser, &keep).await);
            drop(browser.shutdown().await);
        });
        Ok(Behind { address, write, keeping, _back: back })
    }
}

/// Copies answers to the browser and keeps the beginning of each.
async fn copy_back(
    server: &mut OwnedReadHalf,
    browser: &mut (impl AsyncWrite + Unpin),
    keeping: &Mutex<Kept>,
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let length = server.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        let kept = Arc::clone(&lock(keeping));
        let room = HEAD_LIMIT.saturating_sub(lock(&kept).len());
        lock(&kept).extend_from_slice(&buffer[..length.min(room)]);
        browser.write_all(&buffer[..length]).await?;
        browser.flush().await?;
    }
}
