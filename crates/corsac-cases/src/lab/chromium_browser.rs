//! Chromium as one [`Browser`] among others.

use serde_json::json;

use super::browser::{Browser, BrowserError, Forgetful, text, with_callback};
use super::chromium::{Chromium, ThirdPartyCookies};
use super::sites::Sites;

impl Browser for Chromium {
    const PRESET: &'static str = "chromium";

    async fn start() -> Result<Self, BrowserError> {
        Ok(Self::start(ThirdPartyCookies::Allowed).await?)
    }

    fn version(&self) -> &str {
        self.driver().version()
    }

    fn sites(&self) -> &Sites {
        Self::sites(self)
    }

    async fn visit(&mut self, url: &str, body: &str) -> Result<String, BrowserError> {
        text(Self::visit(self, url, &with_callback(body)).await?)
    }

    async fn run(&mut self, body: &str) -> Result<String, BrowserError> {
        text(self.driver().run_async(&with_callback(body), json!([])).await?)
    }

    async fn close(self) -> Result<(), BrowserError> {
        Ok(Self::close(self).await?)
    }
}

impl Forgetful for Chromium {
    async fn forget(&mut self) -> Result<(), BrowserError> {
        Ok(Self::forget(self).await?)
    }
}
