//! The corpus through the gateway, over real sockets, in front of a service that answers as the case says.

use std::sync::Arc;

use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, ServerSpec};
use corsac::fetch::{HeaderList, Response};
use corsac::server::{Guard, Policy};
use corsac_cases::corpus::Case;
use corsac_cases::lab::{Answer, Answering, Script};
use corsac_cases::run::run;
use corsac_gateway::file::{Route, Server};
use corsac_gateway::proxy::Gateway;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

/// A service, and the gateway in front of it.
struct Proxied {
    has_policy: bool,
    answers: RecordedAnswers,
    service: Answering,
    gateway: std::net::SocketAddr,
    runtime: Runtime,
}

fn build(case: &Case) -> Result<Proxied, String> {
    proxied(&case.scenario.server)
}

fn proxied(server: &ServerSpec) -> Result<Proxied, String> {
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let policy = server.policy.clone().map(Policy::new).transpose().map_err(|error| error.to_string())?;
    let guard = server.guard.as_ref().map(Guard::new).transpose().map_err(|error| error.to_string())?;
    let service = runtime.block_on(Answering::start(Script::new())).map_err(|error| error.to_string())?;
    let route = Route {
        path: "/".parse().expect("a path"),
        upstream: service.origin("127.0.0.1").parse().expect("an upstream"),
        policy: policy.map(Arc::new),
        guard: guard.map(Arc::new),
    };
    let gateway = Gateway::new(Server::default(), vec![route]).map_err(|error| error.to_string())?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    runtime.spawn(async move { gateway.serve(listener, std::future::pending()).await });
    Ok(Proxied {
        has_policy: server.policy.is_some(),
        answers: RecordedAnswers(server.answers.iter().map(RecordedAnswer::from).collect()),
        service,
        gateway: address,
        runtime,
    })
}

fn host(request: &HttpRequest) -> String {
    let host = request.url.host_str().unwrap_or_default();
    request.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The request as it stands on the wire, to whatever address it is sent.
fn to_bytes(request: &HttpRequest) -> Vec<u8> {
    let target = &request.url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut bytes =
        format!("{} {target} HTTP/1.1\r\nHost: {}\r\n", request.method, host(request)).into_bytes();
    for header in &request.headers {
        bytes.extend_from_slice(header.name.as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(&header.value);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"Connection: close\r\n");
    // A page's requests tell their length; what was in the body, a case does not know any more.
    let length = request.headers.lines("content-length").next();
    let length = length.map(|length| String::from_utf8_lossy(length).parse().expect("a length"));
    if length.is_none() && request.sends_body {
        bytes.extend_from_slice(b"Content-Length: 0\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend(std::iter::repeat_n(b'x', length.unwrap_or(0)));
    bytes
}

fn from_bytes(bytes: &[u8]) -> Response {
    let text = String::from_utf8_lossy(bytes);
    let mut rows = text.split("\r\n");
    let status = rows.next().and_then(|row| row.split(' ').nth(1)?.parse().ok());
    let lines = rows.take_while(|row| !row.is_empty()).filter_map(|row| row.split_once(": "));
    let headers: HeaderList = lines.map(|(name, value)| (name, value.as_bytes())).collect();
    Response::new(status.unwrap_or_else(|| panic!("no answer: {text:?}")), headers)
}

fn to_answer(response: &Response) -> Answer {
    response.headers.iter().fold(Answer::new(response.status), |answer, header| {
        answer.line([header.name.as_bytes(), b": ", header.value.as_slice()].concat())
    })
}

impl Proxied {
    async fn exchange(&self, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(self.gateway).await?;
        stream.write_all(bytes).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(answer)
    }
}

impl Responder for Proxied {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let mut answers = self.answers.clone();
        let answer = match answers.respond(request) {
            Ok(answer) => answer,
            // A service that cannot be reached at all, with no gateway in front of it either.
            Err(failure) if answers.answers(request) || !self.has_policy => return Err(failure),
            Err(_) => Response::new(200, HeaderList::new()),
        };
        self.service.follow(Script::always(to_answer(&answer)));
        let bytes = self.runtime.block_on(self.exchange(&to_bytes(request))).expect("an exchange");
        let received = self.service.take_received();
        if let Some(received) = received.first() {
            self.answers = answers;
            assert_eq!(received.header("host"), Some(host(request)));
            assert!(
                !(self.has_policy && received.is_preflight()),
                "a preflight reached the service: {received:?}"
            );
        }
        assert!(received.len() <= 1 && self.service.faults().is_empty(), "{:?}", self.service.faults());
        Ok(from_bytes(&bytes))
    }
}

#[test]
fn every_case_holds_through_the_gateway() {
    let (cases, failures) = run(build).expect("the corpus");
    assert!(cases > 0, "no cases found");
    assert!(failures.is_empty(), "{} failures in {cases} cases:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn random_requests_are_answered_as_the_engine_says() {
    let (asked, differences) = corsac_cases::random::run(proxied).expect("servers and requests");
    assert!(asked > 0, "nothing was asked");
    assert!(differences.is_empty(), "{} of {asked} differ:\n{}", differences.len(), differences.join("\n"));
}
