//! Plays a case in the browser.

use super::server::{CaseServer, Front};
use corsac_cases::corpus::Case;
use corsac_cases::lab::{Chromium, Doing, Due, Observation, Page, Tab, ThirdPartyCookies, due, origin_of};
use tokio::time::{Instant, sleep_until};

/// Whatever page an opaque origin is a frame of, nobody else sees its origin.
const HOST_OF_FRAMES: &str = "https://frames.test";
/// The value says nothing; that it travels does.
const COOKIE: &str = "Set-Cookie: session=1; SameSite=None; Secure; HttpOnly";

/// One browser for all cases.
pub(crate) struct Browser(Chromium);

impl Browser {
    pub(crate) async fn start() -> Self {
        // `credentials` of a case says what the Standard lets travel; whether the browser's user lets it is
        // another matter.
        let started = Chromium::start(ThirdPartyCookies::Allowed).await;
        Self(started.unwrap_or_else(|error| panic!("{error}")))
    }

    pub(crate) async fn close(self) {
        self.0.close().await.unwrap_or_else(|error| panic!("{error}"));
    }

    /// What comes of each fetch of a case.
    pub(crate) async fn play(&mut self, case: &Case, front: Front) -> Vec<Observation> {
        self.0.forget().await.unwrap_or_else(|error| panic!("{case}: {error}"));
        let _server = CaseServer::place(&case.scenario, front, self.0.sites()).await;
        self.log_in(case).await;
        let mut observed = Vec::new();
        let mut started = None;
        for steps in due(&case.scenario).chunk_by(|one, next| one.init.origin == next.init.origin) {
            let here = self.in_one_page(steps, &mut started).await;
            observed.extend(here.unwrap_or_else(|error| panic!("{case}: {error}")));
        }
        let silent = observed.iter().find(|observation| observation.timed_out());
        assert!(silent.is_none(), "{case}: nothing came: {silent:?}");
        observed
    }

    /// Where a case says whether cookies travel, there is one that can.
    async fn log_in(&mut self, case: &Case) {
        let fetches = due(&case.scenario).into_iter().zip(&case.expect.fetch);
        let asked = fetches.filter(|(_, expected)| expected.credentials.is_some());
        for origin in asked.filter_map(|(fetch, _)| origin_of(&fetch.init.url)) {
            let page = Page::at(&origin).line(COOKIE);
            Tab::open(&mut self.0, &page).await.unwrap_or_else(|error| panic!("{case}: {error}"));
        }
    }

    async fn in_one_page(
        &mut self,
        steps: &[Due<'_>],
        started: &mut Option<Instant>,
    ) -> Result<Vec<Observation>, corsac_cases::lab::ChromiumError> {
        let Some(first) = steps.first() else { return Ok(Vec::new()) };
        let page = match first.init.origin.as_str() {
            "null" => Page::at(HOST_OF_FRAMES).sandboxed(),
            origin => Page::at(origin),
        };
        let mut tab = Tab::open(&mut self.0, &page).await?;
        let mut observed = Vec::new();
        for step in steps {
            sleep_until(*started.get_or_insert_with(Instant::now) + step.after).await;
            match Doing::from(step.init) {
                Doing::Act(action) => observed.push(tab.act(action).await?),
                Doing::Leave(form) => {
                    observed.push(tab.submit(&form).await?);
                    tab = Tab::open(&mut self.0, &page).await?;
                }
            }
        }
        Ok(observed)
    }
}
