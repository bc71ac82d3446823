//! What is meant by a value of the wrong type.

/// The seconds that a text stands for: a whole number, with a unit or without.
///
/// ```
/// use corsac_gateway::file::meant_seconds;
///
/// assert_eq!(meant_seconds("10m"), Some(600));
/// assert_eq!(meant_seconds("600.0"), Some(600));
/// assert_eq!(meant_seconds("soon"), None);
/// ```
#[must_use]
pub fn meant_seconds(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit_at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(unit_at)?;
    let seconds = match unit.to_ascii_lowercase().as_str() {
        "" | "s" | "sec" | "secs" | "second" | "seconds" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => 86_400,
        _ => return None,
    };
    meant_number(number)?.checked_mul(seconds)
}

/// The whole number that a text stands for.
///
/// ```
/// use corsac_gateway::file::meant_number;
///
/// assert_eq!(meant_number(" 204 "), Some(204));
/// assert_eq!(meant_number("204.0"), Some(204));
/// assert_eq!(meant_number("204.5"), None);
/// ```
#[must_use]
pub fn meant_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let whole = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'));
    whole.map_or(text, |(whole, _)| whole).parse().ok()
}

/// Whether a text stands for yes or no.
///
/// ```
/// use corsac_gateway::file::meant_flag;
///
/// assert_eq!(meant_flag("Yes"), Some(true));
/// assert_eq!(meant_flag("0"), Some(false));
/// assert_eq!(meant_flag("include"), None);
/// ```
#[must_use]
pub fn meant_flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// The entries of a list that stands in one text, as in an environment variable.
///
/// ```
/// use corsac_gateway::file::meant_items;
///
/// assert_eq!(meant_items("GET, PUT"), ["GET", "PUT"]);
/// assert_eq!(meant_items("*"), ["*"]);
/// ```
#[must_use]
pub fn meant_items(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
