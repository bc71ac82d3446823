//! Random answers: mostly those that let a request through, so that each of their faults shows.

use super::random::Random;
use corsac::browser::{Initiator, RequestInit};
use corsac::exchange::AnswerSpec;

type Lines = Vec<(String, String)>;

/// What is answered at one hop: to a preflight, and to the request itself, which goes on to `next` if there is one.
pub(crate) fn at_hop(
    init: &RequestInit,
    url: &str,
    next: Option<&str>,
    random: &mut Random,
) -> [AnswerSpec; 2] {
    let at = |method: Option<&str>, status, headers| AnswerSpec {
        method: method.map(str::to_owned),
        url: Some(url.to_owned()),
        status,
        headers,
        ..AnswerSpec::default()
    };
    let preflight = at(Some("OPTIONS"), preflight_status(random), preflight_lines(init, random));
    let mut lines = origin_lines(init, random);
    exposed(random, &mut lines);
    served(init.initiator, random, &mut lines);
    if random.percent(if init.embedder_policy.is_some() { 60 } else { 15 }) {
        let policies = ["same-origin", "same-site", "cross-origin", "cross-origin", "Same-Origin", ""];
        push(&mut lines, "Cross-Origin-Resource-Policy", random.pick(&policies));
    }
    // The engine has no cache of responses.
    push(&mut lines, "Cache-Control", "no-store");
    let status = match next {
        Some(next) => {
            push(&mut lines, "Location", next);
            *random.pick(&[&301, &302, &303, &307, &308])
        }
        None => *random.pick(&[&200, &200, &200, &201, &204, &206, &300, &304, &401, &404, &500]),
    };
    [preflight, at(None, status, lines)]
}

fn preflight_status(random: &mut Random) -> u16 {
    if random.percent(85) {
        return *random.pick(&[&200, &204]);
    }
    *random.pick(&[&202, &299, &300, &301, &304, &307, &401, &404, &500])
}

fn preflight_lines(init: &RequestInit, random: &mut Random) -> Lines {
    let mut lines = origin_lines(init, random);
    let method = init.method.as_str();
    let names: Vec<_> = init.headers.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(", ");
    if random.percent(75) {
        push(&mut lines, "Access-Control-Allow-Methods", if random.percent(60) { method } else { "*" });
    } else if random.percent(80) {
        let (lower, list) = (method.to_lowercase(), format!("GET,, \t{method} ,"));
        let broken = format!("{method}; GET");
        let methods =
            random.pick(&[lower.as_str(), &list, &broken, "GET, POST", "", "\"PUT\"", "PUT DELETE"]);
        push(&mut lines, "Access-Control-Allow-Methods", methods);
    }
    if random.percent(75) {
        push(&mut lines, "Access-Control-Allow-Headers", if random.percent(60) { &names } else { "*" });
    } else if random.percent(80) {
        let (upper, spaced) = (names.to_uppercase(), names.replace(", ", " ,\t,"));
        let broken = format!("{names}, a b");
        let headers =
            random.pick(&[upper.as_str(), &spaced, &broken, "x-a", "*, authorization", "", "x-a x-b"]);
        push(&mut lines, "Access-Control-Allow-Headers", headers);
    }
    if random.percent(30) {
        let ages = ["0", "-1", "5", "600", "999999999999999999999", "10x", "", "60, 60"];
        push(&mut lines, "Access-Control-Max-Age", random.pick(&ages));
    }
    lines
}

/// Who may read.
fn origin_lines(init: &RequestInit, random: &mut Random) -> Lines {
    const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";
    let page = init.origin.as_str();
    let mut lines = Lines::new();
    if random.percent(80) {
        push(&mut lines, ALLOW_ORIGIN, random.pick(&[page, page, page, "*"]));
    } else {
        let (slash, upper, spaced) = (format!("{page}/"), page.to_uppercase(), format!(" \t{page} "));
        let (both, port) = (format!("{page}, {page}"), format!("{page}:443"));
        let values = [
            slash.as_str(),
            &upper,
            &spaced,
            &both,
            &port,
            "null",
            "null",
            "",
            "NULL",
            "* ",
            "https://*.test",
        ];
        push(&mut lines, ALLOW_ORIGIN, random.pick(&values));
        if random.percent(15) {
            push(&mut lines, ALLOW_ORIGIN, page);
        }
    }
    if random.percent(70) {
        push(&mut lines, "Access-Control-Allow-Credentials", "true");
    } else if random.percent(50) {
        let values = ["True", " true\t", "false", "true, true", "", "*", "1"];
        push(&mut lines, "Access-Control-Allow-Credentials", random.pick(&values));
    }
    lines
}

/// What an element asks for, as a rule.
fn served(initiator: Initiator, random: &mut Random, lines: &mut Lines) {
    let kind = match initiator {
        Initiator::Script | Initiator::Module => "text/javascript",
        Initiator::Style => "text/css",
        Initiator::EventSource => "text/event-stream",
        _ => return,
    };
    lines.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    let others = ["text/plain", "image/png", "text/csv", "audio/ogg"];
    push(lines, "Content-Type", if random.percent(85) { kind } else { random.pick(&others) });
    if random.percent(15) {
        push(lines, "X-Content-Type-Options", random.pick(&["nosniff", "NoSniff", "nosniff, x", "x"]));
    }
}

/// What script may read, and things to read.
fn exposed(random: &mut Random, lines: &mut Lines) {
    if random.percent(60) {
        let values = [
            "*",
            "*",
            "X-One",
            "x-one, X-TWO",
            "x-one,,\tetag,",
            "x-one x-two",
            "\"x-one\"",
            "",
            "set-cookie, x-two",
        ];
        push(lines, "Access-Control-Expose-Headers", random.pick(&values));
        if random.percent(20) {
            push(lines, "access-control-expose-headers", random.pick(&["etag", "*", "a b"]));
        }
    }
    for (name, value) in [
        ("X-One", "1"),
        ("x-two", "2"),
        ("X-Two", "two"),
        ("ETag", "\"e\""),
        ("Content-Language", "en"),
        ("Content-Type", "text/plain"),
        ("Set-Cookie", "a=1; SameSite=None; Secure"),
        ("Authorization", "x"),
    ] {
        if random.percent(40) {
            push(lines, name, value);
        }
    }
}

fn push(lines: &mut Lines, name: &str, value: &str) {
    lines.push((name.to_owned(), value.to_owned()));
}
