//! Changes to a response's header map that leave alone what is not CORS's.

use corsac::server::Vary;
use http::header::{GetAll, HeaderMap, HeaderName, HeaderValue, VARY};

/// Adds a header line. A map that is full (32,768 names) stays as it is: without the line the
/// response grants less, which is the safe side.
pub(crate) fn add(map: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    let _ = map.try_append(name, value);
}

/// Removes every header whose name begins with `access-control-`: whatever such a header grants, or
/// will grant one day, is the policy's to grant.
pub(crate) fn remove_cors_headers(map: &mut HeaderMap) {
    while let Some(name) = map.keys().find(|name| name.as_str().starts_with("access-control-")) {
        let name = name.clone();
        map.remove(name);
    }
}

/// Adds to `Vary` what it lacks of `vary`; `*` lacks nothing.
///
/// The names go on a line of their own. `Vary` is a list, so its lines mean the same as one
/// ([RFC 9110 section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)), and the lines
/// that are there need not be copied.
pub(crate) fn add_vary(map: &mut HeaderMap, vary: Vary) {
    let lines = map.get_all(VARY);
    if vary.is_empty() || lists(&lines, "*") {
        return;
    }
    if vary.iter().any(|name| lists(&lines, name)) {
        add_missing(map, vary);
    } else {
        add(map, VARY, HeaderValue::from_static(vary.text()));
    }
}

fn add_missing(map: &mut HeaderMap, vary: Vary) {
    for name in vary.iter() {
        if !lists(&map.get_all(VARY), name) {
            add(map, VARY, HeaderValue::from_static(name));
        }
    }
}

/// Whether one of the lines of `Vary` lists the name.
fn lists(lines: &GetAll<'_, HeaderValue>, name: &str) -> bool {
    let members = lines.iter().flat_map(|line| line.as_bytes().split(|&byte| byte == b','));
    members.map(<[u8]>::trim_ascii).any(|member| member.eq_ignore_ascii_case(name.as_bytes()))
}
