//! Changes to a response's header map that leave alone what is not CORS's.

use corsac::server::{ResponseHeader, Vary};
use http::header::{Entry, HeaderMap, HeaderName, HeaderValue, VARY};

use crate::constants;

/// Adds a header line. A map that is full (32,768 names) stays as it is: without the line the
/// response grants less, which is the safe side.
pub(crate) fn add(map: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    let _ = map.try_append(name, value);
}

/// Makes a value the only one of its header, as far as the map has room.
pub(crate) fn set(map: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    let _ = map.try_insert(name, value);
}

/// Removes every header whose name begins with `access-control-`: whatever such a header grants, or
/// will grant one day, is the policy's to grant.
#[inline]
pub(crate) fn remove_cors_headers(map: &mut HeaderMap) {
    // Mostly there is none.
    if map.keys().any(|name| ResponseHeader::grants(name.as_str())) {
        remove_all_cors_headers(map);
    }
}

#[cold]
fn remove_all_cors_headers(map: &mut HeaderMap) {
    while let Some(name) = map.keys().find(|name| ResponseHeader::grants(name.as_str())) {
        let name = name.clone();
        map.remove(name);
    }
}

/// Adds a line to `Vary`, but for the names that are there already; `*` lacks nothing.
pub(crate) fn add_vary_line(map: &mut HeaderMap, names: &HeaderValue) {
    let is_listed = |name: &str| {
        let lines = map.get_all(VARY).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b','));
        let mut members = lines.map(<[u8]>::trim_ascii);
        members.any(|member| member == b"*" || member.eq_ignore_ascii_case(name.as_bytes()))
    };
    let wanted = names.to_str().unwrap_or_default().split(", ");
    let missing: Vec<&str> = wanted.filter(|name| !is_listed(name)).collect();
    if let Ok(line) = HeaderValue::from_str(&missing.join(", "))
        && !missing.is_empty()
    {
        add(map, VARY, line);
    }
}

/// Adds to `Vary` what it lacks of `vary`; `*` lacks nothing.
///
/// The names go on a line of their own. `Vary` is a list, so its lines mean the same as one
/// ([RFC 9110 section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)), and the lines
/// that are there need not be copied.
pub(crate) fn add_vary(map: &mut HeaderMap, vary: Vary) {
    if vary.is_empty() {
        return;
    }
    // A map that is full stays as it is, here too.
    match map.try_entry(VARY) {
        Ok(Entry::Vacant(entry)) => {
            let _ = constants::vary(vary).map(|names| entry.try_insert(names));
        }
        Ok(Entry::Occupied(mut entry)) => {
            let missing = vary.missing_from(entry.iter().map(HeaderValue::as_bytes));
            if let Some(names) = constants::vary(missing).filter(|_| !missing.is_empty()) {
                entry.append(names);
            }
        }
        Err(_) => {}
    }
}
