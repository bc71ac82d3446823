//! The engine against real browsers: several hundred scenarios, those of the corpus and random ones, played by
//! each browser and by the engine under that browser's preset.
//!
//! What is sent (URL, method, `Origin`, the two headers of a preflight, the headers that script set), what script
//! gets and which headers it reads is compared. Where engine and browser differ, the file named after the preset
//! says so and why. The list is exact: a difference that it does not name fails, and so does one that is gone.
//! A new version of a browser thus shows as differences.

mod cell;
mod compare;
mod corpus;
mod engine;
mod known;
mod play;
mod random;
mod random_answer;
mod random_request;
mod server;

use cell::Cell;
use corsac_cases::lab::{Browser, Chromium, Firefox, WebKit};
use known::Known;
use std::collections::BTreeMap;
use std::time::Instant;

/// What a browser did, in a line, and what of it is wrong.
struct Found {
    summary: String,
    wrong: String,
}

/// Plays every cell in a browser and compares; `list` is the text of the list of known differences.
async fn differ<B: Browser>(list: &str) -> Found {
    let started = Instant::now();
    let corpus = corpus::cells();
    let mut cells = vec![random::warm_up()];
    cells.extend(corpus.cells.iter().cloned());
    cells.extend(random::cells());
    let cells: Vec<_> = cells.into_iter().enumerate().map(|(number, cell)| cell.stamped(number)).collect();
    let mut browser = B::start().await.unwrap_or_else(|error| panic!("{error}"));
    let version = browser.version().to_owned();
    let observed = play::all(&mut browser, &cells).await;
    browser.close().await.unwrap_or_else(|error| panic!("{error}"));
    let mut found = BTreeMap::new();
    // The first one warms the browser up: Firefox does not remember the first preflight of a session.
    for (cell, observed) in cells.iter().zip(&observed).skip(1) {
        let differences = compare::differences(&engine::play(cell, B::PRESET), observed);
        if !differences.is_empty() {
            found.insert(cell.name.clone(), differences);
        }
    }
    let known = Known::read(list, &cells);
    let summary = format!(
        "{version} against preset {}: {} scenarios, {} fetches, {} differ, {} of the corpus not played ({}), {:.1} s",
        B::PRESET,
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
    let found = differ::<Chromium>(include_str!("chromium.toml")).await;
    println!("{}", found.summary);
    assert!(found.wrong.is_empty(), "{}\n{}", found.summary, found.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_is_as_firefox() {
    let found = differ::<Firefox>(include_str!("firefox.toml")).await;
    println!("{}", found.summary);
    assert!(found.wrong.is_empty(), "{}\n{}", found.summary, found.wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_engine_is_as_webkit() {
    let found = differ::<WebKit>(include_str!("webkit.toml")).await;
    println!("{}", found.summary);
    assert!(found.wrong.is_empty(), "{}\n{}", found.summary, found.wrong);
}
