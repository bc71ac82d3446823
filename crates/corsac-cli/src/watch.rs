//! `corsac watch`: asking again and again, and telling what changes.

mod change;
mod shown;

use crate::arguments::BadValue;
use crate::asking::{Answer, ask};
use crate::duration;
use crate::exit::Exit;
use crate::expect::Expect;
use crate::explain::client::ClientArguments;
use crate::explain::request::RequestOptions;
use crate::print::print_note;
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::stop::Stop;
use crate::terminal::Terminal;
use crate::words::said::Said;
use change::Seen;
use corsac::browser::RequestInit;
use corsac::explain::Language;
use corsac_fetch::Client;
use shown::Screen;
use std::time::{Duration, Instant};
use tokio::spawn;
use tokio::time::{sleep, timeout_at};

/// Ask a server again and again, and tell what changes
///
/// For the time in which a server is being mended or deployed: only changes are told, with the header lines
/// that went and came. On a terminal the last report stays in sight; into a file or a pipe goes one line for
/// each change.
///
/// Every time is a first time: preflights are sent anew. A request that may change something at the server is
/// never sent, only its preflight.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "\
Examples:
  corsac watch http://localhost:8000/items --origin http://localhost:5173
  corsac watch https://api.example.com/ --origin https://app.example.com --until ok --timeout 60s",
    after_long_help = "\
Examples:
  While you edit the server's configuration:
    corsac watch http://localhost:8000/items --origin http://localhost:5173

  In a deploy script, until the new version lets the front end read:
    corsac watch https://api.example.com/items https://api.example.com/users \\
        --origin https://app.example.com --until ok --timeout 60s

Exit codes:
  0  what --until names came, for every URL; or, without --until, Ctrl-C
  1  it did not come in time
  2  the command line cannot be understood
  3  nobody answered in time
  5  refused for safety: what --until names takes a request that is not sent"
)]
pub(crate) struct WatchArguments {
    /// The URLs that script passes to fetch()
    #[arg(required = true, value_name = "URL")]
    urls: Vec<String>,

    #[command(flatten)]
    request: RequestOptions,

    #[command(flatten)]
    client: ClientArguments,

    /// How long to wait before asking again; while nothing changes, up to five times as long
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = duration::parse, help_heading = "Watching")]
    interval: Duration,

    /// In which form to tell changes: text, or JSON lines for programs, each with the header lines that went and came
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "ndjson"], default_value = "text", help_heading = "Watching")]
    format: String,

    /// Stop as soon as this comes out for every URL: ok, blocked, or the name of a diagnosis
    #[arg(long, value_name = "WHAT", value_parser = until, help_heading = "Watching")]
    until: Option<Expect>,

    /// Give up after this time, such as 60s or 5m
    #[arg(id = "deadline", long = "timeout", value_name = "TIME", value_parser = duration::parse,
          requires = "until", help_heading = "Watching")]
    deadline: Option<Duration>,
}

fn until(text: &str) -> Result<Expect, BadValue> {
    if text == "ok" { Ok(Expect::Allowed) } else { Expect::parse(text) }
}

/// Longer than anybody watches.
const FOREVER: Duration = Duration::from_secs(1 << 30);

/// One of the URLs.
struct Watched {
    client: Client,
    init: RequestInit,
    seen: Option<Seen>,
    is_met: bool,
}

/// How the watching ended.
enum End {
    Met,
    Stopped,
    TimedOut,
}

/// Watches until there is nothing more to wait for.
pub(crate) fn run(arguments: &WatchArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    if arguments.client.send {
        return Err(Problem::at("--send", Said::WatchSends).cure(Said::WatchPreflight).refused());
    }
    let mut watched = Vec::new();
    for url in &arguments.urls {
        for asked in arguments.request.asked(url)? {
            let client = arguments.client.client(&asked)?;
            for note in asked.notes.iter().chain(&arguments.client.notes(&asked.init)) {
                print_note(&note.say(terminal.language), terminal);
            }
            watched.push(Watched { client, init: asked.init, seen: None, is_met: false });
        }
    }
    runtime()?.block_on(watch(arguments, watched, terminal))
}

async fn watch(
    arguments: &WatchArguments,
    mut watched: Vec<Watched>,
    terminal: &Terminal,
) -> Result<Exit, Problem> {
    let start = Instant::now();
    let stop = Stop::listen()?;
    let screen = Screen::new(start, terminal, arguments.format == "ndjson");
    screen.greet(arguments.until);
    let deadline = start + arguments.deadline.unwrap_or(FOREVER);
    let rounds = rounds(arguments, &mut watched, &screen);
    let end = tokio::select! {
        () = stop.wait() => End::Stopped,
        ended = timeout_at(deadline.into(), rounds) => ended.unwrap_or(Ok(End::TimedOut))?,
    };
    screen.end();
    if let End::TimedOut = end {
        let open = watched.iter().filter(|one| !one.is_met);
        screen.give_up(arguments.until, open.map(|one| (one.init.url.as_str(), one.seen.as_ref())));
    }
    Ok(exit(&end, arguments.until, &watched))
}

/// Asks in rounds, with pauses that grow while nothing changes.
async fn rounds(
    arguments: &WatchArguments,
    watched: &mut [Watched],
    screen: &Screen<'_>,
) -> Result<End, Problem> {
    let mut pause = arguments.interval;
    loop {
        let mut any_change = false;
        // All at once, so that one that does not answer keeps no other waiting.
        let asked: Vec<_> = watched.iter().map(|one| spawn(one.ask(arguments, screen.language()))).collect();
        for (one, asked) in watched.iter_mut().zip(asked) {
            let answer =
                asked.await.map_err(|error| Problem::new(Said::TheRequest, Said::plain(error)))??;
            any_change |= one.look(answer, arguments, screen)?;
        }
        if arguments.until.is_some() && watched.iter().all(|one| one.is_met) {
            return Ok(End::Met);
        }
        pause = if any_change { arguments.interval } else { pause.mul_f32(1.25).min(arguments.interval * 5) };
        screen.wait(watched.iter().filter_map(|one| one.seen.as_ref()), pause);
        sleep(pause).await;
    }
}

impl Watched {
    /// Asks once, with a preflight as if it were the first.
    fn ask(
        &self,
        arguments: &WatchArguments,
        language: Language,
    ) -> impl Future<Output = Result<Answer, Problem>> + use<> {
        self.client.clear_preflight_cache();
        let (client, init, read) = (self.client.clone(), self.init.clone(), arguments.request.read.clone());
        async move { ask(&client, init, false, &read, language).await }
    }

    /// Tells what has changed; `false` if nothing has.
    fn look(
        &mut self,
        answer: Answer,
        arguments: &WatchArguments,
        screen: &Screen<'_>,
    ) -> Result<bool, Problem> {
        let needs_answer = matches!(arguments.until, Some(Expect::Allowed | Expect::Blocked));
        if answer.report.is_undecided() && needs_answer {
            let cause = Said::NeedsAnswer(answer.report.request.method);
            return Err(Problem::at("--until", cause).cure(Said::UntilNotSent).refused());
        }
        self.is_met = arguments.until.is_some_and(|until| until.is_met(&answer.report));
        let now = Seen::of(answer);
        let has_changed = self.seen.as_ref().is_none_or(|before| before.differs(&now));
        if has_changed {
            screen.tell(self.seen.as_ref(), &now, self.is_met)?;
            self.seen = Some(now);
        }
        Ok(has_changed)
    }
}

fn exit(end: &End, until: Option<Expect>, watched: &[Watched]) -> Exit {
    match (end, until) {
        (End::Met, _) | (_, None) => Exit::Expected,
        (End::Stopped, _) => Exit::Blocked,
        (End::TimedOut, _) => {
            let open = watched.iter().filter(|one| !one.is_met);
            let is_lost =
                |one: &Watched| one.seen.as_ref().is_none_or(|seen| seen.answer.report.is_unanswered());
            if open.clone().all(is_lost) { Exit::Unreachable } else { Exit::Blocked }
        }
    }
}
