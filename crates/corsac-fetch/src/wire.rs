//! Between the engine's messages and those of the `http` crate.

use corsac::browser::HttpRequest;
use corsac::fetch::HeaderList;
use http::{HeaderName, HeaderValue};

use crate::client::Settings;
use crate::payload::RequestBody;
use crate::transport::Failure;

/// The header lines that the client adds to a request of the engine. `Host` comes with the connection.
pub(crate) fn added_headers(
    request: &HttpRequest,
    settings: &Settings,
    cookie: Option<Vec<u8>>,
) -> HeaderList {
    let mut added = HeaderList::new();
    for (name, value) in
        [("User-Agent", &settings.user_agent), ("Accept-Language", &settings.accept_language)]
    {
        if !request.headers.contains(name) {
            added.push(name, value.as_bytes());
        }
    }
    if let Some(cookie) = cookie {
        added.push("Cookie", cookie);
    }
    added
}

/// The request as the `http` crate has it.
pub(crate) fn http_request(
    request: &HttpRequest,
    added: &HeaderList,
    body: RequestBody,
) -> Result<http::Request<RequestBody>, Failure> {
    let mut url = request.url.clone();
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Failure::unsendable(&format_args!("{} is not spoken here", url.scheme())));
    }
    url.set_fragment(None);
    let mut made = http::Request::builder()
        .method(request.method.as_str())
        .uri(url.as_str())
        .body(body)
        .map_err(|error| Failure::unsendable(&error))?;
    for header in request.headers.iter().chain(added) {
        let name =
            HeaderName::from_bytes(header.name.as_bytes()).map_err(|error| Failure::unsendable(&error))?;
        let value = HeaderValue::from_bytes(&header.value).map_err(|error| Failure::unsendable(&error))?;
        made.headers_mut().append(name, value);
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use corsac::fetch::Method;

    fn request(url: &str) -> HttpRequest {
        HttpRequest {
            method: Method::get(),
            url: url.parse().unwrap(),
            headers: HeaderList::new(),
            include_credentials: false,
            sends_body: false,
        }
    }

    #[test]
    fn every_url_of_a_browser_can_be_sent_and_keeps_its_bytes() {
        let odd: String =
            (' '..='~').filter(|c| !matches!(c, '#' | '?')).chain(['\u{fc}', '\u{7f}']).collect();
        let request = request(&format!("http://a.test/{odd}?{odd}?#{odd}"));
        let made = http_request(&request, &HeaderList::new(), RequestBody::none()).unwrap();
        let path = made.uri().path_and_query().unwrap().as_str();
        assert_eq!(format!("{}?{}", request.url.path(), request.url.query().unwrap()), path);
    }

    #[test]
    fn other_schemes_are_not_sent() {
        let error =
            http_request(&request("ws://a.test/"), &HeaderList::new(), RequestBody::none()).unwrap_err();
        assert_eq!(error.detail, "the request cannot be sent: ws is not spoken here");
    }
}
