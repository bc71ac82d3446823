//! Why an option of other middleware has no key here.

use std::fmt;

/// Why there is no key for an option of another middleware, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignCure {
    /// Regular expressions are not taken.
    RegularExpression,
    /// No function can stand in a file.
    Function,
    /// Browsers have given Private Network Access up.
    PrivateNetwork,
    /// `Vary` needs no option.
    Vary,
    /// Preflights do not reach the service.
    Preflights,
    /// The service's own CORS headers go.
    OtherHeaders,
    /// The service's routes are not known.
    Router,
    /// Whether `*` is sent as it is.
    Wildcard,
    /// Names are not gathered from answers.
    Exposed,
    /// An `OPTIONS` that is no preflight goes to the service.
    StrictPreflight,
    /// Routes choose paths.
    Paths,
    /// Credentials are not allowed unless they are.
    Credentials,
    /// Browsers refuse `*` with credentials.
    WildcardWithCredentials,
    /// Wildcards need no switch.
    Wildcards,
    /// Schemes need no switch.
    Schemes,
    /// An extension has an origin.
    Extensions,
    /// Pages of `file:` have none.
    Files,
    /// WebSockets come with the origin of their page.
    WebSockets,
    /// Requests without `Origin` need no option.
    Always,
    /// Errors need no option.
    Errors,
    /// Whoever serves the policy logs.
    Log,
    /// A policy is in force.
    Switch,
    /// To have none, leave the policy out.
    NoPolicy,
    /// `max_age` is the key.
    MaxAge,
    /// The service's own pages need no permission.
    OwnOrigin,
    /// Content types are permitted by the name of their header.
    ContentTypes,
    /// Beginnings of names are not taken.
    Beginnings,
    /// When the policy is asked is not up to it.
    Hook,
    /// What isolates a page is no CORS.
    Isolation,
    /// Refused requests go to the service, or `enforce` answers them.
    Deliver,
    /// Pages of the developer's own machine have origins too.
    Localhost,
    /// There are no defaults that permit something.
    Defaults,
    /// The table of a policy is named.
    Name,
    /// The guard knows whom to trust.
    Guard,
}

/// One sentence, without a full stop.
impl fmt::Display for ForeignCure {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RegularExpression => "regular expressions are not taken, for one dot or anchor too few lets strangers in: write https://*.example.com for subdomains, http://localhost:* for any port",
            Self::Function => "a function cannot stand here: list the origins, or give an OriginSource in Rust",
            Self::PrivateNetwork => "browsers have given up Private Network Access, so nothing has to be allowed: leave it out",
            Self::Vary => "Vary is right on every answer by itself: leave it out",
            Self::Preflights => "a service gets no preflights, the policy answers them: leave it out",
            Self::StrictPreflight => "an OPTIONS without Origin and Access-Control-Request-Method is no preflight and goes to the service: leave it out",
            Self::OtherHeaders => "the policy's headers take the place of the service's: leave it out",
            Self::Router => "a policy does not know the service's routes: list the methods in allow_methods",
            Self::Paths => "a policy does not choose paths: give each route the policy that it needs",
            Self::Wildcard => "* is sent as it is where no credentials are allowed, and refused where they are: leave it out",
            Self::Exposed => "names are not gathered from answers: list them in expose_headers, or * without credentials",
            Self::Credentials => "credentials are not allowed unless allow_credentials is true: leave it out",
            Self::WildcardWithCredentials => "browsers refuse * with credentials: list the origins",
            Self::Wildcards => "https://*.example.com and http://localhost:* are understood as they are: leave it out",
            Self::Schemes => "every scheme is understood: list the whole origin, as in tauri://localhost",
            Self::Extensions => "list the origin of the extension, as in chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            Self::Files => "pages of file: have the origin null, as has every sandboxed frame: serve them over http://localhost instead",
            Self::WebSockets => "a WebSocket comes with the origin of its page, so list that; check_websockets refuses WebSockets of other origins",
            Self::Always => "whether a request without Origin gets headers follows from the policy: leave it out",
            Self::Errors => "errors get the same headers as other answers: leave it out",
            Self::Log => "who serves the policy reports what it decides: leave it out",
            Self::Switch => "a policy that stands here is in force: leave it out",
            Self::NoPolicy => "leave the whole policy out instead",
            Self::MaxAge => "how long the answer to a preflight may be kept is max_age",
            Self::OwnOrigin => "a page of the service's own origin needs no permission: leave it out; where enforce refuses it behind a proxy, list it in own_origins",
            Self::ContentTypes => "a Content-Type that needs permission, such as application/json, is permitted by its header: list content-type in allow_headers",
            Self::Beginnings => "beginnings are not taken: write names whole, https://*.example.com for subdomains, http://localhost:* for any port, or * without credentials",
            Self::Hook => "a policy is asked before the service, always: leave it out",
            Self::Isolation => "Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy are no part of CORS, the service sends them: leave it out",
            Self::Deliver => "requests of other origins go to the service, and enforce = true answers them 403 instead",
            Self::Localhost => "list http://localhost:* for pages of your own machine, and only while you develop",
            Self::Defaults => "nothing is allowed that is not written: list the origins, methods and headers",
            Self::Name => "a policy of a file has its name from its table, as in [policy.app]: leave it out",
            Self::Guard => "who may send forms and other requests that need no CORS is up to the guard of a route: list them there, guard = [\"https://app.example.com\"]",
        })
    }
}
