//! A `[[route]]` table.

use super::cause::FileCause as Cause;
use std::ops::Range;
use std::sync::Arc;

use corsac::server::{Guard, Policy};

use super::keys::{Found, Keys, Texts};
use super::mistake::FileMistakeKind as Kind;
use super::mistakes::{Draft, quoted};
use super::policy::add_config_errors;
use super::route_path::{self, RoutePath};
use super::upstream::{self, Upstream};

/// Which requests go where.
#[derive(Debug, Clone)]
pub struct Route {
    /// The requests that it covers, unless a longer path covers them.
    pub path: RoutePath,
    /// Where they go.
    pub upstream: Upstream,
    /// The policy in front of it; without one the upstream's own CORS headers go through untouched, and
    /// preflights reach it.
    pub policy: Option<Arc<Policy>>,
    /// What refuses forged cross-site requests, behind the policy.
    pub guard: Option<Arc<Guard>>,
}

/// A route whose policy is still a name.
#[derive(Debug)]
pub(super) struct Draught {
    pub(super) path: Option<Found<RoutePath>>,
    pub(super) upstream: Option<Found<Upstream>>,
    pub(super) policy: Option<Found<String>>,
    pub(super) guard: Option<Guard>,
    pub(super) place: String,
}

pub(super) fn read(keys: &mut Keys<'_, '_, '_>) -> Draught {
    let path = path(keys);
    let upstream = upstream(keys);
    let policy = keys.text("policy");
    let guard = keys.texts("guard");
    let has_policy = keys.value("policy").is_some() || keys.misspells("policy");
    let guard_span = guard.as_ref().map(|list| list.span.clone());
    if let Some(span) = guard_span.filter(|_| !has_policy) {
        guard_without_policy(keys, span);
    }
    Draught {
        path,
        upstream,
        policy,
        guard: guard.and_then(|list| make_guard(keys, &list)),
        place: keys.place.clone(),
    }
}

fn path(keys: &mut Keys<'_, '_, '_>) -> Option<Found<RoutePath>> {
    let Some(text) = keys.text("path") else {
        if keys.value("path").is_none() {
            keys.missing("path", Cause::NoPath);
        }
        return None;
    };
    match text.value.parse() {
        Ok(value) => Some(Found { value, span: text.span }),
        Err(error) => {
            let error: route_path::RoutePathError = error;
            let meant = route_path::corrected(&text.value).map(|path| quoted(path.as_str()));
            let draft = Draft::new(Kind::Path, text.span, keys.place_of("path"), Cause::Path(error));
            keys.mistakes.add(draft.write(meant));
            None
        }
    }
}

fn upstream(keys: &mut Keys<'_, '_, '_>) -> Option<Found<Upstream>> {
    let Some(text) = keys.text("upstream") else {
        if keys.value("upstream").is_none() {
            keys.missing("upstream", Cause::NoUpstream);
        }
        return None;
    };
    match text.value.parse() {
        Ok(value) => Some(Found { value, span: text.span }),
        Err(error) => {
            let error: upstream::UpstreamError = error;
            let meant = upstream::corrected(&text.value).map(|upstream| quoted(&upstream.to_string()));
            let draft =
                Draft::new(Kind::Upstream, text.span, keys.place_of("upstream"), Cause::Upstream(error));
            keys.mistakes.add(draft.write(meant));
            None
        }
    }
}

fn guard_without_policy(keys: &mut Keys<'_, '_, '_>, span: Range<usize>) {
    keys.mistakes.add(Draft::new(
        Kind::GuardWithoutPolicy,
        span,
        keys.place_of("guard"),
        Cause::GuardWithoutPolicy,
    ));
}

fn make_guard(keys: &mut Keys<'_, '_, '_>, list: &Texts) -> Option<Guard> {
    match Guard::new(list.values()) {
        Ok(guard) => Some(guard),
        Err(errors) => {
            let place = keys.place_of("guard");
            for error in &errors {
                add_config_errors(keys.mistakes, error, Some(list), &list.span, &place);
            }
            None
        }
    }
}
