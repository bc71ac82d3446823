//! The servers of `servers.toml`.

use corsac::browser::RequestInit;
use corsac::fetch::request::CredentialsMode;
use corsac_cases::lab::Fetch;
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
    /// What is wrong.
    pub(crate) problem: String,
    pub(crate) path: String,
    method: Option<String>,
    authorization: Option<String>,
    credentials: Option<String>,
    /// The diagnosis that tells it.
    pub(crate) diagnosis: String,
    /// The path that the page asks for in the end, where that is the cure.
    pub(crate) final_path: Option<String>,
    /// A page that has asked for the same before.
    pub(crate) asked_before_by: Option<String>,
}

pub(crate) fn all() -> Vec<Listed> {
    #[derive(Deserialize)]
    struct Servers {
        server: Vec<Listed>,
    }
    let servers: Servers = toml::from_str(include_str!("servers.toml")).unwrap_or_else(|e| panic!("{e}"));
    servers.server
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
