//! What came of many requests, at a glance.

use super::fold::{self, Group};
use super::words::words;
use crate::judged::Judged;
use crate::progress::grouped;
use crate::terminal::{Ink, Terminal};
use corsac::explain::{Effect, Name};
use std::fmt::Write as _;

/// How many requests of a group are listed.
const LISTED: usize = 5;

/// The counts, and then each diagnosis with its requests.
pub(super) fn write(results: &[Judged<'_>], terminal: &Terminal) -> String {
    let groups = fold::by_cause(results);
    let mut text = counts(results, &groups, terminal);
    for group in groups.iter().filter(|group| group.effect != Effect::Allows) {
        section(&mut text, group, terminal);
    }
    for group in fold::warnings(results) {
        section(&mut text, &group, terminal);
    }
    let allowed: Vec<String> = groups
        .iter()
        .filter(|group| group.effect == Effect::Allows)
        .map(|group| format!("{} {}", group.name, count(group.results.len())))
        .collect();
    if !allowed.is_empty() {
        let mark = terminal.paint(Ink::Good, &terminal.text("✔"));
        let _ = write!(text, "\n{mark} {}\n", terminal.text(&allowed.join(" · ")));
    }
    let failing = fold::first_of_each(results).len();
    if failing > 0 {
        let title = words(terminal.language).first_of_each;
        let _ = write!(text, "\n{}\n", terminal.paint(Ink::Strong, title));
    }
    text
}

fn counts(results: &[Judged<'_>], groups: &[Group<'_, '_>], terminal: &Terminal) -> String {
    let number = |is_counted: &dyn Fn(&Group<'_, '_>) -> bool| {
        groups.iter().filter(|group| is_counted(group)).map(|group| group.results.len()).sum::<usize>()
    };
    let allowed = number(&|group| group.effect == Effect::Allows);
    let undecided = number(&|group| group.name == Name::NotSent);
    let known = results.iter().filter(|result| result.is_known()).count();
    let blocked = results.len() - allowed - undecided;
    let words = words(terminal.language);
    let parts = [
        (blocked, Ink::Bad, words.blocked),
        (undecided, Ink::Strong, words.not_sent),
        (allowed, Ink::Good, words.allowed),
    ];
    let parts = parts.into_iter().filter(|(many, ..)| *many > 0);
    let parts: Vec<String> =
        parts.map(|(many, ink, what)| terminal.paint(ink, &format!("{} {what}", count(many)))).collect();
    let mut text = format!("{} {}: {}\n", count(results.len()), words.requests, parts.join(", "));
    if known > 0 {
        let _ = writeln!(text, "{} {}", count(known), words.known);
    }
    text
}

fn count(many: usize) -> String {
    grouped(many as u64)
}

fn section(text: &mut String, group: &Group<'_, '_>, terminal: &Terminal) {
    let (mark, ink) = match group.effect {
        _ if group.name == Name::NotSent => ("·", Ink::Strong),
        Effect::Warns => ("!", Ink::Strong),
        Effect::Informs => ("·", Ink::Faint),
        _ => ("✘", Ink::Bad),
    };
    let mark = terminal.paint(ink, &terminal.text(mark));
    let words = words(terminal.language);
    let many = format!("({})", count(group.results.len()));
    let name = terminal.paint(Ink::Strong, group.name.as_str());
    let _ = write!(
        text,
        "\n{mark} {name}  {}\n  {}\n",
        terminal.paint(Ink::Faint, &many),
        terminal.text(&group.language().title(group.name))
    );
    let requests = fold::requests(group);
    for (method, url, times) in requests.iter().take(LISTED) {
        let times = if *times > 1 { format!("  ({times} {})", words.times) } else { String::new() };
        let room = terminal.width().saturating_sub(5 + method.len() + times.len());
        let _ =
            writeln!(text, "    {method} {}{}", terminal.cut(url, room), terminal.paint(Ink::Faint, &times));
    }
    if requests.len() > LISTED {
        let more = format!("    {} {} {}", terminal.text("…"), count(requests.len() - LISTED), words.more);
        let _ = writeln!(text, "{}", terminal.paint(Ink::Faint, &more));
    }
}
