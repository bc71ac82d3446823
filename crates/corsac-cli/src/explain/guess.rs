//! What `corsac explain` assumes where the command line leaves something out, and tells.

use crate::words::told::Told;
use corsac::fetch::AddressSpace;
use url::Url;

/// A URL without a scheme is a mistake in a script and a habit on a command line.
pub(super) fn with_scheme(url: &str, notes: &mut Vec<Told>) -> String {
    let is_complete = url.contains("://") || url.starts_with("data:") || url.starts_with("blob:");
    let guess = format!("{}://{url}", if is_local(&format!("http://{url}")) { "http" } else { "https" });
    if is_complete || Url::parse(&guess).is_err() {
        return url.to_owned();
    }
    notes.push(Told::ReadAs(guess.clone()));
    guess
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
        assert_eq!(guessed("localhost:8000/x"), pair("http://localhost:8000/x", "http://localhost:3000"));
        assert_eq!(guessed("127.0.0.1:3000"), pair("http://127.0.0.1:3000", "http://localhost:5173"));
        assert_eq!(guessed("api.example.com"), pair("https://api.example.com", "https://app.example.com"));
        assert_eq!(
            guessed("http://api.example.com/"),
            pair("http://api.example.com/", "http://app.example.com")
        );
    }
}
