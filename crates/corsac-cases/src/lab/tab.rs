//! A page in the browser: what it does, and what comes of it on both sides.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::action::{Action, Form};
use super::chromium::{Chromium, ChromiumError, doing};
use super::devtools::{ConsoleLine, LoadingFailed, NetworkLog};
use super::sites::Arrival;

/// The script that acts, and the one that runs it.
const ACT: &str = include_str!("act.js");
const RUN: &str = include_str!("run.js");
/// The script that sends a form in the page's own place, and the one that looks at what is shown then.
const SUBMIT: &str = include_str!("submit.js");
const SHOWN: &str = include_str!("shown.js");
/// What Chromium says of an answer that is an error and has no body to show.
const BARE_ERROR: &str = "net::ERR_HTTP_RESPONSE_CODE_FAILURE";
/// How long an action may take until script sees a `TimeoutError`, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the browser's account of its requests may lag behind what script sees.
const LAG: Duration = Duration::from_secs(2);

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    origin: String,
    lines: Vec<String>,
    frame: Frame,
}

/// Where in the page an action is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Page,
    Sandboxed,
    Data,
}

impl Page {
    /// An empty page at this serialized origin.
    pub fn at(origin: &str) -> Self {
        Self { origin: origin.to_owned(), lines: Vec::new(), frame: Frame::Page }
    }

    /// Adds a header line to the answer that delivers the page, such as a `Set-Cookie` or a
    /// `Referrer-Policy`.
    #[must_use]
    pub fn line(mut self, line: &str) -> Self {
        self.lines.push(line.to_owned());
        self
    }

    /// Acts in an `<iframe sandbox="allow-scripts">` of the page, whose origin is opaque.
    #[must_use]
    pub const fn sandboxed(mut self) -> Self {
        self.frame = Frame::Sandboxed;
        self
    }

    /// Acts in an `<iframe src="data:…">` of the page, whose origin is opaque.
    #[must_use]
    pub const fn in_data_frame(mut self) -> Self {
        self.frame = Frame::Data;
        self
    }
}

/// What script saw of an action.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// A response that script may look at, as far as it may.
    Response(Response),
    /// An exception or an `error` event of an `XMLHttpRequest`.
    Failed(Failure),
    /// Of an element the event that told the outcome (`load`, `error`); of a beacon `queued` or `refused`.
    Event(String),
}

/// A response as script sees it, filtered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Response {
    /// `basic`, `cors`, `opaque`, `opaqueredirect`; an `XMLHttpRequest` does not tell.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The status; 0 for what is opaque.
    pub status: u16,
    /// Whether a redirect was followed; an `XMLHttpRequest` does not tell.
    pub redirected: Option<bool>,
    /// The URL of the last hop.
    pub url: String,
    /// The readable headers, sorted by their lower-case names as the browser gives them.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

/// What script saw instead of a response.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Failure {
    /// The exception's name: `TypeError` for a network error of `fetch()`, `NetworkError` for one of an
    /// `XMLHttpRequest`, `TimeoutError` when nothing came of the action.
    pub name: String,
    /// Its message.
    pub message: String,
}

/// Everything that one action left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What script saw.
    pub seen: Seen,
    /// What the browser wrote to its console meanwhile.
    pub console: Vec<ConsoleLine>,
    /// The requests that the browser gave up, with its reasons.
    pub failed: Vec<LoadingFailed>,
    /// The requests that reached the sites, in the order of arrival.
    pub arrivals: Vec<Arrival>,
}

impl Observation {
    /// The response that script may read, if there is one.
    pub const fn response(&self) -> Option<&Response> {
        match &self.seen {
            Seen::Response(response) => Some(response),
            Seen::Failed(_) | Seen::Event(_) => None,
        }
    }

    /// In the place of an error that comes without a body Chromium shows a page of its own, which tells nothing.
    fn see_error_page(&mut self) {
        let is_error_page = |failed: &&LoadingFailed| failed.error == BARE_ERROR;
        let answer = self.arrivals.last().and_then(|arrival| arrival.answer.as_ref());
        if let (Some(failed), Some(answer)) = (self.failed.iter().find(is_error_page), answer) {
            let (kind, redirected, url) = (None, None, failed.url.clone());
            let (status, headers, body) = (answer.status, Vec::new(), String::new());
            self.seen = Seen::Response(Response { kind, status, redirected, url, headers, body });
        }
    }

    /// Whether nothing came of the action, neither good nor bad.
    pub fn timed_out(&self) -> bool {
        matches!(&self.seen, Seen::Failed(failure) if failure.name == "TimeoutError")
    }

    /// Why Chromium gave the request up: the name of its first CORS error, or another reason such as
    /// `mixed-content`.
    pub fn reason(&self) -> Option<&str> {
        let blocked = || self.failed.iter().find_map(|failed| failed.blocked.as_deref());
        self.cors_error().or_else(blocked)
    }

    /// The name of the first CORS error, such as `MissingAllowOriginHeader`.
    pub fn cors_error(&self) -> Option<&str> {
        self.failed.iter().find_map(|failed| failed.cors.as_ref()).map(|status| status.error.as_str())
    }

    /// The method of each request that arrived, in their order.
    pub fn methods(&self) -> Vec<&str> {
        self.arrivals.iter().map(|arrival| arrival.request.method.as_str()).collect()
    }
}

/// What the browser shows.
#[derive(Debug, Deserialize)]
struct Shown {
    url: String,
    whole: bool,
    status: u16,
    body: String,
}

/// An open page. The browser shows one at a time.
#[derive(Debug)]
pub struct Tab<'a> {
    chromium: &'a mut Chromium,
    frame: Frame,
}

impl<'a> Tab<'a> {
    /// Opens `page` in the place of the one that was open.
    ///
    /// # Errors
    /// [`ChromiumError::Sites`] when the page's origin is none, [`ChromiumError::Page`] when the browser ends
    /// up elsewhere, [`ChromiumError::Command`] when it fails.
    pub async fn open(chromium: &'a mut Chromium, page: &Page) -> Result<Self, ChromiumError> {
        let url = chromium.sites().publish(&page.origin, &page.lines)?;
        let driver = chromium.driver();
        driver.go_to(&url).await.map_err(doing("opening a page"))?;
        let found =
            driver.run("return location.origin", json!([])).await.map_err(doing("asking for the origin"))?;
        if found != json!(page.origin) {
            return Err(ChromiumError::Page { wanted: page.origin.clone(), found: found.to_string() });
        }
        let tab = Self { chromium, frame: page.frame };
        for log in ["performance", "browser"] {
            tab.take_log(log).await?;
        }
        tab.chromium.sites().take_arrivals();
        Ok(tab)
    }

    /// Does `action` in the page and gathers what comes of it.
    ///
    /// # Errors
    /// [`ChromiumError::Command`] when the browser or its driver fails. A blocked request is no error.
    pub async fn act(&mut self, action: impl Into<Action>) -> Result<Observation, ChromiumError> {
        let seen = self.run(&action.into()).await?;
        self.observe(seen).await
    }

    async fn observe(&self, seen: Seen) -> Result<Observation, ChromiumError> {
        let network = self.network().await?;
        let console = self.take_log("browser").await?;
        let console = Vec::deserialize(console).map_err(doing("reading the console"))?;
        let arrivals = self.chromium.sites().take_arrivals();
        Ok(Observation { seen, console, failed: network.failed, arrivals })
    }

    /// Sends `form` in the page's own place, as a user's click does: the browser leaves the page and shows the
    /// answer.
    ///
    /// # Errors
    /// [`ChromiumError::Command`] when the browser or its driver fails. An answer that does not come is none.
    pub async fn submit(self, form: &Form) -> Result<Observation, ChromiumError> {
        let form = serde_json::to_value(form).map_err(doing("writing a form"))?;
        let before = self.shown().await?.url;
        let sent = self.chromium.driver().run(&[ACT, SUBMIT].concat(), json!([form])).await;
        sent.map_err(doing("sending a form"))?;
        let seen = self.gone_from(&before).await?;
        let mut observation = self.observe(seen).await?;
        observation.see_error_page();
        Ok(observation)
    }

    /// Waits until the browser shows another page than this one, and says what.
    async fn gone_from(&self, before: &str) -> Result<Seen, ChromiumError> {
        let started = Instant::now();
        loop {
            let Shown { url, whole, status, body } = self.shown().await?;
            if whole && url.starts_with("http") && url != before {
                let (kind, redirected, headers) = (None, None, Vec::new());
                return Ok(Seen::Response(Response { kind, status, redirected, url, headers, body }));
            }
            if whole && url != before || started.elapsed() > PATIENCE {
                let message = format!("the browser shows {url}");
                return Ok(Seen::Failed(Failure { name: "NetworkError".to_owned(), message }));
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn shown(&self) -> Result<Shown, ChromiumError> {
        let shown = self.chromium.driver().run(SHOWN, json!([])).await;
        Shown::deserialize(shown.map_err(doing("looking at what is shown"))?)
            .map_err(doing("reading what is shown"))
    }

    async fn run(&self, action: &Action) -> Result<Seen, ChromiumError> {
        let frame = match self.frame {
            Frame::Page => "page",
            Frame::Sandboxed => "sandboxed",
            Frame::Data => "data",
        };
        let action = serde_json::to_value(action).map_err(doing("writing an action"))?;
        let arguments = json!([frame, action, PATIENCE.as_millis(), ACT]);
        let seen = self.chromium.driver().run_async(&[ACT, RUN].concat(), arguments).await;
        let seen = seen.map_err(doing("running an action"))?;
        Seen::deserialize(seen).map_err(doing("reading what script saw"))
    }

    /// Reads the browser's account until every request in it has ended.
    async fn network(&self) -> Result<NetworkLog, ChromiumError> {
        let started = Instant::now();
        let mut network = NetworkLog::default();
        loop {
            let entries: Value = self.take_log("performance").await?;
            network.read(&entries).map_err(doing("reading the browser's account of its requests"))?;
            if network.is_quiet() || started.elapsed() > LAG {
                return Ok(network);
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn take_log(&self, name: &str) -> Result<Value, ChromiumError> {
        self.chromium.driver().take_log(name).await.map_err(doing("taking a log"))
    }
}
