//! A message and its parts.

use super::symptom::{Browser, Symptom};
use super::text::{Plain, between, urls};
use super::{causes, sentences};
use crate::note::Note;
use corsac::browser::Initiator;
use corsac::explain::Name;

/// A browser's message, taken apart. What it does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The browser that prints such a message.
    pub browser: Option<Browser>,
    /// The URL that the page asked for: before any redirect.
    pub url: Option<String>,
    /// The URL that a redirect led to.
    pub redirected_to: Option<String>,
    /// The origin of the page.
    pub origin: Option<String>,
    /// Who asked.
    pub initiator: Initiator,
    /// Whether it is about the answer to a preflight.
    pub is_preflight: bool,
    /// The status that it names.
    pub status: Option<u16>,
    /// What the browser complains of.
    pub symptom: Symptom,
    /// Every cause that makes browsers print this, the most frequent first.
    pub causes: Vec<Name>,
    /// What was concluded rather than read, as a note each.
    pub notes: Vec<Note>,
}

impl Message {
    /// Recognises a message in a text, whatever stands around it; `None` if there is none.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let plain = Plain::of(text);
        let (browser, symptom) = sentences::find(&plain)?;
        let mut message = Self {
            browser,
            url: None,
            redirected_to: None,
            origin: None,
            initiator: Initiator::Fetch,
            is_preflight: sentences::is_about_preflight(&plain, &symptom),
            status: plain.status(),
            symptom,
            causes: Vec::new(),
            notes: Vec::new(),
        };
        message.read_places(&plain);
        message.causes = causes::of(&message.symptom, message.browser, message.is_preflight, message.status);
        Some(message)
    }

    /// URL, page and who asked.
    fn read_places(&mut self, plain: &Plain) {
        let text = plain.as_str();
        if let Some(access) = between(text, "Access to ", " has been blocked by CORS policy") {
            self.initiator = initiator(access.split(" at '").next().unwrap_or_default());
            self.url = between(access, " at '", "'").map(str::to_owned);
            self.origin = between(access, "from origin '", "'").map(str::to_owned);
            if let Some(asked) = between(access, "(redirected from '", "'") {
                self.redirected_to = self.url.replace(asked.to_owned());
            }
        }
        const BEFORE_URL: &[&str] = &[
            "Failed to load ",
            "remote resource at ",
            "XMLHttpRequest cannot load ",
            "Fetch API cannot load ",
            "EventSource cannot load ",
            "cannot load resource: ",
            "Cross-origin redirection to ",
            "insecure resource '",
            "insecure XMLHttpRequest endpoint '",
            "restricted network port ",
        ];
        let named = BEFORE_URL.iter().find_map(|before| {
            let rest = text.split_once(before)?.1;
            urls(rest).next().filter(|(at, _)| *at == 0 || rest.get(..*at).is_some_and(|gap| gap.len() < 12))
        });
        let named = named.map(|(_, url)| url.to_owned());
        if text.contains("Cross-origin redirection to ") {
            self.redirected_to.clone_from(&named);
            let asked = between(text, "cannot load ", " due to access control checks");
            self.url = self.url.take().or_else(|| asked.map(str::to_owned));
        }
        // In every language Firefox names the URL before its reason, which may name another.
        let first = || plain.first_url().filter(|_| self.browser == Some(Browser::Firefox));
        self.url = self.url.take().or(named).or_else(first).or_else(|| plain.lone_url());
        let origins = ["Origin ", "Origin '", "request origin ", "The page at '", "from origin '"];
        let origin = origins.iter().find_map(|before| plain.origin_after(before));
        self.origin = self.origin.take().or(origin);
        if self.origin.as_deref() == Some("null") && self.browser == Some(Browser::Webkit) {
            // After a redirect to another origin, WebKit names what the browser sent and not the page.
            self.origin = None;
            self.notes.push(Note::NullAfterRedirect);
        }
        if self.origin.is_none()
            && let Some(page) = plain.script_origin(self.url.as_deref())
        {
            self.notes.push(Note::PageFromScripts(page.clone()));
            self.origin = Some(page);
        }
        if text.contains("XMLHttpRequest") {
            self.initiator = Initiator::Xhr;
        }
    }
}

/// Chromium's name for who asked.
fn initiator(name: &str) -> Initiator {
    match name {
        "XMLHttpRequest" => Initiator::Xhr,
        "image" => Initiator::Image,
        "script" => Initiator::Script,
        "font" => Initiator::Font,
        "CSS stylesheet" => Initiator::Style,
        "audio" => Initiator::Audio,
        "video" => Initiator::Video,
        "EventSource" | "resource" => Initiator::EventSource,
        _ => Initiator::Fetch,
    }
}
