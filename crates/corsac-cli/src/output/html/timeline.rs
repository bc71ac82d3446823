//! What passed between page and server, from top to bottom.

use super::line::{self, Line, Mark};
use crate::output::words::{Words, words};
use crate::words::{heading, preflight};
use corsac::exchange::MessageKind;
use corsac::explain::{ExchangeShown, Phase, Quoted, Report};
use maud::{Markup, html};

/// The page, each message, and what script gets.
pub(super) fn timeline(report: &Report) -> Markup {
    let said = words(report.language);
    let unsent = line::unsent(report);
    html! {
        ol.timeline {
            li {
                h4 { (said.page_asks) }
                p { code { (report.request.page) } " → " code { (report.request.method) " " (report.request.url.as_str()) } }
                @if !report.preflight.reasons.is_empty() {
                    p { b { (said.why_preflight) ": " } (report.preflight.reasons.join(" · ")) }
                }
                (rows(heading(report.language, Phase::Request), &unsent, said))
            }
            @for exchange in &report.exchanges { (message(report, exchange, said)) }
            li class=(end(report).class()) {
                h4 { (said.script_gets) }
                (script(report, said))
            }
        }
    }
}

/// How it ends.
pub(super) fn end(report: &Report) -> Mark {
    match () {
        () if report.is_allowed() => Mark::Good,
        () if report.is_undecided() => Mark::Warning,
        () => Mark::Bad,
    }
}

fn message(report: &Report, exchange: &ExchangeShown, said: &Words) -> Markup {
    let ExchangeShown { request, response, failure, ms, .. } = exchange;
    let answered = line::answered(report, exchange);
    html! {
        li {
            h4 {
                span { (request.method) " " code { (request.url.as_str()) } }
                @if exchange.kind == MessageKind::Preflight { " " span.tag { (preflight(report.language)) } }
                span.end {
                    @if let Some(response) = response { (response.status) }
                    @if let Some(failure) = failure { (failure) }
                    @if *ms > 0 { " " span.faint { (ms) " ms" } }
                }
            }
            (rows(said.sent, &line::sent(report, exchange), said))
            (rows(said.answered, &answered, said))
            details {
                summary { (said.all_headers) }
                (headers(said.sent, &request.headers, said))
                @if let Some(response) = response { (headers(said.answered, &response.headers, said)) }
            }
        }
    }
}

fn rows(title: &str, lines: &[Line<'_>], said: &Words) -> Markup {
    html! {
        @if !lines.is_empty() {
            table.lines {
                caption { (title) }
                tbody { @for line in lines { (line.row(said)) } }
            }
        }
    }
}

fn headers(title: &str, lines: &[(String, Quoted)], said: &Words) -> Markup {
    html! {
        table.lines {
            caption { (title) }
            tbody {
                @for (name, value) in lines {
                    tr { th scope="row" { (name) } td colspan="2" { code { (value.as_str()) } } }
                }
                @if lines.is_empty() { tr { td colspan="3" { i { (said.none) } } } }
            }
        }
    }
}

fn script(report: &Report, said: &Words) -> Markup {
    let can = &report.script_can_read;
    let hidden = || can.hidden_headers.iter().filter(|name| !name.starts_with("access-control-"));
    html! {
        @if can.kind.is_none() {
            p {
                @if report.is_undecided() { (said.nobody_knows) }
                @else if report.is_allowed() { (said.no_script) }
                @else { (said.error_only) }
            }
        } @else {
            dl {
                dt { (said.can_read) }
                dd {
                    @if let Some(status) = can.status { (said.status) " " (status) ", " }
                    @if can.body { (said.body) } @else { (said.no_body) }
                    @for name in &can.headers { ", " code { (name) } }
                }
                @if hidden().next().is_some() {
                    dt { (said.cannot_read) }
                    dd { @for (index, name) in hidden().enumerate() { @if index > 0 { ", " } code { (name) } } }
                }
            }
        }
    }
}
