//! Random cells. The seed is fixed: every run makes the same ones.

use super::cell::Cell;
use super::{random_answer, random_request};
use corsac::browser::RequestInit;
use corsac::exchange::{AnswerSpec, Scenario, ScenarioStep, ServerSpec};
pub(crate) use corsac_cases::random::Random;

const SEED: u64 = 0x00c0_75ac;
const CELLS: u64 = 1500;
/// How the name of each begins.
pub(crate) const PREFIX: &str = "random ";
/// A request is redirected so many times at the most.
const MOST_HOPS: usize = 3;

/// The first preflight of a session, which proves nothing.
pub(crate) fn warm_up() -> Cell {
    let mut init = RequestInit::new("https://app.test", "https://api.test/warm-up");
    init.method = "PUT".into();
    cell("warm-up".into(), vec![init], Vec::new())
}

/// The seed and the number of cells; others than the stage's if the environment says so.
fn told() -> (u64, u64) {
    let told = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = told("CORSAC_DIFFERENTIAL_SEED").unwrap_or(SEED);
    (seed, told("CORSAC_DIFFERENTIAL_CELLS").unwrap_or(CELLS))
}

/// Whether the cells are those that the stage plays.
pub(crate) fn are_of_the_stage() -> bool {
    told() == (SEED, CELLS)
}

/// The cells.
pub(crate) fn cells() -> Vec<Cell> {
    let (seed, count) = told();
    (0..count).map(|number| random(number, &mut Random::new(seed ^ number << 32))).collect()
}

fn random(number: u64, random: &mut Random) -> Cell {
    let page =
        random.pick(&["https://app.test", "https://app.test", "https://app.test", "http://app.test", "null"]);
    let servers = if page == "http://app.test" { PLAIN } else { SECURE };
    let mut hops = vec![format!("{}/0", random.pick(servers))];
    while hops.len() <= MOST_HOPS && random.percent(30) {
        hops.push(format!("{}/{}", random.pick(servers), hops.len()));
    }
    let init = random_request::init(page, &hops[0], random);
    let mut answers = Vec::new();
    for (hop, url) in hops.iter().enumerate() {
        let next = hops.get(hop + 1).map(String::as_str);
        answers.extend(random_answer::at_hop(&init, url, next, random));
    }
    let inits = random_request::again(init, random);
    cell(format!("{PREFIX}{number:04}"), inits, answers)
}

/// Other sites, other origins of the page's own site, and the page's own origin.
const SECURE: &[&str] = &[
    "https://api.test",
    "https://api.test",
    "https://app.test:8443",
    "https://www.app.test",
    "https://api.test:8443",
    "https://other.example",
    "https://app.test",
];
const PLAIN: &[&str] = &[
    "http://api.test",
    "http://api.test",
    "https://api.test",
    "http://other.example:8080",
    "http://www.app.test",
    "http://app.test",
];

fn cell(name: String, inits: Vec<RequestInit>, answers: Vec<AnswerSpec>) -> Cell {
    let server = ServerSpec { answers, ..ServerSpec::default() };
    let scenario = Scenario {
        steps: inits.into_iter().map(ScenarioStep::Fetch).collect(),
        server,
        ..Scenario::default()
    };
    Cell { name, scenario }
}
