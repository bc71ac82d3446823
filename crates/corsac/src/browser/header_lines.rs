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
        // Two lines of that one are one too many, whatever they say, until it has been checked.
        leave_empty_lines_out(&mut response.headers, Some("access-control-allow-origin"));
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

/// A response as script reads it, once it has been checked.
pub(super) fn as_read(mut response: Response, quirks: &Quirks) -> Response {
    if quirks.empty_lines_unjoined {
        leave_empty_lines_out(&mut response.headers, None);
    }
    response
}

/// Leaves out each line without a value that has another line of its name beside it, unless they are counted.
pub(super) fn leave_empty_lines_out(headers: &mut HeaderList, counted: Option<&str>) {
    if !headers.iter().any(|header| header.value.is_empty()) {
        return;
    }
    let all = core::mem::take(headers);
    for header in &all {
        let kept = !header.value.is_empty()
            || counted.is_some_and(|name| header.name.eq_ignore_ascii_case(name))
            // Of lines that are all empty one stays.
            || (!headers.contains(&header.name) && all.lines(&header.name).all(<[u8]>::is_empty));
        if kept {
            headers.push(header.name.as_str(), header.value.as_slice());
        }
    }
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
