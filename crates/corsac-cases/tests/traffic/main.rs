//! Real traffic: pages in a real Chromium and a real Firefox ask a real axum server and a real actix-web server,
//! with corsac's layer and middleware in them.
//!
//! Played are all stories, and of the other files of the corpus the cases with a policy. Where a browser cannot play
//! a case, or departs from what it expects, `chromium.toml` of the stories and `firefox.toml` beside this file say so
//! and why. The lists are exact: a difference that they do not name fails, and so does one that is gone.

mod alike;
mod in_actix;
mod in_axum;
mod page;
mod player;
mod service;

use corsac::exchange::ScenarioStep;
use corsac_cases::corpus::{self, Case};
use corsac_cases::judge::judge_played;
use corsac_cases::lab::{Chromium, Exceptions, Firefox, Forgetful, Observation, compare_document};
use corsac_cases::played::Played;
use page::Column;
use player::{Player, Serving};
use std::time::Instant;

const CHROMIUM: &str = include_str!("../stories/chromium.toml");
const FIREFOX: &str = include_str!("firefox.toml");

/// Whether it is a case for a browser, and one in which these servers have something to show.
fn plays(case: &Case) -> bool {
    let fetches = case.scenario.steps.iter().any(|step| matches!(step, ScenarioStep::Fetch(_)));
    let is_story = case.file.parent().is_some_and(|folder| folder.ends_with("stories"));
    // A service that does not answer shows nothing of these servers.
    let answers = case.scenario.server.answers.iter().all(|answer| answer.fails.is_none());
    let is_for_servers = is_story || case.scenario.server.policy.is_some();
    fetches && answers && case.expect.refused.is_none() && is_for_servers
}

/// What one browser did with every case, before both servers.
struct Found {
    column: Column,
    wrong: Vec<String>,
    summary: String,
}

async fn play_all<B: Forgetful>(cases: &[Case], list: &str) -> Found {
    let started = Instant::now();
    let exceptions = Exceptions::read(B::PRESET, list).unwrap_or_else(|error| panic!("{error}"));
    let mut player = Player::<B>::start().await;
    let version = player.version().to_owned();
    let mut found = Found { column: Column::new(), wrong: exceptions.not_in(cases), summary: version };
    for case in cases.iter().filter(|case| plays(case)) {
        match exceptions.verdict_on(case) {
            Ok(None) => found.column.leave_out(case),
            Ok(Some(played)) => {
                let in_axum = player.play(&played, Serving::Axum).await;
                let in_actix = player.play(&played, Serving::Actix).await;
                for (server, observed) in [("axum", &in_axum), ("actix-web", &in_actix)] {
                    let wrong = exceptions.unexpected(&played, &judged(&played, observed));
                    found
                        .wrong
                        .extend(wrong.into_iter().map(|text| format!("{} {server}: {text}", B::PRESET)));
                }
                let unlike = alike::differences(&in_axum, &in_actix).into_iter();
                found.wrong.extend(unlike.map(|text| format!("{} {played}: {text}", B::PRESET)));
                found.column.add(case, &in_axum);
            }
            Err(why) => found.wrong.push(format!("{}: {why}", B::PRESET)),
        }
    }
    player.close().await;
    found.column.depart(&exceptions);
    let seconds = started.elapsed().as_secs_f32();
    found.summary = format!("{}: {} cases twice, {seconds:.1} s", found.summary, found.column.played());
    found
}

fn judged(case: &Case, observed: &[Observation]) -> Vec<String> {
    judge_played(case, &observed.iter().map(Played::from).collect::<Vec<_>>())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stories_hold_through_axum_and_actix_in_chromium_and_firefox() {
    let cases = corpus::read(&corpus::directory()).unwrap_or_else(|error| panic!("{error}"));
    let (chromium, firefox) =
        tokio::join!(play_all::<Chromium>(&cases, CHROMIUM), play_all::<Firefox>(&cases, FIREFOX));
    println!("{}\n{}", chromium.summary, firefox.summary);
    let wrong = [chromium.wrong, firefox.wrong].concat();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    let page = page::write(&chromium.column, &firefox.column);
    compare_document(page::FILE, &page).unwrap_or_else(|stale| panic!("{stale}"));
}
