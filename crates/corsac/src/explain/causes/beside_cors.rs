//! What a browser blocks for other reasons than CORS: the type of an answer, the network that a
//! server is in, a URL that holds nothing.

use super::super::build::brief;
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use super::super::words::{AtServer, InPage, Note, Outside};
use crate::browser::{BlobFailure, Cause, LocalNetworkFailure};
use alloc::string::ToString;

/// The diagnosis of such a cause; `None` if it is another one.
pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, cause: &Cause) -> Option<Diagnosis> {
    Some(match cause {
        Cause::MimeType(kind) => type_unfit(case, index, kind, "Content-Type"),
        Cause::Nosniff(kind) => type_unfit(case, index, kind, "X-Content-Type-Options"),
        Cause::LocalNetworkAccess(failure) => local_network(case, *failure),
        Cause::Blob(failure) => at_url(case, blob(*failure)),
        Cause::DataUrl => at_url(case, Outside::DataUrl),
        Cause::KeepaliveBody(bytes) => {
            let message = case.say(Outside::KeepaliveBody { bytes: *bytes });
            Diagnosis::new(Name::BodyNotAllowed, Phase::Request, message)
                .by("concept-http-network-or-cache-fetch")
                .fix(fix::client(case.say(InPage::SendLess), None))
        }
        _ => return None,
    })
}

fn type_unfit(case: &Case<'_>, index: usize, kind: &str, header: &str) -> Diagnosis {
    let known = (!kind.is_empty()).then(|| brief(kind.as_bytes()));
    let wanted = case.transcript.asked.destination.to_string();
    let message = case.say(Outside::TypeUnfit { kind: known.as_deref(), wanted: &wanted });
    let kind = known.unwrap_or_else(|| case.say(Outside::UnknownType));
    Diagnosis::new(Name::TypeUnfit, Phase::Response, message)
        .about([kind])
        .proof(Evidence::response_header(case, index, (header, 0), None, case.say(Note::DecidesIt)))
        .by("concept-main-fetch")
        .fix(fix::server(case.say(AtServer::ContentType)))
        .fix(fix::client(case.say(InPage::CheckUrl), None))
}

fn local_network(case: &Case<'_>, failure: LocalNetworkFailure) -> Diagnosis {
    let (message, client) = match &failure {
        LocalNetworkFailure::TargetAddressSpace(space) => {
            (Outside::TargetAddressSpace { space: space.as_str() }, InPage::TargetAddressSpace)
        }
        LocalNetworkFailure::InsecureContext(space) => {
            (Outside::InsecureContext { space: space.as_str() }, InPage::PageOverHttps)
        }
        LocalNetworkFailure::PermissionDenied(space) => {
            (Outside::PermissionDenied { space: space.as_str() }, InPage::AskTheUser)
        }
    };
    Diagnosis::new(Name::LocalNetworkDenied, Phase::Request, case.say(message))
        .proof(Evidence::url(
            0,
            case.transcript.last.current_url().as_str(),
            None,
            case.say(Note::MorePrivate),
        ))
        .fix(fix::client(case.say(client), None))
}

const fn blob(failure: BlobFailure) -> Outside<'static> {
    match failure {
        BlobFailure::Method => Outside::BlobMethod,
        BlobFailure::Missing => Outside::BlobMissing,
        BlobFailure::Range => Outside::BlobRange,
    }
}

fn at_url(case: &Case<'_>, message: Outside<'_>) -> Diagnosis {
    Diagnosis::new(Name::UrlInvalid, Phase::Request, case.say(message))
        .proof(Evidence::url(0, case.transcript.last.current_url().as_str(), None, case.say(Note::ThisUrl)))
        .by("concept-scheme-fetch")
}
