//! Explain in Korean: the texts of typical situations, and laws that keep English out of them.

use super::snapshots::{compare, plays};
use super::{get, style};
use corsac::explain::{Language, Name, render_text};
use corsac::server::Why;
use unicode_width::UnicodeWidthStr as _;

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

#[test]
fn an_underline_stands_below_its_letters() {
    let origin = ("Access-Control-Allow-Origin", "https://한글.example");
    let play = get().with(|init| init.origin = "https://xn--bj0bj06e.example".into()).answer(200, &[origin]);
    for language in Language::ALL {
        let text = render_text(&play.report_in(language), &style());
        let (above, below) =
            text.split_once("access-control-allow-origin: https://한글.example\n").expect("the value");
        let before = "access-control-allow-origin: https://".width();
        let host = above.lines().last().unwrap_or_default().width() + before;
        let underline = below.lines().next().unwrap_or_default();
        let before = underline.split('^').next().unwrap_or_default();
        assert_eq!(
            (before.width(), underline.matches('^').count()),
            (host, "한글.example".width()),
            "{text}"
        );
    }
}

#[test]
fn ascii_keeps_korean_letters_and_nothing_else() {
    let mut ascii = style();
    ascii.ascii = true;
    for (name, play) in plays() {
        let text = render_text(&play.report_in(Language::Korean), &ascii);
        assert!(
            text.chars().all(|c| c.is_ascii() || is_hangul(c)) && text.chars().any(is_hangul),
            "{name}: {text}"
        );
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
