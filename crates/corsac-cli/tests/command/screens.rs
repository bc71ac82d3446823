//! The pictures in `docs/screens/`: what a terminal shows in eight typical cases.
//!
//! Each is the real command against a real server on loopback, which the name in the URL is resolved to; only
//! the times that answers took are left out, because they are never the same. `cargo xtask screens` draws
//! them anew after a change that is meant.

use super::corsac;
use super::replaying::Replaying;
use std::path::Path;
use tokio::net::TcpSocket;

/// A case: the words of the command line, and what the server answers.
struct Screen {
    name: &'static str,
    arguments: &'static [&'static str],
    preflight: &'static [&'static str],
    actual: &'static [&'static str],
}

const PAGE: [&str; 2] = ["--origin", "http://localhost:5173"];

const SCREENS: [Screen; 7] = [
    Screen {
        name: "allowed",
        arguments: &["http://localhost:8000/items", PAGE[0], PAGE[1]],
        preflight: &["404 Not Found"],
        actual: &[
            "200 OK",
            "Content-Type: application/json",
            "Access-Control-Allow-Origin: http://localhost:5173",
            "Vary: Origin",
            "X-Total-Count: 3",
        ],
    },
    Screen {
        name: "no-header",
        arguments: &["http://localhost:8000/items", PAGE[0], PAGE[1]],
        preflight: &["404 Not Found"],
        actual: &["200 OK", "Content-Type: application/json"],
    },
    Screen {
        name: "trailing-slash",
        arguments: &["http://localhost:8000/items", PAGE[0], PAGE[1]],
        preflight: &["404 Not Found"],
        actual: &["200 OK", "Access-Control-Allow-Origin: http://localhost:5173/", "Vary: Origin"],
    },
    Screen {
        name: "wildcard-with-cookies",
        arguments: &["http://localhost:8000/me", PAGE[0], PAGE[1], "--credentials", "include"],
        preflight: &["404 Not Found"],
        actual: &["200 OK", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Credentials: true"],
    },
    Screen {
        name: "options-not-routed",
        arguments: &[
            "http://localhost:8000/items",
            PAGE[0],
            PAGE[1],
            "-H",
            "'Content-Type: application/json'",
            "-d",
            "'{}'",
        ],
        preflight: &["405 Method Not Allowed", "Allow: GET, POST"],
        actual: &["200 OK", "Access-Control-Allow-Origin: http://localhost:5173"],
    },
    Screen {
        name: "header-not-allowed",
        arguments: &["http://localhost:8000/me", PAGE[0], PAGE[1], "-H", "'Authorization: Bearer abc'"],
        preflight: &[
            "204 No Content",
            "Access-Control-Allow-Origin: http://localhost:5173",
            "Access-Control-Allow-Headers: content-type",
            "Vary: Origin",
        ],
        actual: &["200 OK", "Access-Control-Allow-Origin: http://localhost:5173"],
    },
    Screen {
        name: "redirected-preflight",
        arguments: &["http://api.example.com/items", "--origin", "http://app.example.com", "-X", "PUT"],
        preflight: &["301 Moved Permanently", "Location: https://api.example.com/items", "Server: nginx"],
        actual: &["301 Moved Permanently", "Location: https://api.example.com/items"],
    },
];

#[test]
fn are_current() {
    for screen in &SCREENS {
        let server = Replaying::start(screen.preflight, screen.actual);
        compare(screen.name, screen.arguments, &server.address.to_string());
    }
    // Taken and not listened at, so that nobody else can listen there.
    let taken = TcpSocket::new_v4().expect("a socket");
    taken.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    compare("nobody-there", &["http://localhost:8000/items", PAGE[0], PAGE[1]], &address);
}

fn compare(name: &str, typed: &[&str], address: &str) {
    let host = typed[0].split(['/', ':']).nth(3).expect("a host");
    let resolve = format!("{host}={address}");
    let arguments = typed.iter().map(|word| word.trim_matches('\'')).collect::<Vec<_>>();
    let ran =
        corsac(&[&["--color", "always", "explain", "--resolve", &resolve], arguments.as_slice()].concat());
    assert_eq!(ran.error, "", "{name}");
    let shown = without_times(&ran.out.replace(address, "127.0.0.1:8000"));
    let prompt = format!("\x1b[2m$\x1b[0m \x1b[1mcorsac explain {}\x1b[0m\n\n", broken(typed));
    let drawn = readable(anstyle_svg::Term::new().render_svg(&(prompt + &shown)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/screens/{name}.svg"));
    if std::env::var_os("CORSAC_UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, &drawn).expect("the picture can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "docs/screens/{name}.svg is not current: cargo xtask screens draws it anew");
}

/// A picture in colours that are easier to read than a terminal's from 1987, dim text above all.
fn readable(picture: String) -> String {
    [
        ("#AAAAAA", "#E6E4DF"),
        ("#000000", "#1B1E25"),
        ("#00AA00", "#6BC46D"),
        ("#AA0000", "#F47067"),
        ("#AA5500", "#E0A84A"),
        ("opacity: 0.4", "opacity: 0.65"),
    ]
    .into_iter()
    .fold(picture, |picture, (old, new)| picture.replace(old, new))
}

/// The words, on two lines where they are many.
fn broken(words: &[&str]) -> String {
    let line = words.join(" ");
    match words {
        [url, origin, page, rest @ ..] if line.len() > 60 && !rest.is_empty() => {
            format!("{url} {origin} {page} \\\n      {}", rest.join(" "))
        }
        _ => line,
    }
}

/// A report without the times that answers took.
fn without_times(text: &str) -> String {
    let mut shown = String::new();
    for line in text.split_inclusive('\n') {
        let ms = line.find(" ms\x1b").or_else(|| line.find(" ms\n"));
        let start = ms.and_then(|ms| Some((line.get(..ms)?.rfind("  ")?, ms)));
        match start {
            Some((start, ms)) if line[start + 2..ms].bytes().all(|byte| byte.is_ascii_digit()) => {
                // What stands at the right moves there.
                let gap = " ".repeat(ms + 3 - start);
                let (left, right) = line[..start].rsplit_once("  ").expect("a gap");
                shown.push_str(&[left, "  ", &gap, right, &line[ms + 3..]].concat());
            }
            _ => shown.push_str(line),
        }
    }
    shown
}
