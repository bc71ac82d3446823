//! The few commands of [WebDriver BiDi](https://www.w3.org/TR/webdriver-bidi/) that the lab gives to Firefox.

use std::fmt;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long a command may take; above any wait of the lab's own.
const PATIENCE: Duration = Duration::from_secs(120);

/// Why a command came to nothing.
#[derive(Debug)]
pub enum BidiError {
    /// The browser could not be reached, or went away.
    Lost(Box<SocketError>),
    /// The connection ended, or nothing came in time, while the answer to this command was awaited.
    Silent(&'static str),
    /// The browser says no: carries the command and what it says.
    Refused(&'static str, String),
    /// The answer to this command is not what it promises: carries the answer.
    Unexpected(&'static str, String),
}

impl fmt::Display for BidiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(error) => write!(f, "no connection to the browser: {error}"),
            Self::Silent(command) => write!(f, "{command}: no answer from the browser"),
            Self::Refused(command, why) => write!(f, "{command}: {why}"),
            Self::Unexpected(command, answer) => write!(f, "{command}: unexpected answer {answer}"),
        }
    }
}

impl std::error::Error for BidiError {}

impl From<SocketError> for BidiError {
    fn from(error: SocketError) -> Self {
        Self::Lost(Box::new(error))
    }
}

/// A session: one browser, and the tab in it that is used.
#[derive(Debug)]
pub(super) struct Bidi {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    sent: u64,
    context: String,
    /// The user context that was made last; none until one was.
    user: Option<String>,
    /// What the browser calls itself, with its version.
    pub(super) version: String,
}

impl Bidi {
    /// Begins a session with the browser at this WebSocket URL.
    pub(super) async fn start(url: &str, capabilities: &Value) -> Result<Self, BidiError> {
        let (socket, _) = connect_async(format!("{url}/session")).await?;
        let mut bidi = Self { socket, sent: 0, context: String::new(), user: None, version: String::new() };
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = bidi.send("session.new", asked).await?;
        let told = |name: &str| session["capabilities"][name].as_str().unwrap_or("unknown").to_owned();
        bidi.version = format!("{} {}", told("browserName"), told("browserVersion"));
        let tree = bidi.send("browsingContext.getTree", json!({})).await?;
        let context = tree["contexts"][0]["context"].as_str();
        context.unwrap_or_default().clone_into(&mut bidi.context);
        Ok(bidi)
    }

    /// Shows the page at `url`, and returns once it has loaded.
    pub(super) async fn go_to(&mut self, url: &str) -> Result<(), BidiError> {
        let asked = json!({ "context": self.context, "url": url, "wait": "complete" });
        self.send("browsingContext.navigate", asked).await.map(drop)
    }

    /// Runs the body of an asynchronous function in the page, and returns the text that it returns.
    pub(super) async fn run(&mut self, body: &str) -> Result<String, BidiError> {
        const COMMAND: &str = "script.callFunction";
        let asked = json!({
            "functionDeclaration": format!("async () => {{ {body} }}"),
            "awaitPromise": true,
            "target": { "context": self.context },
        });
        let answer = self.send(COMMAND, asked).await?;
        let text = answer["result"]["value"].as_str();
        text.map(str::to_owned).ok_or_else(|| BidiError::Unexpected(COMMAND, answer.to_string()))
    }

    /// Goes on in a tab of a new user context: cookies, cached responses and cached preflights are kept for each
    /// context apart, and those of the one before are thrown away with it.
    pub(super) async fn begin_anew(&mut self) -> Result<(), BidiError> {
        let made = self.send("browser.createUserContext", json!({})).await?;
        let user = made["userContext"].as_str().unwrap_or_default().to_owned();
        let tab = json!({ "type": "tab", "userContext": user });
        let opened = self.send("browsingContext.create", tab).await?;
        opened["context"].as_str().unwrap_or_default().clone_into(&mut self.context);
        if let Some(before) = self.user.replace(user) {
            self.send("browser.removeUserContext", json!({ "userContext": before })).await?;
        }
        Ok(())
    }

    /// Ends the browser.
    pub(super) async fn close(&mut self) -> Result<(), BidiError> {
        self.send("browser.close", json!({})).await.map(drop)
    }

    async fn send(&mut self, command: &'static str, parameters: Value) -> Result<Value, BidiError> {
        self.sent += 1;
        let message = json!({ "id": self.sent, "method": command, "params": parameters });
        self.socket.send(Message::text(message.to_string())).await?;
        timeout(PATIENCE, self.answer(command)).await.unwrap_or(Err(BidiError::Silent(command)))
    }

    /// The answer to the command sent last; events are read over.
    async fn answer(&mut self, command: &'static str) -> Result<Value, BidiError> {
        loop {
            let message = self.socket.next().await.ok_or(BidiError::Silent(command))??;
            let Message::Text(text) = message else { continue };
            let unexpected = |_| BidiError::Unexpected(command, text.to_string());
            let mut answer: Value = serde_json::from_str(&text).map_err(unexpected)?;
            if answer["id"] != json!(self.sent) {
                continue;
            }
            return match answer["type"].as_str() {
                Some("success") => Ok(answer["result"].take()),
                _ => Err(BidiError::Refused(command, answer["message"].to_string())),
            };
        }
    }
}
