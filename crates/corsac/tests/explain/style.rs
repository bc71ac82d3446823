//! Text keeps to the width, to ASCII, and to characters that steer no terminal.

use super::{API, PAGE, Play, get, method, style};
use corsac::browser::NetworkFailure;
use corsac::explain::{Language, TextStyle, render_line, render_text};
use corsac::fetch::request::RequestMode;
use unicode_width::UnicodeWidthStr as _;

fn plays() -> Vec<Play> {
    let origin = ("Access-Control-Allow-Origin", PAGE);
    let long = "https://".to_owned() + &"very-".repeat(60) + "long.example";
    vec![
        get().answer(200, &[("Access-Control-Allow-Origin", "*"), ("X-Total", "9")]),
        get().answer(200, &[("Access-Control-Allow-Origin", &long)]),
        get().answer(200, &[("Access-Control-Allow-Origin", &(PAGE.to_owned() + "/" + &"x".repeat(200)))]),
        get()
            .answer(200, &[("Access-Control-Allow-Origin", "https://bücher.example\u{202e}\u{1b}[31m\u{7}")]),
        get().with(|init| init.url = API.to_owned() + "?q=" + &"a".repeat(300)).answer(500, &[]),
        method("PUT")
            .header("X-A", &"b".repeat(100))
            .answer(204, &[origin, ("Access-Control-Allow-Headers", "é")]),
        method("PUT").answer(302, &[("Location", &long)]),
        get().fails(NetworkFailure::Dns),
        get().with(|init| init.mode = Some(RequestMode::SameOrigin)),
        get().with(|init| init.url = "localhost:3000/x".into()),
    ]
}

fn styles() -> Vec<TextStyle> {
    let mut styles = Vec::new();
    for width in [0, 40, 57, 80, 200] {
        for ascii in [false, true] {
            let mut style = style();
            style.width = width;
            style.ascii = ascii;
            styles.push(style);
        }
    }
    styles
}

#[test]
fn no_line_is_wider_than_the_page() {
    for (play, language) in plays().iter().flat_map(|play| Language::ALL.map(|language| (play, language))) {
        let report = play.report_in(language);
        for style in styles() {
            let text = render_text(&report, &style) + &render_line(&report, &style);
            let widest = text.lines().max_by_key(|line| line.width()).expect("lines");
            let allowed = style.width.max(TextStyle::NARROWEST);
            // Of a one-line report the name is never cut.
            let named = report.primary.name.as_str();
            assert!(widest.width() <= allowed || widest.contains(named), "{allowed}: {widest}");
        }
    }
}

#[test]
fn nothing_of_a_message_reaches_the_terminal_as_a_control() {
    for play in plays() {
        let report = play.report();
        for style in styles() {
            let text = render_text(&report, &style);
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            assert!(!text.contains('\u{202e}') && text.ends_with('\n'), "{text:?}");
            assert!(!style.ascii || text.is_ascii(), "{text}");
            let line = render_line(&report, &style);
            assert!(!line.contains('\n') && (!style.ascii || line.is_ascii()), "{line}");
        }
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    for play in plays() {
        let report = play.report();
        let mut coloured = style();
        coloured.colour = true;
        let mut plain = String::new();
        let text = render_text(&report, &coloured);
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain.push_str(before);
            rest = after.split_once('m').expect("a code ends").1;
        }
        plain.push_str(rest);
        assert_eq!(plain, render_text(&report, &style()));
        assert_ne!(plain, text);
    }
}
