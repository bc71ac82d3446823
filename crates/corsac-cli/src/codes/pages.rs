//! The pages of `diagnoses/`, embedded by the build script.

use corsac::explain::Name;

/// Every page with its name.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

const _: () = assert!(has_all(Name::ALL), "a diagnosis has no page of its name in diagnoses/");

/// The page of a diagnosis.
pub(super) fn page(name: Name) -> &'static str {
    PAGES.iter().find(|(page, _)| *page == name.as_str()).map_or("", |(_, text)| *text)
}

/// Whether every one of these names has its page.
const fn has_all(mut names: &[Name]) -> bool {
    while let [name, rest @ ..] = names {
        if !has(name.as_str().as_bytes()) {
            return false;
        }
        names = rest;
    }
    true
}

const fn has(name: &[u8]) -> bool {
    let mut pages = PAGES;
    while let [(page, _), rest @ ..] = pages {
        if is_same(name, page.as_bytes()) {
            return true;
        }
        pages = rest;
    }
    false
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest_of_a @ ..], [other, rest_of_b @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (rest_of_a, rest_of_b);
    }
    a.is_empty() && b.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_name_and_begins_with_it() {
        for (page, text) in PAGES {
            assert!(Name::parse(page).is_some(), "diagnoses/{page}.md is named after no diagnosis");
            assert!(text.starts_with(&format!("# {page}\n")), "diagnoses/{page}.md begins with another name");
        }
        assert_eq!(PAGES.len(), Name::ALL.len());
    }
}
