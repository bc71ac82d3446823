//! The demo's pages in a real browser: every button is pressed, and each card shows what is true.

use corsac_cases::lab::{Chromium, ThirdPartyCookies};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// Presses every button, one after the other, and hands over the texts of each card's three columns.
const PRESS_ALL: &str = r#"
const done = arguments[0];
const pause = () => new Promise(resolve => setTimeout(resolve, 20));
(async () => {
  const cards = [...document.querySelectorAll("article")];
  for (const card of cards) {
    const button = card.querySelector("button");
    button.click();
    while (button.disabled) await pause();
  }
  const columns = card => [...card.querySelectorAll(".outcome section")].map(section => section.innerText);
  done({ cards: cards.map(columns), state: document.getElementById("state").innerText });
})();
"#;

/// The demo, running.
struct Demo {
    child: Child,
    /// The bank, the front end and the hostile site.
    ports: [u16; 3],
}

impl Demo {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corsac"));
        command.args(["serve", "--port", "0"]).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command runs");
        let mut error = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut ports = Vec::new();
        while ports.len() < 3 {
            let mut line = String::new();
            assert_ne!(error.read_line(&mut line).expect("text"), 0, "the demo ended");
            let port = line.trim().strip_prefix("http://localhost:").and_then(|rest| rest.split('/').next());
            ports.extend(port.and_then(|port| port.parse::<u16>().ok()));
        }
        // Whoever logs must find a reader.
        std::thread::spawn(move || std::io::copy(&mut error, &mut std::io::sink()));
        Self { child, ports: ports.try_into().expect("three") }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser that finds the demo's sites where they are.
async fn browser(demo: &Demo) -> Chromium {
    let chromium =
        Chromium::start(ThirdPartyCookies::Blocked).await.unwrap_or_else(|error| panic!("{error}"));
    for port in demo.ports {
        for host in ["localhost", "127.0.0.1"] {
            let address = SocketAddr::from(([127, 0, 0, 1], port));
            chromium.sites().place(&format!("http://{host}:{port}"), address).expect("an origin");
        }
    }
    chromium
}

/// What the cards of a page show when all has been pressed: a line for each, its columns joined.
async fn shown(chromium: &mut Chromium, origin: &str) -> (Vec<String>, String) {
    let seen =
        chromium.visit(&format!("{origin}/"), PRESS_ALL).await.unwrap_or_else(|error| panic!("{error}"));
    let column = |column: &Value| column.as_str().unwrap_or_default().replace('\n', " ");
    let card =
        |card: &Value| card.as_array().into_iter().flatten().map(column).collect::<Vec<_>>().join(" | ");
    let cards = seen["cards"].as_array().into_iter().flatten().map(card).collect();
    (cards, seen["state"].as_str().unwrap_or_default().to_owned())
}

/// Whether each card shows the words that it must.
fn assert_shown(cards: &[String], wanted: &[&[&str]]) {
    assert_eq!(cards.len(), wanted.len(), "{cards:#?}");
    for (card, words) in cards.iter().zip(wanted) {
        for word in *words {
            assert!(card.contains(word), "{word:?} is not in {card}");
        }
    }
}

#[tokio::test]
async fn the_front_end_reads_and_the_hostile_site_does_not() {
    let demo = Demo::start();
    let mut chromium = browser(&demo).await;
    let [bank, front_end, hostile] = demo.ports;
    let (cards, state) = shown(&mut chromium, &format!("http://localhost:{front_end}")).await;
    assert_shown(
        &cards,
        &[
            &["Script reads status 200", "POST /api/login arrived", "ok-preflighted"],
            &["Script reads status 200", "\"balance\":1000", "with Alice’s cookie", "ok-simple"],
            &["Script reads status 401", "without her cookie", "ok-simple"],
            &["Script reads status 200", "PUT /api/limit arrived", "ok-preflighted"],
            &["TypeError", "Nothing arrived", "method-not-allowed"],
            &["TypeError", "Nothing arrived", "header-not-allowed"],
        ],
    );
    assert!(state.contains("logged in as Alice"), "{state}");

    let (cards, state) = shown(&mut chromium, &format!("http://localhost:{hostile}")).await;
    assert_shown(
        &cards,
        &[
            &["TypeError", "GET /api/user-info arrived with Alice’s cookie", "allow-origin-missing"],
            &["TypeError", "Nothing arrived", "preflight-rejected-by-cors-layer"],
            &["TypeError", "Nothing arrived", "preflight-rejected-by-cors-layer"],
            &["An opaque response", "arrived with Alice’s cookie", "ok-opaque"],
            &["The browser sent the form", "Nothing arrived", "guard refused it"],
            &["The browser sent the form", "POST /unguarded/api/transfer arrived with Alice’s cookie"],
        ],
    );
    assert!(state.contains("balance 900"), "the unguarded transfer, and no other: {state}");

    let (cards, _) = shown(&mut chromium, &format!("http://localhost:{bank}")).await;
    let own: &[&str] = &["Script reads status 200", "arrived", "ok-same-origin"];
    assert_shown(&cards, &[own, own, own]);
    chromium.close().await.expect("the browser ends");
}

#[tokio::test]
async fn from_another_site_the_cookie_stays_at_home() {
    let demo = Demo::start();
    let mut chromium = browser(&demo).await;
    let [bank, _, hostile] = demo.ports;
    shown(&mut chromium, &format!("http://localhost:{bank}")).await;
    let (cards, state) = shown(&mut chromium, &format!("http://127.0.0.1:{hostile}")).await;
    assert!(cards[0].contains("arrived without her cookie and was answered 401"), "{}", cards[0]);
    assert!(cards[5].contains("Only the cookie was missing"), "{}", cards[5]);
    assert!(state.contains("balance 1000"), "{state}");
    chromium.close().await.expect("the browser ends");
}
