//! The same request, as the engine and as Chromium make it.

use crate::listed::{API, Listed, PAGE};
use corsac::explain::{Question, Report, TextStyle, render_line};
use corsac_cases::lab::{Chromium, Observation, Page, Tab, ThirdPartyCookies};
use corsac_fetch::Client;
use std::fmt;
use std::net::SocketAddr;

/// What came of a request.
pub(crate) struct Asked {
    pub(crate) report: Report,
    pub(crate) seen: Observation,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "    {}", render_line(&self.report, &TextStyle::default()))?;
        for exchange in &self.report.exchanges {
            writeln!(f, "    {:?}", exchange.response)?;
        }
        write!(f, "    {:?}", self.seen.seen)
    }
}

/// Who asks: Chromium, and beside it a client of our own each time.
pub(crate) struct Browsers {
    chromium: Chromium,
}

impl Browsers {
    pub(crate) async fn start() -> Self {
        let chromium = Chromium::start(ThirdPartyCookies::Allowed).await.unwrap_or_else(|e| panic!("{e}"));
        Self { chromium }
    }

    pub(crate) async fn close(self) {
        self.chromium.close().await.unwrap_or_else(|e| panic!("{e}"));
    }

    /// Asks the server at `address`, each with empty caches.
    pub(crate) async fn ask(&mut self, listed: &Listed, path: &str, address: SocketAddr) -> Asked {
        self.chromium.forget().await.unwrap_or_else(|e| panic!("{e}"));
        self.chromium.sites().place(API, address).unwrap();
        let client = Client::builder()
            .resolve("api.example.org", self.chromium.sites().address())
            .danger_accept_invalid_certs(true)
            .build()
            .unwrap();
        if let Some(page) = &listed.asked_before_by {
            fetch(&client, listed, page, path).await;
        }
        let report = fetch(&client, listed, PAGE, path).await;
        let mut tab = Tab::open(&mut self.chromium, &Page::at(PAGE)).await.unwrap_or_else(|e| panic!("{e}"));
        let seen = tab.act(listed.fetch(path)).await.unwrap_or_else(|e| panic!("{e}"));
        Asked { report, seen }
    }
}

async fn fetch(client: &Client, listed: &Listed, page: &str, path: &str) -> Report {
    let fetched = client.request(listed.init(page, path)).send().await.unwrap();
    let mut question = Question::new(fetched.transcript());
    question.refusal = fetched.refusal();
    question.domains = &corsac_fetch::PublicSuffixList;
    question.diagnose()
}
