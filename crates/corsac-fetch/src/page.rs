//! A page: an origin that makes requests.

use corsac::browser::{RequestInit, RequestInitError};
use corsac::fetch::Origin;
use url::Url;

use crate::client::{Client, SharedCache};
use crate::request::FetchRequest;

/// A page at an origin, whose script fetches.
#[derive(Debug, Clone)]
pub struct Page {
    client: Client,
    origin: String,
    url: Option<Url>,
    cache: Option<SharedCache>,
}

impl Client {
    /// A page at `origin`: `https://app.example.com`, or `null` for a sandboxed frame or a local file.
    ///
    /// # Errors
    /// [`RequestInitError::Origin`] if it is not an origin as browsers write it.
    pub fn page(&self, origin: &str) -> Result<Page, RequestInitError> {
        Origin::parse(origin.as_bytes()).map_err(RequestInitError::Origin)?;
        Ok(Page { client: self.clone(), origin: origin.to_owned(), url: None, cache: None })
    }
}

impl Page {
    /// The page's origin as it was given.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The same page at this URL: relative URLs are taken from it, and `Referer` is made of it as the referrer
    /// policy says. Without, a page is at `/` of its origin.
    ///
    /// # Errors
    /// [`RequestInitError::Client`] if the URL cannot be read.
    pub fn at(mut self, url: &str) -> Result<Self, RequestInitError> {
        self.url = Some(Url::parse(url).map_err(|_| RequestInitError::Client(url.into()))?);
        Ok(self)
    }

    /// The same page with a CORS-preflight cache of its own, empty at first, in place of the client's: what
    /// other pages have asked does not spare this one its preflights. Its clones share it.
    #[must_use]
    pub fn with_own_preflight_cache(mut self) -> Self {
        self.cache = Some(SharedCache::default());
        self
    }

    /// A request of this page that is described as data; its origin becomes the page's.
    pub fn request(&self, mut init: RequestInit) -> FetchRequest {
        init.origin.clone_from(&self.origin);
        init.client = init.client.or_else(|| self.url.as_ref().map(ToString::to_string));
        FetchRequest::new(self.client.clone(), self.cache.clone(), init)
    }

    /// `fetch(url)`: a request to be refined and sent. A relative URL is taken from the page's own; without one,
    /// it must begin with `/`.
    pub fn fetch(&self, url: &str) -> FetchRequest {
        let origin = || url.starts_with('/').then(|| Url::parse(&self.origin).ok()).flatten();
        let own = self.url.clone().or_else(origin).and_then(|base| base.join(url).ok());
        let url = own.map_or_else(|| url.to_owned(), String::from);
        self.request(RequestInit::new(self.origin.clone(), url))
    }
}
