//! `Invoke-WebRequest`, as "Copy as PowerShell" writes it.

use crate::browser_headers::settle;
use crate::found::Found;
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use crate::note::Note;
use crate::shell::powershell::{COMMANDS, Token, tokens};
use corsac::browser::BodyKind;
use std::collections::HashMap;
use url::form_urlencoded::Serializer;

/// Parameters without a value.
const SWITCHES: [&str; 4] = ["-usebasicparsing", "-usedefaultcredentials", "-disablekeepalive", "-verbose"];

/// The requests of all commands in a text, with the cookies of the sessions made before them.
pub(super) fn requests(text: &str) -> Result<Vec<Found>, ImportError> {
    let tokens = tokens(text)?;
    let mut requests = Vec::new();
    let mut cookies = Vec::new();
    let mut tables = HashMap::new();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        let Some(word) = token.word() else { continue };
        let lower = word.text.to_ascii_lowercase();
        if lower.starts_with('$')
            && let Some((Token::Sign('=', _), given)) = after.split_first()
            && let (Value::Table(pairs), after) = value(given)
        {
            tables.insert(lower, pairs);
            rest = after;
        } else if lower == "system.net.cookie" {
            cookies.extend(cookie(after));
        } else if matches!(token, Token::Bare(_)) && COMMANDS.contains(&lower.as_str()) {
            let (request, after) = request(text, token, after, (&cookies, &tables))?;
            requests.push(request);
            // A browser copies each request with a session of its own.
            cookies.clear();
            rest = after;
        }
    }
    Ok(requests)
}

/// `New-Object System.Net.Cookie("name", "value", "/", "host")`.
fn cookie(after: &[Token]) -> Option<String> {
    let mut texts = after.iter().take_while(|token| !token.is(')')).filter_map(Token::word);
    Some(format!("{}={}", texts.next()?.text, texts.next()?.text))
}

fn request<'t>(
    text: &str,
    command: &Token,
    mut rest: &'t [Token],
    (cookies, tables): (&[String], &HashMap<String, Pairs>),
) -> Result<(Found, &'t [Token]), ImportError> {
    let mut given = Given::default();
    while let Some((token, after)) = rest.split_first() {
        if token.is('\n') || token.is(';') || token.is(')') {
            break;
        }
        rest = after;
        let Some(word) = token.word() else { continue };
        if !word.text.starts_with('-') || matches!(token, Token::Quoted(_)) {
            given.url.get_or_insert_with(|| word.text.clone());
            continue;
        }
        let name = word.text.to_ascii_lowercase();
        if name == "-skipcertificatecheck" {
            given.insecure = true;
            continue;
        }
        if SWITCHES.contains(&name.as_str()) {
            continue;
        }
        let (value, after) = value(after);
        rest = after;
        let value = match value {
            Value::Text(name) => {
                let known = tables.get(&name.to_ascii_lowercase());
                known.map_or(Value::Text(name), |pairs| Value::Table(pairs.clone()))
            }
            table => table,
        };
        given.set(&name, &word.text, value);
    }
    let url = given.url.take().ok_or_else(|| {
        ImportError::at(text, command.span(), ImportCause::NoUri).cure(ImportCure::CopyAsPowerShell)
    })?;
    let end = rest.first().map_or(text.len(), |token| token.span().start);
    let mut found = Found::new(url, command.span().start..end.max(command.span().start));
    found.cookies = cookies.to_vec();
    given.complete(&mut found);
    Ok((found, rest))
}

type Pairs = Vec<(String, String)>;

/// What stands behind a parameter.
#[derive(Debug)]
enum Value {
    Text(String),
    Table(Pairs),
}

/// A word, the words in parentheses, or a table `@{ "name"="value" }`; and what follows.
fn value(rest: &[Token]) -> (Value, &[Token]) {
    let is_table = rest.first().and_then(Token::word).is_some_and(|word| word.text == "@");
    if is_table && rest.get(1).is_some_and(|token| token.is('{')) {
        let inside = rest.get(2..).unwrap_or_default();
        let end = inside.iter().position(|token| token.is('}')).unwrap_or(inside.len());
        return (
            Value::Table(table(inside.get(..end).unwrap_or_default())),
            inside.get(end + 1..).unwrap_or_default(),
        );
    }
    if rest.first().is_some_and(|token| token.is('(')) {
        return in_parentheses(rest);
    }
    match rest.split_first() {
        Some((Token::Bare(word) | Token::Quoted(word), after)) => (Value::Text(word.text.clone()), after),
        _ => (Value::Text(String::new()), rest),
    }
}

/// `([System.Text.Encoding]::UTF8.GetBytes("…"))`: the texts in it.
fn in_parentheses(rest: &[Token]) -> (Value, &[Token]) {
    let mut depth = 0_usize;
    let mut text = String::new();
    for (index, token) in rest.iter().enumerate() {
        match token {
            token if token.is('(') => depth += 1,
            token if token.is(')') => depth -= 1,
            Token::Quoted(word) => text.push_str(&word.text),
            _ => {}
        }
        if depth == 0 {
            return (Value::Text(text), rest.get(index + 1..).unwrap_or_default());
        }
    }
    (Value::Text(text), &[])
}

fn table(inside: &[Token]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut words = inside.iter().filter_map(Token::word);
    while let (Some(name), Some(value)) = (words.next(), words.next()) {
        pairs.push((name.text.clone(), value.text.clone()));
    }
    pairs
}

/// What the parameters say.
#[derive(Debug, Default)]
struct Given {
    url: Option<String>,
    method: Option<String>,
    headers: Vec<(String, String)>,
    body: Option<String>,
    form: bool,
    insecure: bool,
    dropped: Vec<String>,
}

impl Given {
    fn set(&mut self, name: &str, written: &str, value: Value) {
        match (name, value) {
            ("-uri", Value::Text(text)) => self.url = Some(text),
            ("-method" | "-custommethod", Value::Text(text)) => self.method = Some(text),
            ("-headers", Value::Table(pairs)) => self.headers.extend(pairs),
            ("-contenttype", Value::Text(text)) => self.headers.push(("Content-Type".to_owned(), text)),
            ("-useragent", Value::Text(text)) => self.headers.push(("User-Agent".to_owned(), text)),
            ("-body", Value::Text(text)) => self.body = Some(text),
            // A table as a body is sent like a form.
            ("-body", Value::Table(pairs)) => {
                self.body = Some(Serializer::new(String::new()).extend_pairs(pairs).finish());
            }
            ("-form", _) => self.form = true,
            ("-websession" | "-sessionvariable", _) => {}
            _ => self.dropped.push(written.to_owned()),
        }
    }

    fn complete(self, found: &mut Found) {
        // HTTP/2 gives the parts of the URL and the method as headers.
        const PARTS: [&str; 4] = ["authority", "method", "path", "scheme"];
        let has_body = self.body.is_some() || self.form;
        found.init.method = match &self.method {
            // PowerShell takes the names of methods in any case, and sends them in upper case.
            Some(method) => method.to_ascii_uppercase(),
            None => "GET".to_owned(),
        };
        found.insecure = self.insecure;
        if has_body && !matches!(found.init.method.as_str(), "GET" | "HEAD") {
            found.init.body = Some(self.body.unwrap_or_default());
            found.init.body_kind = if self.form { BodyKind::FormData } else { BodyKind::UrlSearchParams };
        }
        let mut headers = self.headers;
        headers.retain(|(name, _)| !PARTS.contains(&name.to_ascii_lowercase().as_str()));
        settle(found, headers);
        if !self.dropped.is_empty() {
            found.note(Note::NothingLikeIt(self.dropped));
        }
    }
}
