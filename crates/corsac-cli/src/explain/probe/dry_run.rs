//! What would be sent.

use super::plan::possible;
use crate::probed::Purpose;
use crate::terminal::{Ink, Terminal};
use crate::words::probes::{may_follow, never_sent, nothing_sent, preflight, reason, then};
use crate::wrap::wrapped;
use corsac::browser::{Context, PreflightCache, Quirks, RequestInit};
use corsac::exchange::{Exchange, MessageKind};
use std::time::Duration;

/// Lists the request, its preflight, and what may follow.
pub(super) fn list(
    asked: &RequestInit,
    quirks: &Quirks,
    (send, probes): (bool, bool),
    terminal: &Terminal,
) -> String {
    let language = terminal.language;
    let Some((kind, method, is_safe)) = first(asked, quirks) else {
        return format!("{}\n", never_sent(language));
    };
    let url = &asked.url;
    let mut text = format!("{}\n", terminal.paint(Ink::Strong, nothing_sent(language)));
    let is_sent = is_safe || send;
    if kind == MessageKind::Preflight {
        text.push_str(&format!("  OPTIONS {url} ({})\n", preflight(language)));
        text.push_str(&format!("  {method} {url} ({})\n", then(language, is_sent)));
    } else if is_sent {
        text.push_str(&format!("  {method} {url}\n"));
    } else {
        text.push_str(&format!("  {method} {url} ({})\n", then(language, false)));
    }
    if !probes {
        return terminal.text(&text);
    }
    text.push_str(&format!("\n{}", wrapped(terminal, "", may_follow(language))));
    for purpose in Purpose::ALL {
        let needs_preflight = matches!(purpose, Purpose::PastRedirect | Purpose::PlainGet);
        if needs_preflight && kind != MessageKind::Preflight {
            continue;
        }
        if let Some(init) = possible(purpose, asked) {
            text.push_str(&wrapped(terminal, "  ? ", &reason(language, purpose, &init.origin)));
        }
    }
    terminal.text(&text)
}

/// What a browser would send first, and the request's method, and whether it changes nothing.
fn first(asked: &RequestInit, quirks: &Quirks) -> Option<(MessageKind, String, bool)> {
    let request = asked.make_by(quirks).ok()?.request;
    let (method, is_safe) = (request.method.to_string(), request.method.is_safe());
    let (mut cache, mut nobody) = (PreflightCache::new(), ());
    let mut context = Context::new(&mut cache, Duration::ZERO, &mut nobody);
    context.quirks = quirks;
    let (kind, _) = Exchange::new(request).next(&mut context)?;
    Some((kind, method, is_safe))
}
