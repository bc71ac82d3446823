//! The requests that each set-up gets.

use super::{API, FRONT, HACKER};
use corsac::browser::RequestInit;
use corsac::fetch::request::CredentialsMode;

/// One request.
#[derive(Debug)]
pub(crate) struct Row {
    /// The request in a few words.
    pub(crate) what: &'static str,
    /// The request; its URL is one that no other row has, so that no row is answered from the preflight cache
    /// of another.
    pub(crate) init: RequestInit,
}

impl Row {
    /// Who asks, in a word.
    pub(crate) fn page(&self) -> &'static str {
        match self.init.origin.as_str() {
            FRONT => "allowed",
            HACKER => "hostile",
            API => "own",
            _ => "sandboxed",
        }
    }

    /// The row in a line.
    pub(crate) fn name(&self) -> String {
        format!("{}, {} page", self.what, self.page())
    }
}

fn row(what: &'static str, page: &str, path: &str) -> Row {
    Row { what, init: RequestInit::new(page, format!("{API}{path}")) }
}

impl Row {
    fn method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.init.method);
        self
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.init.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn body(mut self, body: &str) -> Self {
        self.init.body = Some(body.to_owned());
        self
    }

    fn with_cookies(mut self) -> Self {
        self.init.credentials = Some(CredentialsMode::Include);
        self
    }
}

/// The requests, in the order of the table.
pub(crate) fn rows() -> Vec<Row> {
    let json = |page| {
        row("POST of JSON", page, "/items/")
            .method("POST")
            .header("Content-Type", "application/json")
            .body("{}")
    };
    let mut rows = vec![
        row("GET", FRONT, "/"),
        row("GET", HACKER, "/"),
        row("GET", "null", "/"),
        row("GET", API, "/"),
        row("GET with cookies", FRONT, "/me").with_cookies(),
        row("GET with cookies", HACKER, "/me").with_cookies(),
        row("GET with X-Request-Id", FRONT, "/").header("X-Request-Id", "7"),
        row("GET with X-Request-Id", HACKER, "/").header("X-Request-Id", "7"),
        row("POST of plain text", FRONT, "/items/").method("POST").body("to=hacker"),
        row("POST of plain text", HACKER, "/items/").method("POST").body("to=hacker"),
        json(FRONT),
        json(HACKER),
        row("PUT with Authorization and cookies", FRONT, "/items/")
            .method("PUT")
            .header("Authorization", "Bearer t")
            .with_cookies(),
        row("PUT with Authorization and cookies", HACKER, "/items/")
            .method("PUT")
            .header("Authorization", "Bearer t")
            .with_cookies(),
        row("DELETE", FRONT, "/items/").method("DELETE"),
        row("DELETE", HACKER, "/items/").method("DELETE"),
        row("PATCH, which the policy does not list", FRONT, "/items/").method("PATCH"),
        row("PATCH, which the policy does not list", API, "/items/").method("PATCH"),
        row("GET of a page that is not there", FRONT, "/no-such-page"),
        row("GET that the application refuses", FRONT, "/refused"),
        row("GET at which the application fails", FRONT, "/broken"),
        row("GET that is redirected to http", FRONT, "/items"),
    ];
    for (number, row) in rows.iter_mut().enumerate() {
        row.init.url.push_str(&format!("?row={number}"));
    }
    rows
}
