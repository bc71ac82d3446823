//! Further requests of `corsac explain`, which find out why an answer is as it is.

mod dry_run;
mod plan;
mod showed;

use super::client::ClientArguments;
use crate::asking::{Answer, Came, explained, fetch};
use crate::format::Format;
use crate::print::print;
use crate::probed::{Finding, Obstacle, Probed, Purpose};
use crate::problem::Problem;
use crate::terminal::Terminal;
use corsac::browser::RequestInit;
use corsac::explain::{Beside, Language};
use corsac_fetch::{Client, Fetched};
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
        let fetched = match fetch(client, init.clone(), browser.send, language).await? {
            Came::Fetched(fetched) => fetched,
            Came::Refused(report) => return Ok(Answer::from(*report)),
        };
        let answer = explained(&fetched, read, language, Beside::default());
        if !is_shown || self.no_probes {
            return Ok(answer);
        }
        let sent = probes(client, &answer, &init, language).await;
        // What they show may decide what the first answer leaves open.
        let answer = explained(&fetched, read, language, beside(&sent));
        Ok(Answer { probes: sent.into_iter().map(|sent| sent.probed).collect(), ..answer })
    }
}

/// A further request, and all that passed.
struct Sent {
    probed: Probed,
    fetched: Option<Box<Fetched>>,
}

/// What further requests say about the first.
fn beside(sent: &[Sent]) -> Beside<'_> {
    let of = |purpose| {
        let mut found = sent.iter().filter(move |sent| sent.probed.purpose == purpose);
        found.find_map(|sent| sent.fetched.as_ref()).map(|fetched| fetched.transcript())
    };
    let shows = |finding: &Finding| sent.iter().any(|sent| sent.probed.finding == *finding);
    let mut beside = Beside::default();
    beside.past_caches = of(Purpose::Past(Obstacle::Cache));
    beside.other_page = of(Purpose::OtherOrigin);
    beside.speaks_tls = shows(&Finding::SpeaksTls);
    beside.other_loopback = shows(&Finding::Listens);
    beside
}

/// Sends the further requests at once; they stand in the order of the plan.
async fn probes(client: &Client, answer: &Answer, asked: &RequestInit, language: Language) -> Vec<Sent> {
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
    all.into_iter().flat_map(|(_, sent)| sent).collect()
}

/// Sends one; past a redirect, it may take several.
async fn send(client: &Client, mut probe: Probe, first: &Answer, language: Language) -> Vec<Sent> {
    let mut all = Vec::new();
    let deadline = Instant::now() + WAIT;
    while all.len() < REDIRECTS {
        let Probe { purpose, init } = &probe;
        let came = timeout_at(deadline, fetch(client, init.clone(), false, language)).await;
        let fetched = match came {
            Ok(Ok(Came::Fetched(fetched))) => fetched,
            // What the browser itself refuses tells nothing about the server.
            Ok(Ok(Came::Refused(_))) => break,
            _ => {
                all.push(Sent { probed: unanswered(&probe), fetched: None });
                break;
            }
        };
        let answer = explained(&fetched, &[], language, Beside::default());
        if answer.report.exchanges.is_empty() {
            break;
        }
        let finding = showed::finding(*purpose, &first.report, &answer.report, fetched.tls_failure());
        let next = (finding == Finding::RedirectedAgain).then(|| plan::past_redirect(&answer.report, init));
        let probed = Probed::new(*purpose, &answer.report, finding);
        all.push(Sent { probed, fetched: Some(fetched) });
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
