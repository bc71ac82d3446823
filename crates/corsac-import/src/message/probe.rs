//! The request to make in order to see which cause of a message it is.

use super::console::Message;
use super::symptom::Symptom;
use crate::found::Found;
use crate::note::Note;
use corsac::browser::{CrossOrigin, Initiator};
use corsac::fetch::request::{CredentialsMode, RequestMode};

impl Message {
    /// The request that was blocked, as far as the message tells; `None` if it has no URL.
    ///
    /// What it does not tell is assumed, which the notes say: a message about a preflight tells neither the
    /// method nor the headers, so a POST with JSON is taken.
    #[must_use]
    pub fn request(&self) -> Option<Found> {
        let mut found = Found::new(self.url.clone()?, 0..0);
        found.notes.clone_from(&self.notes);
        found.init.origin = self.origin.clone().unwrap_or_default();
        found.init.initiator = self.initiator;
        let credentialed =
            matches!(self.symptom, Symptom::AllowOriginWildcard | Symptom::AllowCredentials(_));
        if credentialed {
            found.init.credentials = Some(CredentialsMode::Include);
        }
        if self.symptom.is_of_cors() {
            // Without the attribute an element asks in mode no-cors, and no browser would look for the header.
            let credentials = if credentialed { CrossOrigin::UseCredentials } else { CrossOrigin::Anonymous };
            found.init.crossorigin = self.initiator.is_element().then_some(credentials);
        }
        if matches!(self.symptom, Symptom::ResourcePolicy) && self.initiator == Initiator::Fetch {
            found.init.mode = Some(RequestMode::NoCors);
        }
        if matches!(self.symptom, Symptom::ModeSameOrigin) {
            found.init.mode = Some(RequestMode::SameOrigin);
        }
        if self.is_preflight && matches!(self.initiator, Initiator::Fetch | Initiator::Xhr) {
            self.cause_preflight(&mut found);
        }
        Some(found)
    }

    fn cause_preflight(&self, found: &mut Found) {
        match &self.symptom {
            Symptom::MethodNotAllowed(Some(method)) => found.init.method.clone_from(method),
            Symptom::MethodNotAllowed(None) => {
                found.init.method = "PUT".into();
                found.note(Note::PutAssumed);
            }
            Symptom::HeaderNotAllowed(name) if !name.eq_ignore_ascii_case("content-type") => {
                found.init.headers.push((name.clone(), "1".into()));
                found.note(Note::GetAssumed(name.clone()));
            }
            Symptom::HeaderNotAllowed(_) => json(found),
            _ => {
                json(found);
                found.note(Note::PostAssumed);
            }
        }
    }
}

fn json(found: &mut Found) {
    found.init.method = "POST".into();
    found.init.headers.push(("Content-Type".into(), "application/json".into()));
    found.init.body = Some("{}".into());
}
