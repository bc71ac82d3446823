//! A newer Standard into the index, and what that means for the code.

use super::code::Function;
use super::index::{Algorithm, Index};
use super::standard::{self, Entry, digest};

/// The index with counts and digests of `source`.
///
/// # Errors
/// Anchors that the source does not define.
pub(crate) fn import(old: &Index, source: &str, commit: String) -> Result<Index, String> {
    let mut missing = Vec::new();
    let mut algorithms = Vec::new();
    for algorithm in &old.algorithms {
        match standard::entry(source, &algorithm.anchor) {
            Some(entry) => algorithms.push(filled(algorithm, &entry)),
            None => missing.push(algorithm.anchor.as_str()),
        }
    }
    if missing.is_empty() {
        Ok(Index { commit, algorithms })
    } else {
        Err(format!("the Standard defines no {}", missing.join(", ")))
    }
}

fn filled(old: &Algorithm, entry: &Entry) -> Algorithm {
    Algorithm {
        anchor: old.anchor.clone(),
        name: entry.name.clone(),
        steps: if entry.numbered { entry.texts.len() } else { 0 },
        digests: entry.texts.iter().map(|t| digest(t)).collect(),
        not_done: old.not_done.clone(),
    }
}

/// The algorithms whose text changed: which steps, and the functions to revisit.
pub(crate) fn changes(old: &Index, new: &Index, functions: &[Function]) -> Vec<String> {
    let mut lines = Vec::new();
    for algorithm in &new.algorithms {
        let before = old.find(&algorithm.anchor).map_or(&[][..], |a| &a.digests);
        let steps = differences(before, &algorithm.digests);
        if steps.is_empty() {
            continue;
        }
        let following = functions.iter().filter(|f| f.anchors.contains(&algorithm.anchor));
        let places: Vec<String> = following.map(|f| format!("{} {}", f.place, f.name)).collect();
        let places = if places.is_empty() { "no function".to_owned() } else { places.join(", ") };
        lines.push(format!("{} ({}): {} → {places}", algorithm.anchor, algorithm.name, steps.join(", ")));
    }
    lines
}

/// Steps that are new or gone; a step that only moved to another number is told as moved.
fn differences(old: &[String], new: &[String]) -> Vec<String> {
    let common = common_subsequence(old, new);
    let mut said = Vec::new();
    for (i, text) in new.iter().enumerate() {
        match common.iter().find(|(_, n)| *n == i) {
            None if old.contains(text) => said.push(format!("step {} moved", i + 1)),
            None => said.push(format!("step {} is new or changed", i + 1)),
            Some((o, _)) if *o != i => said.push(format!("step {} is now {}", o + 1, i + 1)),
            Some(_) => {}
        }
    }
    let gone = old.iter().enumerate().filter(|(_, text)| !new.contains(text));
    said.extend(gone.map(|(i, _)| format!("the old step {} is gone", i + 1)));
    said
}

/// Pairs of indices (old, new) of the longest common subsequence.
fn common_subsequence(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for o in (0..old.len()).rev() {
        for n in (0..new.len()).rev() {
            lengths[o][n] = if old[o] == new[n] {
                lengths[o + 1][n + 1] + 1
            } else {
                lengths[o + 1][n].max(lengths[o][n + 1])
            };
        }
    }
    let (mut o, mut n, mut pairs) = (0, 0, Vec::new());
    while o < old.len() && n < new.len() {
        if old[o] == new[n] {
            pairs.push((o, n));
            (o, n) = (o + 1, n + 1);
        } else if lengths[o + 1][n] >= lengths[o][n + 1] {
            o += 1;
        } else {
            n += 1;
        }
    }
    pairs
}

/// Step comments that repeat the Standard's words instead of saying it in ours.
pub(crate) fn copied(index: &Index, source: &str, functions: &[Function]) -> Vec<String> {
    let mut lines = Vec::new();
    for function in functions {
        let entries = function
            .anchors
            .iter()
            .filter(|a| index.find(a).is_some())
            .filter_map(|a| standard::entry(source, a));
        let texts: Vec<String> = entries.flat_map(|e| e.texts).collect();
        let copies = function.steps.iter().filter(|s| {
            s.text.split_whitespace().count() >= 6
                && texts.iter().any(|t| t.contains(s.text.trim_end_matches('.')))
        });
        lines.extend(
            copies.map(|s| format!("{}:{}: the Standard's own words: {}", function.file, s.line, s.text)),
        );
    }
    lines
}

/// Links in doc comments whose anchor the Standard does not define.
pub(crate) fn dangling(source: &str, functions: &[Function]) -> Vec<String> {
    let anchors = functions.iter().flat_map(|f| f.anchors.iter().map(move |a| (f, a)));
    let known = |anchor: &str| {
        standard::entry(source, anchor).is_some()
            || source.contains(&format!(" id={anchor}"))
            || source.contains(&format!(" id=\"{anchor}\""))
    };
    let dangling = anchors.filter(|(_, anchor)| !known(anchor));
    dangling.map(|(f, anchor)| format!("{} {}: the Standard has no #{anchor}", f.place, f.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::code::functions_in;
    use super::*;

    const OLD: &str = "<div algorithm><p>To <dfn>be</dfn>:<ol><li>Do one thing and then do it again.<li>Two.<li>Three.</ol></div>";

    fn index() -> Index {
        let algorithm =
            Algorithm { anchor: "be".to_owned(), not_done: Some("kept".to_owned()), ..Algorithm::default() };
        import(&Index { commit: String::new(), algorithms: vec![algorithm] }, OLD, "c1".to_owned()).unwrap()
    }

    #[test]
    fn an_import_counts_and_keeps_the_reason() {
        let index = index();
        let be = index.find("be").unwrap();
        assert_eq!(
            (index.commit.as_str(), be.steps, be.digests.len(), be.not_done.as_deref()),
            ("c1", 3, 3, Some("kept"))
        );
    }

    #[test]
    fn an_anchor_that_is_gone_is_an_error() {
        assert_eq!(
            import(&index(), "<p><dfn>other</dfn>", String::new()),
            Err("the Standard defines no be".to_owned())
        );
    }

    #[test]
    fn a_changed_step_names_the_function_to_revisit() {
        let old = index();
        let new = import(
            &old,
            &OLD.replace("Two", "Half").replace("<li>Three", "<li>More.<li>Three"),
            "c2".to_owned(),
        )
        .unwrap();
        let functions = functions_in("a.rs", "/// <https://fetch.spec.whatwg.org/#be>\nfn be() {}");
        let expected = "be (be): step 2 is new or changed, step 3 is new or changed, step 3 is now 4, the old step 2 is gone → a.rs:2 be";
        assert_eq!(changes(&old, &new, &functions), [expected]);
        assert_eq!(changes(&old, &old, &functions), [""; 0]);
    }

    #[test]
    fn copied_words_and_dangling_links_are_found() {
        let code = "/// <https://fetch.spec.whatwg.org/#be> <https://fetch.spec.whatwg.org/#gone>\nfn be() {\n// 1. Do one thing and then do it again.\n// 2. Two.\n}";
        let functions = functions_in("a.rs", code);
        assert_eq!(
            copied(&index(), OLD, &functions),
            ["a.rs:3: the Standard's own words: Do one thing and then do it again."]
        );
        assert_eq!(dangling(OLD, &functions), ["a.rs:2 be: the Standard has no #gone"]);
    }
}
