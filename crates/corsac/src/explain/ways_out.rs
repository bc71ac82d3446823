//! What to do about the primary diagnosis: ways out by name, the page's own first.

use super::case::Case;
use super::causes::notes;
use super::fix;
use super::judge::Judgement;
use super::name::Name;
use super::quoted::Quoted;
use super::report::{Diagnosis, Side};
use crate::exchange::MessageKind;
use alloc::format;
use alloc::string::String;

/// Gives the primary diagnosis its ways out, the one with the header lines after the page's own.
pub(super) fn mend(case: &Case<'_>, index: usize, judgement: &Judgement, primary: &mut Diagnosis) {
    let url = case.request(index).current_url();
    let own = core::mem::take(&mut primary.fixes);
    let page_first =
        own.iter().any(|fix| fix.side == Side::Client) && primary.name != Name::HeaderAddedByTooling;
    match primary.name {
        Name::AllowOriginTainted => {
            let code = format!("fetch({:?})", Quoted::text(url.as_str()).as_str());
            primary.fixes.push(fix::client("Call the final URL, so that no redirect is needed:", code));
            primary
                .fixes
                .push(fix::server("Or answer without a redirect to another origin. Never allow null."));
        }
        Name::PageOriginNull => primary.fixes.push(notes::page_fix()),
        Name::MethodCase => {
            let what = format!("And {}", lower_first(&what_to_do(primary.name, case, index)));
            let fix = fix::headers(case, index, what);
            primary.fixes.extend(Some(fix).filter(|fix| !fix.lines.is_empty()));
        }
        Name::ResponseHeaderOnRequest | Name::RedirectToLogin => {}
        _ if judgement.mended.is_redirect() && is_preflight(case, index) || primary.evidence.is_empty() => {}
        name if name.as_str().starts_with("preflight-redirected") => {}
        name => {
            primary.fixes.extend(notes::one_machine(case));
            let mut what = what_to_do(name, case, index);
            if needs_credentials(name) {
                primary.fixes.push(fix::without_cookies());
                what = format!("If cookies are needed, {}", lower_first(&what));
            }
            primary.fixes.push(fix::headers(case, index, what));
        }
    }
    if page_first {
        primary.fixes.splice(0..0, own);
    } else {
        primary.fixes.extend(own);
    }
}

const fn needs_credentials(name: Name) -> bool {
    matches!(
        name,
        Name::AllowOriginWildcardWithCredentials
            | Name::AllowCredentialsMissing
            | Name::MethodWildcardWithCredentials
            | Name::HeaderWildcardWithCredentials
    )
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn is_preflight(case: &Case<'_>, index: usize) -> bool {
    case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight)
}

fn what_to_do(name: Name, case: &Case<'_>, index: usize) -> String {
    let page = &case.page;
    let fixed = match name {
        Name::PreflightRequiresAuth => "Answer OPTIONS before the login check. The answer to the preflight:",
        Name::PreflightNotRouted => {
            "Answer OPTIONS for this path, best by a CORS layer around the whole router. The answer to the preflight:"
        }
        Name::PreflightServerError => {
            "Mend what fails, or answer OPTIONS before it runs. The answer to the preflight:"
        }
        Name::PreflightRateLimited => {
            "Answer OPTIONS before requests are counted. The answer to the preflight:"
        }
        Name::PreflightRejectedByCorsLayer => {
            return format!(
                "If {page} may send this request, let the server's CORS configuration allow its origin, method and headers. The answer to the preflight:"
            );
        }
        Name::AllowOriginMissingOnError => on_error(case, index),
        Name::AllowOriginMissingCached | Name::AllowOriginOtherClient => {
            "Send Vary: Origin on every answer, also on those without CORS headers, and empty the cache:"
        }
        Name::AllowOriginDuplicate => "Let one component write the header, and delete it in the others:",
        Name::AllowOriginMissing | Name::AllowOriginMismatch | Name::AllowOriginNull
            if is_preflight(case, index) =>
        {
            return format!(
                "If {page} may send this request, change the answer to the preflight{}:",
                the_answer_itself(case)
            );
        }
        Name::AllowOriginMissing | Name::AllowOriginMismatch | Name::AllowOriginNull => {
            return format!("If {page} may read this answer, change it:");
        }
        _ if is_preflight(case, index) => {
            return format!("Change the answer to the preflight{}:", the_answer_itself(case));
        }
        _ if case.preflight_of(index).is_some() => {
            return format!("Change the answer to the {} itself:", case.request(index).method);
        }
        _ => "Change the answer:",
    };
    fixed.into()
}

/// What the answer after a preflight needs besides.
const fn the_answer_itself(case: &Case<'_>) -> &'static str {
    if case.is_credentialed() {
        "; the answer to the request itself needs the origin and the permission for cookies, too"
    } else {
        "; the answer to the request itself needs the origin, too"
    }
}

/// What to do about an error that has no headers.
fn on_error(case: &Case<'_>, index: usize) -> &'static str {
    match case.response(index).map_or(0, |response| response.status) {
        401 | 403 => {
            "Log in, or look up why the server refuses the request. Then let errors carry the headers, too:"
        }
        404 | 405 | 410 => {
            "Correct URL and method: the server has nothing there. Then let errors carry the headers, too:"
        }
        400..=499 => "Look up what the server does not accept. Then let errors carry the headers, too:",
        _ => "Find the error in the server's log. Then let errors carry the headers, too:",
    }
}
