//! Cookies of an answer that the browser does not keep, though CORS let them pass.

use super::super::case::Case;
use super::super::fix;
use super::super::name::Name;
use super::super::phase::Phase;
use super::super::quoted::Quoted;
use super::super::report::{Diagnosis, Evidence, Fix};
use super::super::words::{AtServer, Flaw, Note, Reading};
use crate::exchange::MessageKind;
use crate::fetch::address_space::AddressSpace;
use crate::fetch::origin::Origin;
use crate::fetch::request::RequestMode;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use url::Url;

const HEADER: &str = "Set-Cookie";

/// What a line of `Set-Cookie` says, by the attributes that decide whether it is kept.
#[derive(Debug, Default, PartialEq, Eq)]
struct SetCookie {
    name: String,
    same_site: Option<String>,
    domain: Option<String>,
    path: Option<String>,
    secure: bool,
}

impl SetCookie {
    /// Reads a line; of an attribute that is there twice the last counts.
    fn read(line: &[u8]) -> Self {
        let text = String::from_utf8_lossy(line);
        let mut parts = text.split(';').map(str::trim);
        let pair = parts.next().unwrap_or_default();
        let name = pair.split_once('=').map_or(pair, |(name, _)| name.trim_end());
        let mut cookie = Self { name: name.into(), ..Self::default() };
        for part in parts {
            let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
            let value = value.trim();
            match attribute.trim().to_ascii_lowercase().as_str() {
                "samesite" => cookie.same_site = Some(value.to_ascii_lowercase()),
                "domain" if !value.is_empty() => {
                    cookie.domain = Some(value.trim_start_matches('.').to_ascii_lowercase());
                }
                "path" => cookie.path = Some(value.into()),
                "secure" => cookie.secure = true,
                _ => {}
            }
        }
        cookie
    }

    /// Why a browser does not keep it that got it from `url`, for a page of the same site or of another.
    fn flaw<'s>(&'s self, url: &'s Url, is_same_site: bool) -> Option<Flaw<'s>> {
        let host = url.host_str().unwrap_or_default();
        let is_local = AddressSpace::in_url(url) == Some(AddressSpace::Loopback);
        if let Some(domain) = self.domain.as_deref().filter(|domain| !covers(domain, host)) {
            return Some(Flaw::Domain { domain, host });
        }
        if self.secure && url.scheme() == "http" && !is_local {
            return Some(Flaw::SecureByHttp);
        }
        let lower = self.name.to_ascii_lowercase();
        let whole_host = self.secure && self.domain.is_none() && self.path.as_deref() == Some("/");
        if lower.starts_with("__host-") && !whole_host || lower.starts_with("__secure-") && !self.secure {
            return Some(Flaw::Prefix);
        }
        match self.same_site.as_deref() {
            Some("none") => (!self.secure).then_some(Flaw::NoneWithoutSecure),
            _ if is_same_site => None,
            Some("strict") => Some(Flaw::SameSite { value: "Strict" }),
            Some("lax") => Some(Flaw::SameSite { value: "Lax" }),
            _ => Some(Flaw::NoSameSite),
        }
    }
}

/// Whether a cookie's domain is the host or one above it.
fn covers(domain: &str, host: &str) -> bool {
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// The first cookie that is not kept, with the names of all.
pub(in super::super) fn refused(case: &Case<'_>) -> Option<Diagnosis> {
    if case.transcript.asked.mode == RequestMode::Navigate {
        return None;
    }
    (0..case.transcript.messages.len()).find_map(|index| of_answer(case, index))
}

fn of_answer(case: &Case<'_>, index: usize) -> Option<Diagnosis> {
    let message = case.message(index).filter(|message| message.kind == MessageKind::Actual)?;
    let response = case.response(index)?;
    if !message.request.include_credentials {
        return None;
    }
    let url = case.request(index).current_url();
    let is_same_site = case.transcript.asked.origin.same_site(&Origin::of_url(url), case.domains);
    let cookies: Vec<SetCookie> = response.headers.lines(HEADER).map(SetCookie::read).collect();
    let (line, flaw) = cookies
        .iter()
        .enumerate()
        .find_map(|(line, cookie)| Some((line, cookie.flaw(url, is_same_site)?)))?;
    let lost = cookies.iter().filter(|cookie| cookie.flaw(url, is_same_site).is_some());
    let names: Vec<String> = lost.map(|cookie| Quoted::text(&cookie.name).as_str().into()).collect();
    let name = names.first().map_or("", String::as_str);
    let text = case.say(Reading::CookieRefused { name, flaw });
    let proof = Evidence::response_header(case, index, (HEADER, line), None, case.say(Note::NotKept));
    let diagnosis = Diagnosis::new(Name::CookieRefused, Phase::Response, text)
        .warns()
        .fix(way_out(case, flaw, response.headers.lines(HEADER).nth(line).unwrap_or_default()))
        .proof(proof)
        .about(names.clone());
    // Chromium alone takes a missing SameSite for Lax; the others have rules of their own for other sites' cookies.
    Some(if flaw == Flaw::NoSameSite { diagnosis.likely() } else { diagnosis })
}

/// The line as it would be kept.
fn way_out(case: &Case<'_>, flaw: Flaw<'_>, line: &[u8]) -> Fix {
    let (what, gone, added): (_, &[&str], _) = match flaw {
        Flaw::SameSite { .. } | Flaw::NoSameSite => {
            (AtServer::CookieForOtherSites, &["samesite", "secure"], "; SameSite=None; Secure")
        }
        Flaw::NoneWithoutSecure => (AtServer::CookieSecure, &["secure"], "; Secure"),
        Flaw::Domain { .. } => (AtServer::CookieWithoutDomain, &["domain"], ""),
        Flaw::Prefix => (AtServer::CookieWholeHost, &["domain", "path", "secure"], "; Path=/; Secure"),
        Flaw::SecureByHttp => return fix::server(case.say(AtServer::CookieByHttps)),
    };
    let text = String::from_utf8_lossy(line).into_owned();
    let stays = |part: &&str| {
        let attribute = part.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        !gone.contains(&attribute.as_str())
    };
    let mut parts = text.split(';');
    let pair = parts.next().unwrap_or_default();
    let kept: Vec<&str> = parts.filter(stays).collect();
    let mended = match kept.as_slice() {
        [] => format!("{pair}{added}"),
        kept => format!("{pair};{}{added}", kept.join(";")),
    };
    fix::change(case.say(what), HEADER, line, mended.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(line: &str, url: &str, is_same_site: bool) -> Option<String> {
        let url = Url::parse(url).expect("a URL");
        SetCookie::read(line.as_bytes()).flaw(&url, is_same_site).map(|flaw| format!("{flaw:?}"))
    }

    #[test]
    fn what_browsers_do_not_keep() {
        let api = "https://api.example/x";
        for (line, url, same, expected) in [
            ("a=1", api, true, None),
            ("a=1", api, false, Some("NoSameSite")),
            ("a=1; samesite=lax", api, false, Some("SameSite { value: \"Lax\" }")),
            ("a=1; SameSite=Strict", api, true, None),
            ("a=1; SameSite=None", api, true, Some("NoneWithoutSecure")),
            ("a=1; SameSite=None; Secure", api, false, None),
            ("a=1; Secure", "http://api.example/", true, Some("SecureByHttp")),
            ("a=1; Secure", "http://localhost:8000/", true, None),
            ("a=1; Domain=.api.example", api, true, None),
            ("a=1; Domain=example", api, true, None),
            (
                "a=1; Domain=pi.example",
                api,
                true,
                Some("Domain { domain: \"pi.example\", host: \"api.example\" }"),
            ),
            ("__Host-a=1; Secure; Path=/", api, true, None),
            ("__Host-a=1; Secure", api, true, Some("Prefix")),
            ("__Secure-a=1", api, true, Some("Prefix")),
        ] {
            assert_eq!(flaw(line, url, same).as_deref(), expected, "{line}");
        }
    }
}
