//! Real servers that are broken in the ways that people meet: the cause is found, the recipe is written into
//! their configuration, and a real browser that was refused before is let through (`docs/servers.md`). Where an
//! advice is shown, the recipe's text alone does not help.

mod ask;
mod commands;
mod configuration;
mod judged;
mod listed;
mod rust;
mod start;
mod table;
mod told;
mod unheeded;
mod upstream;

use ask::{Asked, Browsers};
use configuration::Form;
use futures_util::StreamExt as _;
use listed::Listed;
use start::Programs;
use tokio::sync::Mutex;

/// How many servers start while others are asked.
const AT_ONCE: usize = 4;

/// What came of one server, before and after.
struct Tried {
    listed: Listed,
    broken: Asked,
    /// Whether something is told about its stack, and the advice that is shown is among it.
    is_told: bool,
    /// With the text of the recipe, but against its advice.
    unheeded: Option<Asked>,
    mended: Asked,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_server_is_mended() {
    let programs = Programs::prepare().await;
    let browsers = Mutex::new(Browsers::start().await);
    let listed = listed::all().servers;
    let without = listed::left_out(&listed);
    let listed = listed.into_iter().filter(|listed| !without.contains(&listed.stack));
    let trials = futures_util::stream::iter(listed).map(|listed| one(&programs, &browsers, listed));
    let tried: Vec<Result<Tried, String>> = trials.buffered(AT_ONCE).collect().await;
    browsers.into_inner().close().await;
    let count = tried.len();
    let (tried, not_started): (Vec<_>, Vec<_>) = tried.into_iter().partition(Result::is_ok);
    let tried: Vec<Tried> = tried.into_iter().flatten().collect();
    let not_started = not_started.into_iter().filter_map(Result::err);
    let wrong: Vec<String> = not_started.chain(tried.iter().filter_map(judged::wrong)).collect();
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    table::compare(&tried, &without);
}

async fn one(programs: &Programs, browsers: &Mutex<Browsers>, listed: Listed) -> Result<Tried, String> {
    let path = listed.final_path.as_deref().unwrap_or(&listed.path);
    let broken = asked(programs, browsers, &listed, Form::Broken, &listed.path).await?;
    let told = told::by(&listed, &broken);
    let unheeded = match listed.shows {
        None => None,
        Some(_) => {
            let form = Form::Unheeded(&told.parts, listed.unheeded.as_ref());
            Some(asked(programs, browsers, &listed, form, &listed.path).await?)
        }
    };
    let mended = asked(programs, browsers, &listed, Form::Mended(&told.parts), path).await?;
    let is_told = told.about_it;
    Ok(Tried { listed, broken, is_told, unheeded, mended })
}

async fn asked(
    programs: &Programs,
    browsers: &Mutex<Browsers>,
    listed: &Listed,
    form: Form<'_>,
    path: &str,
) -> Result<Asked, String> {
    let upstream = upstream::start().await;
    let running = programs.start(listed, form, upstream.address()).await?;
    Ok(browsers.lock().await.ask(listed, path, running.address()).await)
}
