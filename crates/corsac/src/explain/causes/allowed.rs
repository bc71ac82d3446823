//! Nothing was blocked.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::Diagnosis;
use super::super::words::{InPage, Reading};
use crate::browser::{FilteredResponse, ResponseType};
use crate::exchange::MessageKind;
use crate::fetch::request::RequestMode;

pub(in super::super) fn diagnose(case: &Case<'_>, response: &FilteredResponse) -> Diagnosis {
    let status = response.internal.status;
    let new = |name, message| {
        let mut message = case.say(message);
        if status >= 400 && response.kind != ResponseType::Opaque {
            message.push_str(&case.say(Reading::IsAnError { status }));
        }
        Diagnosis::new(name, Phase::Response, message).allows()
    };
    match response.kind {
        ResponseType::Basic if case.transcript.asked.mode == RequestMode::Navigate => {
            new(Name::OkNavigation, Reading::Navigation)
        }
        ResponseType::Basic => new(Name::OkSameOrigin, Reading::SameOrigin),
        ResponseType::Opaque => {
            new(Name::OkOpaque, Reading::Opaque).fix(fix::client(case.say(InPage::CorsToRead), None))
        }
        ResponseType::OpaqueRedirect => new(Name::OkOpaqueRedirect, Reading::OpaqueRedirect),
        ResponseType::Cors if was_preflighted(case) => new(Name::OkPreflighted, Reading::Preflighted),
        ResponseType::Cors => new(Name::OkSimple, Reading::Simple),
    }
}

fn was_preflighted(case: &Case<'_>) -> bool {
    let messages = &case.transcript.messages;
    messages.iter().any(|message| message.kind == MessageKind::Preflight)
        || (0..messages.len()).any(|index| case.is_preflight_cached(index))
}
