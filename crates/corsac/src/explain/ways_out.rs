//! What to do about the primary diagnosis: ways out by name, the page's own first.

use super::case::Case;
use super::causes::notes;
use super::fix;
use super::judge::Judgement;
use super::name::Name;
use super::report::{Diagnosis, Fix, Side};
use super::words::{AtServer, Mend};
use crate::browser::location_url;
use crate::exchange::MessageKind;
use url::Url;

/// Gives the primary diagnosis its ways out, the one with the header lines after the page's own.
pub(super) fn mend(case: &Case<'_>, index: usize, judgement: &Judgement, primary: &mut Diagnosis) {
    let url = case.request(index).current_url();
    let own = core::mem::take(&mut primary.fixes);
    let page_first =
        own.iter().any(|fix| fix.side == Side::Client) && primary.name != Name::HeaderAddedByTooling;
    match primary.name {
        Name::AllowOriginTainted => {
            primary.fixes.push(fix::final_url(case, url));
            primary.fixes.push(fix::server(case.say(AtServer::NoRedirectElsewhere)));
        }
        Name::RedirectToLogin => {}
        _ if case.is_tainted(index) => {
            primary.fixes.push(fix::final_url(case, url));
            primary.fixes.push(fix::server(case.say(AtServer::NoRedirectElsewhere)));
            let what = Mend::IfPageMayRead { page: &case.page };
            // A policy before the servers would not mend the redirect.
            let headers = fix::headers(case, index, case.say(what));
            primary.fixes.push(Fix { policy: None, toml: None, ..headers });
        }
        Name::AllowOriginMissingOnRedirect => {
            primary.fixes.extend(redirected_to(case, index).map(|to| fix::final_url(case, &to)));
            primary.fixes.push(fix::headers(case, index, case.say(Mend::OrTheRedirect)));
        }
        Name::PageOriginNull => primary.fixes.push(notes::page_fix(case)),
        Name::MethodCase => {
            let what = what_to_do(primary.name, case, index);
            let fix = fix::headers(case, index, case.say(Mend::And(&what)));
            primary.fixes.extend(Some(fix).filter(|fix| !fix.lines.is_empty()));
        }
        Name::ResponseHeaderOnRequest => {}
        _ if judgement.mended.is_redirect() && is_preflight(case, index) || primary.evidence.is_empty() => {}
        name if name.as_str().starts_with("preflight-redirected") => {}
        name => {
            primary.fixes.extend(notes::one_machine(case));
            let what = what_to_do(name, case, index);
            let mut text = case.say(what);
            if needs_credentials(name) {
                primary.fixes.push(fix::without_cookies(case));
                text = case.say(Mend::IfCookies(&what));
            }
            primary.fixes.push(fix::headers(case, index, text));
        }
    }
    if page_first {
        primary.fixes.splice(0..0, own);
    } else {
        primary.fixes.extend(own);
    }
}

/// Where a redirect leads, if script may go there itself.
fn redirected_to(case: &Case<'_>, index: usize) -> Option<Url> {
    let to = location_url(case.response(index)?, case.request(index).current_url()).ok().flatten()?;
    let is_plain = to.username().is_empty() && to.password().is_none();
    (matches!(to.scheme(), "http" | "https") && is_plain).then_some(to)
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

fn is_preflight(case: &Case<'_>, index: usize) -> bool {
    case.message(index).is_some_and(|message| message.kind == MessageKind::Preflight)
}

fn what_to_do<'a>(name: Name, case: &'a Case<'_>, index: usize) -> Mend<'a> {
    let (page, credentialed) = (case.page.as_str(), case.is_credentialed());
    match name {
        Name::PreflightRequiresAuth => Mend::OptionsBeforeLogin,
        Name::PreflightNotRouted => Mend::RouteOptions,
        Name::PreflightServerError => Mend::OptionsBeforeFailure,
        Name::PreflightRateLimited => Mend::OptionsBeforeCounting,
        Name::PreflightRejectedByCorsLayer => Mend::LetCorsLayerAllow { page },
        Name::AllowOriginMissingOnError => on_error(case, index),
        Name::AllowOriginMissingCached | Name::AllowOriginOtherClient => Mend::VaryEverywhere,
        Name::AllowOriginDuplicate => Mend::OneWriter,
        Name::AllowOriginMissing | Name::AllowOriginMismatch | Name::AllowOriginNull => {
            match is_preflight(case, index) {
                true => Mend::IfPageMaySend { page, credentialed },
                false => Mend::IfPageMayRead { page },
            }
        }
        _ if is_preflight(case, index) => Mend::Preflight { credentialed },
        _ if case.preflight_of(index).is_some() => {
            Mend::AnswerTo { method: case.request(index).method.as_str() }
        }
        _ => Mend::Answer,
    }
}

/// What to do about an error that has no headers.
fn on_error(case: &Case<'_>, index: usize) -> Mend<'static> {
    match case.response(index).map_or(0, |response| response.status) {
        401 | 403 => Mend::ErrorLogin,
        404 | 405 | 410 => Mend::ErrorNothingThere,
        500..=599 => Mend::ErrorInLog,
        _ => Mend::ErrorNotAccepted,
    }
}
