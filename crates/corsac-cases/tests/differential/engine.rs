//! A cell played by the engine.

use super::cell::{Cell, unstamped};
use super::compare::{ALWAYS, Account, Got, Sent};
use corsac::browser::{FilteredResponse, HttpRequest, Initiator, NetworkFailure, Outcome, RequestInit};
use corsac::exchange::{Responder as _, Scenario, ScenarioStep, Transcript};
use corsac::fetch::HeaderList;
use corsac_cases::lab::Responding;
use std::collections::BTreeMap;

/// What comes of a cell under this preset.
pub(crate) fn play(cell: &Cell, preset: &str) -> Account {
    let preset = Some(preset.to_owned());
    let mut scenario = Scenario { preset, preflight_credentialed: false, ..cell.scenario.clone() };
    let mut server = scenario.server.build().unwrap_or_else(|error| panic!("{}: {error}", cell.name));
    let mut respond = |request: &HttpRequest| {
        let response = server.respond(request)?;
        // The browsers read the same answers off the wire.
        Responding::as_read(&response, request).ok_or(NetworkFailure::Protocol)
    };
    // A request that cannot be made is none: script gets an exception.
    scenario.steps.retain(|step| !matches!(step, ScenarioStep::Fetch(init) if is_refused(init)));
    let transcripts = scenario.play_against(&mut respond);
    account(cell, &transcripts.unwrap_or_else(|error| panic!("{}: {error}", cell.name)))
}

fn is_refused(init: &RequestInit) -> bool {
    init.make().is_err()
}

fn account(cell: &Cell, transcripts: &[Transcript]) -> Account {
    let messages = transcripts.iter().flat_map(|transcript| &transcript.messages);
    let mut made = transcripts.iter();
    let mut transcript = |init| if is_refused(init) { None } else { made.next() };
    let got = cell.inits().map(|init| match transcript(init) {
        None => Got::Error,
        Some(transcript) => got(init.initiator, &transcript.outcome),
    });
    Account { got: got.collect(), sent: messages.map(|message| sent(cell, &message.request)).collect() }
}

fn got(initiator: Initiator, outcome: &Outcome) -> Got {
    match initiator {
        Initiator::Fetch | Initiator::Xhr => seen(outcome),
        // What is answered is no image, font or video, and a beacon tells nothing.
        Initiator::Script | Initiator::Module | Initiator::Style | Initiator::EventSource => match outcome {
            // What browsers make of a 206, a 304 or a sheet of another type is nothing of CORS.
            Outcome::Response(response) if is_odd(initiator, response) => Got::Untold,
            Outcome::Response(response) => Got::Event(serves(initiator, response)),
            Outcome::NetworkError(_) => Got::Event(false),
        },
        _ => Got::Untold,
    }
}

fn is_odd(initiator: Initiator, response: &FilteredResponse) -> bool {
    let status = response.internal.status;
    let other = initiator == Initiator::Style && !serves(initiator, response);
    status == 206 || status / 100 == 3 || (other && status < 400)
}

/// Whether a response is of the kind that HTML asks for.
fn serves(initiator: Initiator, response: &FilteredResponse) -> bool {
    let kind = response.internal.headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
    let is = |essence: &str| kind.split(|byte| *byte == b';').next() == Some(essence.as_bytes());
    match initiator {
        Initiator::EventSource => response.internal.status == 200 && is("text/event-stream"),
        Initiator::Module => response.internal.is_ok() && is("text/javascript"),
        Initiator::Style => response.internal.is_ok() && is("text/css"),
        _ => response.internal.is_ok(),
    }
}

fn seen(outcome: &Outcome) -> Got {
    match outcome {
        Outcome::NetworkError(_) => Got::Error,
        Outcome::Response(response) => Got::Response {
            kind: Some(response.kind.as_str().to_owned()),
            status: response.status,
            headers: readable(&response.headers),
        },
    }
}

fn sent(cell: &Cell, request: &HttpRequest) -> Sent {
    let mut url = request.url.clone();
    url.set_fragment(None);
    Sent {
        method: request.method.to_string(),
        url: unstamped(url.as_str()),
        headers: compared(cell, &request.headers),
    }
}

/// The headers of a message that are compared: those of CORS, and those that script set, as long as their value is
/// script's and not the browser's own.
pub(crate) fn compared(cell: &Cell, headers: &HeaderList) -> BTreeMap<String, String> {
    let own = |name: &&str| headers.get(name).is_some();
    let mut chosen: BTreeMap<_, _> =
        ALWAYS.iter().copied().filter(own).map(|name| pair(headers, name)).collect();
    let set = cell.inits().flat_map(|init| &init.headers);
    // Which host is asked is compared with the URL.
    for (name, value) in set.filter(|(name, _)| !name.eq_ignore_ascii_case("host")) {
        let own = name.eq_ignore_ascii_case("content-type");
        if headers.get(name).is_some_and(|found| own || text(&found).contains(value.trim())) {
            chosen.extend([pair(headers, name)]);
        }
    }
    chosen
}

fn pair(headers: &HeaderList, name: &str) -> (String, String) {
    (name.to_ascii_lowercase(), text(&headers.get(name).unwrap_or_default()))
}

/// Every header, values of one name joined.
pub(crate) fn readable(headers: &HeaderList) -> BTreeMap<String, String> {
    headers.iter().map(|header| pair(headers, &header.name)).collect()
}

/// Values of one name are joined by a comma, and who likes it sets a space behind that.
fn text(value: &[u8]) -> String {
    let value = String::from_utf8_lossy(value);
    // Each browser makes up a boundary of its own.
    let value = value.split_once("; boundary=").map_or(&*value, |(kind, _)| kind);
    value.split(',').map(str::trim).collect::<Vec<_>>().join(", ")
}
