//! Random cells. The seed is fixed: every run makes the same ones.

use super::cell::Cell;
use super::{random_answer, random_request};
use corsac::browser::RequestInit;
use corsac::exchange::{AnswerSpec, Scenario, ScenarioStep, ServerSpec};

const SEED: u64 = 0x00c0_75ac;
const CELLS: u64 = 1500;
/// How the name of each begins.
pub(crate) const PREFIX: &str = "random ";
/// A request is redirected so many times at the most.
const MOST_HOPS: usize = 3;

/// Numbers that look random, by [splitmix64](https://prng.di.unimi.it/splitmix64.c).
pub(crate) struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of these.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let length = u64::try_from(of.len()).unwrap_or(u64::MAX);
        of[usize::try_from(self.next() % length).unwrap_or_default()]
    }

    /// Yes, in so many of a hundred.
    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

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
    (0..count).map(|number| random(number, &mut Random(seed ^ number << 32))).collect()
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
