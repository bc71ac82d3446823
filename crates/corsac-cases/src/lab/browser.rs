//! What the lab asks of any browser, whatever engine it has and however it is driven.

use std::fmt;
use std::future::Future;
use std::path::PathBuf;

use super::bidi::BidiError;
use super::chromium::ChromiumError;
use super::driver::DriverError;
use super::profile::Profile;
use super::program::ProgramError;
use super::sites::{Sites, SitesError};

/// A running browser that can reach the [`Sites`] and nothing else. Dropping it ends it.
pub trait Browser: Sized {
    /// The engine's preset with this browser's ways.
    const PRESET: &'static str;

    /// Starts the browser with a fresh profile.
    ///
    /// # Errors
    /// [`ProgramError::Missing`] says what to install; the others concern a browser that is there but fails.
    fn start() -> impl Future<Output = Result<Self, BrowserError>> + Send;

    /// Its name and version, as it says itself.
    fn version(&self) -> &str;

    /// The sites that it can reach.
    fn sites(&self) -> &Sites;

    /// Opens a page that stands [behind](Sites::publish) its origin, runs the body of an asynchronous function in
    /// it, and returns the text that this returns.
    ///
    /// # Errors
    /// The browser or its driver failed, or the body threw.
    fn visit(&mut self, url: &str, body: &str) -> impl Future<Output = Result<String, BrowserError>> + Send;

    /// Runs the body of an asynchronous function in the page that is open, and returns the text that this returns.
    ///
    /// # Errors
    /// The browser or its driver failed, or the body threw, or the page went away meanwhile.
    fn run(&mut self, body: &str) -> impl Future<Output = Result<String, BrowserError>> + Send;

    /// Ends the browser in good order.
    ///
    /// # Errors
    /// The browser or its driver failed; the browser is ended all the same.
    fn close(self) -> impl Future<Output = Result<(), BrowserError>> + Send;
}

/// A browser that can begin anew without being started again.
pub trait Forgetful: Browser {
    /// Forgets cookies, cached responses and cached preflights.
    ///
    /// # Errors
    /// The browser or its driver failed.
    fn forget(&mut self) -> impl Future<Output = Result<(), BrowserError>> + Send;
}

/// Why a browser did not do what it was told.
#[derive(Debug)]
pub enum BrowserError {
    /// It is missing or does not start.
    Program(ProgramError),
    /// The sites could not be opened.
    Sites(SitesError),
    /// Its profile could not be written.
    Profile(PathBuf, std::io::Error),
    /// Its WebDriver failed.
    Driver(DriverError),
    /// Its WebDriver BiDi failed.
    Bidi(BidiError),
    /// Chromium failed.
    Chromium(ChromiumError),
    /// The script returned something else than a text: carries what.
    NoText(String),
}

impl fmt::Display for BrowserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(error) => error.fmt(f),
            Self::Sites(error) => error.fmt(f),
            Self::Profile(path, error) => write!(f, "no browser profile at {}: {error}", path.display()),
            Self::Driver(error) => error.fmt(f),
            Self::Bidi(error) => error.fmt(f),
            Self::Chromium(error) => error.fmt(f),
            Self::NoText(value) => write!(f, "the script returned no text but {value}"),
        }
    }
}

impl std::error::Error for BrowserError {}

macro_rules! from {
    ($($error:ty => $kind:ident),*) => {$(
        impl From<$error> for BrowserError {
            fn from(error: $error) -> Self {
                Self::$kind(error)
            }
        }
    )*};
}
from!(ProgramError => Program, SitesError => Sites, DriverError => Driver, BidiError => Bidi, ChromiumError => Chromium);

/// A fresh profile for a browser of this name.
pub(super) fn profile(browser: &str) -> Result<Profile, BrowserError> {
    Profile::new(browser).map_err(|(path, error)| BrowserError::Profile(path, error))
}

/// A script for WebDriver's
/// [Execute Async Script](https://www.w3.org/TR/webdriver2/#execute-async-script): it hands what `body` returns
/// to the callback, or the words of what it throws.
pub(super) fn with_callback(body: &str) -> String {
    format!(
        "const done = arguments[0]; (async () => {{ {body} }})().then(done, (error) => done({{ threw: `${{error}}` }}));"
    )
}

/// The text that the script of [`with_callback`] returned.
pub(super) fn text(value: serde_json::Value) -> Result<String, BrowserError> {
    match value {
        serde_json::Value::String(text) => Ok(text),
        other => Err(BrowserError::NoText(other.to_string())),
    }
}
