//! A server that answers with what it is told, byte for byte.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A server on loopback; it lives as long as the test.
pub(crate) struct Replaying {
    pub(crate) address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// What OPTIONS is answered with, and what everything else is.
    preflight: String,
    actual: String,
    /// The methods that came.
    methods: Vec<String>,
}

impl Replaying {
    /// Answers preflights and requests with a status and header lines each.
    pub(crate) fn start(preflight: &[&str], actual: &[&str]) -> Self {
        Self::start_at(([127, 0, 0, 1], 0).into(), preflight, actual)
    }

    /// The same at this address.
    pub(crate) fn start_at(address: SocketAddr, preflight: &[&str], actual: &[&str]) -> Self {
        let listener = TcpListener::bind(address).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || answer(&stream, &shared));
            }
        });
        let server = Self { address, state };
        server.now(preflight, actual);
        server
    }

    /// Answers so from now on.
    pub(crate) fn now(&self, preflight: &[&str], actual: &[&str]) {
        let head = |lines: &[&str]| {
            let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
            let length = if lines.starts_with("204") { "" } else { "Content-Length: 0\r\n" };
            format!("HTTP/1.1 {lines}{length}\r\n")
        };
        let mut state = self.state.lock().expect("no panic before");
        (state.preflight, state.actual) = (head(preflight), head(actual));
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/items", self.address)
    }

    /// How many requests with this method came.
    pub(crate) fn count(&self, method: &str) -> usize {
        self.state.lock().expect("no panic before").methods.iter().filter(|other| *other == method).count()
    }
}

/// Answers one request after the other; none of them has a body.
fn answer(mut stream: &TcpStream, state: &Mutex<State>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    while let Some(line) = lines.next() {
        let method = line.split(' ').next().unwrap_or_default().to_owned();
        lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
        let mut state = state.lock().expect("no panic before");
        let head = if method == "OPTIONS" { state.preflight.clone() } else { state.actual.clone() };
        state.methods.push(method);
        drop(state);
        if stream.write_all(head.as_bytes()).is_err() {
            return;
        }
    }
}
