//! Explain in Korean: the texts of typical situations, and laws that keep English out of them.

use super::snapshots::{compare, plays};
use super::style;
use corsac::explain::{Language, Name, render_text};
use corsac::server::Why;

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

#[test]
fn texts() {
    for (name, play) in plays() {
        compare(&format!("ko/{name}.txt"), &render_text(&play.report_in(Language::Korean), &style()));
    }
}

#[test]
fn everything_said_is_korean() {
    for (name, play) in plays() {
        let (english, korean) = (play.report(), play.report_in(Language::Korean));
        assert_eq!(korean.language, Language::Korean);
        for (said, other) in korean.diagnoses().zip(english.diagnoses()) {
            let notes = said.evidence.iter().map(|evidence| &evidence.note);
            let fixes = said.fixes.iter().map(|fix| &fix.what);
            for text in [&said.message].into_iter().chain(notes).chain(fixes) {
                assert!(text.chars().any(is_hangul), "{name}: {text}");
            }
            let decided = |d: &corsac::explain::Diagnosis| (d.name, d.effect, d.certainty, d.fixes.len());
            assert_eq!(decided(said), decided(other), "{name}");
            assert_eq!(said.browser_says, other.browser_says, "{name}");
        }
    }
}

#[test]
fn every_title_and_reason_is_korean() {
    let titles = Name::ALL.iter().map(|name| Language::Korean.title(*name));
    let reasons = Why::ALL.iter().map(|why| Language::Korean.why(*why));
    for text in titles.chain(reasons) {
        assert!(text.chars().any(is_hangul) && !text.ends_with('.'), "{text}");
    }
}

/// A particle that changes with the sound before it cannot be right after every value.
#[test]
fn no_particle_depends_on_a_value() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/src/explain/words/korean");
    let particles = ["은", "는", "이", "가", "을", "를", "과", "와", "으로", "로", "이라", "라", "아", "야"];
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(directory).expect("the Korean words") {
        let text = std::fs::read_to_string(entry.expect("a file").path()).expect("a readable file");
        for (at, _) in text.match_indices('}') {
            let rest = text[at + 1..].trim_start_matches(['\'', '"', '`']);
            let word = rest.split(|c: char| !is_hangul(c)).next().unwrap_or_default();
            if particles.contains(&word) {
                let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
                wrong.push(text[start..].lines().next().unwrap_or_default().trim().to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "{} times:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn languages_have_tags() {
    for language in Language::ALL {
        assert_eq!(Language::parse(language.as_str()), Some(language));
    }
    assert_eq!(Language::parse("tlh"), None);
}
