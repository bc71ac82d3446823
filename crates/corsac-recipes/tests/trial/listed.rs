//! The servers of `servers.toml`.

use crate::unheeded::Change;
use corsac::browser::RequestInit;
use corsac::fetch::request::CredentialsMode;
use corsac_cases::lab::Fetch;
use corsac_recipes::Trouble;
use serde::Deserialize;

/// The page that asks.
pub(crate) const PAGE: &str = "https://app.example.com";
/// Where the server is, for the browser.
pub(crate) const API: &str = "https://api.example.org";

/// A broken server, and what is asked of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Listed {
    /// The stack whose recipe mends it.
    pub(crate) stack: String,
    /// Its configuration in `servers/`; what is written in Rust is compiled in.
    pub(crate) file: Option<String>,
    /// The configuration of a Varnish that stands before it.
    pub(crate) behind: Option<String>,
    /// What is wrong.
    pub(crate) problem: String,
    pub(crate) path: String,
    method: Option<String>,
    authorization: Option<String>,
    credentials: Option<String>,
    /// The diagnosis that tells it.
    pub(crate) diagnosis: String,
    /// The status that script reads in the end, where it is not 200.
    pub(crate) status: Option<u16>,
    /// The path that the page asks for in the end, where that is the cure.
    pub(crate) final_path: Option<String>,
    /// A page that has asked for the same before.
    pub(crate) asked_before_by: Option<String>,
    /// The advice that is shown: with the recipe's text alone the page stays refused.
    pub(crate) shows: Option<Shown>,
    /// How the text goes against the advice, where the file does not say it.
    pub(crate) unheeded: Option<Change>,
}

/// A trouble, as `servers.toml` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Shown {
    Order,
    Errors,
    Owner,
    Redirect,
    Cache,
}

impl Shown {
    pub(crate) const ALL: [Self; 5] = [Self::Order, Self::Errors, Self::Owner, Self::Redirect, Self::Cache];

    pub(crate) const fn trouble(self) -> Trouble {
        match self {
            Self::Order => Trouble::Order,
            Self::Errors => Trouble::Errors,
            Self::Owner => Trouble::Owner,
            Self::Redirect => Trouble::Redirect,
            Self::Cache => Trouble::Cache,
        }
    }
}

/// A recipe that no server here can show.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotRun {
    pub(crate) stack: String,
    pub(crate) why: String,
}

/// `servers.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct All {
    #[serde(rename = "server")]
    pub(crate) servers: Vec<Listed>,
    pub(crate) not_run: Vec<NotRun>,
}

pub(crate) fn all() -> All {
    toml::from_str(include_str!("servers.toml")).unwrap_or_else(|e| panic!("{e}"))
}

/// The stacks that are not tried: those that `CORSAC_TRIAL_WITHOUT` names, since what they need is not here and
/// whoever says so tells it; and for whoever works on some, all that `CORSAC_TRIAL_ONLY` does not name.
pub(crate) fn left_out(servers: &[Listed]) -> Vec<String> {
    let words = |variable: &str| -> Vec<String> {
        let named = std::env::var(variable).unwrap_or_default();
        named.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let (mut without, only) = (words("CORSAC_TRIAL_WITHOUT"), words("CORSAC_TRIAL_ONLY"));
    if !only.is_empty() {
        without.extend(servers.iter().map(|listed| listed.stack.clone()).filter(|name| !only.contains(name)));
    }
    without
}

impl Listed {
    /// What a page's script does.
    pub(crate) fn fetch(&self, path: &str) -> Fetch {
        let authorization =
            self.authorization.iter().map(|value| ("authorization".to_owned(), value.clone()));
        Fetch {
            url: format!("{API}{path}"),
            method: self.method.clone(),
            credentials: self.credentials.clone(),
            headers: authorization.collect(),
            ..Fetch::default()
        }
    }

    /// The same, for the engine.
    pub(crate) fn init(&self, page: &str, path: &str) -> RequestInit {
        let fetch = self.fetch(path);
        let mut init = RequestInit::new(page, &fetch.url);
        init.method = fetch.method.unwrap_or_else(|| "GET".to_owned());
        init.headers = fetch.headers;
        init.credentials = fetch.credentials.map(|word| {
            let mode = CredentialsMode::ALL.iter().find(|mode| mode.as_str() == word);
            *mode.unwrap_or_else(|| panic!("credentials = {word:?}"))
        });
        init
    }

    /// The request in a line.
    pub(crate) fn request(&self) -> String {
        let method = self.method.as_deref().unwrap_or("GET");
        let with = self.authorization.iter().map(|_| " with Authorization");
        let cookies = self.credentials.iter().map(|_| " with credentials");
        format!("`{method} {}`{}", self.path, with.chain(cookies).collect::<String>())
    }
}
