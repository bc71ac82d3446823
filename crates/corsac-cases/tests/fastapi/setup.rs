//! The set-ups, and every request played against one of them.

use super::cell::{Cell, client, explained};
use super::gateway::Gateway;
use super::rows::Row;
use super::{API, API_WITHOUT_TLS, act, fastapi, get};
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
    /// The gateway, before the bare application.
    Corsac,
}

impl Setup {
    pub(crate) const ALL: [Self; 3] = [Self::Bare, Self::Own, Self::Corsac];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Own => "own middleware",
            Self::Corsac => "behind corsac",
        }
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Bare => "Bare",
            Self::Own => "With its own middleware",
            Self::Corsac => "Bare, behind corsac",
        }
    }

    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::Bare => {
                "The application knows nothing of CORS. What needs no preflight reaches it all the same, whoever asks."
            }
            Self::Own => "The application adds FastAPI's `CORSMiddleware` with the policy above.",
            Self::Corsac => {
                "The application knows nothing of CORS; the gateway (`corsac serve`) stands before it with the policy above."
            }
        }
    }
}

/// The running set-up.
struct Running {
    address: SocketAddr,
    _fastapi: FastApi,
    _gateway: Option<Gateway>,
}

async fn start(setup: Setup) -> Running {
    let middleware = (setup == Setup::Own).then(|| CorsMiddleware::story_7(&[super::FRONT]));
    let fastapi = fastapi(middleware).await;
    let gateway = match setup {
        Setup::Corsac => Some(Gateway::start(fastapi.address(), POLICY, None).await),
        Setup::Bare | Setup::Own => None,
    };
    let address = gateway.as_ref().map_or_else(|| fastapi.address(), Gateway::address);
    Running { address, _fastapi: fastapi, _gateway: gateway }
}

/// A cell for each row.
pub(crate) async fn run(setup: Setup, rows: &[Row]) -> Vec<Cell> {
    let running = start(setup).await;
    let chromium = Chromium::start(ThirdPartyCookies::Allowed).await;
    let mut chromium = chromium.unwrap_or_else(|error| panic!("{error}"));
    for origin in [API, API_WITHOUT_TLS] {
        chromium.sites().place(origin, running.address).unwrap();
    }
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
