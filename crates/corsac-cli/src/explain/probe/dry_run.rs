//! What would be sent.

use super::plan::possible;
use crate::format::{Format, json, json_line};
use crate::harmless::{escaped, without_commands};
use crate::probed::{Obstacle, Purpose};
use crate::problem::Problem;
use crate::terminal::{Ink, Terminal};
use crate::words::preflight;
use crate::words::probes::{may_follow, never_sent, nothing_sent, reason, then};
use crate::words::said::Said;
use crate::wrap::wrapped;
use corsac::browser::{Context, PreflightCache, Quirks, RequestInit};
use corsac::exchange::{Exchange, MessageKind};
use corsac::explain::Language;
use corsac::fetch::request::Request;
use serde::Serialize;
use std::time::Duration;

/// The name and version of its shape; `schema/` describes it.
const SCHEMA: &str = "corsac.dry-run/1";

/// What would be sent for a request.
#[derive(Debug, Serialize)]
pub(super) struct Plan {
    schema: &'static str,
    language: &'static str,
    /// The origin of the page.
    page: String,
    /// In order; empty if no browser makes the request.
    requests: Vec<Planned>,
    /// Those of which some would follow.
    may_follow: Vec<MayFollow>,
}

/// A request.
#[derive(Debug, Serialize)]
struct Planned {
    method: String,
    url: String,
    kind: &'static str,
    when: When,
}

/// On what it depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum When {
    /// On nothing.
    First,
    /// On the answer to the preflight.
    IfPreflightAllows,
    /// On `--send`, which is not given.
    HeldBack,
}

/// A further request.
#[derive(Debug, Serialize)]
struct MayFollow {
    purpose: &'static str,
    reason: String,
    page: String,
}

impl Plan {
    /// The request, its preflight, and what may follow.
    pub(super) fn of(
        asked: &RequestInit,
        quirks: &Quirks,
        (send, probes): (bool, bool),
        language: Language,
    ) -> Self {
        let request = asked.make_by(quirks).ok().map(|made| made.request);
        let requests = request.map_or_else(Vec::new, |request| planned(request, quirks, send));
        let needs_preflight = requests.len() > 1;
        let further = |purpose: Purpose| {
            let of_preflight = matches!(purpose, Purpose::Past(Obstacle::Redirect | Obstacle::Preflight));
            let init = possible(purpose, asked).filter(|_| needs_preflight || !of_preflight)?;
            let reason = reason(language, purpose, &init.origin);
            Some(MayFollow { purpose: purpose.as_str(), reason, page: init.origin })
        };
        let is_sent = probes && !requests.is_empty();
        let may_follow = Purpose::ALL.into_iter().filter(|_| is_sent).filter_map(further).collect();
        let language = language.as_str();
        Self { schema: SCHEMA, language, page: escaped(&asked.origin), requests, may_follow }
    }

    fn text(&self, terminal: &Terminal) -> String {
        let language = terminal.language;
        if self.requests.is_empty() {
            return terminal.text(&format!("{}\n", never_sent(language)));
        }
        let mut text = format!("{}\n", terminal.paint(Ink::Strong, nothing_sent(language)));
        for Planned { method, url, kind, when } in &self.requests {
            let note = match when {
                When::First if *kind == PREFLIGHT => format!(" ({})", preflight(language)),
                When::First => String::new(),
                When::IfPreflightAllows => format!(" ({})", then(language, true)),
                When::HeldBack => format!(" ({})", then(language, false)),
            };
            text.push_str(&format!("  {method} {url}{note}\n"));
        }
        if !self.may_follow.is_empty() {
            text.push_str(&format!("\n{}", wrapped(terminal, "", may_follow(language))));
        }
        for further in &self.may_follow {
            text.push_str(&wrapped(terminal, "  ? ", &further.reason));
        }
        terminal.text(&text)
    }
}

/// The kinds as reports name them, too.
const PREFLIGHT: &str = "preflight";
const ACTUAL: &str = "actual";

/// What a browser would send; nothing if it refuses by itself.
fn planned(request: Request, quirks: &Quirks, send: bool) -> Vec<Planned> {
    let (method, is_safe) = (request.method.to_string(), request.method.is_safe());
    let url = request.current_url().to_string();
    let (mut cache, mut nobody) = (PreflightCache::new(), ());
    let mut context = Context::new(&mut cache, Duration::ZERO, &mut nobody);
    context.quirks = quirks;
    let Some((kind, _)) = Exchange::new(request).next(&mut context) else { return Vec::new() };
    let is_first = kind == MessageKind::Actual;
    let when = match () {
        () if !is_safe && !send => When::HeldBack,
        () if is_first => When::First,
        () => When::IfPreflightAllows,
    };
    let options = Planned { method: "OPTIONS".into(), url: url.clone(), kind: PREFLIGHT, when: When::First };
    let actual = Planned { method, url, kind: ACTUAL, when };
    if is_first { vec![actual] } else { vec![options, actual] }
}

/// Writes what would be sent; of a single request no list.
pub(super) fn write(plans: &[Plan], format: Format, terminal: &Terminal) -> Result<String, Problem> {
    match (format, plans) {
        (Format::Text, plans) => {
            let text = plans.iter().map(|plan| plan.text(terminal)).collect::<Vec<_>>().join("\n");
            Ok(without_commands(&text).into_owned())
        }
        (Format::Json, [plan]) => json(plan),
        (Format::Json, plans) => json(&plans),
        (Format::Ndjson, plans) => plans.iter().map(json_line).collect(),
        _ => Err(Problem::at("--dry-run", Said::NoResults).cure(Said::LeaveFormatOut)),
    }
}
