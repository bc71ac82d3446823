//! A server on loopback that answers exactly what it is told and remembers what it was asked.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncWriteExt as _, split};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::script::Script;
use super::wire::{Received, RequestReader};

/// A scripted HTTP/1.1 server, on one port of `127.0.0.1` and `[::1]`. It stops when it is dropped.
///
/// Two of them are two origins: they differ in their port.
#[derive(Debug)]
pub struct Answering {
    port: u16,
    state: Arc<Mutex<State>>,
    /// The listeners' tasks; dropping the set ends them and with them every open connection.
    _listeners: JoinSet<()>,
}

#[derive(Debug)]
struct State {
    script: Script,
    received: Vec<Received>,
    faults: Vec<String>,
}

impl Answering {
    /// Starts a server that follows `script`.
    ///
    /// # Errors
    /// When no port can be opened on `127.0.0.1`. A machine without IPv6 is served on `127.0.0.1` alone.
    pub async fn start(script: Script) -> io::Result<Self> {
        let state = Arc::new(Mutex::new(State { script, received: Vec::new(), faults: Vec::new() }));
        let (port, sockets) = both_loopbacks().await?;
        let mut listeners = JoinSet::new();
        for socket in sockets {
            listeners.spawn(accept(socket, Arc::clone(&state)));
        }
        Ok(Self { port, state, _listeners: listeners })
    }

    /// The port, the same on both addresses.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The address on `127.0.0.1`.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// The serialized origin under which `host` reaches this server, such as `http://localhost:41234`.
    pub fn origin(&self, host: &str) -> String {
        format!("http://{host}:{}", self.port)
    }

    /// Every request so far, in the order of arrival.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// Every request so far, and forgets them.
    pub fn take_received(&self) -> Vec<Received> {
        std::mem::take(&mut lock(&self.state).received)
    }

    /// What arrived that was not a request, in words. An assertion on an exchange should find this empty.
    pub fn faults(&self) -> Vec<String> {
        lock(&self.state).faults.clone()
    }

    /// Follows another script from the next request on.
    pub fn follow(&self, script: Script) {
        lock(&self.state).script = script;
    }
}

/// A port that is free on both loopback addresses; `localhost` may mean either.
async fn both_loopbacks() -> io::Result<(u16, Vec<TcpListener>)> {
    const TRIES: u8 = 20;
    let mut tries = 0;
    loop {
        let four = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = four.local_addr()?.port();
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            Ok(six) => return Ok((port, vec![four, six])),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && tries < TRIES => tries += 1,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(_) => return Ok((port, vec![four])),
        }
    }
}

async fn accept(socket: TcpListener, state: Arc<Mutex<State>>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = socket.accept().await {
        while connections.try_join_next().is_some() {}
        connections.spawn(serve(stream, Arc::clone(&state)));
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) {
    let (read, mut write) = split(stream);
    let mut requests = RequestReader::new(read);
    loop {
        let request = match requests.next().await {
            Ok(Some(incoming)) => incoming.request,
            Ok(None) => return,
            Err(error) => return lock(&state).faults.push(error.to_string()),
        };
        let answer = lock(&state).script.answer(&request);
        let bytes = answer.bytes_for(&request);
        lock(&state).received.push(request);
        tokio::time::sleep(answer.delay).await;
        if write.write_all(&bytes).await.is_err() || !answer.keeps_alive() {
            // A client that has gone, or an answer that ends the connection.
            drop(write.shutdown().await);
            return;
        }
    }
}

/// A panic in a test that holds the lock must not hide what the server saw.
fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
