//! What `corsac explain` assumes where the command line leaves something out, and tells.

use crate::words::told::Told;
use corsac::fetch::AddressSpace;
use url::Url;

/// A URL without a scheme is a mistake in a script and a habit on a command line.
pub(super) fn with_scheme(url: &str, notes: &mut Vec<Told>) -> String {
    if let Some(read) = with_two_slashes(url) {
        notes.push(Told::ReadAs(read.clone()));
        return read;
    }
    let is_complete = url.contains("://") || url.starts_with("data:") || url.starts_with("blob:");
    let guess = format!("{}://{url}", if is_local(&format!("http://{url}")) { "http" } else { "https" });
    if is_complete || Url::parse(&guess).is_err() {
        return url.to_owned();
    }
    notes.push(Told::ReadAs(guess.clone()));
    guess
}

/// `http:/host` as browsers read it, with two slashes; `None` for whatever has them, and for a host that is called
/// `http` and has a port.
fn with_two_slashes(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once(':')?;
    let is_of_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_port = rest
        .split('/')
        .next()
        .is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    if !is_of_web || rest.starts_with("//") || is_port {
        return None;
    }
    let read = format!("{}://{}", scheme.to_ascii_lowercase(), rest.trim_start_matches(['/', '\\']));
    Url::parse(&read).is_ok().then_some(read)
}

/// Whether a URL's host is this machine.
fn is_local(url: &str) -> bool {
    let space = Url::parse(url).ok().as_ref().and_then(AddressSpace::in_url);
    space == Some(AddressSpace::Loopback)
}

/// Somebody who asks about a server of their own has a development server beside it; for any other, a page
/// of the same scheme is taken, so that the answer is about CORS and not about mixed content.
pub(super) fn made_up_origin(url: &str, notes: &mut Vec<Told>) -> String {
    let parsed = Url::parse(url).ok();
    let port = parsed.as_ref().and_then(Url::port);
    let origin = match parsed {
        _ if is_local(url) && port == Some(3000) => "http://localhost:5173",
        _ if is_local(url) => "http://localhost:3000",
        Some(url) if url.scheme() == "http" => "http://app.example.com",
        _ => "https://app.example.com",
    };
    notes.push(Told::MadeUpOrigin(origin.to_owned()));
    origin.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(url: &str) -> (String, String) {
        let mut notes = Vec::new();
        let url = with_scheme(url, &mut notes);
        let origin = made_up_origin(&url, &mut notes);
        (url, origin)
    }

    #[test]
    fn what_is_left_out_is_guessed_by_where_the_server_is() {
        let pair = |url: &str, origin: &str| (url.to_owned(), origin.to_owned());
        assert_eq!(
            guessed("http:/localhost:8000/x"),
            pair("http://localhost:8000/x", "http://localhost:3000")
        );
        assert_eq!(
            guessed("https:api.example.com"),
            pair("https://api.example.com", "https://app.example.com")
        );
        assert_eq!(guessed("http:8000/x"), pair("https://http:8000/x", "https://app.example.com"));
        assert_eq!(guessed("localhost:8000/x"), pair("http://localhost:8000/x", "http://localhost:3000"));
        assert_eq!(guessed("127.0.0.1:3000"), pair("http://127.0.0.1:3000", "http://localhost:5173"));
        assert_eq!(guessed("api.example.com"), pair("https://api.example.com", "https://app.example.com"));
        assert_eq!(
            guessed("http://api.example.com/"),
            pair("http://api.example.com/", "http://app.example.com")
        );
    }
}
