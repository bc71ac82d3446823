//! Real servers that are broken in the ways that people meet: the cause is found, the recipe is written into
//! their configuration, and a real browser that was refused before is let through (`docs/servers.md`).

mod ask;
mod configuration;
mod listed;
mod rust;
mod start;
mod table;
mod upstream;

use ask::{Asked, Browsers};
use corsac_recipes::{Part, Stack, advise};
use listed::Listed;
use start::Programs;

/// What came of one server, before and after.
struct Tried {
    listed: Listed,
    broken: Asked,
    is_told: bool,
    mended: Asked,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_server_is_mended() {
    let programs = Programs::prepare().await;
    let mut browsers = Browsers::start().await;
    let mut tried = Vec::new();
    for listed in listed::all() {
        tried.push(one(&programs, &mut browsers, listed).await);
    }
    browsers.close().await;
    let wrong: Vec<String> = tried.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tried.len(), wrong.join("\n"));
    table::compare(&tried);
}

async fn one(programs: &Programs, browsers: &mut Browsers, listed: Listed) -> Tried {
    let upstream = upstream::start().await;
    let running = programs.start(&listed, None, upstream.address()).await;
    let broken = browsers.ask(&listed, &listed.path, running.address()).await;
    drop(running);
    let told = recipe(&listed, &broken);
    let running = programs.start(&listed, Some(&told.parts), upstream.address()).await;
    let path = listed.final_path.as_deref().unwrap_or(&listed.path);
    let mended = browsers.ask(&listed, path, running.address()).await;
    Tried { listed, broken, is_told: told.about_it, mended }
}

/// What explain tells to write into the server's configuration.
fn recipe(listed: &Listed, broken: &Asked) -> Told {
    // Varnish has no recipe: what its configuration throws away is all that is wrong.
    let Some(stack) = Stack::named(&listed.stack) else { return Told { parts: Vec::new(), about_it: true } };
    let mut report = broken.report.clone();
    advise(&mut report, stack);
    let told = report.primary.fixes.iter().any(|fix| fix.stack.as_deref() == Some(stack.name()));
    let policy = report.primary.fixes.iter().find_map(|fix| fix.policy.as_ref());
    let parts = policy.map(|policy| stack.write(policy).expect("plain names")).unwrap_or_default();
    Told { parts, about_it: told }
}

/// What explain tells to do at the server.
struct Told {
    parts: Vec<Part>,
    /// Whether something is told about its stack at all.
    about_it: bool,
}

/// What is not as it should be.
fn wrong(tried: &Tried) -> Option<String> {
    let Tried { listed, broken, is_told, mended } = tried;
    let wanted = [
        (broken.report.primary.name.as_str() == listed.diagnosis, "diagnosed as"),
        (!broken.report.is_allowed(), "let through by the engine, broken as it is:"),
        (broken.seen.response().is_none(), "let through by Chromium, broken as it is:"),
        (*is_told, "nothing is told about the stack;"),
        (mended.report.is_allowed(), "still refused by the engine:"),
        (mended.seen.response().is_some(), "still refused by Chromium:"),
    ];
    let failed: Vec<&str> = wanted.iter().filter(|(holds, _)| !holds).map(|(_, what)| *what).collect();
    (!failed.is_empty()).then(|| {
        let names = [&broken.report, &mended.report].map(|report| report.primary.name.as_str());
        format!(
            "{} ({}): {}, then {}: {}",
            listed.stack,
            listed.problem,
            names[0],
            names[1],
            failed.join(" ")
        ) + &format!("\n{mended}")
    })
}
