//! Explain, seen from outside: what it says of whole exchanges.

mod causes;
#[cfg(feature = "serde")]
mod json;
mod korean;
mod laws;
mod secrets;
mod snapshots;
mod style;

use corsac::browser::{NetworkFailure, RequestInit};
use corsac::exchange::{AnswerSpec, Scenario, ScenarioServer, ScenarioStep, ServerSpec, Transcript};
use corsac::explain::{Language, Name, Question, Report, TextStyle, of_request_init_error_in};
use corsac::fetch::request::CredentialsMode;

const PAGE: &str = "https://app.example.com";
const API: &str = "https://api.example.com/items";

/// A request and what answers it.
#[derive(Debug, Clone)]
struct Play {
    init: RequestInit,
    answers: Vec<AnswerSpec>,
}

/// A GET of the page.
fn get() -> Play {
    Play { init: RequestInit::new(PAGE, API), answers: Vec::new() }
}

/// A request with another method.
fn method(method: &str) -> Play {
    get().with(|init| init.method = method.into())
}

impl Play {
    fn with(mut self, change: impl FnOnce(&mut RequestInit)) -> Self {
        change(&mut self.init);
        self
    }

    fn cookies(self) -> Self {
        self.with(|init| init.credentials = Some(CredentialsMode::Include))
    }

    fn header(self, name: &str, value: &str) -> Self {
        self.with(|init| init.headers.push((name.into(), value.into())))
    }

    /// One more answer; the first that fits a request answers it.
    fn answer(mut self, status: u16, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.answers.push(AnswerSpec { status, headers, ..AnswerSpec::default() });
        self
    }

    /// Restricts the answer added last to a method.
    fn to(mut self, method: &str) -> Self {
        self.answers.last_mut().expect("an answer").method = Some(method.into());
        self
    }

    /// Restricts the answer added last to a URL.
    fn at(mut self, url: &str) -> Self {
        self.answers.last_mut().expect("an answer").url = Some(url.into());
        self
    }

    fn fails(mut self, failure: NetworkFailure) -> Self {
        self.answers.push(AnswerSpec { fails: Some(failure), ..AnswerSpec::default() });
        self
    }

    fn transcript(&self) -> Transcript {
        let scenario = Scenario {
            steps: vec![ScenarioStep::Fetch(self.init.clone())],
            server: ServerSpec { answers: self.answers.clone(), ..ServerSpec::default() },
            ..Scenario::default()
        };
        let mut server: ScenarioServer = scenario.server.build().expect("a server without a policy");
        let mut transcripts = scenario.play_against(&mut server).expect("a request that can be made");
        transcripts.remove(0)
    }

    fn report(&self) -> Report {
        self.report_in(Language::English)
    }

    fn report_in(&self, language: Language) -> Report {
        match self.init.make() {
            Ok(made) => {
                let transcript = self.transcript();
                let mut question = Question::new(&transcript);
                question.dropped_headers = &made.dropped_headers;
                question.language = language;
                question.diagnose()
            }
            Err(error) => of_request_init_error_in(language, &self.init, &error),
        }
    }

    /// All diagnoses, the primary one first.
    fn names(&self) -> Vec<Name> {
        self.report().diagnoses().map(|diagnosis| diagnosis.name).collect()
    }
}

fn style() -> TextStyle {
    TextStyle::default()
}
