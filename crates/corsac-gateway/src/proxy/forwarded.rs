//! Telling the upstream whom the request came from.

use std::net::{IpAddr, SocketAddr};

use http::header::{FORWARDED, HeaderMap, HeaderName, HeaderValue};

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Writes `X-Forwarded-For`, `-Proto` and `-Host`.
///
/// What a client says of itself is believed only if it may be a proxy of ours, by its address.
pub(super) fn write(headers: &mut HeaderMap, client: SocketAddr, host: &HeaderValue) {
    let ip = client.ip().to_canonical();
    if !is_near(ip) {
        remove_claims(headers);
    }
    if let Ok(value) = HeaderValue::from_str(&chain(headers, ip)) {
        headers.insert(FOR, value);
    }
    headers.entry(PROTO).or_insert(HeaderValue::from_static("http"));
    headers.entry(HOST).or_insert_with(|| host.clone());
}

/// The addresses on the way so far, and this one.
fn chain(headers: &HeaderMap, ip: IpAddr) -> String {
    let mut chain = String::new();
    for line in headers.get_all(FOR).into_iter().filter_map(|line| line.to_str().ok()) {
        chain.push_str(line);
        chain.push_str(", ");
    }
    chain + &ip.to_string()
}

/// Whether an address is of this machine or of a private network.
const fn is_near(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

fn remove_claims(headers: &mut HeaderMap) {
    let is_claim = |name: &HeaderName| {
        *name == FORWARDED || name == "x-real-ip" || name.as_str().starts_with("x-forwarded-")
    };
    while let Some(name) = headers.keys().find(|name| is_claim(name)) {
        let name = name.clone();
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(client: &str, claims: &[(&'static str, &'static str)]) -> Vec<(String, String)> {
        let mut headers = HeaderMap::new();
        for (name, value) in claims {
            headers.append(*name, HeaderValue::from_static(value));
        }
        write(&mut headers, SocketAddr::new(client.parse().unwrap(), 1), &HeaderValue::from_static("a.test"));
        let mut lines: Vec<_> =
            headers.iter().map(|(n, v)| (n.to_string(), v.to_str().unwrap().to_owned())).collect();
        lines.sort();
        lines
    }

    fn expected(of: &str, host: &str, proto: &str) -> Vec<(String, String)> {
        let line = |name: &str, value: &str| (format!("x-forwarded-{name}"), value.to_owned());
        vec![line("for", of), line("host", host), line("proto", proto)]
    }

    #[test]
    fn a_stranger_is_not_believed() {
        let claims = [
            ("x-forwarded-for", "10.0.0.1"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "evil.test"),
            ("x-forwarded-port", "1"),
            ("forwarded", "for=10.0.0.1"),
            ("x-real-ip", "10.0.0.1"),
        ];
        assert_eq!(written("203.0.113.9", &claims), expected("203.0.113.9", "a.test", "http"));
        assert_eq!(written("::ffff:203.0.113.9", &claims), expected("203.0.113.9", "a.test", "http"));
    }

    #[test]
    fn a_proxy_of_ours_is_added_to() {
        let claims = [
            ("x-forwarded-for", "203.0.113.9"),
            ("x-forwarded-for", "10.0.0.2"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "www.test"),
        ];
        for near in ["127.0.0.1", "10.0.0.3", "fd00::1"] {
            let chain = format!("203.0.113.9, 10.0.0.2, {near}");
            assert_eq!(written(near, &claims), expected(&chain, "www.test", "https"));
        }
        assert_eq!(written("::1", &[]), expected("::1", "a.test", "http"));
    }
}
