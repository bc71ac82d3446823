//! Which known name a wrong one probably means.

/// The nearest of the known names, if one is near: as few letters away as slips of the pen are, or containing
/// what was written. Case, hyphens and underscores do not count.
///
/// ```
/// let keys = ["allow_origins", "max_age"];
/// assert_eq!(corsac_gateway::file::nearest("allowOrigin", keys.into_iter()), Some("allow_origins"));
/// assert_eq!(corsac_gateway::file::nearest("colour", keys.into_iter()), None);
/// ```
#[must_use]
pub fn nearest<'k>(wrong: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    const LONGEST: usize = 64;
    let wrong = squeeze(wrong);
    if wrong.is_empty() || wrong.len() > LONGEST {
        return None;
    }
    let limit = (wrong.chars().count() / 3).max(1);
    let distances = known.clone().map(|name| (strsim::osa_distance(&wrong, &squeeze(name)), name));
    let near = distances.filter(|(distance, _)| *distance <= limit).min_by_key(|(distance, _)| *distance);
    let part = |name: &&str| wrong.len() > 2 && squeeze(name).contains(&wrong);
    near.map(|(_, name)| name).or_else(|| known.clone().find(part))
}

/// `allowOrigins` and `allow-origins` are `allow_origins`.
pub(super) fn squeeze(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known =
            ["allow_origins", "allow_methods", "allow_headers", "expose_headers", "max_age", "own_origins"];
        for (wrong, right) in [
            ("allow_origin", Some("allow_origins")),
            ("allowOrigins", Some("allow_origins")),
            ("allow-methods", Some("allow_methods")),
            ("origins", Some("allow_origins")),
            ("headers", Some("allow_headers")),
            ("maxage", Some("max_age")),
            ("hello", None),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, known.into_iter()), right, "{wrong}");
        }
    }
}
