//! The texts of typical situations, compared with files to the letter.
//!
//! After a change that is meant, `CORSAC_UPDATE_SNAPSHOTS=1 cargo test -p corsac --all-features`
//! writes the files anew.

use super::{API, PAGE, Play, get, method, style};
use corsac::browser::NetworkFailure;
use corsac::explain::{render_line, render_text};
use std::path::Path;

const ORIGIN: (&str, &str) = ("Access-Control-Allow-Origin", PAGE);
const STAR: (&str, &str) = ("Access-Control-Allow-Origin", "*");
const VARY: (&str, &str) = ("Vary", "Origin");

/// Compares a text with a file.
pub(crate) fn compare(file: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain/snapshots").join(file);
    if std::env::var_os("CORSAC_UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, found).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{file} differs. Expected:\n{expected}\nFound:\n{found}");
}

pub(crate) fn plays() -> Vec<(&'static str, Play)> {
    let allow_put = [ORIGIN, ("Access-Control-Allow-Methods", "GET, PUT"), ("Access-Control-Max-Age", "600")];
    let credentials = ("Access-Control-Allow-Credentials", "true");
    let stars = [STAR, ("Access-Control-Allow-Methods", "*"), ("Access-Control-Allow-Headers", "*")];
    vec![
        ("ok-simple", get().answer(200, &[STAR, ("Content-Type", "application/json"), ("X-Total", "9")])),
        ("ok-preflighted", method("PUT").answer(204, &allow_put).to("OPTIONS").answer(200, &[ORIGIN, VARY])),
        ("wildcard-with-credentials", get().cookies().answer(200, &[STAR, credentials])),
        ("trailing-slash", get().answer(200, &[("Access-Control-Allow-Origin", "https://app.example.com/")])),
        (
            "redirected-preflight",
            method("POST")
                .with(|init| {
                    init.origin = "http://app.example.com".into();
                    init.url = "http://api.example.com/items".into();
                })
                .header("Content-Type", "application/json")
                .answer(301, &[("Location", "https://api.example.com/items")]),
        ),
        (
            "login-before-preflight",
            method("DELETE")
                .header("Authorization", "Bearer abc")
                .answer(401, &[("WWW-Authenticate", "Bearer")]),
        ),
        ("everything-wrong", method("PUT").header("X-A", "1").cookies().answer(204, &stars)),
        (
            "tainted-redirect",
            get()
                .answer(302, &[ORIGIN, ("Location", "https://cdn.example.net/items")])
                .at(API)
                .answer(200, &[ORIGIN]),
        ),
        (
            "misspelt-header",
            get().header("X-A", "1").answer(204, &[ORIGIN, ("Access-Control-Headers", "X-A")]),
        ),
        ("two-lines", get().answer(200, &[STAR, ORIGIN])),
        (
            "authorization-wildcard",
            get()
                .header("Authorization", "Bearer abc")
                .answer(204, &[STAR, ("Access-Control-Allow-Headers", "*")]),
        ),
        ("error-without-headers", get().answer(502, &[("Server", "nginx")])),
        ("unreachable", get().fails(NetworkFailure::Connect)),
        ("not-sent", method("PUT").answer(204, &allow_put).to("OPTIONS").fails(NetworkFailure::HeldBack)),
        ("password-in-url", get().with(|init| init.url = "https://joe:secret@api.example.com/".into())),
    ]
}

#[test]
fn texts() {
    for (name, play) in plays() {
        compare(&format!("{name}.txt"), &render_text(&play.report(), &style()));
    }
}

#[test]
fn a_narrow_terminal_without_colour_or_symbols() {
    let mut style = style();
    style.width = 60;
    style.ascii = true;
    let (_, play) = plays().remove(6);
    compare("narrow-ascii.txt", &render_text(&play.report(), &style));
}

#[test]
fn colours() {
    let mut style = style();
    style.colour = true;
    let (_, play) = plays().remove(3);
    compare("colours.txt", &render_text(&play.report(), &style).replace('\u{1b}', "␛"));
}

#[test]
fn lines() {
    let lines: Vec<_> = plays().iter().map(|(_, play)| render_line(&play.report(), &style())).collect();
    compare("lines.txt", &(lines.join("\n") + "\n"));
}
