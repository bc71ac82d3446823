//! What is asked.

use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};

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
}

impl Case {
    /// Every case, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::NoOrigin,
        Self::ActualAllowed,
        Self::ActualDenied,
        Self::PreflightAllowed,
        Self::PreflightDenied,
        Self::PreflightHostile,
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
        }
    }

    /// The request, to a policy with that many origins.
    #[must_use]
    pub fn request(self, origins: usize) -> Request<()> {
        let mut request = Request::new(());
        *request.headers_mut() = browser_headers();
        let last = origin(origins.saturating_sub(1));
        let stranger = "https://stranger.example.org".to_owned();
        match self {
            Self::NoOrigin => {}
            Self::ActualAllowed => add(&mut request, "origin", last),
            Self::ActualDenied => add(&mut request, "origin", stranger),
            Self::PreflightAllowed => preflight(&mut request, last, "authorization,content-type".to_owned()),
            Self::PreflightDenied => {
                preflight(&mut request, stranger, "authorization,content-type".to_owned())
            }
            Self::PreflightHostile => preflight(&mut request, last, ",".repeat(1024 * 1024) + "x"),
        }
        request
    }
}

/// The origin with that place in the policy's list.
pub(crate) fn origin(place: usize) -> String {
    format!("https://tenant-{place}.example.com")
}

fn preflight(request: &mut Request<()>, origin: String, headers: String) {
    *request.method_mut() = Method::OPTIONS;
    add(request, "origin", origin);
    add(request, "access-control-request-method", "PUT".to_owned());
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

fn add(request: &mut Request<()>, name: &'static str, value: String) {
    let value = HeaderValue::try_from(value).expect("a header value");
    request.headers_mut().insert(name, value);
}
