//! What to do about the primary diagnosis: ways out by name, the page's own first.

use super::case::Case;
use super::causes::notes;
use super::fix;
use super::judge::Judgement;
use super::name::Name;
use super::quoted::Quoted;
use super::report::{Diagnosis, Side};
use super::words::{AtServer, InPage, Mend};
use crate::exchange::MessageKind;
use alloc::format;

/// Gives the primary diagnosis its ways out, the one with the header lines after the page's own.
pub(super) fn mend(case: &Case<'_>, index: usize, judgement: &Judgement, primary: &mut Diagnosis) {
    let url = case.request(index).current_url();
    let own = core::mem::take(&mut primary.fixes);
    let page_first =
        own.iter().any(|fix| fix.side == Side::Client) && primary.name != Name::HeaderAddedByTooling;
    match primary.name {
        Name::AllowOriginTainted => {
            let code = format!("fetch({:?})", Quoted::text(url.as_str()).as_str());
            primary.fixes.push(fix::client(case.say(InPage::FinalUrl), code));
            primary.fixes.push(fix::server(case.say(AtServer::NoRedirectElsewhere)));
        }
        Name::PageOriginNull => primary.fixes.push(notes::page_fix(case)),
        Name::MethodCase => {
            let what = what_to_do(primary.name, case, index);
            let fix = fix::headers(case, index, case.say(Mend::And(&what)));
            primary.fixes.extend(Some(fix).filter(|fix| !fix.lines.is_empty()));
        }
        Name::ResponseHeaderOnRequest | Name::RedirectToLogin => {}
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
        400..=499 => Mend::ErrorNotAccepted,
        _ => Mend::ErrorInLog,
    }
}
