//! The evidence, message by message.

use super::super::report::{Diagnosis, Effect, Evidence, ExchangeShown, Judged, Part, Report};
use super::super::words::Label;
use super::page::Page;
use super::style::{Ink, columns, cut};
use crate::exchange::MessageKind;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The column of a remark beside a header.
const REMARK: usize = 52;

/// The request headers that are always shown.
const SHOWN: [&str; 6] = [
    "origin",
    "access-control-request-method",
    "access-control-request-headers",
    "authorization",
    "content-type",
    "cookie",
];

/// A piece of evidence and what it means for the request.
type Proof<'r> = (Effect, &'r Evidence);

pub(super) const fn mark(effect: Effect) -> (Ink, &'static str) {
    match effect {
        Effect::Allows => (Ink::Good, "✔"),
        Effect::Blocks => (Ink::Bad, "✘"),
        Effect::Warns => (Ink::Warning, "!"),
        Effect::Informs => (Ink::Faint, "·"),
    }
}

pub(super) fn write(page: &mut Page<'_>, report: &Report) {
    let proofs: Vec<Proof<'_>> = report.diagnoses().flat_map(of_diagnosis).collect();
    let unsent: Vec<Proof<'_>> = proofs.iter().filter(|(_, proof)| proof.exchange == 0).copied().collect();
    if !unsent.is_empty() {
        page.blank();
        for proof in unsent {
            let part = part(page, proof.1);
            place(page, 2, &part, proof);
        }
    }
    if report.exchanges.is_empty() {
        return;
    }
    page.blank();
    if !report.preflight.reasons.is_empty() {
        let reasons = report.preflight.reasons.join(" · ");
        page.paragraph(2, &[(Ink::Strong, &page.say(Label::WhyPreflight))], Ink::Plain, &reasons);
        page.blank();
    }
    let mut left_out = 0;
    for exchange in &report.exchanges {
        let own: Vec<Proof<'_>> =
            proofs.iter().filter(|(_, proof)| proof.exchange == exchange.n).copied().collect();
        if own.is_empty() && is_in_the_middle(exchange.n, report.exchanges.len()) {
            left_out += 1;
            continue;
        }
        if left_out > 0 {
            page.line(2, &[(Ink::Faint, &page.say(Label::LeftOut(left_out)))]);
            page.blank();
            left_out = 0;
        }
        Hop { exchange, proofs: own }.write(page);
    }
}

/// Whether a message is among those that a long chain of redirects leaves out.
const fn is_in_the_middle(n: usize, all: usize) -> bool {
    all > 8 && n > 2 && n + 1 < all
}

fn of_diagnosis(diagnosis: &Diagnosis) -> impl Iterator<Item = Proof<'_>> {
    diagnosis.evidence.iter().map(|evidence| (diagnosis.effect, evidence))
}

fn part(page: &Page<'_>, evidence: &Evidence) -> String {
    match evidence.part {
        Part::Url => page.say(Label::Url),
        Part::Method => page.say(Label::Method),
        _ => String::new(),
    }
}

/// A text of a message with the offending bytes underlined.
fn place(page: &mut Page<'_>, indent: usize, before: &str, (effect, evidence): Proof<'_>) {
    let note = remark(effect, &evidence.note);
    let Some(value) = &evidence.value else {
        let left = [before, &page.say(Label::Missing)].concat();
        page.remarked(indent, &[(Ink::Plain, &left)], REMARK, note.as_piece());
        return;
    };
    let span = evidence.span.clone().unwrap_or(0..value.as_str().len());
    let span = page.style.span(value, span);
    page.pointed(indent, &[(Ink::Plain, before)], (page.style.quoted(value), span), note.as_piece());
}

struct Remark(Ink, String);

impl Remark {
    fn as_piece(&self) -> (Ink, &str) {
        (self.0, &self.1)
    }
}

fn remark(effect: Effect, note: &str) -> Remark {
    let (ink, mark) = mark(effect);
    Remark(ink, format!("{mark} {note}"))
}

struct Hop<'r> {
    exchange: &'r ExchangeShown,
    proofs: Vec<Proof<'r>>,
}

impl Hop<'_> {
    fn write(&self, page: &mut Page<'_>) {
        self.title(page);
        self.request(page);
        self.response(page);
        page.blank();
    }

    fn title(&self, page: &mut Page<'_>) {
        let ExchangeShown { n, kind, request, response, failure, ms, .. } = self.exchange;
        let mut right = match (response, failure) {
            (Some(response), _) => format!("{}", response.status),
            (None, Some(failure)) => format!("{failure}"),
            (None, None) => String::new(),
        };
        if *ms > 0 {
            right.push_str(&format!("  {ms} ms"));
        }
        let start = format!("{n}  {} ", request.method);
        let end = match kind {
            MessageKind::Preflight => page.say(Label::ThePreflight),
            MessageKind::Actual => String::new(),
        };
        let taken = 4 + columns(&start) + columns(&end) + columns(&right);
        let url = page.clean(page.style.quoted(&request.url));
        let url = cut(&url, page.width().saturating_sub(taken).max(12), &page.clean("…"));
        let left = [start.as_str(), &url, &end].concat();
        page.remarked(2, &[(Ink::Strong, &left)], page.width(), (Ink::Strong, &right));
    }

    fn request(&self, page: &mut Page<'_>) {
        let of = |part: Part| self.proofs.iter().filter(move |(_, proof)| proof.part == part);
        for proof in of(Part::Url).chain(of(Part::Method)) {
            let before = ["› ", &part(page, proof.1)].concat();
            place(page, 5, &before, *proof);
        }
        let mut headers: Vec<_> = self.exchange.request.headers.iter().collect();
        headers.sort_by_key(|(name, _)| {
            SHOWN.iter().position(|shown| shown.eq_ignore_ascii_case(name)).unwrap_or(SHOWN.len())
        });
        for (name, value) in headers {
            let lower = name.to_ascii_lowercase();
            let before = format!("› {lower}: ");
            match of(Part::RequestHeader).find(|(_, proof)| proof.header.as_deref() == Some(&lower)) {
                Some(proof) => place(page, 5, &before, *proof),
                None if SHOWN.contains(&lower.as_str()) => {
                    page.line(5, &[(Ink::Faint, &before), (Ink::Plain, page.style.quoted(value))]);
                }
                None => {}
            }
        }
        let has_cookie =
            self.exchange.request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("cookie"));
        if self.exchange.request.credentials
            && !has_cookie
            && self.exchange.request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("origin"))
        {
            let text = ["› ", &page.say(Label::CookiesOfHost)].concat();
            page.line(5, &[(Ink::Faint, &text)]);
        }
    }

    fn response(&self, page: &mut Page<'_>) {
        if self.exchange.response.is_none() {
            return;
        }
        let mut done: Vec<&str> = Vec::new();
        let status = self.proofs.iter().find(|(_, proof)| proof.part == Part::Status);
        if let Some(proof) = status {
            let before = ["‹ ", &page.say(Label::StatusLine)].concat();
            place(page, 5, &before, *proof);
        }
        for judged in &self.exchange.judged {
            match &judged.header {
                None if status.is_some() => {}
                Some(name) if self.header(page, name) => done.push(name),
                _ => self::judged(page, judged),
            }
            done.extend(judged.header.as_deref());
        }
        for proof in self.proofs.iter().filter(|(_, proof)| proof.part == Part::ResponseHeaderName) {
            self.header_name(page, *proof);
        }
        for (_, proof) in self.proofs.iter().filter(|(_, proof)| proof.part == Part::ResponseHeader) {
            let Some(name) = proof.header.as_deref().filter(|name| !done.contains(name)) else { continue };
            done.push(name);
            self.header(page, name);
        }
    }

    /// A response header whose name is wrong, with its name underlined.
    fn header_name(&self, page: &mut Page<'_>, (effect, evidence): Proof<'_>) {
        let headers = self.exchange.response.iter().flat_map(|response| &response.headers);
        let wrong = evidence.header.as_deref().unwrap_or_default();
        for (name, value) in headers.filter(|(name, _)| name.eq_ignore_ascii_case(wrong)) {
            let line = format!("{name}: {}", page.style.quoted(value));
            let note = remark(effect, &evidence.note);
            page.pointed(5, &[(Ink::Plain, "‹ ")], (&line, 0..name.len()), note.as_piece());
        }
    }

    /// The lines of a response header that some evidence is about; `false` if none is.
    fn header(&self, page: &mut Page<'_>, name: &str) -> bool {
        let before = format!("‹ {name}: ");
        let mut any = false;
        let mut seen: Vec<(usize, &str)> = Vec::new();
        for proof in &self.proofs {
            let evidence = proof.1;
            if evidence.part != Part::ResponseHeader || evidence.header.as_deref() != Some(name) {
                continue;
            }
            any = true;
            let key = (evidence.line, evidence.note.as_str());
            let absent_again = evidence.value.is_none() && !seen.is_empty();
            if !absent_again && !seen.contains(&key) {
                place(page, 5, &before, *proof);
                seen.push(key);
            }
        }
        any
    }
}

/// A header that nothing is wrong with, or that no diagnosis names.
fn judged(page: &mut Page<'_>, judged: &Judged) {
    let name = judged.header.as_deref();
    let before =
        name.map_or_else(|| ["‹ ", &page.say(Label::StatusLine)].concat(), |name| format!("‹ {name}: "));
    let missing = page.say(Label::Missing);
    let value = judged.value.as_ref().map_or(missing.as_str(), |value| page.style.quoted(value));
    let note = match judged.ok {
        Some(true) => remark(Effect::Allows, &judged.note),
        Some(false) => remark(Effect::Blocks, &judged.note),
        None => Remark(Ink::Faint, judged.note.clone()),
    };
    page.remarked(5, &[(Ink::Faint, &before), (Ink::Plain, value)], REMARK, note.as_piece());
}
