//! A client that writes requests byte for byte and reads answers as they stand on the wire.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer: the status, the header lines in order, names in lower case, and the body.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The values of all lines with this name, in order.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.lines.iter().filter(|(have, _)| have == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The lines that CORS is about, sorted.
    pub(crate) fn cors(&self) -> Vec<String> {
        let ours =
            |name: &str| name.starts_with("access-control-") || name == "vary" || name == "corsac-diagnosis";
        let lines = self.lines.iter().filter(|(name, _)| ours(name));
        let mut lines: Vec<_> = lines.map(|(name, value)| format!("{name}: {value}")).collect();
        lines.sort();
        lines
    }
}

/// Sends a head (lines parted by `\n`, without `Host`) and a body; reads the answer to its end.
pub(crate) async fn send(to: SocketAddr, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(to).await.unwrap();
    let head = head.trim().replace('\n', "\r\n");
    let length = body.len();
    let head = format!("{head}\r\nHost: {to}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    parse(&bytes)
}

/// Sends a head that asks for an upgrade; reads no further than the head of the answer.
pub(crate) async fn send_upgrade(to: SocketAddr, head: &str) -> Answer {
    let mut stream = TcpStream::connect(to).await.unwrap();
    let head = head.trim().replace('\n', "\r\n");
    stream.write_all(format!("{head}\r\nHost: {to}\r\n\r\n").as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.unwrap());
    }
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the head");
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let lines = lines.map(|line| line.split_once(": ").unwrap());
    let lines = lines.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Answer { status, lines, body: bytes[end + 4..].to_vec() }
}
