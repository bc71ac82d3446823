//! What is asked.

use http::header::{HeaderMap, HeaderName, HeaderValue, ORIGIN};
use http::{Method, Request};

use crate::policy::origin;
use crate::run::Run;

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No `Origin`: most of what a server sees.
    NoOrigin,
    /// A request from the last origin of the policy's list.
    ActualAllowed,
    /// A request from an origin that is not on the list.
    ActualDenied,
    /// A preflight from the last origin, for a method and headers that are allowed.
    PreflightAllowed,
    /// The same from an origin that is not on the list.
    PreflightDenied,
    /// A preflight from the last origin whose requested headers are 1 MiB of commas and a name.
    PreflightHostile,
    /// Requests from origins of the list, each time from another one, picked at random.
    ActualCold,
    /// A request from a subdomain, where the policy lists `*.` patterns.
    SubdomainAllowed,
    /// The same with patterns, from a host as long as can be that all but ends like one.
    SubdomainNearMiss,
    /// A request from an origin as long as can be that begins like the last one of the list.
    ActualNearMiss,
    /// A preflight from the last origin that asks for 1 MiB of names.
    PreflightLong,
}

/// How many origins take turns where each request has another one.
const TURNS: usize = 1 << 16;

/// The most bytes of a host name.
const HOST_MAX: usize = 253;

const MIB: usize = 1024 * 1024;

impl Case {
    /// The everyday cases, and the one that is meant to hurt.
    pub const EVERYDAY: [Self; 6] = [
        Self::NoOrigin,
        Self::ActualAllowed,
        Self::ActualDenied,
        Self::PreflightAllowed,
        Self::PreflightDenied,
        Self::PreflightHostile,
    ];

    /// Where the length or the form of what is sent or listed could matter.
    pub const FORMS: [Self; 5] = [
        Self::ActualCold,
        Self::ActualNearMiss,
        Self::SubdomainAllowed,
        Self::SubdomainNearMiss,
        Self::PreflightLong,
    ];

    /// What the table calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoOrigin => "no Origin",
            Self::ActualAllowed => "actual, allowed",
            Self::ActualDenied => "actual, denied",
            Self::PreflightAllowed => "preflight, allowed",
            Self::PreflightDenied => "preflight, denied",
            Self::PreflightHostile => "preflight, hostile",
            Self::ActualCold => "actual, origins at random",
            Self::SubdomainAllowed => "subdomain, allowed",
            Self::SubdomainNearMiss => "subdomain, near miss",
            Self::ActualNearMiss => "actual, near miss",
            Self::PreflightLong => "preflight, 1 MiB of names",
        }
    }

    /// Whether the policy lists patterns.
    #[must_use]
    pub const fn has_patterns(self) -> bool {
        matches!(self, Self::SubdomainAllowed | Self::SubdomainNearMiss)
    }

    /// The requests to a policy with that many origins.
    pub(crate) fn requests(self, origins: usize) -> Requests {
        let mut request = Request::new(());
        *request.headers_mut() = browser_headers();
        let last = origin(origins.saturating_sub(1));
        let stranger = "https://stranger.example.org".to_owned();
        let names = "authorization,content-type".to_owned();
        let mut turns = Vec::new();
        match self {
            Self::NoOrigin => {}
            Self::ActualAllowed => add(&mut request, "origin", &last),
            Self::ActualDenied => add(&mut request, "origin", &stranger),
            Self::PreflightAllowed => preflight(&mut request, &last, &names),
            Self::PreflightDenied => preflight(&mut request, &stranger, &names),
            Self::PreflightHostile => preflight(&mut request, &last, &(",".repeat(MIB) + "x")),
            Self::PreflightLong => preflight(&mut request, &last, &long_list()),
            Self::ActualCold => {
                add(&mut request, "origin", &last);
                turns = (0..TURNS).map(|turn| value(&origin(at_random(turn) % origins.max(1)))).collect();
            }
            Self::SubdomainAllowed => add(&mut request, "origin", &last.replacen("//", "//www.eu.", 1)),
            Self::SubdomainNearMiss => {
                let suffix = last.trim_start_matches("https://").replacen("tenant", ".menant", 1);
                let labels = "a.".repeat((HOST_MAX - suffix.len()) / 2);
                add(&mut request, "origin", &format!("https://{}{suffix}", labels.trim_end_matches('.')));
            }
            Self::ActualNearMiss => {
                let host = last.trim_start_matches("https://");
                let rest = "a".repeat(HOST_MAX - host.len());
                add(&mut request, "origin", &format!("{last}{rest}"));
            }
        }
        Requests { request, turns }
    }
}

/// A request, and the origins that take turns in it.
pub(crate) struct Requests {
    request: Request<()>,
    /// Empty if it is the same origin always.
    turns: Vec<HeaderValue>,
}

impl Requests {
    pub(crate) const fn first(&self) -> &Request<()> {
        &self.request
    }

    pub(crate) fn run(&self, mut ask: impl FnMut(&Request<()>) + 'static) -> Run {
        let (mut request, turns) = (self.request.clone(), self.turns.clone());
        let mut place = 0;
        Run(Box::new(move |times| {
            for _ in 0..times {
                if let Some(origin) = turns.get(place) {
                    request.headers_mut().insert(ORIGIN, origin.clone());
                    place = (place + 1) % turns.len();
                }
                ask(&request);
            }
        }))
    }
}

/// Numbers without pattern that are the same in every run (splitmix64).
fn at_random(turn: usize) -> usize {
    let mixed = (turn as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed >> 32) as usize
}

/// Names as browsers write them, but for their number.
fn long_list() -> String {
    let mut list = "authorization".to_owned();
    for place in 0.. {
        if list.len() >= MIB {
            break;
        }
        list += &format!(",x-{place}");
    }
    list
}

fn preflight(request: &mut Request<()>, origin: &str, headers: &str) {
    *request.method_mut() = Method::OPTIONS;
    add(request, "origin", origin);
    add(request, "access-control-request-method", "PUT");
    add(request, "access-control-request-headers", headers);
}

/// The headers that a browser sends anyway.
fn browser_headers() -> HeaderMap {
    let headers = [
        ("host", "api.example.com"),
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"),
        ("accept", "application/json"),
        ("accept-encoding", "gzip, deflate, br, zstd"),
        ("accept-language", "en-US,en;q=0.9"),
        ("referer", "https://tenant-0.example.com/"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-mode", "cors"),
        ("sec-fetch-dest", "empty"),
    ];
    let headers =
        headers.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    HeaderMap::from_iter(headers)
}

fn add(request: &mut Request<()>, name: &'static str, text: &str) {
    request.headers_mut().insert(name, value(text));
}

fn value(text: &str) -> HeaderValue {
    let value = HeaderValue::from_str(text).expect("a header value");
    // A server's values share the connection's buffer; so does a value that was cloned once.
    drop(value.clone());
    value
}
