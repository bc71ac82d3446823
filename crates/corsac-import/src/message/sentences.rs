//! The sentences of Chromium, Firefox and WebKit, recognised by their parts that do not change.

use super::symptom::{Browser, Symptom};
use super::text::Plain;
use Browser::{Chromium, Firefox, Webkit};

/// The browser and its complaint; the most telling sentence of a text decides.
pub(super) fn find(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    if let Some(found) = content_security_policy(plain).or_else(|| beside_cors(plain)) {
        return Some(found);
    }
    let found =
        chromium(plain).or_else(|| firefox(plain)).or_else(|| webkit(plain)).or_else(|| network(plain));
    if let Some((browser, symptom)) = found {
        return Some((printed_by(plain).or(browser), symptom));
    }
    let unclear = printed_by(plain).is_some()
        || plain.has("Failed to fetch")
        || plain.has("Load failed")
        || plain.has("NetworkError when attempting to fetch resource")
        || plain.has("AxiosError") && plain.has("Network Error")
        || plain.has("for CORS request") && plain.has("URL scheme must be")
        || plain.has("CORS") && plain.has("http") && plain.as_str().split(' ').count() > 3;
    unclear.then(|| (printed_by(plain).or_else(|| of_type_error(plain)), Symptom::Failed))
}

/// What the page's own policy forbids, which no CORS header changes.
fn content_security_policy(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let named = plain.has("Content Security Policy") || plain.has("Content-Security-Policy");
    let browser = match () {
        () if plain.has("The page's settings blocked") => Firefox,
        () if plain.has("does not appear in the connect-src directive") => Webkit,
        () if plain.has("following Content Security Policy directive") => Chromium,
        () => return None,
    };
    named.then_some((Some(browser), Symptom::ContentSecurityPolicy))
}

/// What browsers drop or lose without asking about CORS.
fn beside_cors(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let code = |codes: &[&str]| codes.iter().any(|code| plain.has(&format!("net::ERR_{code}")));
    if code(&["BLOCKED_BY_ORB"]) || plain.has("Cross-Origin Read Blocking (CORB) blocked") {
        Some((Some(Chromium), Symptom::OpaqueBlocked))
    } else if plain.has("blocked by OpaqueResponseBlocking") {
        Some((Some(Firefox), Symptom::OpaqueBlocked))
    } else if code(&[
        "CONTENT_LENGTH_MISMATCH",
        "INCOMPLETE_CHUNKED_ENCODING",
        "INVALID_CHUNKED_ENCODING",
        "CONTENT_DECODING_FAILED",
    ]) {
        Some((Some(Chromium), Symptom::BodyBroken))
    } else if plain.has("NS_ERROR_NET_PARTIAL_TRANSFER") || plain.has("NS_ERROR_CORRUPTED_CONTENT") {
        Some((Some(Firefox), Symptom::BodyBroken))
    } else if plain.has("Failed to load resource: cannot decode ") {
        Some((Some(Webkit), Symptom::BodyBroken))
    } else {
        None
    }
}

/// The browser, by the words around its reasons.
fn printed_by(plain: &Plain) -> Option<Browser> {
    if plain.has("has been blocked by CORS policy") {
        Some(Chromium)
    } else if plain.has("Same Origin Policy disallows reading")
        || plain.has("(Reason: ")
        || plain.has("CORSMissing")
    {
        Some(Firefox)
    } else if plain.has("due to access control checks") || plain.has("Cross-origin redirection to") {
        Some(Webkit)
    } else {
        None
    }
}

fn of_type_error(plain: &Plain) -> Option<Browser> {
    let signs = [("Failed to fetch", Chromium), ("NetworkError when", Firefox), ("Load failed", Webkit)];
    signs.iter().find(|(sign, _)| plain.has(sign)).map(|(_, browser)| *browser)
}

/// Whether the message is about a preflight's answer.
pub(super) fn is_about_preflight(plain: &Plain, symptom: &Symptom) -> bool {
    use Symptom::{
        AllowHeadersMalformed, AllowMethodsMalformed, HeaderNotAllowed, MethodNotAllowed, PreflightRedirect,
        PreflightStatus,
    };
    plain.has("to preflight request doesn't pass")
        || plain.has("preflight")
        || matches!(
            symptom,
            AllowHeadersMalformed
                | AllowMethodsMalformed
                | HeaderNotAllowed(_)
                | MethodNotAllowed(_)
                | PreflightRedirect
                | PreflightStatus
        )
}

fn chromium(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let own = |text: &str| text.to_owned();
    let symptom = if plain.has("No 'Access-Control-Allow-Origin' header is present") {
        Symptom::AllowOriginMissing
    } else if plain.has("must not be the wildcard '*' when") {
        Symptom::AllowOriginWildcard
    } else if let Some(values) = plain.between("header contains multiple values '", "', but only one") {
        Symptom::AllowOriginMultiple(Some(own(values)))
    } else if let Some(value) = plain.between("header contains the invalid value '", "'. ") {
        Symptom::AllowOriginInvalid(own(value))
    } else if let Some(value) = plain.between("header contains the invalid value '", "'") {
        Symptom::AllowOriginInvalid(own(value))
    } else if let Some(value) = plain.between("header has a value '", "' that is not equal") {
        Symptom::AllowOriginMismatch(Some(own(value)))
    } else if let Some(value) = plain.between("header in the response is '", "' which must be 'true'") {
        Symptom::AllowCredentials(Some(own(value)))
    } else if plain.has("It does not have HTTP ok status") {
        Symptom::PreflightStatus
    } else if plain.has("Redirect is not allowed for a preflight request") {
        Symptom::PreflightRedirect
    } else if plain.has("Cannot parse Access-Control-Allow-Methods response header") {
        Symptom::AllowMethodsMalformed
    } else if plain.has("Cannot parse Access-Control-Allow-Headers response header") {
        Symptom::AllowHeadersMalformed
    } else if let Some(name) =
        plain.between("Request header field ", " is not allowed by Access-Control-Allow-Headers in")
    {
        Symptom::HeaderNotAllowed(own(name))
    } else if let Some(name) = plain.between("Method ", " is not allowed by Access-Control-Allow-Methods in")
    {
        Symptom::MethodNotAllowed(Some(own(name)))
    } else {
        return chromium_beside(plain);
    };
    Some((Some(Chromium), symptom))
}

/// What Chromium says beside the headers of CORS.
fn chromium_beside(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let symptom = if plain.has("Request mode is \"same-origin\" but") {
        Symptom::ModeSameOrigin
    } else if plain.has("Request mode is \"no-cors\" but the redirect mode") {
        Symptom::NoCorsRedirectMode
    } else if plain.has("contains a username and password, which is disallowed") {
        Symptom::RedirectUserinfo
    } else if plain.has("Request cannot be constructed from a URL that includes credentials") {
        Symptom::UrlUserinfo
    } else if plain.has("is unsupported in no-cors mode") {
        Symptom::NoCorsMethod
    } else if plain.has("Mixed Content: ") {
        Symptom::MixedContent
    } else if plain.has("address space")
        && (plain.has("Permission was denied") || plain.has("target IP address space"))
        || plain.has("more-private address space")
    {
        Symptom::LocalNetwork
    } else if plain.has("URL scheme \"") && plain.has("is not supported")
        || plain.has("only supported for protocol schemes")
        || plain.has("Not allowed to load local resource")
    {
        Symptom::Scheme
    } else {
        return None;
    };
    Some((Some(Chromium), symptom))
}

fn firefox(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let own = |text: &str| text.to_owned();
    let symptom = if plain.has("CORS header 'Access-Control-Allow-Origin' missing") {
        Symptom::AllowOriginMissing
    } else if plain.has("Credential is not supported if the CORS header") {
        Symptom::AllowOriginWildcard
    } else if plain.has("Multiple CORS header 'Access-Control-Allow-Origin' not allowed") {
        Symptom::AllowOriginMultiple(None)
    } else if plain.has("CORS header 'Access-Control-Allow-Origin' does not match") {
        let value = plain.between("'Access-Control-Allow-Origin' does not match '", "')");
        Symptom::AllowOriginMismatch(value.map(own))
    } else if plain.has("expected 'true' in CORS header 'Access-Control-Allow-Credentials'") {
        Symptom::AllowCredentials(None)
    } else if plain.has("CORS preflight response did not succeed") {
        Symptom::PreflightStatus
    } else if plain.has("CORS request external redirect not allowed") {
        Symptom::PreflightRedirect
    } else if plain.has("in CORS header 'Access-Control-Allow-Methods'") && plain.has("invalid token '") {
        Symptom::AllowMethodsMalformed
    } else if plain.has("in CORS header 'Access-Control-Allow-Headers'") && plain.has("invalid token '") {
        Symptom::AllowHeadersMalformed
    } else if plain.has("Did not find method in CORS header 'Access-Control-Allow-Methods'") {
        Symptom::MethodNotAllowed(None)
    } else if plain.has("the 'Authorization' header is not covered") {
        Symptom::HeaderNotAllowed("authorization".to_owned())
    } else if let Some(name) = plain.between("header '", "' is not allowed according to header") {
        Symptom::HeaderNotAllowed(own(name))
    } else if plain.has("CORS request not http") {
        Symptom::Scheme
    } else if plain.has("Cross-Origin-Resource-Policy header (or lack thereof)") {
        Symptom::ResourcePolicy
    } else if plain.has("URL includes credentials") || plain.has("is an url with embedded credentials") {
        Symptom::UrlUserinfo
    } else if plain.has("Invalid request method ") {
        Symptom::NoCorsMethod
    } else if plain.has("CORS request did not succeed") {
        Symptom::Failed
    } else {
        return firefox_in_other_words(plain);
    };
    Some((Some(Firefox), symptom))
}

/// Firefox speaks the user's language; the names of headers stay, and what they stand beside says enough.
fn firefox_in_other_words(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    const MISSING: [&str; 14] = [
        "fehlt",
        "없",
        "누락",
        "manquant",
        "falta",
        "mancante",
        "ausente",
        "見つかりません",
        "足りない",
        "ありません",
        "缺少",
        "缺失",
        "отсутствует",
        "ontbreekt",
    ];
    const PREFLIGHT: [&str; 7] =
        ["preflight", "Preflight", "프리플라이트", "사전 요청", "プリフライト", "预检", "預檢"];
    let text = plain.as_str().replace("(null)", "");
    let (before, reason) = match text.rsplit_once('(') {
        Some((before, reason)) if reason.contains(')') && !reason.starts_with("Cross-Origin") => {
            (before, reason)
        }
        // French does without brackets.
        _ => text.split_once(" Raison : ")?,
    };
    if !reason.contains("CORS") || !before.contains("http") {
        return None;
    }
    let has = |name: &str| reason.contains(name);
    let symptom = if has("'Access-Control-Allow-Origin'") && MISSING.iter().any(|word| has(word)) {
        Symptom::AllowOriginMissing
    } else if has("Access-Control-Allow-Origin") && has("'*'") {
        Symptom::AllowOriginWildcard
    } else if has("Access-Control-Allow-Origin") && reason.contains("'http") {
        let mut quoted = reason.split('\'').skip(1).step_by(2);
        Symptom::AllowOriginMismatch(quoted.find(|value| value.starts_with("http")).map(str::to_owned))
    } else if has("Access-Control-Allow-Origin") {
        Symptom::OriginNotAllowed
    } else if has("Access-Control-Allow-Credentials") {
        Symptom::AllowCredentials(None)
    } else if has("Access-Control-Allow-Methods") {
        Symptom::MethodNotAllowed(None)
    } else if has("Access-Control-Allow-Headers") {
        let mut quoted = reason.split('\'').skip(1).step_by(2);
        let name = quoted.find(|name| !name.starts_with("Access-Control-"))?;
        Symptom::HeaderNotAllowed(name.to_owned())
    } else if PREFLIGHT.iter().any(|word| has(word)) {
        Symptom::PreflightStatus
    } else {
        Symptom::Failed
    };
    Some((Some(Firefox), symptom))
}

fn webkit(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let own = |text: &str| text.to_owned();
    let symptom = if plain.has("has credentials") && plain.has("redirection URL ") {
        Symptom::RedirectUserinfo
    } else if plain.has(" is not allowed by Access-Control-Allow-Origin") {
        Symptom::OriginNotAllowed
    } else if plain.has("Cannot use wildcard in Access-Control-Allow-Origin") {
        Symptom::AllowOriginWildcard
    } else if plain.has("Access-Control-Allow-Origin cannot contain more than one origin") {
        Symptom::AllowOriginMultiple(None)
    } else if plain.has("Access-Control-Allow-Credentials is not \"true\"") {
        Symptom::AllowCredentials(None)
    } else if plain.has("Preflight response is not successful") {
        Symptom::PreflightStatus
    } else if plain.has("Header Access-Control-Allow-Methods has an invalid value") {
        Symptom::AllowMethodsMalformed
    } else if plain.has("Header Access-Control-Allow-Headers has an invalid value") {
        Symptom::AllowHeadersMalformed
    } else if let Some(name) =
        plain.between("Request header field ", " is not allowed by Access-Control-Allow-Headers")
    {
        Symptom::HeaderNotAllowed(own(name))
    } else if let Some(name) = plain.between("Method ", " is not allowed by Access-Control-Allow-Methods") {
        Symptom::MethodNotAllowed(Some(own(name)))
    } else if plain.has("Cross origin requests are only supported for HTTP") {
        Symptom::Scheme
    } else if plain.has("Not allowed to use restricted network port") {
        Symptom::BadPort
    } else if plain.has("Not allowed to follow a redirection") {
        Symptom::RedirectModeError
    } else if plain.has("was not allowed to run insecure content")
        || plain.has("was not allowed to display insecure content")
    {
        Symptom::MixedContent
    } else if plain.has("Fetch API cannot load ") && !plain.has("due to access control checks") {
        Symptom::ModeSameOrigin
    } else if plain.has("violates the resource's Cross-Origin-Resource-Policy") {
        Symptom::ResourcePolicy
    } else if plain.has("Could not connect to") {
        Symptom::Connect
    } else if plain.has("Connection terminated unexpectedly") || plain.has("The network connection was lost")
    {
        Symptom::NoResponse
    } else {
        return None;
    };
    Some((Some(Webkit), symptom))
}

/// Chromium's names for failures of the network.
fn network(plain: &Plain) -> Option<(Option<Browser>, Symptom)> {
    let code = plain
        .between("net::ERR_", " ")
        .or_else(|| plain.as_str().split_once("net::ERR_").map(|(_, rest)| rest))?;
    let symptom = match code.trim_end_matches(['.', ')', ',', '\'']) {
        "NAME_NOT_RESOLVED" => Symptom::Dns,
        "CONNECTION_REFUSED" | "ADDRESS_UNREACHABLE" | "INTERNET_DISCONNECTED" => Symptom::Connect,
        "TIMED_OUT" | "CONNECTION_TIMED_OUT" => Symptom::Timeout,
        "EMPTY_RESPONSE" | "CONNECTION_CLOSED" | "CONNECTION_RESET" | "CONNECTION_ABORTED" => {
            Symptom::NoResponse
        }
        "UNSAFE_PORT" => Symptom::BadPort,
        "CACHE_MISS" => Symptom::NotCached,
        "TOO_MANY_REDIRECTS" => Symptom::RedirectLimit,
        "BLOCKED_BY_CLIENT" => Symptom::BlockedByClient,
        "BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS" | "BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS" => {
            Symptom::LocalNetwork
        }
        code if code.starts_with("BLOCKED_BY_RESPONSE") => Symptom::ResourcePolicy,
        code if code.starts_with("CERT_") || code.starts_with("SSL_") => Symptom::Tls,
        _ => Symptom::Failed,
    };
    Some((Some(Chromium), symptom))
}
