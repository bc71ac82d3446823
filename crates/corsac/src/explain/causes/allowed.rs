//! Nothing was blocked.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::Diagnosis;
use crate::browser::{FilteredResponse, ResponseType};
use crate::exchange::MessageKind;
use crate::fetch::request::RequestMode;
use alloc::format;
use alloc::string::String;

pub(in super::super) fn diagnose(case: &Case<'_>, response: &FilteredResponse) -> Diagnosis {
    let status = response.internal.status;
    let new = |name, message: &str| {
        let mut message = String::from(message);
        if status >= 400 && response.kind != ResponseType::Opaque {
            message.push_str(&format!(
                " The answer itself is an error, status {status}: that has nothing to do with CORS."
            ));
        }
        Diagnosis::new(name, Phase::Response, message).allows()
    };
    match response.kind {
        ResponseType::Basic if case.transcript.asked.mode == RequestMode::Navigate => new(
            Name::OkNavigation,
            "A link or a form: the browser shows the answer as a page, and CORS does not apply. Such a request reaches the server from whatever site; the page that sent it reads nothing of the answer.",
        ),
        ResponseType::Basic => new(Name::OkSameOrigin, "Page and URL have the same origin, so CORS does not apply."),
        ResponseType::Opaque => new(
            Name::OkOpaque,
            "The request was sent in mode no-cors. Script can read nothing of the answer, not even its status.",
        )
        .fix(fix::client("To read the answer, use mode cors and let the server allow the page's origin.", None)),
        ResponseType::OpaqueRedirect => new(
            Name::OkOpaqueRedirect,
            "The server answered with a redirect, and your code asked not to follow it. Script sees only that there was one.",
        ),
        ResponseType::Cors if was_preflighted(case) => new(
            Name::OkPreflighted,
            "The server allowed the request in advance, and shares its answer with the page.",
        ),
        ResponseType::Cors => new(Name::OkSimple, "The server shares its answer with the page. No preflight was needed."),
    }
}

fn was_preflighted(case: &Case<'_>) -> bool {
    let messages = &case.transcript.messages;
    messages.iter().any(|message| message.kind == MessageKind::Preflight)
        || (0..messages.len()).any(|index| case.is_preflight_cached(index))
}
