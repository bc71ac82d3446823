//! The engine against real browsers: scenarios of the corpus and random ones, played by each browser and by the
//! engine under that browser's preset.
//!
//! What is sent (URL, method, `Origin`, the two headers of a preflight, `Sec-Fetch-*`, the headers that script set),
//! what script gets and which headers it reads is compared; and for some, which cookies go along. Where engine and browser differ, the file named after the preset
//! says so and why. The list is exact: a difference that it does not name fails, and so does one that is gone.
//! A new version of a browser thus shows as differences.

mod cell;
mod compare;
mod cookies;
mod corpus;
mod engine;
mod known;
mod play;
mod random;
mod random_answer;
mod random_request;
mod server;
mod version;

use cell::Cell;
use corsac_cases::lab::{Browser, Chromium, Firefox, WebKit};
use corsac_fetch::ThirdPartyCookies;
use known::Known;
use std::collections::BTreeMap;
use std::time::Instant;

/// What a browser did, in a line, and what of it is wrong.
struct Found {
    summary: String,
    wrong: String,
}

/// Plays every cell in a browser and compares; `list` is the text of the list of known differences, `rule` what the
/// browser does with cookies of other sites.
async fn differ<B: Browser>(list: &str, rule: ThirdPartyCookies) -> Found {
    let started = Instant::now();
    let preset = std::env::var("CORSAC_DIFFERENTIAL_PRESET").unwrap_or_else(|_| B::PRESET.to_owned());
    let corpus = corpus::cells();
    let mut cells = vec![random::warm_up()];
    cells.extend(corpus.cells.iter().cloned());
    cells.extend(random::cells());
    let mut cells: Vec<_> =
        cells.into_iter().enumerate().map(|(number, cell)| cell.stamped(number)).collect();
    let mut browser = B::start().await.unwrap_or_else(|error| panic!("{error}"));
    let version = browser.version().to_owned();
    let observed = play::all(&mut browser, &cells).await;
    let jar = cookies::cells();
    let of_jar = cookies::differ(&mut browser, &jar, (&preset, rule)).await;
    browser.close().await.unwrap_or_else(|error| panic!("{error}"));
    let mut found = BTreeMap::new();
    assert_eq!(cells.len(), observed.len(), "an account of each cell");
    // The first one warms the browser up: Firefox does not remember the first preflight of a session.
    for (cell, observed) in cells.iter().zip(&observed).skip(1) {
        let differences = compare::differences(&engine::play(cell, &preset), observed);
        if !differences.is_empty() {
            found.insert(cell.name.clone(), differences);
        }
    }
    found.extend(of_jar);
    cells.extend(jar);
    let known = Known::read(list, &cells, random::are_of_the_stage());
    let summary = format!(
        "{}: {} scenarios, {} fetches, {} differ, {} of the corpus not played ({}), {:.1} s",
        version::told(&version, &preset),
        cells.len() - 1,
        cells.iter().skip(1).map(Cell::fetches).sum::<usize>(),
        found.len(),
        corpus.left_out.len(),
        corpus.reasons(),
        started.elapsed().as_secs_f32(),
    );
    Found { summary, wrong: known.unexpected(&found, &cells) }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_is_as_chromium() {
    let found = differ::<Chromium>(include_str!("chromium.toml"), ThirdPartyCookies::Allowed).await;
    println!("{}", found.summary);
    assert!(found.wrong.is_empty(), "{}\n{}", found.summary, found.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_is_as_firefox() {
    let found = differ::<Firefox>(include_str!("firefox.toml"), ThirdPartyCookies::Partitioned).await;
    println!("{}", found.summary);
    assert!(found.wrong.is_empty(), "{}\n{}", found.summary, found.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_is_as_webkit() {
    let found = differ::<WebKit>(include_str!("webkit.toml"), ThirdPartyCookies::Blocked).await;
    println!("{}", found.summary);
    assert!(found.wrong.is_empty(), "{}\n{}", found.summary, found.wrong);
}
