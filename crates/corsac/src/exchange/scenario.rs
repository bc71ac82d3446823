//! A scenario: what pages do, one thing after the other, and what stands in the server's place.

use super::{PolicyServer, RecordedAnswer, RecordedAnswers, Responder, Transcript, exchange};
use crate::browser::{
    Context, HttpRequest, NetworkFailure, PreflightCache, Quirks, RequestInit, RequestInitError,
};
use crate::fetch::response::Response;
use crate::server::{Config, ConfigErrors, Guard, Policy};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

/// What pages do and what the server is: plain data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Scenario {
    /// The user agent: a name of [`Quirks::PRESETS`]; `standard` by default.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub preset: Option<String>,
    /// Whether every credentialed request makes a preflight, which no browser does.
    #[cfg_attr(feature = "serde", serde(default))]
    pub preflight_credentialed: bool,
    /// What happens, in order; all fetches share one preflight cache.
    #[cfg_attr(feature = "serde", serde(rename = "step"))]
    pub steps: Vec<ScenarioStep>,
    /// What answers.
    #[cfg_attr(feature = "serde", serde(default))]
    pub server: ServerSpec,
}

/// One thing that happens.
#[expect(
    clippy::large_enum_variant,
    reason = "a scenario has few steps, and whoever writes one need not box"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ScenarioStep {
    /// A page makes a request.
    Fetch(RequestInit),
    /// So many seconds pass.
    Wait(u64),
}

/// What answers: a service, behind a policy if one is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct ServerSpec {
    /// The policy in front of the service; without one the service's answers stand for themselves.
    pub policy: Option<Config>,
    /// The origins that the cross-site request guard trusts; without a list there is no guard.
    pub guard: Option<Vec<String>>,
    /// What the service answers: the first answer that fits a request. Behind a policy, a request
    /// that none fits is answered 200 without headers.
    #[cfg_attr(feature = "serde", serde(rename = "answer"))]
    pub answers: Vec<AnswerSpec>,
}

/// One answer of a service, and which requests it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct AnswerSpec {
    /// The method it answers; any if not given.
    pub method: Option<String>,
    /// The URL it answers; any if not given.
    pub url: Option<String>,
    /// The status.
    pub status: u16,
    /// The header lines in order.
    pub headers: Vec<(String, String)>,
    /// Why no answer comes, in the place of status and headers.
    pub fails: Option<NetworkFailure>,
    /// Whether it answers only once.
    pub once: bool,
}

impl Default for AnswerSpec {
    fn default() -> Self {
        Self { method: None, url: None, status: 200, headers: Vec::new(), fails: None, once: false }
    }
}

impl From<&AnswerSpec> for RecordedAnswer {
    fn from(spec: &AnswerSpec) -> Self {
        // HTTP does not count the blanks around a value.
        let bytes = |value: &'_ str| value.trim_matches([' ', '\t']).as_bytes().to_vec();
        let headers = spec.headers.iter().map(|(name, value)| (name.as_str(), bytes(value))).collect();
        let result = spec.fails.map_or_else(|| Ok(Response::new(spec.status, headers)), Err);
        Self { method: spec.method.clone(), url: spec.url.clone(), result, once: spec.once }
    }
}

/// Why a scenario cannot be played.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ScenarioError {
    /// There is no such user agent.
    Preset(String),
    /// A browser refuses to make the request of this step, counted from 0.
    Request(usize, RequestInitError),
    /// The policy has mistakes.
    Policy(ConfigErrors),
    /// The guard's trusted origins have mistakes.
    Guard(ConfigErrors),
    /// A guard without a policy in front of it.
    GuardWithoutPolicy,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preset(name) => {
                write!(f, "no user agent {name}: known are")?;
                Quirks::PRESETS.iter().try_for_each(|(name, _)| write!(f, " {name}"))
            }
            Self::Request(step, error) => write!(f, "step {}: {error}", step.saturating_add(1)),
            Self::Policy(errors) => write!(f, "policy: {errors}"),
            Self::Guard(errors) => write!(f, "guard: {errors}"),
            Self::GuardWithoutPolicy => f.write_str("a guard needs a policy in front of it: add one"),
        }
    }
}

impl core::error::Error for ScenarioError {}

/// A [`ServerSpec`] that can answer.
#[derive(Debug)]
pub struct ScenarioServer(Kind);

#[derive(Debug)]
enum Kind {
    Policy(alloc::boxed::Box<PolicyServer>),
    Recorded(RecordedAnswers),
}

impl Responder for ScenarioServer {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        match &mut self.0 {
            Kind::Policy(server) => server.respond(request),
            Kind::Recorded(answers) => answers.respond(request),
        }
    }
}

impl ServerSpec {
    /// Makes the server.
    ///
    /// # Errors
    /// The policy or the guard has mistakes.
    pub fn build(&self) -> Result<ScenarioServer, ScenarioError> {
        let service = RecordedAnswers(self.answers.iter().map(RecordedAnswer::from).collect());
        let Some(config) = &self.policy else {
            return match self.guard {
                Some(_) => Err(ScenarioError::GuardWithoutPolicy),
                None => Ok(ScenarioServer(Kind::Recorded(service))),
            };
        };
        let policy = Policy::new(config.clone()).map_err(ScenarioError::Policy)?;
        let guard = self.guard.as_ref().map(Guard::new).transpose().map_err(ScenarioError::Guard)?;
        Ok(ScenarioServer(Kind::Policy(alloc::boxed::Box::new(PolicyServer { policy, guard, service }))))
    }
}

impl Scenario {
    /// The user agent's departures from the Standard.
    ///
    /// # Errors
    /// [`ScenarioError::Preset`].
    pub fn quirks(&self) -> Result<Quirks, ScenarioError> {
        let name = self.preset.as_deref().unwrap_or("standard");
        let mut quirks = Quirks::preset(name).ok_or_else(|| ScenarioError::Preset(name.into()))?;
        quirks.preflight_credentialed = self.preflight_credentialed;
        Ok(quirks)
    }

    /// Plays every step and returns a transcript for each fetch.
    ///
    /// # Errors
    /// The first mistake of the scenario; nothing has been played then.
    pub fn play(&self) -> Result<Vec<Transcript>, ScenarioError> {
        let mut server = self.server.build()?;
        self.play_against(&mut server)
    }

    /// Plays every step against another responder than the scenario's server.
    ///
    /// # Errors
    /// The first mistake of the scenario; nothing has been played then.
    pub fn play_against(&self, server: &mut impl Responder) -> Result<Vec<Transcript>, ScenarioError> {
        let quirks = self.quirks()?;
        let mut now = Duration::ZERO;
        let mut requests = Vec::new();
        for (index, step) in self.steps.iter().enumerate() {
            match step {
                ScenarioStep::Wait(seconds) => now = now.saturating_add(Duration::from_secs(*seconds)),
                ScenarioStep::Fetch(init) => {
                    let made = init.make_by(&quirks).map_err(|error| ScenarioError::Request(index, error))?;
                    requests.push((now, made.request));
                }
            }
        }
        let mut cache = PreflightCache::with_limits(quirks.cache_limits());
        let mut play = |(now, request)| {
            let mut nobody = ();
            let mut context = Context { quirks: &quirks, ..Context::new(&mut cache, now, &mut nobody) };
            exchange(request, server, &mut context)
        };
        Ok(requests.into_iter().map(&mut play).collect())
    }
}
