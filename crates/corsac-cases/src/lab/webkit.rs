//! A WebKitGTK, on a screen that nobody sees, that can reach the [`Sites`] and nothing else.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use super::browser::{Browser, BrowserError, profile, text, with_callback};
use super::driver::{Driver, DriverError};
use super::profile::Profile;
use super::program::{Program, ProgramError, find};
use super::sites::Sites;

const CURE: &str = "apt-get install webkit2gtk-driver xvfb";
/// Where Debian keeps WebKitGTK's own small browser, newest interface first.
const MINI_BROWSERS: [&str; 2] = ["webkit2gtk-4.1", "webkit2gtk-4.0"];
/// How long the screen may take until it is there.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the driver is asked to start a browser before it is given up, and the time between.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);
/// How long a script may run until the driver gives it up; above any wait of the lab's own. In milliseconds.
const SCRIPT_TIMEOUT: u128 = 120_000;

/// A running WebKitGTK with its sites. Dropping it ends it.
#[derive(Debug)]
pub struct WebKit {
    driver: Driver,
    sites: Sites,
    // The driver goes first and takes the browser along, then the screen, then the profile.
    _program: Program,
    _screen: Program,
    _profile: Profile,
}

impl Browser for WebKit {
    const PRESET: &'static str = "webkit";

    async fn start() -> Result<Self, BrowserError> {
        let webdriver = find(&["WebKitWebDriver"], CURE)?;
        let browser = mini_browser()?;
        let sites = Sites::open().await?;
        let profile = profile("webkit")?;
        let (screen, display) = screen().await?;
        let port = free_port().map_err(|error| ProgramError::Start(webdriver.clone(), error))?;
        let environment = environment(&display, &sites, profile.path());
        let program = Program::start(&webdriver, &[format!("--port={port}").into()], &environment)?;
        let capabilities = json!({
            "acceptInsecureCerts": true,
            "webkitgtk:browserOptions": { "binary": browser.to_string_lossy(), "args": ["--automation"] },
        });
        let driver = start_session(port, &capabilities).await?;
        driver.limit_scripts(SCRIPT_TIMEOUT).await?;
        Ok(Self { driver, sites, _program: program, _screen: screen, _profile: profile })
    }

    fn version(&self) -> &str {
        self.driver.version()
    }

    fn sites(&self) -> &Sites {
        &self.sites
    }

    async fn visit(&mut self, url: &str, body: &str) -> Result<String, BrowserError> {
        self.driver.go_to(url).await?;
        self.run(body).await
    }

    async fn run(&mut self, body: &str) -> Result<String, BrowserError> {
        text(self.driver.run_async(&with_callback(body), json!([])).await?)
    }

    async fn close(self) -> Result<(), BrowserError> {
        Ok(self.driver.end().await?)
    }
}

/// The library's own browser lies beside it, in a folder named after the machine's kind.
fn mini_browser() -> Result<PathBuf, ProgramError> {
    let kinds = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let places = kinds.chain([Path::new("/usr/libexec").to_owned()]);
    let mut found = places.flat_map(|place| MINI_BROWSERS.map(|name| place.join(name).join("MiniBrowser")));
    let missing = || ProgramError::Missing { program: "MiniBrowser".to_owned(), cure: CURE };
    found.find(|path| path.is_file()).ok_or_else(missing)
}

/// A screen in memory, and its name.
async fn screen() -> Result<(Program, String), ProgramError> {
    let program = find(&["Xvfb"], CURE)?;
    let arguments = ["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"];
    let mut screen = Program::start(&program, &arguments.map(Into::into), &[])?;
    let number = |line: &str| line.trim().parse::<u16>().ok();
    let number = screen.wait_for("the number of its display", PATIENCE, number).await?;
    Ok((screen, format!(":{number}")))
}

/// The driver takes no port 0. Should another program take this one before it does, the driver says so.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Every host but 127.0.0.1, by which driver and browser talk, is reached through the sites' port.
fn environment(display: &str, sites: &Sites, home: &Path) -> Vec<(&'static str, String)> {
    let proxy = format!("socks5://{}", sites.address());
    vec![
        ("DISPLAY", display.to_owned()),
        ("HOME", home.to_string_lossy().into_owned()),
        ("http_proxy", proxy.clone()),
        ("https_proxy", proxy),
        ("no_proxy", "127.0.0.1".to_owned()),
        ("GIO_USE_PROXY_RESOLVER", "libproxy".to_owned()),
        ("NO_AT_BRIDGE", "1".to_owned()),
    ]
}

/// The driver says nothing once it listens: ask until it answers.
async fn start_session(port: u16, capabilities: &serde_json::Value) -> Result<Driver, DriverError> {
    let mut tries = 0;
    loop {
        match Driver::start(port, capabilities).await {
            Err(DriverError::Lost(_)) if tries < TRIES => {
                tries += 1;
                tokio::time::sleep(PAUSE).await;
            }
            started => return started,
        }
    }
}
