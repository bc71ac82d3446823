//! `--resolve NAME=ADDRESS`.

use crate::problem::Problem;
use crate::words::said::Said;
use corsac_fetch::ClientBuilder;
use std::net::{IpAddr, SocketAddr};

/// Maps hosts as the options say.
pub(crate) fn resolved(mut client: ClientBuilder, options: &[String]) -> Result<ClientBuilder, Problem> {
    for text in options {
        let (name, address) = parse(text)
            .map_err(|cause| Problem::at(format_args!("--resolve {text}"), cause).cure(Said::WriteAddress))?;
        client = client.resolve(&name, address);
    }
    Ok(client)
}

/// The name and where to connect; port 0 is the URL's.
fn parse(text: &str) -> Result<(String, SocketAddr), Said> {
    let (name, address) = text.split_once('=').ok_or(Said::NoEquals)?;
    if name.is_empty() {
        return Err(Said::NoNameBeforeEquals);
    }
    if let Ok(address) = address.parse::<SocketAddr>() {
        return Ok((name.to_owned(), address));
    }
    let ip: IpAddr =
        address.trim_matches(['[', ']']).parse().map_err(|_| Said::NoAddress(address.to_owned()))?;
    Ok((name.to_owned(), SocketAddr::new(ip, 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_the_urls_unless_it_is_given() {
        let parsed = |text| parse(text).map(|(name, address)| format!("{name} {address}"));
        assert_eq!(parsed("api.example=127.0.0.1"), Ok("api.example 127.0.0.1:0".into()));
        assert_eq!(parsed("api.example=[::1]"), Ok("api.example [::1]:0".into()));
        assert_eq!(parsed("api.example=[::1]:8443"), Ok("api.example [::1]:8443".into()));
        assert_eq!(parsed("api.example=localhost"), Err(Said::NoAddress("localhost".into())));
        assert!(parsed("api.example").is_err() && parsed("=127.0.0.1").is_err());
    }
}
