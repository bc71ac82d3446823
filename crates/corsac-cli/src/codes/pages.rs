//! The pages of `diagnoses/`, embedded by the build script.

use corsac::explain::{Language, Name};

/// A page with its name.
type Page = (&'static str, &'static str);

const ENGLISH: &[Page] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));
const KOREAN: &[Page] = include!(concat!(env!("OUT_DIR"), "/pages_ko.rs"));

const _: () = assert!(has_all(ENGLISH, Name::ALL), "a diagnosis has no page of its name in diagnoses/");
const _: () = assert!(has_all(KOREAN, Name::ALL), "a diagnosis has no page of its name in diagnoses/ko/");

const fn pages(language: Language) -> &'static [Page] {
    match language {
        Language::English => ENGLISH,
        Language::Korean => KOREAN,
    }
}

/// The page of a diagnosis.
pub(super) fn page(name: Name, language: Language) -> &'static str {
    pages(language).iter().find(|(page, _)| *page == name.as_str()).map_or("", |(_, text)| *text)
}

/// Whether every one of these names has its page.
const fn has_all(pages: &[Page], mut names: &[Name]) -> bool {
    while let [name, rest @ ..] = names {
        if !has(pages, name.as_str().as_bytes()) {
            return false;
        }
        names = rest;
    }
    true
}

const fn has(mut pages: &[Page], name: &[u8]) -> bool {
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
        for language in Language::ALL {
            for (page, text) in pages(language) {
                assert!(Name::parse(page).is_some(), "{language}: {page}.md is named after no diagnosis");
                assert!(text.starts_with(&format!("# {page}\n")), "{language}: {page}.md has another name");
            }
            assert_eq!(pages(language).len(), Name::ALL.len(), "{language}");
        }
    }
}
