//! What a case expects.

use serde::Deserialize;

/// What is expected of a scenario.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// One for each fetch of the scenario, in order.
    pub fetch: Vec<FetchExpectation>,
    /// The diagnosis of a first step that a browser refuses to make into a request, by name; no
    /// step is played then.
    pub refused: Option<String>,
    /// Requests of programs that are no browser, sent straight to the server, one after the other.
    pub direct: Vec<DirectExpectation>,
}

/// Whether script gets a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It does.
    Allowed,
    /// It gets an error.
    Blocked,
}

/// What is expected of one fetch. What is not stated is not compared.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FetchExpectation {
    /// Whether script gets a response.
    pub verdict: Verdict,
    /// The methods of the messages sent, in order.
    pub sent: Vec<String>,
    /// `response.type`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The status that script sees.
    pub status: Option<u16>,
    /// Where it was blocked: `request`, `preflight`, `redirect` or `response`.
    pub phase: Option<String>,
    /// The primary diagnosis, by name.
    pub diagnosis: Option<String>,
    /// Further diagnoses that must be there, by name.
    #[serde(default)]
    pub also: Vec<String>,
    /// The first preflight's `Access-Control-Request-Headers`; an empty text if it has none.
    pub asks_headers: Option<String>,
    /// The last message's `Origin`; an empty text if it has none.
    pub origin: Option<String>,
    /// Whether the last message may carry cookies.
    pub credentials: Option<bool>,
    /// Response headers that script can read.
    #[serde(default)]
    pub reads: Vec<String>,
    /// Response headers that the server sent and script cannot read.
    #[serde(default)]
    pub hidden: Vec<String>,
    /// The answers to the messages, in order.
    #[serde(default)]
    pub answer: Vec<AnswerExpectation>,
}

/// What is expected of an answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerExpectation {
    /// The status.
    pub status: u16,
    /// All its CORS headers; one that is not listed must not be there.
    #[serde(default)]
    pub cors: Vec<(String, String)>,
    /// All names that its `Vary` lists, in any order and case.
    #[serde(default)]
    pub vary: Vec<String>,
}

/// A request of a program that is no browser, and the answer expected.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectExpectation {
    /// The method.
    pub method: String,
    /// Where to.
    pub url: String,
    /// Its header lines in order.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The answer.
    pub answer: AnswerExpectation,
}
