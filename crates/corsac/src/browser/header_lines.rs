//! The lines of one header name, where a browser does not simply join them.

use super::quirks::Quirks;
use crate::fetch::header::HeaderList;
use crate::fetch::request::{Body, Request};
use crate::fetch::response::Response;

/// The names that Firefox takes to stand for one value, as far as they matter to script.
const SINGLETONS: [&str; 9] = [
    "authorization",
    "content-disposition",
    "content-length",
    "content-type",
    "from",
    "if-modified-since",
    "if-unmodified-since",
    "location",
    "max-forwards",
];

/// Those of them that spoil an answer by two values: somebody may have smuggled one in.
const SUSPECT: [&str; 3] = ["content-disposition", "content-length", "location"];

/// A response as the browser takes it in; `None` if its lines contradict each other, so that it is none.
pub(super) fn as_taken_in(mut response: Response, quirks: &Quirks) -> Option<Response> {
    if quirks.singleton_headers {
        for name in SINGLETONS {
            keep_one(&mut response.headers, name, SUSPECT.contains(&name))?;
        }
    }
    if quirks.empty_lines_unjoined {
        leave_empty_lines_out(&mut response.headers);
    }
    Some(response)
}

/// Keeps the first line of a name; `None` if another one may not stand beside it.
fn keep_one(headers: &mut HeaderList, name: &str, suspect: bool) -> Option<()> {
    let first = headers.lines(name).next().unwrap_or_default().to_vec();
    let mut others = headers.lines(name).skip(1).peekable();
    if others.peek().is_none() {
        return Some(());
    }
    if suspect && others.any(|line| line != first.as_slice()) {
        return None;
    }
    drop(others);
    headers.set(name, first);
    Some(())
}

/// Leaves out each line without a value that has another line of its name beside it.
fn leave_empty_lines_out(headers: &mut HeaderList) {
    if !headers.iter().any(|header| header.value.is_empty()) {
        return;
    }
    let all = headers.clone();
    headers.retain(|header| {
        // Two lines of that one are one too many, whatever they say.
        let counted = header.name.eq_ignore_ascii_case("access-control-allow-origin");
        !header.value.is_empty() || counted || all.lines(&header.name).all(<[u8]>::is_empty)
    });
}

/// Leaves one line of each name that stands for one value: the last one; but of `Content-Type` the first, as
/// long as it comes with the body that script gave.
pub(super) fn keep_singletons(request: &Request, headers: &mut HeaderList) {
    for name in SINGLETONS {
        if headers.lines(name).nth(1).is_none() {
            continue;
        }
        let with_body = name == "content-type" && request.body != Body::None && request.redirect_count == 0;
        let lines = || headers.lines(name);
        let kept = if with_body { lines().next() } else { lines().last() }.unwrap_or_default().to_vec();
        headers.set(name, kept);
    }
}
