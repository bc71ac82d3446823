//! The server of a case, at the hosts and ports that the case names.

use super::gateway::Gateway;
use corsac::browser::HttpRequest;
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, Scenario, ScenarioStep, ServerSpec};
use corsac::fetch::{HeaderList, Response};
use corsac_cases::corpus::Case;
use corsac_cases::lab::{Responding, Sites, origins};
use std::sync::{Arc, Mutex};

/// What answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Front {
    /// The engine's own server half.
    Engine,
    /// The real gateway, before a service that knows no CORS.
    Gateway,
}

impl Front {
    /// Whether a case is anything for a browser before this server.
    pub(crate) fn plays(self, case: &Case) -> bool {
        let fetches = case.scenario.steps.iter().any(|step| matches!(step, ScenarioStep::Fetch(_)));
        // What no page can ask for, such as a request from an origin that is none.
        let refused = case.expect.refused.is_some();
        match self {
            Self::Engine => fetches && !refused,
            Self::Gateway => fetches && !refused && case.scenario.server.policy.is_some(),
        }
    }
}

/// The servers of a case while it is played.
pub(crate) struct CaseServer {
    _responding: Vec<Responding>,
    _gateway: Option<Gateway>,
}

impl CaseServer {
    /// Starts them and puts them behind their origins.
    pub(crate) async fn place(scenario: &Scenario, front: Front, sites: &Sites) -> Self {
        let server = &scenario.server;
        if let (Front::Gateway, Some(config)) = (front, &server.policy) {
            let upstream = Responding::start(service(server)).await.unwrap();
            let policy = toml::to_string(config).unwrap_or_else(|error| panic!("{error}"));
            let gateway = Gateway::start(upstream.address(), &policy, server.guard.as_deref()).await;
            for origin in origins(scenario) {
                sites.place(&origin, gateway.address()).unwrap_or_else(|error| panic!("{error}"));
            }
            return Self { _responding: vec![upstream], _gateway: Some(gateway) };
        }
        let server = server.build().unwrap_or_else(|error| panic!("{error}"));
        let server = Arc::new(Mutex::new(server));
        let respond = move |request: &HttpRequest| server.lock().unwrap().respond(request);
        let plain = Responding::start(respond.clone()).await.unwrap();
        let secure = Responding::start_behind_tls(respond).await.unwrap();
        for origin in origins(scenario) {
            let address = if origin.starts_with("https:") { secure.address() } else { plain.address() };
            sites.place(&origin, address).unwrap_or_else(|error| panic!("{error}"));
        }
        Self { _responding: vec![plain, secure], _gateway: None }
    }
}

/// The service of a case alone; as behind the engine's policy, it answers 200 to what it has no answer for.
fn service(server: &ServerSpec) -> impl Responder + Send + 'static {
    let mut answers = RecordedAnswers(server.answers.iter().map(RecordedAnswer::from).collect());
    move |request: &HttpRequest| {
        if answers.answers(request) {
            answers.respond(request)
        } else {
            Ok(Response::new(200, HeaderList::new()))
        }
    }
}
