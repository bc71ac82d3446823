//! Changes to a response's header map that leave alone what is not CORS's.

use actix_web::http::header::{HeaderMap, HeaderValue, VARY};
use corsac::server::{ResponseHeader, Vary};

use crate::constants;

/// Removes every header that grants something, for only the policy does, and tells whether there is a `Vary`.
pub(crate) fn remove_cors_headers(map: &mut HeaderMap) -> bool {
    // Mostly there is neither, which a look at the names tells for less.
    let (mut grants, mut varies) = (false, false);
    for name in map.keys() {
        grants |= ResponseHeader::grants(name.as_str());
        varies |= *name == VARY;
    }
    if grants {
        map.retain(|name, _| !ResponseHeader::grants(name.as_str()));
    }
    varies
}

/// Adds to `Vary` what it lacks of `vary`; `*` lacks nothing.
///
/// The names go on a line of their own. `Vary` is a list, so its lines mean the same as one
/// ([RFC 9110 section 5.3](https://www.rfc-editor.org/rfc/rfc9110#section-5.3)), and the lines
/// that are there need not be copied.
pub(crate) fn add_vary(map: &mut HeaderMap, vary: Vary, is_there: bool) {
    let mut missing = vary;
    if is_there {
        missing = vary.missing_from(map.get_all(VARY).map(HeaderValue::as_bytes));
    }
    if let Some(names) = constants::vary(missing).filter(|_| !missing.is_empty()) {
        map.append(VARY, names);
    }
}

/// Adds a line to `Vary`, but for the names that are there already; `*` lacks nothing.
pub(crate) fn add_vary_line(map: &mut HeaderMap, names: &HeaderValue) {
    let is_listed = |name: &str| {
        let lines = map.get_all(VARY).flat_map(|line| line.as_bytes().split(|byte| *byte == b','));
        let mut members = lines.map(<[u8]>::trim_ascii);
        members.any(|member| member == b"*" || member.eq_ignore_ascii_case(name.as_bytes()))
    };
    let wanted = names.to_str().unwrap_or_default().split(", ");
    let missing: Vec<&str> = wanted.filter(|name| !is_listed(name)).collect();
    if let Ok(line) = HeaderValue::from_str(&missing.join(", "))
        && !missing.is_empty()
    {
        map.append(VARY, line);
    }
}
