//! Which page made a request.

use super::entry::Entry;
use super::read::Har;
use crate::note::PageSource;
use crate::web_url::origin_of;
use corsac::fetch::Origin;

impl Har {
    /// The origin of the page of an entry, and where it was found.
    pub(super) fn page(&self, entry: &Entry) -> Option<(String, PageSource)> {
        if let Some(origin) = entry.request_header("origin").filter(|o| Origin::parse(o.as_bytes()).is_ok()) {
            return Some((origin.to_owned(), PageSource::Origin));
        }
        let referer = entry.request_header("referer").and_then(origin_of);
        let title = || {
            let id = entry.pageref.as_deref()?;
            let page = self.pages.iter().find(|page| page.id.as_deref() == Some(id))?;
            page.title.as_deref().and_then(origin_of)
        };
        let initiator =
            || entry.initiator.as_ref().and_then(|initiator| initiator.url.as_deref()).and_then(origin_of);
        let found = |origin, place| Some((origin, place));
        referer
            .and_then(|origin| found(origin, PageSource::Referer))
            .or_else(|| title().and_then(|origin| found(origin, PageSource::Address)))
            .or_else(|| initiator().and_then(|origin| found(origin, PageSource::Script)))
            .or_else(|| self.asking.clone().and_then(|origin| found(origin, PageSource::Option)))
    }
}
