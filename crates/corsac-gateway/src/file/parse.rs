//! From text to routes.

use super::cause::FileCause as Cause;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use corsac::server::Policy;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::exposure;
use super::keys::Keys;
use super::mistake::{FileErrors, FileMistake, FileMistakeKind as Kind, Severity};
use super::mistakes::{Draft, Mistakes, key_text, quoted};
use super::nearest::nearest;
use super::policy;
use super::route::{self, Draught, Route};
use super::server::{self, Server};
use super::unquoted::unquoted;

/// A policy file that can be served.
#[derive(Debug, Clone)]
pub struct PolicyFile {
    /// The `[server]` table.
    pub server: Server,
    /// The routes, in the order of the file; at least one, no two of the same path.
    pub routes: Vec<Route>,
    /// The policies by name.
    pub policies: BTreeMap<String, Arc<Policy>>,
    /// What works, but probably not as meant, in the order of the file.
    pub warnings: Vec<FileMistake>,
}

/// A policy, or nothing where it has mistakes, and the place of its name.
type Policies = BTreeMap<String, (Option<Arc<Policy>>, Range<usize>)>;

impl PolicyFile {
    /// Reads a policy file.
    ///
    /// # Errors
    /// Every mistake in it, warnings included.
    pub fn parse(text: &str) -> Result<Self, FileErrors> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut mistakes = Mistakes::in_text(text);
        add_syntax(&errors, text, &mut mistakes);
        let (server, routes, policies) = read(table.get_ref(), &mut mistakes);
        let mistakes = mistakes.finish();
        if mistakes.iter().any(|mistake| mistake.severity == Severity::Error) {
            return Err(FileErrors(mistakes));
        }
        let whole = |(name, (policy, _)): (String, (Option<Arc<Policy>>, _))| Some((name, policy?));
        let policies = policies.into_iter().filter_map(whole).collect();
        Ok(Self { server, routes, policies, warnings: mistakes })
    }
}

fn add_syntax(errors: &[toml::de::Error], text: &str, mistakes: &mut Mistakes<'_>) {
    let mut told = 0..0;
    for error in errors {
        let span = error.span().unwrap_or(text.len()..text.len());
        let is_duplicate = error.message().starts_with("duplicate key");
        match unquoted(text, span.start).filter(|_| !is_duplicate) {
            // The parser may stumble over one value several times.
            Some(found) if found.span == told => {}
            Some(found) => {
                told = found.span.clone();
                mistakes
                    .add(Draft::new(Kind::Syntax, found.span, "", found.cause).write(Some(found.suggestion)));
            }
            None if is_duplicate => {
                mistakes.add(Draft::new(Kind::DuplicateKey, span, "", Cause::Twice));
            }
            None => {
                mistakes.add(Draft::new(Kind::Syntax, span, "", Cause::Syntax(error.message().to_owned())))
            }
        }
    }
}

fn read(table: &DeTable<'_>, mistakes: &mut Mistakes<'_>) -> (Server, Vec<Route>, Policies) {
    let mut keys = Keys::of(table, 0..0, String::new(), mistakes);
    let server = keys.value("server");
    let routes = keys.value("route");
    let policies = keys.value("policy");
    if routes.is_none() {
        keys.missing("route", Cause::NoRoute);
    }
    keys.finish();
    let server = server.map_or_else(Server::default, |value| read_server(value, mistakes));
    let policies = policies.map(|value| read_policies(value, mistakes)).unwrap_or_default();
    let draughts = read_routes(routes, mistakes);
    let routes = check_routes(draughts, &server, &policies, mistakes);
    (server, routes, policies)
}

fn not_a_table(value: &Spanned<DeValue<'_>>, place: &str, head: &'static str, mistakes: &mut Mistakes<'_>) {
    let cause = Cause::NotTable(head);
    mistakes.add(Draft::new(Kind::WrongType, value.span(), place, cause));
}

fn read_server(value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) -> Server {
    let DeValue::Table(table) = value.get_ref() else {
        not_a_table(value, "server", "[server]", mistakes);
        return Server::default();
    };
    let mut keys = Keys::of(table, value.span(), "server".to_owned(), mistakes);
    let server = server::read(&mut keys);
    keys.finish();
    server
}

fn read_policies(value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) -> Policies {
    let DeValue::Table(table) = value.get_ref() else {
        not_a_table(value, "policy", "[policy.NAME]", mistakes);
        return Policies::new();
    };
    let mut policies = Policies::new();
    for (name, value) in table {
        let place = format!("policy.{}", key_text(name.get_ref()));
        let DeValue::Table(table) = value.get_ref() else {
            // [policy] instead of [policy.NAME].
            not_a_table(value, &place, "[policy.NAME]", mistakes);
            policies.insert(name.get_ref().clone().into_owned(), (None, name.span()));
            continue;
        };
        let mut keys = Keys::of(table, name.span(), place, mistakes);
        let policy = policy::read(&mut keys);
        keys.finish();
        policies.insert(name.get_ref().clone().into_owned(), (policy.map(Arc::new), name.span()));
    }
    policies
}

fn read_routes(value: Option<&Spanned<DeValue<'_>>>, mistakes: &mut Mistakes<'_>) -> Vec<Draught> {
    let mut draughts = Vec::new();
    match value.map(|value| (value.get_ref(), value)) {
        None => {}
        Some((DeValue::Array(items), value)) => {
            if items.is_empty() {
                not_a_table(value, "route", "[[route]]", mistakes);
            }
            for (index, item) in items.iter().enumerate() {
                let place = format!("route[{index}]");
                let DeValue::Table(table) = item.get_ref() else {
                    not_a_table(item, &place, "[[route]]", mistakes);
                    continue;
                };
                let mut keys = Keys::of(table, item.span(), place, mistakes);
                draughts.push(route::read(&mut keys));
                keys.finish();
            }
        }
        Some((_, value)) => {
            mistakes.add(Draft::new(Kind::WrongType, value.span(), "route", Cause::SingleRoute));
        }
    }
    draughts
}

fn check_routes(
    draughts: Vec<Draught>,
    server: &Server,
    policies: &Policies,
    mistakes: &mut Mistakes<'_>,
) -> Vec<Route> {
    check_names(&draughts, policies, mistakes);
    let mut routes: Vec<Route> = Vec::new();
    for draught in draughts {
        let (Some(path), Some(upstream)) = (draught.path, draught.upstream) else { continue };
        if routes.iter().any(|earlier| earlier.path == path.value) {
            let place = format!("{}.path", draught.place);
            mistakes.add(Draft::new(Kind::DuplicatePath, path.span, place, Cause::DuplicatePath));
        }
        if upstream.value.is(server.listen) {
            let place = format!("{}.upstream", draught.place);
            mistakes.add(Draft::new(Kind::UpstreamIsListen, upstream.span, place, Cause::UpstreamIsListen));
        }
        let policy_span = draught.policy.as_ref().map(|name| name.span.clone());
        let policy = draught.policy.and_then(|name| policies.get(&name.value)?.0.clone());
        if let (Some(policy), Some(span)) = (&policy, policy_span) {
            let place = format!("{}.policy", draught.place);
            exposure::check(policy, &path.value, server, mistakes, &span, &place);
        }
        let guard = draught.guard.map(Arc::new);
        routes.push(Route { path: path.value, upstream: upstream.value, policy, guard });
    }
    routes
}

/// Whether every policy that is named is there, and every one that is there is named.
fn check_names(draughts: &[Draught], policies: &Policies, mistakes: &mut Mistakes<'_>) {
    let whole = policies.iter().filter(|(_, (policy, _))| policy.is_some());
    let mut unused: Vec<&str> = whole.map(|(name, _)| name.as_str()).collect();
    for draught in draughts {
        let Some(name) = &draught.policy else { continue };
        unused.retain(|policy| *policy != name.value);
        if !policies.contains_key(&name.value) {
            let cause = Cause::UndefinedPolicy(key_text(&name.value));
            let meant = nearest(&name.value, policies.keys().map(String::as_str)).map(quoted);
            let place = format!("{}.policy", draught.place);
            mistakes.add(Draft::new(Kind::UndefinedPolicy, name.span.clone(), place, cause).write(meant));
        }
    }
    for name in unused {
        let Some((_, span)) = policies.get(name) else { continue };
        let place = format!("policy.{}", key_text(name));
        mistakes.add(Draft::new(Kind::UnusedPolicy, span.clone(), place, Cause::UnusedPolicy).warns());
    }
}
