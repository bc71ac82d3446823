//! The page's address in a request, as far as the referrer policy shows it.

use super::fetch_metadata::is_potentially_trustworthy;
use crate::fetch::header::HeaderList;
use crate::fetch::list_values::{ListValues, extract_header_list_values};
use crate::fetch::origin::Origin;
use crate::fetch::request::{Referrer, ReferrerPolicy, Request};
use url::Url;

/// The longest address that is shown in full.
const LENGTH_LIMIT: usize = 4_096;

/// Cuts the referrer to what the referrer policy allows at the present hop; what is cut once does
/// not come back at a later one.
///
/// <https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer>
pub(super) fn determine_request_referrer(request: &Request) -> Referrer {
    let source = match &request.referrer {
        Referrer::NoReferrer => None,
        Referrer::Client => request.client_url.as_ref().filter(|_| request.origin.as_tuple().is_some()),
        Referrer::Url(url) => Some(url),
    };
    let referrer = source.and_then(strip).and_then(|url| shown(request, url));
    referrer.map_or(Referrer::NoReferrer, Referrer::Url)
}

fn shown(request: &Request, referrer: Url) -> Option<Url> {
    let origin_only = origin_only(&referrer);
    let referrer = if referrer.as_str().len() > LENGTH_LIMIT { origin_only.clone() } else { referrer };
    let current = request.current_url();
    let same_origin = Origin::of_url(&referrer).same_origin(&Origin::of_url(current));
    let downgrade = is_potentially_trustworthy(&referrer) && !is_potentially_trustworthy(current);
    let safely = |url: Url| if downgrade { None } else { Some(url) };
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => None,
        ReferrerPolicy::Origin => Some(origin_only),
        ReferrerPolicy::UnsafeUrl => Some(referrer),
        ReferrerPolicy::StrictOrigin => safely(origin_only),
        ReferrerPolicy::NoReferrerWhenDowngrade => safely(referrer),
        ReferrerPolicy::SameOrigin => Some(referrer).filter(|_| same_origin),
        ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::StrictOriginWhenCrossOrigin
            if same_origin =>
        {
            Some(referrer)
        }
        ReferrerPolicy::OriginWhenCrossOrigin => Some(origin_only),
        ReferrerPolicy::StrictOriginWhenCrossOrigin => safely(origin_only),
    }
}

/// <https://w3c.github.io/webappsec-referrer-policy/#strip-url>
fn strip(url: &Url) -> Option<Url> {
    if !matches!(url.scheme(), "http" | "https" | "ws" | "wss" | "ftp") {
        return None;
    }
    let mut url = url.clone();
    // Every URL with a host has a place for these.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    Some(url)
}

fn origin_only(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_path("");
    url.set_query(None);
    url
}

/// Takes over the referrer policy that a redirect states.
///
/// <https://w3c.github.io/webappsec-referrer-policy/#set-requests-referrer-policy-on-redirect>
pub(super) fn set_request_referrer_policy_on_redirect(request: &mut Request, headers: &HeaderList) {
    if let ListValues::Values(tokens) = extract_header_list_values("referrer-policy", headers) {
        // The last one that is known counts.
        let known = tokens.iter().rev().find_map(|token| ReferrerPolicy::parse(token));
        request.referrer_policy = known.unwrap_or(request.referrer_policy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referrer(policy: ReferrerPolicy, to: &str) -> Option<alloc::string::String> {
        let url = |text: &str| Url::parse(text).unwrap();
        let mut request = Request::fetch(Origin::parse(b"https://a.example").unwrap(), url(to));
        request.client_url = Some(url("https://u:p@a.example/page?q#f"));
        request.referrer_policy = policy;
        match determine_request_referrer(&request) {
            Referrer::Url(url) => Some(url.as_str().into()),
            _ => None,
        }
    }

    #[test]
    fn policies() {
        let (full, origin) = (Some("https://a.example/page?q"), Some("https://a.example/"));
        for (policy, same, other, plain) in [
            (ReferrerPolicy::NoReferrer, None, None, None),
            (ReferrerPolicy::NoReferrerWhenDowngrade, full, full, None),
            (ReferrerPolicy::SameOrigin, full, None, None),
            (ReferrerPolicy::Origin, origin, origin, origin),
            (ReferrerPolicy::StrictOrigin, origin, origin, None),
            (ReferrerPolicy::OriginWhenCrossOrigin, full, origin, origin),
            (ReferrerPolicy::StrictOriginWhenCrossOrigin, full, origin, None),
            (ReferrerPolicy::UnsafeUrl, full, full, full),
        ] {
            assert_eq!(referrer(policy, "https://a.example/x").as_deref(), same, "{policy}");
            assert_eq!(referrer(policy, "https://b.example/x").as_deref(), other, "{policy}");
            assert_eq!(referrer(policy, "http://b.example/x").as_deref(), plain, "{policy}");
        }
    }
}
