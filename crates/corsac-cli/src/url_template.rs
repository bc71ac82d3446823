//! URLs of one kind: what differs from record to record is left out.

/// A URL without its query and fragment, with `*` in place of each part of the path that looks like the
/// number or the key of a record, as in `https://api.example.com/items/*`.
pub(crate) fn url_template(url: &str) -> String {
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

/// Whether a part of a path is a number, a UUID, or another long key.
fn is_key(part: &str) -> bool {
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    let is_number = digits > 0 && digits == part.len();
    let is_hex = part.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let is_long =
        part.len() >= 20 && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    is_number || (digits > 0 && is_hex && part.len() >= 12) || (digits >= 2 && is_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_records_are_left_out() {
        let template = |path: &str| url_template(&format!("https://api.example:8443{path}"));
        assert_eq!(template("/items/7?page=2#x"), "https://api.example:8443/items/*");
        assert_eq!(template("/v1/items/"), "https://api.example:8443/v1/items/");
        assert_eq!(template(""), "https://api.example:8443");
        assert_eq!(template("/a/6f1e1c9e-0d5b-4b5c-9a52-0d5b4b5c9a52/b"), "https://api.example:8443/a/*/b");
        assert_eq!(template("/repositories-of-a-user"), "https://api.example:8443/repositories-of-a-user");
        assert_eq!(template("/o/Yk3xkq9sD81mAq0ZpR2t"), "https://api.example:8443/o/*");
        assert_eq!(url_template("api/items"), "api/items");
    }
}
