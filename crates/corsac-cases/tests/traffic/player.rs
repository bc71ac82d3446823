//! Plays a case in a browser, whichever it is, before one of the servers.

use super::in_actix::InActix;
use super::in_axum::InAxum;
use super::service::Service;
use corsac::exchange::ServerSpec;
use corsac_cases::corpus::Case;
use corsac_cases::lab::{
    Action, Arrival, Batch, BrowserError, Doing, Due, Failure, Forgetful, Form, Leaving, Observation,
    Response, Seen, Shown, due, origin_of, origins,
};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// Whatever page an opaque origin is a frame of, nobody else sees its origin.
const HOST_OF_FRAMES: &str = "https://frames.test";
/// The value says nothing; that it travels does.
const COOKIE: &str = "Set-Cookie: session=1; SameSite=None; Secure; HttpOnly";
/// What Firefox shows for a moment when it goes to another site.
const BETWEEN: &str = "about:blank";
/// How long a form's answer may take, and how often the browser is looked at meanwhile.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(10);

/// Which server has the service of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Serving {
    Axum,
    Actix,
}

/// The server of a case while it is played: for http, and for https, whose TLS ends before it.
enum Servers {
    Axum([InAxum; 2]),
    Actix([InActix; 2]),
}

impl Servers {
    async fn start(serving: Serving, spec: &ServerSpec) -> Self {
        let plain = Service::new(spec);
        let secure = plain.secure();
        match serving {
            Serving::Axum => {
                Self::Axum([InAxum::start(spec, plain).await, InAxum::start(spec, secure).await])
            }
            Serving::Actix => Self::Actix([InActix::start(spec, plain), InActix::start(spec, secure)]),
        }
    }

    fn address(&self, origin: &str) -> std::net::SocketAddr {
        let which = usize::from(origin.starts_with("https:"));
        match self {
            Self::Axum(both) => both[which].address,
            Self::Actix(both) => both[which].address,
        }
    }
}

/// One browser for all cases.
pub(crate) struct Player<B>(B);

impl<B: Forgetful> Player<B> {
    pub(crate) async fn start() -> Self {
        Self(B::start().await.unwrap_or_else(|error| panic!("{error}")))
    }

    pub(crate) fn version(&self) -> &str {
        self.0.version()
    }

    pub(crate) async fn close(self) {
        self.0.close().await.unwrap_or_else(|error| panic!("{error}"));
    }

    /// What comes of each fetch of a case.
    pub(crate) async fn play(&mut self, case: &Case, serving: Serving) -> Vec<Observation> {
        let observed = self.try_to_play(case, serving).await;
        let observed = observed.unwrap_or_else(|error| panic!("{case} ({serving:?}): {error}"));
        let silent = observed.iter().find(|observation| observation.timed_out());
        assert!(silent.is_none(), "{case} ({serving:?}): nothing came: {silent:?}");
        observed
    }

    async fn try_to_play(&mut self, case: &Case, serving: Serving) -> Result<Vec<Observation>, BrowserError> {
        self.0.forget().await?;
        let servers = Servers::start(serving, &case.scenario.server).await;
        for origin in origins(&case.scenario) {
            self.0.sites().place(&origin, servers.address(&origin))?;
        }
        self.log_in(case).await?;
        let (mut observed, mut started) = (Vec::new(), None);
        for steps in due(&case.scenario).chunk_by(|one, next| one.init.origin == next.init.origin) {
            observed.extend(self.in_one_page(steps, &mut started).await?);
        }
        Ok(observed)
    }

    /// Where a case says whether cookies travel, there is one that can.
    async fn log_in(&mut self, case: &Case) -> Result<(), BrowserError> {
        let fetches = due(&case.scenario).into_iter().zip(&case.expect.fetch);
        let asked = fetches.filter(|(_, expected)| expected.credentials.is_some());
        for origin in asked.filter_map(|(fetch, _)| origin_of(&fetch.init.url)) {
            let page = self.0.sites().publish(&origin, &[COOKIE.to_owned()])?;
            self.0.visit(&page, "return location.href;").await?;
        }
        Ok(())
    }

    async fn in_one_page(
        &mut self,
        steps: &[Due<'_>],
        started: &mut Option<Instant>,
    ) -> Result<Vec<Observation>, BrowserError> {
        let Some(first) = steps.first() else { return Ok(Vec::new()) };
        let sandboxed = first.init.origin == "null";
        let page = if sandboxed { HOST_OF_FRAMES } else { first.init.origin.as_str() };
        self.open(page).await?;
        let mut observed = Vec::new();
        for step in steps {
            sleep_until(*started.get_or_insert_with(Instant::now) + step.after).await;
            match Doing::from(step.init) {
                Doing::Act(action) => observed.push(self.act(action, sandboxed).await?),
                Doing::Leave(form) => {
                    observed.push(self.submit(form).await?);
                    self.open(page).await?;
                }
            }
        }
        Ok(observed)
    }

    async fn open(&mut self, page: &str) -> Result<(), BrowserError> {
        let url = self.0.sites().publish(page, &[])?;
        self.0.visit(&url, "return location.href;").await?;
        self.0.sites().take_arrivals();
        Ok(())
    }

    async fn act(&mut self, action: Action, sandboxed: bool) -> Result<Observation, BrowserError> {
        let batch = Batch { lists: vec![vec![action]], sandboxed };
        let seen = self.0.run(&batch.script().unwrap()).await?;
        let mut seen = Batch::seen(&seen).unwrap_or_else(|error| panic!("{error}: {seen}"));
        Ok(self.observed(seen.remove(0).remove(0)))
    }

    /// Sends a form in the page's own place, and waits until the browser shows the answer.
    async fn submit(&mut self, form: Form) -> Result<Observation, BrowserError> {
        let before = self.0.run(&Leaving { form }.script().unwrap()).await?;
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            sleep(PAUSE).await;
            // While one page goes and the next one comes there may be none to run a script in.
            let Ok(text) = self.0.run(&Shown::script()).await else { continue };
            let shown = Shown::read(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            if shown.whole && shown.url != before && shown.url != BETWEEN {
                return Ok(self.shown(shown));
            }
        }
        let message = "the browser still shows the page".to_owned();
        Ok(self.observed(Seen::Failed(Failure { name: "TimeoutError".to_owned(), message })))
    }

    /// In the place of an error that comes without a body browsers show a page of their own, which tells nothing.
    fn shown(&self, shown: Shown) -> Observation {
        let mut observation = self.observed(Seen::Event("shown".to_owned()));
        let answer = observation.arrivals.last().and_then(|arrival| arrival.answer.as_ref());
        let status = if shown.status == 0 { answer.map_or(0, |answer| answer.status) } else { shown.status };
        let Shown { url, body, .. } = shown;
        let response = Response { kind: None, status, redirected: None, url, headers: Vec::new(), body };
        observation.seen = Seen::Response(response);
        observation
    }

    fn observed(&self, seen: Seen) -> Observation {
        let arrivals: Vec<Arrival> = self.0.sites().take_arrivals();
        Observation { seen, console: Vec::new(), failed: Vec::new(), arrivals }
    }
}
