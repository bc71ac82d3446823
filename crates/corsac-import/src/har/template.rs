//! URLs that differ only by what they are about.

/// A URL without its query, with `{}` in the place of each part of the path that looks like an identifier.
#[must_use]
pub fn template(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let (start, path) = match url.split_once("://") {
        Some((scheme, rest)) => match rest.split_once('/') {
            Some((host, path)) => (format!("{scheme}://{host}"), path),
            None => return url.to_owned(),
        },
        None => (String::new(), url),
    };
    let parts = path.split('/').map(|part| if is_identifier(part) { "{}" } else { part });
    parts.fold(start, |url, part| format!("{url}/{part}"))
}

/// Numbers, UUIDs, hashes and long mixtures of letters and digits.
fn is_identifier(part: &str) -> bool {
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    let hex = part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    !part.is_empty() && digits == part.len()
        || hex && part.len() >= 16
        || digits >= 4 && part.len() >= 16 && !part.contains('.')
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn identifiers_are_left_out() {
        assert_eq!(template("https://a.example/items/17?x=1#y"), "https://a.example/items/{}");
        assert_eq!(
            template("https://a.example/u/1b4e28ba-2fa1-11d2-883f-0016d3cca427/x"),
            "https://a.example/u/{}/x"
        );
        assert_eq!(template("https://a.example/v1/feed"), "https://a.example/v1/feed");
        assert_eq!(template("https://a.example"), "https://a.example");
    }
}
