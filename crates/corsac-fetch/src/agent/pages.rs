//! The pages that the agent fetches for.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::ask::{Ask, AskError};
use crate::client::Client;
use crate::page::Page;

/// As many pages are remembered with their preflight caches; then the one that was made first is forgotten.
const LIMIT: usize = 1024;

/// The pages seen so far, each with a preflight cache of its own.
#[derive(Debug, Default)]
pub(super) struct Pages(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    pages: HashMap<(String, String), (u64, Page)>,
    made: u64,
}

impl Pages {
    /// The page that a message speaks of.
    pub(super) fn page(&self, client: &Client, ask: &Ask) -> Result<Page, AskError> {
        let url = ask.client.as_ref().map_or("", |url| url.as_str());
        let key = (ask.init.origin.clone(), url.to_owned());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, page)) = known.pages.get(&key) {
            return Ok(page.clone());
        }
        let page = client.page(&ask.init.origin).map_err(AskError::Origin)?.with_own_preflight_cache();
        if known.pages.len() >= LIMIT {
            let first = known.pages.iter().min_by_key(|(_, (made, _))| *made).map(|(key, _)| key.clone());
            first.and_then(|first| known.pages.remove(&first));
        }
        known.made += 1;
        let made = known.made;
        known.pages.insert(key, (made, page.clone()));
        Ok(page)
    }
}
