//! A headless Chromium that can reach the [`Sites`] and nothing else.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::driver::{Driver, DriverError};
use super::profile::Profile;
use super::program::{Program, ProgramError, find};
use super::sites::{Sites, SitesError};

/// Chromium and chromedriver are one release of one package pair.
const CURE: &str = "apt-get install chromium chromium-driver";
/// How long chromedriver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a script may run until the driver gives it up; above any wait of the lab's own.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(120);

/// Whether a site's cookies travel with requests from pages of other sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThirdPartyCookies {
    /// They are withheld, as browsers increasingly do by default.
    Blocked,
    /// They travel where their `SameSite` attribute lets them.
    Allowed,
}

/// Why the browser did not do what it was told.
#[derive(Debug)]
pub enum ChromiumError {
    /// Chromium or chromedriver is missing or does not start.
    Program(ProgramError),
    /// The sites could not be opened, or a page's origin is none.
    Sites(SitesError),
    /// The folder for the browser's profile could not be made.
    Profile(PathBuf, io::Error),
    /// chromedriver is there, but starts no browser.
    Session(DriverError),
    /// A command failed; says what was being done.
    Command(&'static str, DriverError),
    /// The browser shows another page than the one it was sent to.
    Page {
        /// The origin the page was published at.
        wanted: String,
        /// The origin the browser is at.
        found: String,
    },
}

impl fmt::Display for ChromiumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(error) => error.fmt(f),
            Self::Sites(error) => error.fmt(f),
            Self::Profile(path, error) => write!(f, "no browser profile at {}: {error}", path.display()),
            Self::Session(error) => {
                write!(f, "chromedriver started no browser (are both of one version?): {error}")
            }
            Self::Command(doing, error) => write!(f, "{doing}: {error}"),
            Self::Page { wanted, found } => {
                write!(f, "the browser was sent to {wanted} but stands at {found}")
            }
        }
    }
}

impl std::error::Error for ChromiumError {}

impl From<ProgramError> for ChromiumError {
    fn from(error: ProgramError) -> Self {
        Self::Program(error)
    }
}

impl From<SitesError> for ChromiumError {
    fn from(error: SitesError) -> Self {
        Self::Sites(error)
    }
}

/// A running browser with its sites. It is started once and used for many pages; dropping it ends it.
#[derive(Debug)]
pub struct Chromium {
    driver: Driver,
    sites: Sites,
    // chromedriver goes first and takes the browser along, then the profile can go.
    _chromedriver: Program,
    _profile: Profile,
}

impl Chromium {
    /// Starts the browser with a fresh profile.
    ///
    /// # Errors
    /// [`ProgramError::Missing`] says what to install; the others concern a browser that is there but fails.
    pub async fn start(cookies: ThirdPartyCookies) -> Result<Self, ChromiumError> {
        let chromium = find(&["chromium", "chromium-browser", "google-chrome"], CURE)?;
        let chromedriver = find(&["chromedriver"], CURE)?;
        let sites = Sites::open().await?;
        let profile = Profile::new("chromium");
        let profile = profile.map_err(|(path, error)| ChromiumError::Profile(path, error))?;
        let mut program = Program::start(&chromedriver, &["--port=0".into()], &[])?;
        let port = program.wait_for("on which port it listens", PATIENCE, listening_port).await?;
        let capabilities = capabilities(&chromium.into(), &profile, &sites, cookies);
        let driver = Driver::start(port, &capabilities).await.map_err(ChromiumError::Session)?;
        let limit = driver.limit_scripts(SCRIPT_TIMEOUT.as_millis()).await;
        limit.map_err(doing("setting the time limit of scripts"))?;
        Ok(Self { driver, sites, _chromedriver: program, _profile: profile })
    }

    /// The sites that this browser can reach.
    pub const fn sites(&self) -> &Sites {
        &self.sites
    }

    /// Forgets cookies, cached responses and cached preflights.
    ///
    /// # Errors
    /// [`ChromiumError::Command`].
    pub async fn forget(&mut self) -> Result<(), ChromiumError> {
        for method in ["Network.clearBrowserCookies", "Network.clearBrowserCache"] {
            self.driver.dev_tools(method).await.map_err(doing("forgetting cookies and responses"))?;
        }
        Ok(())
    }

    /// Opens a page that stands [behind](Sites::place) its origin, runs a script in it and returns what the
    /// script hands to `arguments[0]`.
    ///
    /// # Errors
    /// [`ChromiumError::Command`].
    pub async fn visit(&mut self, url: &str, script: &str) -> Result<Value, ChromiumError> {
        self.driver.go_to(url).await.map_err(doing("opening a page"))?;
        self.driver.run_async(script, json!([])).await.map_err(doing("running a script"))
    }

    /// Ends the browser in good order. Dropping it does too, less gently.
    ///
    /// # Errors
    /// [`ChromiumError::Command`]; the browser is ended all the same.
    pub async fn close(self) -> Result<(), ChromiumError> {
        self.driver.end().await.map_err(doing("closing the browser"))
    }

    pub(super) const fn driver(&self) -> &Driver {
        &self.driver
    }
}

/// Gives a failed command the place where it failed.
pub(super) fn doing<E: Into<DriverError>>(what: &'static str) -> impl FnOnce(E) -> ChromiumError {
    move |error| ChromiumError::Command(what, error.into())
}

fn listening_port(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

fn capabilities(chromium: &OsString, profile: &Profile, sites: &Sites, cookies: ThirdPartyCookies) -> Value {
    let mode = match cookies {
        ThirdPartyCookies::Allowed => 0,
        ThirdPartyCookies::Blocked => 1,
    };
    let arguments = [
        "--headless=new".to_owned(),
        // Containers and root have no user namespaces for the sandbox; only the lab's own pages are opened.
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        // A page of http://bank.com stays there, and a sandboxed frame in the process whose events are
        // logged.
        "--disable-features=HttpsUpgrades,IsolateSandboxedIframes".to_owned(),
        // Driven through a pipe, the browser ends even if its driver alone dies.
        "--remote-debugging-pipe".to_owned(),
        format!("--host-resolver-rules={}", sites.resolver_rule()),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    json!({
        "browserName": "chrome",
        "acceptInsecureCerts": true,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": {
            "binary": chromium.to_string_lossy(),
            "args": arguments,
            "prefs": { "profile.cookie_controls_mode": mode },
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
        },
    })
}
