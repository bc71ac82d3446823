//! The corpus with corsac-fetch as the browser, over real connections: a server on loopback, TLS included.
//!
//! What comes of it must be what comes of it in memory, to the header line.
//!
//! Requests of programs that are no browser are left out: nothing of the browser half is in them.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use corsac::browser::{HttpRequest, NetworkFailure, Outcome};
use corsac::exchange::{ScenarioStep, Transcript};
use corsac::fetch::Response;
use corsac_cases::corpus::{self, Case};
use corsac_cases::judge::{judge, judge_refused};
use corsac_cases::lab::Responding;
use corsac_fetch::{Client, ClientBuilder};
use tokio::net::TcpSocket;
use url::Url;

/// What came of one message.
type Exchanged = Result<Response, NetworkFailure>;

#[tokio::test]
async fn every_case_holds_over_the_network() {
    let cases = corpus::read(&corpus::directory()).expect("the corpus");
    let (mut fetches, mut failures) = (0, Vec::new());
    for case in &cases {
        fetches += case.expect.fetch.len();
        let found = play(case).await.unwrap_or_else(|error| vec![error]);
        failures.extend(found.into_iter().map(|difference| format!("{case}: {difference}")));
    }
    assert!(fetches > 0, "nothing to fetch");
    assert!(
        failures.is_empty(),
        "{} failures in {fetches} fetches:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

async fn play(case: &Case) -> Result<Vec<String>, String> {
    if let Some(name) = &case.expect.refused {
        return Ok([judge_refused(case, name), refused_by_client(case).await?].concat());
    }
    let responder = case.scenario.server.build().map_err(|error| error.to_string())?;
    let server = Responding::start(responder).await.map_err(|error| error.to_string())?;
    // Bound and not listening: connections to it are refused, and nobody else gets the port.
    let dead = TcpSocket::new_v4().map_err(|error| error.to_string())?;
    dead.bind((Ipv4Addr::LOCALHOST, 0).into()).map_err(|error| error.to_string())?;
    let dead = dead.local_addr().map_err(|error| error.to_string()).map(|address| (dead, address))?;
    let time = Arc::new(AtomicU64::new(0));
    let clock = Arc::clone(&time);
    let client = failing(case, Client::builder(), server.address(), dead.1)?
        .quirks(case.scenario.quirks().map_err(|error| error.to_string())?)
        .clock(move || Duration::from_secs(clock.load(Ordering::Relaxed)))
        .build()
        .map_err(|error| error.to_string())?;
    let mut transcripts = Vec::new();
    let mut differences = Vec::new();
    for step in &case.scenario.steps {
        match step {
            ScenarioStep::Wait(seconds) => drop(time.fetch_add(*seconds, Ordering::Relaxed)),
            ScenarioStep::Fetch(init) => {
                let fetched = client.request(init.clone()).send().await.map_err(|error| error.to_string())?;
                let transcript = fetched.into_transcript();
                differences.extend(what_did_not_arrive(&transcript, &server));
                transcripts.push(transcript);
            }
        }
    }
    differences.extend(judge(case, &transcripts));
    let in_memory = case.scenario.play().map_err(|error| error.to_string())?;
    for (mut network, mut memory) in transcripts.into_iter().zip(in_memory) {
        let (network, memory) = (without_wire(&mut network), without_wire(&mut memory));
        if network != memory {
            differences.push(format!("over the network {network:?}\n in memory {memory:?}"));
        }
    }
    Ok(differences)
}

/// What was sent and what came of it, but for what only a wire needs: a length, and the time it took.
fn without_wire(transcript: &mut Transcript) -> (Vec<(&HttpRequest, &mut Exchanged)>, &mut Outcome) {
    let strip = |response: &mut Response| response.headers.delete("content-length");
    if let Outcome::Response(response) = &mut transcript.outcome {
        strip(&mut response.internal);
        response.headers.delete("content-length");
    }
    let messages = transcript.messages.iter_mut().map(|message| {
        if let Ok(response) = &mut message.result {
            strip(response);
        }
        (&message.request, &mut message.result)
    });
    (messages.collect(), &mut transcript.outcome)
}

/// What a browser refuses to make, the client refuses too: an [`Err`], and nothing is sent.
async fn refused_by_client(case: &Case) -> Result<Vec<String>, String> {
    let client = Client::builder().build().map_err(|error| error.to_string())?;
    let mut refused = 0;
    for step in &case.scenario.steps {
        if let ScenarioStep::Fetch(init) = step {
            refused += usize::from(client.request(init.clone()).send().await.is_err());
        }
    }
    Ok(if refused == 0 { vec!["the client sent it".into()] } else { Vec::new() })
}

/// Leads every host to the server, or into the failure that a case states: nobody listens, nobody knows the
/// name, nobody vouches for the certificate, no answer comes in time.
fn failing(
    case: &Case,
    client: ClientBuilder,
    server: SocketAddr,
    dead: SocketAddr,
) -> Result<ClientBuilder, String> {
    let states = |failure| case.scenario.server.answers.iter().any(|answer| answer.fails == Some(failure));
    // Names under .example have no address anywhere.
    let mut client = if states(NetworkFailure::Dns) { client } else { client.resolve("*", server) }
        .danger_accept_invalid_certs(!states(NetworkFailure::Tls));
    if states(NetworkFailure::Timeout) {
        client = client.timeout(Duration::from_millis(100));
    }
    let refusing = case.scenario.server.answers.iter().filter(|a| a.fails == Some(NetworkFailure::Connect));
    for answer in refusing {
        client = match &answer.url {
            None => client.resolve("*", dead),
            Some(url) => {
                let url = Url::parse(url).map_err(|error| format!("{url}: {error}"))?;
                let host = url.host_str().unwrap_or_default();
                let port = url.port_or_known_default().unwrap_or_default();
                client.resolve(&format!("{host}:{port}"), dead)
            }
        };
    }
    Ok(client)
}

/// Each message of the transcript was on the wire as it says, if somebody was there to answer it.
fn what_did_not_arrive(transcript: &Transcript, server: &Responding) -> Vec<String> {
    let failed = |failure: &NetworkFailure| {
        matches!(failure, NetworkFailure::Connect | NetworkFailure::Dns | NetworkFailure::Tls)
    };
    let sent: Vec<_> = transcript
        .messages
        .iter()
        .filter(|message| !message.result.as_ref().is_err_and(failed))
        .map(|message| (message.request.method.to_string(), message.request.url.host_str(), &message.request))
        .collect();
    let mut received = server.take_received();
    // Whoever is hung up on over a kept connection says it once more over a new one, as browsers do.
    if transcript.messages.last().is_some_and(|message| message.result == Err(NetworkFailure::NoResponse)) {
        received.truncate(sent.len());
    }
    if sent.len() != received.len() {
        return vec![format!("{} messages sent, {} received", sent.len(), received.len())];
    }
    let mut differences = Vec::new();
    for ((method, host, request), received) in sent.into_iter().zip(&received) {
        if method != received.method {
            differences.push(format!("{method} sent, {} received", received.method));
        }
        let arrived = received.header("host");
        if arrived.as_deref().map(|host| host.split(':').next().unwrap_or_default()) != host {
            differences.push(format!("sent to {host:?}, received by {arrived:?}"));
        }
        for line in &request.headers {
            if !received.values(&line.name).any(|value| value == line.value) {
                differences.push(format!("{} was sent and did not arrive", line.name));
            }
        }
    }
    differences
}
