//! A headless Firefox that can reach the [`Sites`] and nothing else.

use std::time::Duration;

use serde_json::json;

use super::bidi::Bidi;
use super::browser::{Browser, BrowserError, Forgetful, profile};
use super::profile::Profile;
use super::program::{Program, find};
use super::sites::Sites;

const CURE: &str = "apt-get install firefox-esr";
/// How long Firefox may take until it listens.
const PATIENCE: Duration = Duration::from_secs(90);

/// A running Firefox with its sites. Dropping it ends it.
#[derive(Debug)]
pub struct Firefox {
    bidi: Bidi,
    sites: Sites,
    // The browser goes first, then the profile can go.
    _program: Program,
    _profile: Profile,
}

impl Browser for Firefox {
    const PRESET: &'static str = "firefox";

    async fn start() -> Result<Self, BrowserError> {
        let firefox = find(&["firefox-esr", "firefox"], CURE)?;
        let sites = Sites::open().await?;
        let profile = profile("firefox")?;
        let preferences = profile.path().join("user.js");
        let written = std::fs::write(&preferences, self::preferences(&sites));
        written.map_err(|error| BrowserError::Profile(preferences, error))?;
        let arguments = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile"];
        let mut arguments = arguments.map(Into::into).to_vec();
        arguments.push(profile.path().into());
        let home = profile.path().to_string_lossy().into_owned();
        let mut program = Program::start(&firefox, &arguments, &[("HOME", home)])?;
        let url = program.wait_for("on which port it listens", PATIENCE, listening).await?;
        let bidi = Bidi::start(&url, &json!({ "acceptInsecureCerts": true })).await?;
        Ok(Self { bidi, sites, _program: program, _profile: profile })
    }

    fn version(&self) -> &str {
        &self.bidi.version
    }

    fn sites(&self) -> &Sites {
        &self.sites
    }

    async fn visit(&mut self, url: &str, body: &str) -> Result<String, BrowserError> {
        self.bidi.go_to(url).await?;
        self.run(body).await
    }

    async fn run(&mut self, body: &str) -> Result<String, BrowserError> {
        Ok(self.bidi.run(body).await?)
    }

    async fn close(mut self) -> Result<(), BrowserError> {
        Ok(self.bidi.close().await?)
    }
}

impl Forgetful for Firefox {
    async fn forget(&mut self) -> Result<(), BrowserError> {
        Ok(self.bidi.begin_anew().await?)
    }
}

fn listening(line: &str) -> Option<String> {
    Some(line.split_once("WebDriver BiDi listening on ")?.1.trim().to_owned())
}

/// Every host, `localhost` too, is reached through the sites' port; pages of http stay there; the browser asks
/// nobody for anything by itself.
fn preferences(sites: &Sites) -> String {
    let preferences = [
        ("network.proxy.type", json!(1)),
        ("network.proxy.socks", json!("127.0.0.1")),
        ("network.proxy.socks_port", json!(sites.address().port())),
        ("network.proxy.socks_version", json!(5)),
        ("network.proxy.socks_remote_dns", json!(true)),
        ("network.proxy.no_proxies_on", json!("")),
        ("network.proxy.allow_hijacking_localhost", json!(true)),
        ("network.proxy.failover_direct", json!(false)),
        ("network.cookie.cookieBehavior", json!(5)),
        ("network.captive-portal-service.enabled", json!(false)),
        ("network.connectivity-service.enabled", json!(false)),
        ("dom.security.https_first", json!(false)),
        ("dom.security.https_only_mode", json!(false)),
        ("app.update.auto", json!(false)),
        ("app.normandy.enabled", json!(false)),
        ("browser.safebrowsing.malware.enabled", json!(false)),
        ("browser.safebrowsing.phishing.enabled", json!(false)),
        ("browser.shell.checkDefaultBrowser", json!(false)),
        ("browser.startup.page", json!(0)),
        ("datareporting.policy.dataSubmissionEnabled", json!(false)),
        ("extensions.systemAddon.update.enabled", json!(false)),
        ("services.settings.server", json!("data:,")),
        ("toolkit.telemetry.enabled", json!(false)),
    ];
    preferences.map(|(name, value)| format!("user_pref({:?}, {value});\n", name)).concat()
}
