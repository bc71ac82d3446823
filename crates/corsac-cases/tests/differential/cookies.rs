//! Cookies: the jar of `corsac-fetch` against the browsers' own, request by request.
//!
//! Each server has set four cookies while its own page was shown. Then one page asks each server in each way,
//! and which cookies go along is compared; what the answers set on the way counts as well.

use super::cell::{Cell, number, unstamped};
use super::play::{LAG, one};
use super::server::Servers;
use corsac::browser::{CrossOrigin, HttpRequest, Initiator, NetworkFailure, Quirks, RequestInit};
use corsac::exchange::{AnswerSpec, Responder as _, Scenario, ScenarioServer, ScenarioStep, ServerSpec};
use corsac::fetch::request::CredentialsMode;
use corsac::fetch::{Method, Response};
use corsac_cases::lab::Browser;
use corsac_fetch::{Client, ThirdPartyCookies};
use http_body_util::Full;
use hyper::body::Bytes;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use tower::service_fn;

const PAGE: &str = "https://app.test";
/// The page's own origin, another one of its site, and another site.
const SERVERS: [&str; 3] = [PAGE, "https://www.app.test", "https://api.test"];
/// What each server sets while its own page is shown.
const SET: [&str; 4] =
    ["none=1; SameSite=None; Secure", "lax=1; SameSite=Lax", "strict=1; SameSite=Strict", "plain=1"];
/// What each answer sets.
const SET_ON_THE_WAY: [&str; 2] = ["way=1; SameSite=None; Secure", "way-lax=1; SameSite=Lax"];

/// Where the engine's jar and the browser's differ, by cell.
pub(crate) type Differences = BTreeMap<String, Vec<String>>;

pub(crate) fn cells() -> Vec<Cell> {
    let credentials = [CredentialsMode::Omit, CredentialsMode::SameOrigin, CredentialsMode::Include];
    let mut ways: Vec<(Initiator, Option<CredentialsMode>, Option<CrossOrigin>)> =
        credentials.map(|mode| (Initiator::Fetch, Some(mode), None)).to_vec();
    for initiator in [Initiator::Xhr, Initiator::EventSource] {
        ways.extend([None, Some(CredentialsMode::Include)].map(|mode| (initiator, mode, None)));
    }
    for initiator in [Initiator::Image, Initiator::Script, Initiator::Module, Initiator::Style] {
        let values = [None, Some(CrossOrigin::Anonymous), Some(CrossOrigin::UseCredentials)];
        ways.extend(values.map(|value| (initiator, None, value)));
    }
    ways.extend([Initiator::Font, Initiator::Beacon].map(|initiator| (initiator, None, None)));
    let cells = SERVERS.iter().flat_map(|server| ways.iter().map(|way| cell(server, *way)));
    cells.enumerate().map(|(number, cell)| cell.stamped(number)).collect()
}

fn cell(
    server: &str,
    (initiator, credentials, crossorigin): (Initiator, Option<CredentialsMode>, Option<CrossOrigin>),
) -> Cell {
    let mut init = RequestInit::new(PAGE, format!("{server}/cookies"));
    (init.initiator, init.credentials, init.crossorigin) = (initiator, credentials, crossorigin);
    if initiator == Initiator::Beacon {
        init.method = "POST".into();
    }
    let name = format!("cookies: {initiator:?} {credentials:?} {crossorigin:?} to {server}");
    let mut lines = vec![
        ("Access-Control-Allow-Origin", PAGE),
        ("Access-Control-Allow-Credentials", "true"),
        ("Cache-Control", "no-store"),
    ];
    lines.extend(SET_ON_THE_WAY.map(|cookie| ("Set-Cookie", cookie)));
    let headers = lines.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let server = ServerSpec {
        answers: vec![AnswerSpec { headers, ..AnswerSpec::default() }],
        ..ServerSpec::default()
    };
    let scenario = Scenario { steps: vec![ScenarioStep::Fetch(init)], server, ..Scenario::default() };
    Cell { name, scenario }
}

/// Plays the cells in a browser and with the client, under this rule.
pub(crate) async fn differ<B: Browser>(
    browser: &mut B,
    cells: &[Cell],
    (preset, rule): (&str, ThirdPartyCookies),
) -> Differences {
    let (seen, made) = (by_browser(browser, cells).await, by_client(cells, preset, rule).await);
    let none = String::from("none");
    let compare = |(index, cell): (usize, &Cell)| {
        let (engine, browser) = (made.get(&index).unwrap_or(&none), seen.get(&index).unwrap_or(&none));
        let line = format!("cookies: engine [{engine}], browser [{browser}]");
        (engine != browser).then(|| (cell.name.clone(), vec![line]))
    };
    cells.iter().enumerate().filter_map(compare).collect()
}

async fn by_browser<B: Browser>(browser: &mut B, cells: &[Cell]) -> HashMap<usize, String> {
    let _servers = Servers::place(cells, browser.sites()).await;
    for origin in SERVERS {
        let lines = SET.map(|cookie| format!("Set-Cookie: {cookie}"));
        let page = browser.sites().publish(origin, &lines).unwrap();
        browser.visit(&page, "return '';").await.unwrap_or_else(|error| panic!("{error}"));
    }
    one(browser, cells, &(0..cells.len()).collect::<Vec<_>>()).await;
    tokio::time::sleep(LAG).await;
    let mut found: HashMap<usize, String> = HashMap::new();
    for arrival in browser.sites().take_arrivals() {
        let of = number(&arrival.request.target).unwrap_or_else(|| panic!("whose is {arrival:?}"));
        let url = unstamped(&format!("{}{}", arrival.origin, arrival.request.target));
        note(&mut found, of, &arrival.request.method, &url, arrival.request.header("cookie").as_deref());
    }
    found
}

fn note(found: &mut HashMap<usize, String>, of: usize, method: &str, url: &str, cookies: Option<&str>) {
    let mut names: Vec<_> = cookies.unwrap_or_default().split(';').map(str::trim).collect();
    // Others than these have been set by other scenarios.
    names.retain(|pair| SET.iter().chain(&SET_ON_THE_WAY).any(|line| line.split(';').next() == Some(pair)));
    names.sort_unstable();
    let line = format!("{method} {url} with {}", names.join(" "));
    let all = found.entry(of).or_default();
    *all = if all.is_empty() { line } else { format!("{all}, {line}") };
}

/// The servers in memory, and what arrived.
struct Memory {
    servers: Vec<ScenarioServer>,
    arrived: HashMap<usize, String>,
}

impl Memory {
    fn answer(&mut self, head: &http::request::Parts) -> Option<Response> {
        let host = head.headers.get("host").and_then(|value| value.to_str().ok())?;
        let url = format!("https://{host}{}", head.uri.path_and_query()?);
        let Some(of) = number(&url) else {
            let lines = SET.iter().map(|cookie| ("Set-Cookie", *cookie));
            return Some(Response::new(200, lines.collect()));
        };
        let cookie = head.headers.get("cookie").and_then(|value| value.to_str().ok());
        note(&mut self.arrived, of, head.method.as_str(), &unstamped(&url), cookie);
        let headers = head.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let request = HttpRequest {
            method: Method::new(head.method.as_str()).ok()?,
            url: url.parse().ok()?,
            headers,
            include_credentials: cookie.is_some(),
            sends_body: false,
        };
        let answer: Result<Response, NetworkFailure> = self.servers.get_mut(of)?.respond(&request);
        answer.ok()
    }
}

async fn by_client(cells: &[Cell], preset: &str, rule: ThirdPartyCookies) -> HashMap<usize, String> {
    let servers = cells.iter().map(|cell| cell.scenario.server.build().unwrap()).collect();
    let memory = Arc::new(Mutex::new(Memory { servers, arrived: HashMap::new() }));
    let behind = Arc::clone(&memory);
    let service = service_fn(move |request: http::Request<_>| {
        let answer = behind.lock().unwrap().answer(&request.into_parts().0);
        async move { answer.map(to_http).ok_or("no answer") }
    });
    let quirks = Quirks::preset(preset).unwrap();
    let client = Client::builder().quirks(quirks).third_party_cookies(rule).over(service).unwrap();
    for origin in SERVERS {
        let mut visit = RequestInit::new(origin, format!("{origin}/"));
        visit.initiator = Initiator::Navigation;
        client.request(visit).send().await.unwrap();
    }
    for init in cells.iter().flat_map(Cell::inits) {
        client.request(init.clone()).send().await.unwrap();
    }
    std::mem::take(&mut memory.lock().unwrap().arrived)
}

fn to_http(response: Response) -> http::Response<Full<Bytes>> {
    let mut answer = http::Response::builder().status(response.status);
    for header in &response.headers {
        answer = answer.header(&header.name, header.value.as_slice());
    }
    answer.body(Full::default()).unwrap()
}
