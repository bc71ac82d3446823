//! Cookies that were given by hand.

use std::fmt;

use http::HeaderValue;
use url::Url;

/// A cookie and the host it belongs to. One that was given for an https URL goes to https only.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Cookie {
    host: String,
    secure: bool,
    pair: HeaderValue,
}

impl Cookie {
    /// The cookie `name=value` of a URL's host; `None` if the pair cannot stand in a header line.
    pub(crate) fn new(url: &Url, pair: &str) -> Option<Self> {
        let usable = pair.split_once('=').is_some_and(|(name, _)| !name.trim().is_empty());
        let mut pair = HeaderValue::from_str(pair.trim()).ok().filter(|_| usable)?;
        pair.set_sensitive(true);
        let host = url.host_str()?.to_owned();
        Some(Self { host, secure: url.scheme() == "https", pair })
    }

    fn goes_to(&self, url: &Url) -> bool {
        url.host_str() == Some(&self.host) && (!self.secure || url.scheme() == "https")
    }
}

impl fmt::Debug for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cookie of {}: ***", self.host)
    }
}

/// The value of the `Cookie` header for a URL, if any cookie goes there; `kept` are the pairs from the jar,
/// which give way to pairs of the same name that were given by hand.
pub(crate) fn cookie_header<'a>(
    cookies: impl Iterator<Item = &'a Cookie>,
    kept: &[Vec<u8>],
    url: &Url,
) -> Option<Vec<u8>> {
    let mut pairs: Vec<_> =
        cookies.filter(|cookie| cookie.goes_to(url)).map(|cookie| cookie.pair.as_bytes()).collect();
    let given: Vec<_> = pairs.iter().map(|pair| name(pair)).collect();
    pairs.extend(kept.iter().map(Vec::as_slice).filter(|pair| !given.contains(&name(pair))));
    (!pairs.is_empty()).then(|| pairs.join(b"; ".as_slice()))
}

fn name(pair: &[u8]) -> &[u8] {
    pair.split(|&byte| byte == b'=').next().unwrap_or(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_cookie_goes_to_its_host_and_a_secure_one_to_https() {
        let cookies = [
            Cookie::new(&url("https://bank.test/login"), "session=1").unwrap(),
            Cookie::new(&url("http://bank.test/"), "theme=dark").unwrap(),
        ];
        let header = |to: &str| cookie_header(cookies.iter(), &[], &url(to));
        assert_eq!(header("https://bank.test:8443/x").as_deref(), Some(b"session=1; theme=dark".as_slice()));
        assert_eq!(header("http://bank.test/x").as_deref(), Some(b"theme=dark".as_slice()));
        assert_eq!(header("https://www.bank.test/"), None);
    }

    #[test]
    fn what_is_given_by_hand_stands_in_the_place_of_what_a_server_set() {
        let cookies = [Cookie::new(&url("https://bank.test/"), "session=1").unwrap()];
        let kept = [b"session=2".to_vec(), b"theme=dark".to_vec()];
        let header = cookie_header(cookies.iter(), &kept, &url("https://bank.test/"));
        assert_eq!(header.as_deref(), Some(b"session=1; theme=dark".as_slice()));
    }

    #[test]
    fn what_is_no_pair_is_refused_and_a_value_is_never_printed() {
        for pair in ["", "session", "=1", "a=1\r\nX: y"] {
            assert_eq!(Cookie::new(&url("https://bank.test/"), pair), None, "{pair:?}");
        }
        let cookie = Cookie::new(&url("https://bank.test/"), "session=s3cret").unwrap();
        assert_eq!(format!("{cookie:?}"), "Cookie of bank.test: ***");
    }
}
