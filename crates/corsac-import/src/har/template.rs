//! URLs of one kind: what differs from record to record is left out.

/// A URL without its query and fragment, with `*` in place of each part of the path that looks like the
/// number or the key of a record, as in `https://api.example.com/items/*`. What is no URL stays as it is.
///
/// ```
/// assert_eq!(corsac_import::template("https://api.example/items/7?page=2"), "https://api.example/items/*");
/// ```
#[must_use]
pub fn template(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let url = url.get(..end).unwrap_or_default();
    let Some(host) = url.find("://").map(|at| at + 3) else { return url.to_owned() };
    let path = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    let parts: Vec<&str> = url
        .get(path..)
        .unwrap_or_default()
        .split('/')
        .map(|part| if is_key(part) { "*" } else { part })
        .collect();
    [url.get(..path).unwrap_or_default(), &parts.join("/")].concat()
}

/// Whether a part of a path is a number, a UUID, a hash, or another long mixture of letters and digits.
fn is_key(part: &str) -> bool {
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits > 0 && digits == part.len();
    let is_hex = part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let is_word = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_mixture = part.len() >= 20 && digits >= 2 || part.len() >= 16 && digits >= 4;
    is_number || digits > 0 && is_hex && part.len() >= 12 || is_word && is_mixture
}

#[cfg(test)]
mod tests {
    use super::template;

    #[test]
    fn keys_of_records_are_left_out() {
        let of = |path: &str| template(&format!("https://api.example:8443{path}"));
        assert_eq!(of("/items/7?page=2#x"), "https://api.example:8443/items/*");
        assert_eq!(of("/v1/items/"), "https://api.example:8443/v1/items/");
        assert_eq!(of("/v1/feed"), "https://api.example:8443/v1/feed");
        assert_eq!(of(""), "https://api.example:8443");
        assert_eq!(of("/a/6f1e1c9e-0d5b-4b5c-9a52-0d5b4b5c9a52/b"), "https://api.example:8443/a/*/b");
        assert_eq!(of("/repositories-of-a-user"), "https://api.example:8443/repositories-of-a-user");
        assert_eq!(of("/o/Yk3xkq9sD81mAq0ZpR2t"), "https://api.example:8443/o/*");
        assert_eq!(of("/o/a81mAq09pR2txyzw"), "https://api.example:8443/o/*");
        assert_eq!(of("/assets/index-4f2a9c81d7.js"), "https://api.example:8443/assets/index-4f2a9c81d7.js");
        assert_eq!(template("api/items"), "api/items");
    }
}
