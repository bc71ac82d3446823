//! What a browser blocks for other reasons than CORS: the type of an answer, the network that a
//! server is in, a URL that holds nothing.

use super::super::build::brief;
use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::report::{Diagnosis, Evidence};
use crate::browser::{BlobFailure, Cause, LocalNetworkFailure};
use alloc::format;
use alloc::string::String;

/// The diagnosis of such a cause; `None` if it is another one.
pub(in super::super) fn diagnose(case: &Case<'_>, index: usize, cause: &Cause) -> Option<Diagnosis> {
    Some(match cause {
        Cause::MimeType(kind) => type_unfit(case, index, kind, "Content-Type"),
        Cause::Nosniff(kind) => type_unfit(case, index, kind, "X-Content-Type-Options"),
        Cause::LocalNetworkAccess(failure) => local_network(case, *failure),
        Cause::Blob(failure) => at_url(case, blob(*failure)),
        Cause::DataUrl => {
            at_url(case, "The data: URL is malformed: it lacks its comma, or its base64 is none.")
        }
        Cause::KeepaliveBody(bytes) => {
            let message = format!(
                "The page has requests of {bytes} bytes that may outlive it, and browsers allow 65,536."
            );
            Diagnosis::new(Name::BodyNotAllowed, Phase::Request, message)
                .by("concept-http-network-or-cache-fetch")
                .fix(fix::client("Send less, or leave keepalive out.", None))
        }
        _ => return None,
    })
}

fn type_unfit(case: &Case<'_>, index: usize, kind: &str, header: &str) -> Diagnosis {
    let kind = if kind.is_empty() { "of no known type".into() } else { brief(kind.as_bytes()) };
    let message = format!(
        "The answer is {kind}, and the page wants a {}. The browser does not run it. That is not CORS.",
        case.transcript.asked.destination
    );
    Diagnosis::new(Name::TypeUnfit, Phase::Response, message)
        .about([kind])
        .proof(Evidence::response_header(case, index, (header, 0), None, "decides it"))
        .by("concept-main-fetch")
        .fix(fix::server(
            "Send the type that the file has: text/javascript for scripts, text/css for style sheets.",
        ))
        .fix(fix::client("See whether the URL is right: an error page comes as text/html.", None))
}

fn local_network(case: &Case<'_>, failure: LocalNetworkFailure) -> Diagnosis {
    let (message, client): (String, _) = match failure {
        LocalNetworkFailure::TargetAddressSpace(space) => (
            format!("Your code expects the server in another network: it is in the {} one.", space.as_str()),
            "Set targetAddressSpace to where the server is, or leave it out.",
        ),
        LocalNetworkFailure::InsecureContext(space) => (
            format!(
                "The server is in the {} network, and only pages that came by https may ask it.",
                space.as_str()
            ),
            "Serve the page by https.",
        ),
        LocalNetworkFailure::PermissionDenied(space) => (
            format!(
                "The server is in the {} network, and the user has not allowed this page to reach it.",
                space.as_str()
            ),
            "Ask the user to allow it, and say beforehand what for.",
        ),
    };
    Diagnosis::new(Name::LocalNetworkDenied, Phase::Request, message)
        .proof(Evidence::url(
            0,
            case.transcript.last.current_url().as_str(),
            None,
            "in a more private network",
        ))
        .fix(fix::client(client, None))
}

const fn blob(failure: BlobFailure) -> &'static str {
    match failure {
        BlobFailure::Method => "A blob: URL can only be fetched with GET.",
        BlobFailure::Missing => {
            "There is no such blob, or no longer: its URL was revoked, or is another page's."
        }
        BlobFailure::Range => "The Range header asks for something that the blob does not have.",
    }
}

fn at_url(case: &Case<'_>, message: &str) -> Diagnosis {
    Diagnosis::new(Name::UrlInvalid, Phase::Request, message)
        .proof(Evidence::url(0, case.transcript.last.current_url().as_str(), None, "this URL"))
        .by("concept-scheme-fetch")
}
