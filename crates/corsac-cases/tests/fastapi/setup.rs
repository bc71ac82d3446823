//! The set-ups, and every request played against one of them.

use super::cell::{Cell, client, explained};
use super::rows::Row;
use super::{API, act, fastapi, get};
use corsac_cases::lab::{
    Chromium, CorsMiddleware, Doing, FastApi, Observation, Page, Tab, ThirdPartyCookies,
};
use std::net::SocketAddr;

/// The policy of FastAPI's documentation, as a policy file has it; 600 seconds are what FastAPI says unasked.
pub(crate) const POLICY: &str = include_str!("policy.toml");
/// Whatever page the sandboxed one is a frame of, nobody else sees its origin.
const HOST_OF_FRAMES: &str = "https://frames.test";

/// What stands between the application and the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setup {
    /// Nothing.
    Bare,
    /// FastAPI's own middleware.
    Own,
}

impl Setup {
    pub(crate) const ALL: [Self; 2] = [Self::Bare, Self::Own];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Own => "own middleware",
        }
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Bare => "Bare",
            Self::Own => "With its own middleware",
        }
    }

    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::Bare => {
                "The application knows nothing of CORS. What needs no preflight reaches it all the same, whoever asks."
            }
            Self::Own => "The application adds FastAPI's `CORSMiddleware` with the policy above.",
        }
    }
}

/// The running set-up.
struct Running {
    address: SocketAddr,
    _fastapi: FastApi,
}

async fn start(setup: Setup) -> Running {
    let middleware = (setup == Setup::Own).then(|| CorsMiddleware::story_7(&[super::FRONT]));
    let fastapi = fastapi(middleware).await;
    let address = fastapi.address();
    Running { address, _fastapi: fastapi }
}

/// A cell for each row.
pub(crate) async fn run(setup: Setup, rows: &[Row]) -> Vec<Cell> {
    let running = start(setup).await;
    let chromium = Chromium::start(ThirdPartyCookies::Allowed).await;
    let mut chromium = chromium.unwrap_or_else(|error| panic!("{error}"));
    chromium.sites().place(API, running.address).unwrap();
    act(&mut chromium, API, get("/login")).await;
    let client = client(chromium.sites());
    let mut cells = Vec::new();
    for row in rows {
        let seen = seen(&mut chromium, row).await;
        cells.push(Cell { seen, explained: explained(row, &client).await });
    }
    chromium.close().await.unwrap();
    cells
}

async fn seen(chromium: &mut Chromium, row: &Row) -> Observation {
    let page = match row.init.origin.as_str() {
        "null" => Page::at(HOST_OF_FRAMES).sandboxed(),
        origin => Page::at(origin),
    };
    let Doing::Act(action) = Doing::from(&row.init) else { panic!("{}: leaves the page", row.name()) };
    let mut tab = Tab::open(chromium, &page).await.unwrap();
    let seen = tab.act(action).await.unwrap();
    assert!(!seen.timed_out(), "{}: {seen:?}", row.name());
    seen
}
