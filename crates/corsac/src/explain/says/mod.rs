//! What each browser prints for a failure, as measured with Chromium 156, Firefox 153 and
//! WebKitGTK. The strings are the browsers' own; they are quoted so that people recognise them.
//! Which of them it is follows from the failure's [`Codes`](crate::browser::Codes) alone.

pub(super) mod chromium;
mod firefox;
mod refusal;
pub(super) mod webkit;

pub(super) use refusal::{known_refusal, wants_tls};

use super::build::brief;
use super::case::Case;
use super::name::Name;
use super::quoted::Quoted;
use super::report::{Browsers, Saying};
use crate::browser::{Outcome, RequestInit, RequestInitError};
use alloc::string::String;

/// What the browsers say about how a transcript ended; `None` if they say nothing.
pub(super) fn of_outcome(case: &Case<'_>, primary: Name) -> Option<Browsers<Option<Saying>>> {
    if primary == Name::MixedContent {
        return saying(of_mixed_content(case), |_| false);
    }
    let Outcome::NetworkError(error) = &case.transcript.outcome else { return None };
    if primary == Name::NotSent {
        return None;
    }
    let said = Browsers::new(chromium::says(case, error), firefox::says(error), webkit::says(case, error));
    saying(said, |text| misleads(text, primary))
}

/// What browsers say instead of asking an http URL from an https page.
fn of_mixed_content(case: &Case<'_>) -> Browsers<Option<String>> {
    let (page, url) = (&case.page, Quoted::text(case.transcript.asked.url().as_str()));
    Browsers::new(
        Some(alloc::format!(
            "Mixed Content: The page at '{page}/' was loaded over HTTPS, but requested an insecure resource '{url}'. This request has been blocked; the content must be served over HTTPS."
        )),
        None,
        None,
    )
}

/// What the browsers say about a request that they refuse to make.
pub(super) fn of_init_error(
    init: &RequestInit,
    error: &RequestInitError,
) -> Option<Browsers<Option<Saying>>> {
    let said = match error {
        RequestInitError::UrlUserinfo => Browsers::new(
            Some("Failed to execute 'fetch': Request cannot be constructed from a URL that includes credentials".into()),
            Some("URL includes credentials.".into()),
            None,
        ),
        RequestInitError::OnlyIfCached => Browsers::new(
            Some("Failed to execute 'fetch': 'only-if-cached' can be set only with 'same-origin' mode".into()),
            None,
            None,
        ),
        RequestInitError::NoCorsMethod(method) => Browsers::new(
            Some(alloc::format!("Failed to execute 'fetch': '{method}' is unsupported in no-cors mode.")),
            Some(alloc::format!("Invalid request method {}.", brief(init.method.as_bytes()))),
            None,
        ),
        // Without a colon it is a path of the page's own server, and browsers say nothing.
        RequestInitError::UrlMissingScheme(url) => {
            let (scheme, _) = url.split_once(':')?;
            let scheme = brief(scheme.to_ascii_lowercase().as_bytes());
            Browsers::new(
                Some(alloc::format!("URL scheme \"{scheme}\" is not supported.")),
                Some("CORS request not http".into()),
                Some("Cross origin requests are only supported for HTTP.".into()),
            )
        }
        _ => return None,
    };
    saying(said, |_| false)
}

fn saying(
    said: Browsers<Option<String>>,
    misleads: impl Fn(&str) -> bool,
) -> Option<Browsers<Option<Saying>>> {
    let saying = |text: Option<String>| text.map(|text| Saying { misleading: misleads(&text), text });
    let says = Browsers::new(saying(said.chromium), saying(said.firefox), saying(said.webkit));
    let somebody = says.iter().any(|(_, saying)| saying.is_some());
    somebody.then_some(says)
}

/// Whether a sentence leads away from the cause.
fn misleads(text: &str, primary: Name) -> bool {
    let name = primary.as_str();
    let hides_status = text.contains("No 'Access-Control-Allow-Origin' header");
    let says_missing = hides_status || text.starts_with("CORS header ‘Access-Control-Allow-Origin’ missing");
    match primary {
        Name::AllowOriginMissingOnError => hides_status,
        Name::AllowOriginTainted => !text.starts_with("Origin null"),
        Name::RedirectUserinfo => text.contains("location ''"),
        Name::NoResponse => text.starts_with("Multiple CORS header"),
        Name::RedirectToLogin | Name::AllowOriginMissingCached => says_missing,
        _ if name.starts_with("preflight-redirected") => says_missing || text.contains("external redirect"),
        Name::PreflightOkResponseNot => false,
        _ if name.starts_with("preflight-") => says_missing,
        _ => false,
    }
}
