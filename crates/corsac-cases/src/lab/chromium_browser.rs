//! Chromium as one [`Browser`] among others.

use super::browser::{Browser, BrowserError, text, with_callback};
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

    async fn close(self) -> Result<(), BrowserError> {
        Ok(Self::close(self).await?)
    }
}
