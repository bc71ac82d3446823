//! `--resolve NAME=ADDRESS`.

use std::net::{IpAddr, SocketAddr};
use url::Url;

/// The form of the option.
pub(super) const FORM: &str =
    "write NAME=ADDRESS, as in api.example.com=127.0.0.1 or api.example.com=127.0.0.1:8443";

/// The name and where to connect; without a port, the URL's.
pub(super) fn parse(text: &str, url: &str) -> Result<(String, SocketAddr), String> {
    let (name, address) = text.split_once('=').ok_or("there is no = in it")?;
    if name.is_empty() {
        return Err("there is no name before the =".into());
    }
    if let Ok(address) = address.parse::<SocketAddr>() {
        return Ok((name.to_owned(), address));
    }
    let ip: IpAddr =
        address.trim_matches(['[', ']']).parse().map_err(|_| format!("{address} is no IP address"))?;
    let port = Url::parse(url).ok().and_then(|url| url.port_or_known_default()).unwrap_or(80);
    Ok((name.to_owned(), SocketAddr::new(ip, port)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_the_urls_unless_it_is_given() {
        let parsed =
            |text| parse(text, "https://api.example/x").map(|(name, address)| format!("{name} {address}"));
        assert_eq!(parsed("api.example=127.0.0.1"), Ok("api.example 127.0.0.1:443".into()));
        assert_eq!(parsed("api.example=[::1]"), Ok("api.example [::1]:443".into()));
        assert_eq!(parsed("api.example=[::1]:8443"), Ok("api.example [::1]:8443".into()));
        assert_eq!(parsed("api.example=localhost"), Err("localhost is no IP address".into()));
        assert!(parsed("api.example").is_err() && parsed("=127.0.0.1").is_err());
    }
}
