//! Just enough HTTP: one request on one connection, its answer up to the end.

use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::fetch::header::HeaderList;
use corsac::fetch::response::Response;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_ANSWER: u64 = 16 << 20;

/// Sends a request as it stands and returns its answer's head and body, or why none came.
pub(crate) fn send(request: &HttpRequest, body: &[u8]) -> Result<(Response, Vec<u8>), NetworkFailure> {
    if request.url.scheme() != "http" {
        return Err(NetworkFailure::Tls); // An engine has TLS; this example has not.
    }
    let host = request.url.host_str().unwrap_or_default();
    let port = request.url.port_or_known_default().unwrap_or(80);
    let addresses =
        (host.trim_matches(['[', ']']), port).to_socket_addrs().map_err(|_| NetworkFailure::Dns)?;
    let connect = |address| TcpStream::connect_timeout(&address, PATIENCE).ok();
    let stream = addresses.into_iter().find_map(connect).ok_or(NetworkFailure::Connect)?;
    let answer = exchange(stream, &head(request, host), body).map_err(|error| match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => NetworkFailure::Timeout,
        _ => NetworkFailure::NoResponse,
    })?;
    parse(&answer)
}

fn exchange(mut stream: TcpStream, head: &[u8], body: &[u8]) -> io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(head)?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.take(LONGEST_ANSWER).read_to_end(&mut answer)?;
    Ok(answer)
}

/// The request's head: the machine's lines, and what HTTP itself needs. In HTTP/1.0 the answer ends with its connection.
fn head(request: &HttpRequest, host: &str) -> Vec<u8> {
    let query = request.url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let port = request.url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let line = format!("{} {}{query} HTTP/1.0\r\nHost: {host}{port}\r\n", request.method, request.url.path());
    let mut head = line.into_bytes();
    for header in request.headers.iter() {
        head.extend([header.name.as_bytes(), b": ", &header.value, b"\r\n"].concat());
    }
    head.extend(b"\r\n");
    head
}

/// Status and lines, spelling and duplicates kept: the machine judges them as they came.
fn parse(answer: &[u8]) -> Result<(Response, Vec<u8>), NetworkFailure> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or(NetworkFailure::NoResponse)?;
    let (head, body) = answer.split_at(end);
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let status =
        lines.next().and_then(|line| std::str::from_utf8(line).ok()?.split(' ').nth(1)?.parse().ok());
    let mut headers = HeaderList::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':').ok_or(NetworkFailure::Protocol)?;
        let (name, value) = line.split_at(colon);
        headers.push(String::from_utf8_lossy(name), value.get(1..).unwrap_or_default().trim_ascii());
    }
    let response = Response::new(status.ok_or(NetworkFailure::Protocol)?, headers);
    Ok((response, body.get(4..).unwrap_or_default().to_vec()))
}
