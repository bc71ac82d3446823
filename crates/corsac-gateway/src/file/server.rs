//! The `[server]` table.

use super::cause::FileCause as Cause;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use super::keys::Keys;
use super::mistake::FileMistakeKind as Kind;
use super::mistakes::{Draft, quoted};

/// Where the gateway listens, and how long it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How long it may take to connect to an upstream.
    pub connect_timeout: Duration,
    /// How long an upstream may be silent before its answer begins, counted anew with each part of the
    /// request's body.
    pub response_timeout: Duration,
    /// How long a client may take to send the head of a request, counted from the end of the one before: an
    /// unused connection is closed after as long.
    pub header_timeout: Duration,
    /// How long requests and tunnels that are under way may take to end when the gateway stops.
    pub stop_timeout: Duration,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            connect_timeout: Duration::from_secs(5),
            response_timeout: Duration::from_secs(60),
            header_timeout: Duration::from_secs(10),
            stop_timeout: Duration::from_secs(10),
        }
    }
}

pub(super) fn read(keys: &mut Keys<'_, '_, '_>) -> Server {
    let default = Server::default();
    Server {
        listen: listen(keys).unwrap_or(default.listen),
        connect_timeout: seconds(keys, "connect_timeout", default.connect_timeout),
        response_timeout: seconds(keys, "response_timeout", default.response_timeout),
        header_timeout: seconds(keys, "header_timeout", default.header_timeout),
        stop_timeout: seconds(keys, "stop_timeout", default.stop_timeout),
    }
}

fn listen(keys: &mut Keys<'_, '_, '_>) -> Option<SocketAddr> {
    let text = keys.text("listen")?;
    let address = text.value.parse();
    if address.is_err() {
        let meant = corrected(&text.value).map(|address| quoted(&address.to_string()));
        let draft = Draft::new(Kind::Listen, text.span, keys.place_of("listen"), Cause::Listen);
        keys.mistakes.add(draft.write(meant));
    }
    address.ok()
}

/// A port alone, a URL, or `localhost` in the place of its address.
fn corrected(text: &str) -> Option<SocketAddr> {
    let text = text.trim();
    let text = text.strip_prefix("http://").unwrap_or(text).trim_end_matches('/');
    let text = text.strip_prefix("localhost").unwrap_or(text);
    let default = Server::default().listen;
    if text.is_empty() {
        return Some(default);
    }
    if let Ok(port) = text.strip_prefix(':').unwrap_or(text).parse() {
        return Some(SocketAddr::new(default.ip(), port));
    }
    let ip = text.parse().map(|ip| SocketAddr::new(ip, default.port()));
    text.parse().or(ip).ok()
}

fn seconds(keys: &mut Keys<'_, '_, '_>, key: &'static str, default: Duration) -> Duration {
    const DAY: i64 = 86_400;
    let Some(number) = keys.seconds(key) else { return default };
    if !(1..=DAY).contains(&number.value) {
        let nearest = number.value.clamp(1, DAY).to_string();
        let draft = Draft::new(Kind::OutOfBounds, number.span, keys.place_of(key), Cause::Timeout(DAY));
        keys.mistakes.add(draft.write(Some(nearest)));
    }
    Duration::from_secs(number.value.unsigned_abs())
}
