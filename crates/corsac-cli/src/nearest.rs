//! The name that was probably meant.

/// The candidate that is most like `word`, if one is like it at all.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_ascii_lowercase().replace('_', "-");
    let with_distance =
        candidates.into_iter().map(|candidate| (strsim::osa_distance(&word, candidate), candidate));
    let (distance, candidate) = with_distance.min_by_key(|(distance, _)| *distance)?;
    let is_like = distance * 3 <= candidate.len().max(word.len());
    is_like.then_some(candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_like_nothing_has_no_nearest() {
        let names = ["allow-origin-missing", "ok-simple"];
        assert_eq!(nearest("alow_origin_mising", names), Some("allow-origin-missing"));
        assert_eq!(nearest("hello", names), None);
    }
}
