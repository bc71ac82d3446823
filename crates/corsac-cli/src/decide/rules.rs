//! What requests are decided by: one policy, or the routes of a policy file.

use super::answer::Answer;
use super::config_json::Configured;
use super::refusal::{Refusal, Remark};
use super::request::{Request, path_of};
use crate::problem::Problem;
use crate::source::Source;
use crate::words::said::Said;
use corsac::server::{Guard, Policy};
use corsac_gateway::file::{PolicyFile, Route, Routes};
use std::path::Path;
use std::sync::Arc;

/// What requests are decided by, and what is doubtful about it.
pub(super) struct Rules {
    decider: Decider,
    pub(super) warnings: Vec<Remark>,
}

enum Decider {
    One(Target),
    /// The path of a request chooses; without one, the only route there is.
    Routed {
        routes: Routes<Target>,
        only: Option<Target>,
    },
}

/// What stands behind a path.
#[derive(Debug, Clone)]
struct Target {
    policy: Option<Arc<Policy>>,
    guard: Option<Arc<Guard>>,
}

impl From<&Route> for Target {
    fn from(route: &Route) -> Self {
        Self { policy: route.policy.clone(), guard: route.guard.clone() }
    }
}

impl Rules {
    /// One policy for every request.
    pub(super) fn of_policy(configured: Configured) -> Self {
        let Configured { policy, warnings } = configured;
        let target = Target { policy: Some(Arc::new(policy)), guard: None };
        Self { decider: Decider::One(target), warnings }
    }

    /// The routes of a policy file, or the one of a path.
    pub(super) fn of_file(file: &Path, path: Option<&str>) -> Result<Result<Self, Refusal>, Problem> {
        let source = Source::read(file)?;
        let file = match PolicyFile::parse(&source.text) {
            Ok(file) => file,
            Err(errors) => return Ok(Err(Refusal::of_file(&source.text, errors.iter()))),
        };
        let warnings = Refusal::of_file(&source.text, file.warnings.iter()).warnings;
        let decider = decider(&file, path)?;
        Ok(Ok(Self { decider, warnings }))
    }

    /// What comes of a request, or why that cannot be told.
    pub(super) fn answer(&self, request: &Request) -> Result<Answer, Said> {
        let (routes, only) = match &self.decider {
            Decider::One(target) => return Ok(target.answer(request)),
            Decider::Routed { routes, only } => (routes, only),
        };
        let Some(path) = &request.path else {
            let target = only.as_ref().ok_or(Said::SeveralRoutes)?;
            return Ok(target.answer(request));
        };
        Ok(match routes.find(path) {
            Ok(Some(target)) => target.answer(request),
            Ok(None) => Answer::without_policy(request, Some(404), "no-route"),
            Err(refused) => Answer::without_policy(request, Some(400), refused.name()),
        })
    }
}

impl Target {
    fn answer(&self, request: &Request) -> Answer {
        match &self.policy {
            Some(policy) => Answer::of(request, policy, self.guard.as_deref()),
            None => Answer::without_policy(request, None, "no-policy"),
        }
    }
}

fn decider(file: &PolicyFile, path: Option<&str>) -> Result<Decider, Problem> {
    let entries = file.routes.iter().map(|route| (route.path.clone(), Target::from(route)));
    let routes = Routes::new(entries.collect());
    let Some(path) = path else {
        let only = if let [only] = file.routes.as_slice() { Some(Target::from(only)) } else { None };
        return Ok(Decider::Routed { routes, only });
    };
    let known = || {
        let paths: Vec<&str> = file.routes.iter().map(|route| route.path.as_str()).collect();
        Said::RoutesAre(paths.join(", "))
    };
    match routes.find(path_of(path)) {
        Ok(Some(target)) => Ok(Decider::One(target.clone())),
        Ok(None) => Err(Problem::at(format_args!("--route {path}"), Said::NoRoute).cure(known())),
        Err(refused) => Err(Problem::at(format_args!("--route {path}"), Said::Path(refused)).cure(known())),
    }
}
