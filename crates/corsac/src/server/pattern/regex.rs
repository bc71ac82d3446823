//! Regular expressions, which other middleware takes: told for what they are, and read where they say no more
//! than a pattern does.

use super::{PatternError, PatternErrorKind};
use crate::fetch::origin::OriginErrorKind;
use alloc::string::{String, ToString};

/// What stands in expressions and in no origin, wildcards included.
const SIGNS: [&str; 14] =
    ["(", "|", "\\.", "[.]", "\\w", "\\d", "\\/", "\\-", "://.*", ".+", "[^", "[a-z", "[0-9", "?://"];

/// Expressions for the labels before a host. Longer ones come first.
const LABELS: [&str; 12] = [
    "([a-z0-9-]+\\.)+",
    "([a-z0-9-]+\\.)*",
    "[a-z0-9-]+\\.",
    "[a-z0-9-]*\\.",
    "[^.]+\\.",
    "[^./]+\\.",
    "\\w+\\.",
    "(.*\\.)",
    "(.+\\.)",
    ".+\\.",
    ".*\\.",
    ".*.",
];

/// The error that a text has if it is an expression; the same error if it is none.
pub(super) fn tell(error: PatternError, text: &str) -> PatternError {
    find(text)
        .filter(|_| may_be_one(error.kind, text))
        .map_or(error, |at| PatternError { kind: PatternErrorKind::RegularExpression, at })
}

/// Brackets and bars may stand in a path too.
fn may_be_one(kind: PatternErrorKind, text: &str) -> bool {
    use OriginErrorKind::{Fragment, List, Path, Query, Userinfo};
    match kind {
        PatternErrorKind::Origin(Path | Query | Fragment | List | Userinfo) => {
            text.contains("\\.") || text.contains("\\/")
        }
        PatternErrorKind::Origin(_) | PatternErrorKind::MisplacedWildcard => true,
        PatternErrorKind::PortList => text.contains("[0-9"),
        _ => false,
    }
}

fn find(text: &str) -> Option<usize> {
    let start = (text.starts_with('^') || between_slashes(text).is_some()).then_some(0);
    let end = text.ends_with('$').then(|| text.len() - 1);
    start.or_else(|| SIGNS.iter().filter_map(|sign| text.find(sign)).min()).or(end)
}

/// What stands between slashes, as JavaScript and others write an expression; letters behind it are its flags.
fn between_slashes(text: &str) -> Option<&str> {
    let text = text.strip_prefix('/')?.trim_end_matches(|c: char| c.is_ascii_lowercase());
    text.strip_suffix('/').filter(|text| text.contains(':'))
}

/// What an expression means as a pattern, as far as that can be told; any other text as it is.
pub(super) fn as_pattern(text: &str) -> String {
    if find(text).is_none() {
        return text.to_string();
    }
    let text = between_slashes(text).unwrap_or(text);
    let text = text.strip_prefix('^').unwrap_or(text);
    let text = text.strip_suffix('$').unwrap_or(text);
    let text =
        text.replace("[.]", "\\.").replace("\\/", "/").replace("(s)?://", "s://").replace("s?://", "s://");
    let text = text.split_once("://").map_or_else(
        || text.clone(),
        |(scheme, rest)| {
            let after = LABELS.iter().find_map(|labels| rest.strip_prefix(labels));
            let host = after.map_or_else(|| rest.to_string(), |host| ["*.", host].concat());
            [scheme, "://", &host].concat()
        },
    );
    text.replace("(:\\d+)?", ":*")
        .replace(":\\d+", ":*")
        .replace(":[0-9]+", ":*")
        .replace("\\.", ".")
        .replace("\\-", "-")
}
