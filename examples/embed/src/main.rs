//! A user agent around `MainFetch`, over plain sockets: `cargo run -p example-embed -- ORIGIN URL [METHOD]`.
//!
//! It fetches twice, so that the second time shows what the preflight cache is for. `docs/guide/embedding.md`
//! explains it.

#![expect(clippy::print_stdout, reason = "says what script gets")]

mod http;
mod user_agent;

use corsac::browser::{ChromiumCode, Outcome, Quirks, RequestInit};
use std::process::ExitCode;
use user_agent::UserAgent;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [origin, url, method @ ..] = arguments.as_slice() else {
        println!("cargo run -p example-embed -- http://localhost:5173 http://127.0.0.1:3000/notes [METHOD]");
        return ExitCode::from(2);
    };
    let mut init = RequestInit::new(origin, url);
    init.method = method.first().map_or("GET", String::as_str).to_owned();
    let mut user_agent = UserAgent::new(Quirks::STANDARD);
    for _ in 0..2 {
        match user_agent.fetch(&init) {
            Ok((outcome, body)) => println!("{}", told(&outcome, &body)),
            Err(refused) => println!("not sent: {refused}"),
        }
    }
    ExitCode::SUCCESS
}

/// What script gets, and what the engine's console could say.
fn told(outcome: &Outcome, body: &[u8]) -> String {
    match outcome {
        Outcome::Response(response) => {
            let readable: String = response.headers.iter().map(|line| format!("\n  {line:?}")).collect();
            let text = if response.body { String::from_utf8_lossy(body) } else { "".into() };
            format!("script reads: {} {}{readable}\n  {text:?}", response.kind.as_str(), response.status)
        }
        Outcome::NetworkError(error) => {
            let code = error.codes.chromium.map_or("no code", ChromiumCode::as_str);
            format!("script gets a TypeError: {:?} at the {:?}, {code}", error.cause, error.phase)
        }
    }
}
