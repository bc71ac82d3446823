//! What came of many requests, at a glance.

use super::line::Mark;
use crate::exit::Exit;
use crate::judged::Judged;
use crate::output::fold::{self, Group};
use crate::output::words::Words;
use corsac::explain::{Effect, Name};
use maud::{Markup, html};

/// A row for each diagnosis, with a link to the first report of it.
pub(super) fn table(results: &[Judged<'_>], told: &[&Judged<'_>], said: &Words) -> Markup {
    html! {
        table.summary {
            caption { (said.by_diagnosis) }
            thead { tr { th scope="col" { "" } th scope="col" { (said.diagnosis) } th scope="col" { (said.requests) } th scope="col" { (said.the_first) } } }
            tbody {
                @for group in fold::by_cause(results) { (row(&group, told, said)) }
                @for group in fold::warnings(results) { (row(&group, told, said)) }
            }
        }
    }
}

fn row(group: &Group<'_, '_>, told: &[&Judged<'_>], said: &Words) -> Markup {
    let mark = match group.effect {
        _ if group.name == Name::NotSent => Mark::Plain,
        Effect::Allows => Mark::Good,
        Effect::Blocks => Mark::Bad,
        Effect::Warns => Mark::Warning,
        Effect::Informs => Mark::Plain,
    };
    let shown =
        group.results.iter().find(|result| result.exit != Exit::Expected).or_else(|| group.results.first());
    let number = shown.and_then(|shown| told.iter().position(|other| std::ptr::eq(*other, *shown)));
    let request = shown.map(|shown| &shown.answer.report.request);
    html! {
        tr {
            td class=(mark.class()) { span aria-hidden="true" { (mark.sign()) } span.unseen { (mark.word(said)) } }
            th scope="row" { code { (group.name.as_str()) } br; span.faint { (group.language().title(group.name)) } }
            td.number { (group.results.len()) }
            td {
                @if let Some(request) = request {
                    @let text = html! { code { (request.method) " " (request.url.as_str()) } };
                    @match number {
                        Some(number) => a href={ "#r" (number + 1) } { (text) },
                        None => (text),
                    }
                }
            }
        }
    }
}
