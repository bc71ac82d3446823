//! The browser of `corsac explain`, from the words of the command line.

use super::request::Asked;
use crate::address;
use crate::duration;
use crate::problem::Problem;
use crate::words::said::Said;
use crate::words::told::Told;
use clap::ValueEnum as _;
use corsac::browser::Quirks;
use corsac_fetch::Client;
use std::time::Duration;

/// Which browser asks, and how it connects.
#[derive(Debug, clap::Args)]
pub(crate) struct ClientArguments {
    /// Send the request even if it may change something at the server
    #[arg(long, visible_alias = "unsafe-methods")]
    pub(crate) send: bool,

    /// A cookie of the URL's host; it travels with --credentials include, or to the page's own origin
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Browser")]
    cookie: Vec<String>,

    /// The browser whose departures from the Fetch Standard to imitate
    #[arg(long, hide_short_help = true, value_enum, default_value_t = Preset::Standard, help_heading = "Browser")]
    preset: Preset,

    /// Make a preflight for every request with credentials, as many believe browsers do
    #[arg(long, hide_short_help = true, help_heading = "Browser")]
    preflight_credentialed: bool,

    /// The longest wait for an answer, such as 500ms, 30s or 2m
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration::parse, help_heading = "Connection")]
    timeout: Duration,

    /// Connect to ADDRESS where a URL names the host NAME
    ///
    /// ADDRESS is an IP address, with a port if it is not the URL's: --resolve api.example.com=127.0.0.1:8443
    #[arg(long, value_name = "NAME=ADDRESS", help_heading = "Connection")]
    resolve: Vec<String>,

    /// Accept any certificate
    #[arg(long, help_heading = "Connection")]
    insecure: bool,
}

/// A user agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Preset {
    /// The Fetch Standard, to the letter.
    Standard,
    /// Chrome, Edge and others.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari.
    Webkit,
}

impl ClientArguments {
    /// The client that the options and the request describe; cookies are those of the request's host.
    pub(crate) fn client(&self, asked: &Asked) -> Result<Client, Problem> {
        let url = asked.init.url.as_str();
        let mut client = Client::builder()
            .quirks(self.quirks())
            .timeout(self.timeout)
            .danger_accept_invalid_certs(self.insecure || asked.insecure);
        for cookie in asked.cookies.iter().chain(&self.cookie) {
            client = client.cookie(url, cookie);
        }
        client = address::resolved(client, &self.resolve)?;
        client.build().map_err(|error| Problem::new(Said::TheClient, Said::from(error)))
    }

    /// The departures from the Standard that the options name.
    pub(super) fn quirks(&self) -> Quirks {
        let preset = self.preset.to_possible_value();
        let quirks = preset.and_then(|preset| Quirks::preset(preset.get_name()));
        let mut quirks = quirks.unwrap_or_default();
        quirks.preflight_credentialed = self.preflight_credentialed;
        quirks
    }

    /// What the options do not do, although one may think so.
    pub(crate) fn notes(&self, init: &corsac::browser::RequestInit) -> Vec<Told> {
        use corsac::fetch::request::CredentialsMode::Include;
        let idle = !self.cookie.is_empty() && init.credentials != Some(Include);
        idle.then_some(Told::CookiesIdle).into_iter().collect()
    }
}
