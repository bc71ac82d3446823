//! The few commands of [WebDriver](https://www.w3.org/TR/webdriver2/) that the lab gives to chromedriver.

use std::fmt;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

/// Why a command came to nothing.
#[derive(Debug)]
pub enum DriverError {
    /// The driver could not be reached or its answer not be read; says why.
    Lost(String),
    /// The driver says no.
    Refused {
        /// WebDriver's [error code](https://www.w3.org/TR/webdriver2/#errors).
        code: String,
        /// Its explanation.
        message: String,
    },
    /// The answer is not what the command promises; says what was looked for.
    Unexpected(String),
}

impl fmt::Display for DriverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(why) => write!(f, "no answer from the driver: {why}"),
            Self::Refused { code, message } => write!(f, "{code}: {message}"),
            Self::Unexpected(what) => write!(f, "the driver's answer has {what}"),
        }
    }
}

impl std::error::Error for DriverError {}

impl From<serde_json::Error> for DriverError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unexpected(format!("another form than expected: {error}"))
    }
}

/// A session: one browser under the driver's hand.
#[derive(Debug)]
pub(super) struct Driver {
    http: Client<HttpConnector, Full<Bytes>>,
    session: String,
    version: String,
}

impl Driver {
    /// Has the driver on this port of `127.0.0.1` start a browser with these capabilities.
    pub(super) async fn start(port: u16, capabilities: &Value) -> Result<Self, DriverError> {
        let http = Client::builder(TokioExecutor::new()).build_http();
        let mut driver =
            Self { http, session: format!("http://127.0.0.1:{port}/session"), version: String::new() };
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let started = driver.send(Method::POST, "", &asked).await?;
        let id = started["sessionId"].as_str();
        let id = id.ok_or_else(|| DriverError::Unexpected("no sessionId".to_owned()))?;
        driver.session = format!("{}/{id}", driver.session);
        let told = |name: &str| started["capabilities"][name].as_str().unwrap_or("unknown");
        driver.version = format!("{} {}", told("browserName"), told("browserVersion"));
        Ok(driver)
    }

    /// What the browser calls itself, with its version.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// How long an asynchronous script may run, in milliseconds.
    pub(super) async fn limit_scripts(&self, milliseconds: u128) -> Result<(), DriverError> {
        self.post("/timeouts", &json!({ "script": milliseconds })).await.map(drop)
    }

    /// Shows the page at `url`, and returns once it has loaded.
    pub(super) async fn go_to(&self, url: &str) -> Result<(), DriverError> {
        self.post("/url", &json!({ "url": url })).await.map(drop)
    }

    /// Runs a function body in the page and returns its value.
    pub(super) async fn run(&self, script: &str, arguments: Value) -> Result<Value, DriverError> {
        self.post("/execute/sync", &json!({ "script": script, "args": arguments })).await
    }

    /// Runs a function body in the page and returns what it hands to the callback, its last argument.
    pub(super) async fn run_async(&self, script: &str, arguments: Value) -> Result<Value, DriverError> {
        self.post("/execute/async", &json!({ "script": script, "args": arguments })).await
    }

    /// Takes the entries that a log of chromedriver has gathered.
    pub(super) async fn take_log(&self, name: &str) -> Result<Value, DriverError> {
        self.post("/se/log", &json!({ "type": name })).await
    }

    /// Calls a method of the DevTools protocol that needs no parameters.
    pub(super) async fn dev_tools(&self, method: &str) -> Result<(), DriverError> {
        self.post("/goog/cdp/execute", &json!({ "cmd": method, "params": {} })).await.map(drop)
    }

    /// Ends the session, and the browser with it.
    pub(super) async fn end(&self) -> Result<(), DriverError> {
        self.send(Method::DELETE, "", &json!({})).await.map(drop)
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, DriverError> {
        self.send(Method::POST, path, body).await
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Value, DriverError> {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.session));
        let request = request.header(CONTENT_TYPE, "application/json");
        let request = request.body(Full::from(body.to_string())).map_err(lost)?;
        let answer = self.http.request(request).await.map_err(lost)?;
        let succeeded = answer.status().is_success();
        let bytes = answer.into_body().collect().await.map_err(lost)?.to_bytes();
        let mut answer: Value = serde_json::from_slice(&bytes)?;
        let value = answer["value"].take();
        if succeeded {
            return Ok(value);
        }
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Err(DriverError::Refused { code: text("error"), message: text("message") })
    }
}

/// The error and what caused it, in one line; hyper names the cause only there.
fn lost(error: impl std::error::Error) -> DriverError {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    DriverError::Lost(format!("{error}{cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Answer, Answering, Script};

    #[tokio::test]
    async fn a_refusal_and_a_silence_are_told_apart() {
        let no = r#"{"value": {"error": "session not created", "message": "no chrome binary"}}"#;
        let answers =
            [Answer::new(500).body(no), Answer::new(200).body(r#"{"value": {}}"#), Answer::hang_up()];
        let server = Answering::start(Script::steps(answers)).await.unwrap();
        let mut said = Vec::new();
        for _ in 0..3 {
            said.push(Driver::start(server.port(), &json!({})).await.unwrap_err().to_string());
        }
        assert_eq!(said[0], "session not created: no chrome binary");
        assert_eq!(said[1], "the driver's answer has no sessionId");
        assert!(said[2].starts_with("no answer from the driver: "), "{}", said[2]);
    }
}
