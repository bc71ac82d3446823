//! The cells played by a browser.

use super::cell::{Cell, HOST_OF_FRAMES, number, unstamped};
use super::compare::{Account, Got, Sent};
use super::engine::{compared, readable};
use super::server::Servers;
use corsac::browser::Initiator;
use corsac::fetch::HeaderList;
use corsac_cases::lab::{Action, Arrival, Batch, Browser, Doing, Seen, Sites};
use std::collections::BTreeMap;
use std::time::Duration;

/// How many cells one page plays.
const BATCH: usize = 100;
/// How long the last requests may take to arrive.
pub(crate) const LAG: Duration = Duration::from_secs(1);

/// What comes of each cell. The first one is played before all others.
pub(crate) async fn all<B: Browser>(browser: &mut B, cells: &[Cell]) -> Vec<Account> {
    let _servers = Servers::place(cells, browser.sites()).await;
    let mut accounts: Vec<_> = cells.iter().map(|_| Account::default()).collect();
    let mut pages: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate().skip(1) {
        pages.entry((cell.origin(), cell.embedder_policy())).or_default().push(index);
    }
    // What beacons do at a redirect that comes when their page has gone is another matter.
    let is_beacon = |index: &usize| cells[*index].inits().any(|init| init.initiator == Initiator::Beacon);
    pages.values_mut().for_each(|page| page.sort_by_key(|index| !is_beacon(index)));
    let batches = pages.values().flat_map(|page| page.chunks(BATCH));
    for batch in [[0].as_slice()].into_iter().chain(batches) {
        for (index, seen) in batch.iter().zip(one(browser, cells, batch).await) {
            accounts[*index].got = seen.iter().map(got).collect();
        }
        take_arrivals(browser.sites(), cells, &mut accounts);
    }
    // A beacon may be on its way yet.
    tokio::time::sleep(LAG).await;
    take_arrivals(browser.sites(), cells, &mut accounts);
    accounts
}

fn take_arrivals(sites: &Sites, cells: &[Cell], accounts: &mut [Account]) {
    for (of, arrivals) in by_cell(sites.take_arrivals()) {
        let cell = cells.get(of).unwrap_or_else(|| panic!("requests that no cell makes: {arrivals:?}"));
        let once = arrivals.iter().zip(arrivals.iter().skip(1).map(Some).chain([None]));
        let once = once.filter(|(arrival, next)| !is_repeated(arrival, *next));
        accounts[of].sent.extend(once.map(|(arrival, _)| sent(cell, arrival)));
    }
}

fn by_cell(arrivals: Vec<Arrival>) -> BTreeMap<usize, Vec<Arrival>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for arrival in arrivals {
        let of = number(&arrival.request.target);
        found.entry(of.unwrap_or(usize::MAX)).or_default().push(arrival);
    }
    found
}

/// Whether a request had no answer and was made again. Browsers do that for HTTP's sake, each as often as it likes.
fn is_repeated(arrival: &Arrival, next: Option<&Arrival>) -> bool {
    let same = |next: &Arrival| {
        (&next.request.method, &next.request.target) == (&arrival.request.method, &arrival.request.target)
    };
    arrival.answer.is_none() && next.is_some_and(same)
}

/// What script saw of these cells, which have one page.
pub(crate) async fn one<B: Browser>(browser: &mut B, cells: &[Cell], batch: &[usize]) -> Vec<Vec<Seen>> {
    let origin = batch.first().map_or("null", |index| cells[*index].origin());
    let sandboxed = origin == "null";
    let lists = batch.iter().map(|index| actions(&cells[*index])).collect();
    let script = Batch { lists, sandboxed }.script().unwrap();
    let policy = batch.first().and_then(|index| cells[*index].embedder_policy());
    let lines: Vec<_> =
        policy.iter().map(|policy| format!("Cross-Origin-Embedder-Policy: {policy}")).collect();
    let page = browser.sites().publish(if sandboxed { HOST_OF_FRAMES } else { origin }, &lines);
    let seen = browser.visit(&page.unwrap(), &script).await.unwrap_or_else(|error| panic!("{error}"));
    Batch::seen(&seen).unwrap_or_else(|error| panic!("{error}: {seen}"))
}

fn actions(cell: &Cell) -> Vec<Action> {
    let act = |init| match Doing::from(init) {
        Doing::Act(action) => action,
        Doing::Leave(form) => panic!("{}: leaves its page by {form:?}", cell.name),
    };
    cell.inits().map(act).collect()
}

fn got(seen: &Seen) -> Got {
    match seen {
        Seen::Event(name) => match name.as_str() {
            "load" | "loadeddata" | "open" => Got::Event(true),
            "error" => Got::Event(false),
            _ => Got::Untold,
        },
        Seen::Failed(failure) if failure.name == "TimeoutError" => {
            Got::Response { kind: Some("none in time".into()), status: 0, headers: BTreeMap::new() }
        }
        Seen::Failed(_) => Got::Error,
        Seen::Response(response) => {
            let lines = response.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
            Got::Response {
                kind: response.kind.clone(),
                status: response.status,
                headers: readable(&lines.collect()),
            }
        }
    }
}

fn sent(cell: &Cell, arrival: &Arrival) -> Sent {
    let request = &arrival.request;
    let lines = request.lines.iter().map(|line| (line.name.as_str(), line.value.as_slice()));
    Sent {
        method: request.method.clone(),
        url: unstamped(&format!("{}{}", arrival.origin, request.target)),
        headers: compared(cell, &lines.collect::<HeaderList>()),
    }
}
