//! One report.

use super::timeline;
use crate::codes;
use crate::judged::Judged;
use crate::output::markdown::fix_line;
use crate::output::probes;
use crate::output::words::{Words, words};
use crate::words::connection;
use corsac::explain::{Browsers, Diagnosis, Effect, Fix, Headline, Report, Saying, Side};
use maud::{Markup, html};

/// An article: open if it stands alone, folded up among others.
pub(super) fn article(result: &Judged<'_>, number: usize, alone: bool) -> Markup {
    let report = &result.answer.report;
    let head = Headline::of(report);
    let end = timeline::end(report);
    let request = html! { code { (report.request.method) " " (report.request.url.as_str()) } };
    html! {
        @if alone {
            article {
                p.verdict.(end.class()) { span aria-hidden="true" { (end.sign()) " " } (head.verdict) }
                h1 { (request) }
                (inside(result, &head))
            }
        } @else {
            details.article {
                summary {
                    span.verdict.(end.class()) { (head.verdict) } " " (request) " "
                    span.faint { (report.primary.name.as_str()) }
                }
                // A link to what is inside opens it.
                div id={ "r" (number) } { (inside(result, &head)) }
            }
        }
    }
}

fn inside(result: &Judged<'_>, head: &Headline) -> Markup {
    let report = &result.answer.report;
    let said = words(report.language);
    html! {
        p.faint {
            (head.circumstances)
            @if let Some(place) = &result.answer.place {
                " · " (place.file) @if let Some(region) = place.region { ", " (said.line) " " (region.line) }
            }
        }
        @if let Some(unmet) = &result.unmet { p.bad { b { (unmet) } } }
        @if result.is_known() { p.open { (said.in_baseline) } }
        section.cause {
            h2 { code { (report.primary.name.as_str()) } }
            p { (head.cause) }
            @if let Some(verdicts) = &head.verdicts { p.open { (verdicts) } }
            @if let Some(failure) = &result.answer.failure { p { (connection(report.language)) ": " code { (failure) } } }
            @if let Some(executed) = &head.executed { p { b { (executed) } } }
        }
        (fixes(&report.primary.fixes, said))
        section { h3 { (said.what_happened) } (timeline::timeline(report)) }
        (probes::section(result))
        (others(report, said))
        @if let Some(says) = &report.primary.browser_says { (browsers(says, said)) }
        details {
            summary { (said.the_page) " " code { (report.primary.name.as_str()) } }
            (page(codes::markdown(report.primary.name, report.language).as_str()))
        }
    }
}

fn fixes(fixes: &[Fix], said: &Words) -> Markup {
    html! {
        @if !fixes.is_empty() {
            section {
                h3 { (said.fix) }
                @for fix in fixes { (one(fix, said)) }
            }
        }
    }
}

fn one(fix: &Fix, said: &Words) -> Markup {
    let side = match fix.side {
        Side::Server => said.server,
        Side::Client => said.page,
    };
    html! {
        div.fix {
            p { span.tag { (side) } " " (fix.what) }
            @if !fix.lines.is_empty() {
                pre { @for line in &fix.lines {
                    @let text = fix_line(line);
                    @if line.add { ins { (text) } } @else { del { (text) } }
                    "\n"
                } }
            }
            @if let Some(code) = &fix.code { pre { (code) } }
            @if let Some(toml) = &fix.toml {
                details {
                    summary { (said.or_corsac) }
                    pre { (toml) }
                }
            }
        }
    }
}

fn others(report: &Report, said: &Words) -> Markup {
    html! {
        (list(said.fails_next, said, report.also.iter().filter(|also| also.effect == Effect::Blocks)))
        (list(said.also, said, report.also.iter().filter(|also| also.effect != Effect::Blocks)))
    }
}

fn list<'r>(title: &str, said: &Words, diagnoses: impl Iterator<Item = &'r Diagnosis> + Clone) -> Markup {
    html! {
        @if diagnoses.clone().next().is_some() {
            section {
                h3 { (title) }
                @for diagnosis in diagnoses {
                    h4 { code { (diagnosis.name.as_str()) } }
                    p { (diagnosis.message) }
                    @for fix in &diagnosis.fixes { (one(fix, said)) }
                }
            }
        }
    }
}

fn browsers(says: &Browsers<Option<Saying>>, said: &Words) -> Markup {
    html! {
        section {
            h3 { (said.browsers_print) }
            dl {
                @for (browser, saying) in says.iter() {
                    @if let Some(saying) = saying {
                        dt { (browser) }
                        dd {
                            (saying.text)
                            @if saying.misleading { " " span.tag.open { (said.misleading) } }
                        }
                    }
                }
            }
        }
    }
}

/// The page of a diagnosis as it is in the terminal.
fn page(markdown: &str) -> Markup {
    html! { pre.page { (markdown) } }
}
