//! Further requests of `corsac explain`, which find out why an answer is as it is.

mod dry_run;
mod plan;
mod showed;

use super::client::ClientArguments;
use crate::asking::{Answer, ask};
use crate::format::Format;
use crate::print::print;
use crate::probed::{Finding, Probed};
use crate::problem::Problem;
use crate::terminal::Terminal;
use corsac::browser::RequestInit;
use corsac::explain::Language;
use corsac_fetch::Client;
use dry_run::Plan;
use plan::Probe;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

/// The longest wait for all further requests together, which are sent at once.
const WAIT: Duration = Duration::from_secs(3);

/// How often redirects are followed by hand.
const REDIRECTS: usize = 3;

/// Whether further requests are sent.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct ProbeArguments {
    /// Send nothing, and list what would be sent and what for
    ///
    /// As text, or with --format json or ndjson for programs.
    #[arg(long, conflicts_with_all = ["expect", "baseline"])]
    pub(super) dry_run: bool,

    /// Send no further requests to find out why an answer is as it is
    ///
    /// Without it, at most four are sent where they can tell something: the same from another page, without Origin or
    /// cookies, past a redirect or a cache, or a plain GET. None of them may change anything at the server.
    #[arg(long)]
    no_probes: bool,
}

impl ProbeArguments {
    /// Writes what would be sent, and sends nothing. `is_shown` is as for [`ask`](Self::ask).
    pub(super) fn list<'i>(
        self,
        asked: impl Iterator<Item = &'i RequestInit>,
        browser: &ClientArguments,
        is_shown: bool,
        (format, terminal): (Format, &Terminal),
    ) -> Result<(), Problem> {
        let flags = (browser.send, is_shown && !self.no_probes);
        let quirks = browser.quirks();
        let plans = asked.map(|init| Plan::of(init, &quirks, flags, terminal.language));
        print(&dry_run::write(&plans.collect::<Vec<_>>(), format, terminal)?)
    }

    /// Asks, and asks further where that can tell why the answer is as it is. `is_shown` is whether the report has
    /// a place for further requests.
    pub(super) async fn ask(
        self,
        client: &Client,
        browser: &ClientArguments,
        (init, is_shown): (RequestInit, bool),
        read: &[String],
        language: Language,
    ) -> Result<Answer, Problem> {
        let mut answer = ask(client, init.clone(), browser.send, read, language).await?;
        if is_shown && !self.no_probes {
            answer.probes = probes(client, &answer, &init, language).await;
        }
        Ok(answer)
    }
}

/// Sends the further requests at once; they stand in the order of the plan.
async fn probes(client: &Client, answer: &Answer, asked: &RequestInit, language: Language) -> Vec<Probed> {
    // As if each were the first request of a new browser.
    client.clear_cookies();
    client.clear_preflight_cache();
    let mut under_way = JoinSet::new();
    for (index, probe) in plan::of(&answer.report, asked).into_iter().enumerate() {
        let (client, first) = (client.clone(), answer.clone());
        under_way.spawn(async move { (index, send(&client, probe, &first, language).await) });
    }
    let mut all = under_way.join_all().await;
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().flat_map(|(_, probed)| probed).collect()
}

/// Sends one; past a redirect, it may take several.
async fn send(client: &Client, mut probe: Probe, first: &Answer, language: Language) -> Vec<Probed> {
    let mut all = Vec::new();
    let deadline = Instant::now() + WAIT;
    while all.len() < REDIRECTS {
        let Probe { purpose, init } = &probe;
        let asked = timeout_at(deadline, ask(client, init.clone(), false, &[], language)).await;
        let Ok(Ok(answer)) = asked else {
            all.push(unanswered(&probe));
            break;
        };
        let finding = showed::finding(*purpose, &first.report, &answer.report);
        // What the browser itself refuses tells nothing about the server.
        if answer.report.exchanges.is_empty() {
            break;
        }
        let next = (finding == Finding::RedirectedAgain).then(|| plan::past_redirect(&answer.report, init));
        all.push(Probed::new(*purpose, &answer.report, finding));
        match next.flatten() {
            Some(init) => probe.init = init,
            None => break,
        }
    }
    all
}

fn unanswered(probe: &Probe) -> Probed {
    Probed {
        purpose: probe.purpose,
        method: probe.init.method.clone(),
        url: probe.init.url.clone(),
        page: probe.init.origin.clone(),
        status: None,
        name: None,
        finding: Finding::NoAnswer(None),
    }
}
