//! What an operator writes.

use alloc::string::String;
use alloc::vec::Vec;

/// A CORS policy as an operator writes it: plain data, checked by [`Policy::new`](super::Policy::new).
///
/// # Origins
/// An entry of `allow_origins` is one of
/// - an origin as browsers send it, `https://example.com` or `http://localhost:3000`: lower case, no
///   slash at the end, no default port, host names in punycode, IPv6 addresses in brackets;
/// - the same with `*.` before the host, `https://*.example.com`: one or more whole labels in its
///   place, so not `https://example.com` itself;
/// - the same with `:*` after the host, `http://localhost:*`: any port, or none;
/// - `*`: every origin, without credentials.
///
/// # Lists
/// In `allow_methods`, `allow_headers` and `expose_headers`, `*` means any. Without credentials it is
/// sent as `*`; with them, browsers take `*` for a name, so the requested names are sent instead.
/// Browsers let `*` cover every header but `Authorization`: list that beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Config {
    /// The origins whose scripts may read answers. At least one.
    pub allow_origins: Vec<String>,
    /// Whether requests may carry cookies, HTTP authentication and client certificates.
    pub allow_credentials: bool,
    /// Methods besides `GET`, `HEAD` and `POST`, which need no permission.
    pub allow_methods: Vec<String>,
    /// Request headers besides those that need no permission. `Cookie` is never among them.
    pub allow_headers: Vec<String>,
    /// Response headers that scripts may read besides those that need no permission.
    pub expose_headers: Vec<String>,
    /// For how many seconds a browser may keep the answer to a preflight: 0 to 86400, or -1 to forbid
    /// keeping it. `None` leaves it to the browser: 5 seconds.
    pub max_age: Option<i64>,
    /// The status of an allowed preflight: 204, or 200 for clients that know no 204.
    pub preflight_status: u16,
    /// Whether a request from an origin that is not allowed is answered 403 instead of being passed
    /// on. Requests from the service's own origin always pass: those whose `Origin` is in
    /// `own_origins`, or names the host and port of the `Host` header. `Host` does not tell the scheme,
    /// so a page of the same host without TLS passes too.
    pub enforce: bool,
    /// The service's own origins, where `Host` does not tell: behind a proxy that rewrites it.
    pub own_origins: Vec<String>,
    /// Whether the handshake of a WebSocket from an origin that is not allowed is answered 403. Browsers
    /// apply no CORS to WebSockets: without such a check every page of the Web can open one with the
    /// user's cookies, and read all that comes. Requests from the service's own origin pass, as with
    /// `enforce`, and so do programs that send no `Origin`.
    pub check_websockets: bool,
    /// Whether an origin that may read answers may also read their detailed timing:
    /// <https://w3c.github.io/resource-timing/#sec-timing-allow-origin>
    pub timing_allow_origin: bool,
    /// Which pages may embed answers without CORS, as images or scripts for example: `same-origin`,
    /// `same-site` or `cross-origin`. `None` leaves it to the service:
    /// <https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header>
    pub cross_origin_resource_policy: Option<String>,
    /// Whether a refused preflight says why, in a `corsac-diagnosis` header, and keeps the headers
    /// that did hold. Not for production: it tells strangers what the policy allows.
    pub debug: bool,
    /// Allows the origin `null`. Every sandboxed frame, on whatever site, has this origin.
    pub dangerously_allow_null_origin: bool,
    /// Allows origins without TLS together with credentials: whoever sits on the network between can
    /// act for such an origin.
    pub dangerously_allow_insecure_origins: bool,
    /// Allows `https://*.com` and the like together with credentials: anybody can register a name
    /// there. Which names are such is a rule of thumb ([`CommonSuffixes`](super::CommonSuffixes)) without
    /// the feature `public-suffix-list`.
    pub dangerously_allow_public_suffix_wildcards: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            allow_origins: Vec::new(),
            allow_credentials: false,
            allow_methods: Vec::new(),
            allow_headers: Vec::new(),
            expose_headers: Vec::new(),
            max_age: None,
            preflight_status: 204,
            enforce: false,
            own_origins: Vec::new(),
            check_websockets: false,
            timing_allow_origin: false,
            cross_origin_resource_policy: None,
            debug: false,
            dangerously_allow_null_origin: false,
            dangerously_allow_insecure_origins: false,
            dangerously_allow_public_suffix_wildcards: false,
        }
    }
}
