//! Every case of the corpus in a real Chromium: a page at each fetch's origin makes the request, and a server
//! answers at the very host and port that the case names.
//!
//! Where Chromium cannot play a case, or departs from what it expects, `chromium.toml` beside this file says so
//! and why. The list is exact: a difference that it does not name fails, and so does one that is gone.

mod browser;
mod gateway;
mod server;
mod table;

use browser::Browser;
use corsac_cases::corpus;
use corsac_cases::judge::judge_played;
use corsac_cases::lab::{Exceptions, compare_document};
use corsac_cases::played::Played;
use server::Front;
use std::time::Instant;
use table::Table;

/// Plays every case that is anything for this server, and returns what was found, as a page to read and in a
/// line.
async fn play_all(front: Front) -> (Table, String) {
    let started = Instant::now();
    let cases = corpus::read(&corpus::directory()).unwrap_or_else(|error| panic!("{error}"));
    let exceptions = Exceptions::read("chromium", include_str!("chromium.toml")).unwrap();
    let mut wrong = exceptions.not_in(&cases);
    let mut browser = Browser::start().await;
    let mut table = Table::new();
    let (mut played, mut fetches) = (0, 0);
    for case in cases.iter().filter(|case| front.plays(case)) {
        match exceptions.verdict_on(case) {
            Ok(None) => {}
            Ok(Some(case)) => {
                let observed = browser.play(&case, front).await;
                let of_case: Vec<_> = observed.iter().map(Played::from).collect();
                wrong.extend(exceptions.unexpected(&case, &judge_played(&case, &of_case)));
                wrong.extend(table.add(&case, &observed));
                (played, fetches) = (played + 1, fetches + case.expect.fetch.len());
            }
            Err(why) => wrong.push(why),
        }
    }
    browser.close().await;
    let seconds = started.elapsed().as_secs_f32();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(played > 0, "no case was played");
    (table, format!("{played} of {} cases, {fetches} fetches, {seconds:.1} s", cases.len()))
}

#[tokio::test]
async fn every_case_holds_in_chromium() {
    let (table, summary) = play_all(Front::Engine).await;
    println!("{summary}");
    compare_document(table::FILE, table.text()).unwrap_or_else(|stale| panic!("{stale}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_with_a_policy_holds_through_the_gateway() {
    let (_, summary) = play_all(Front::Gateway).await;
    println!("{summary}");
}
