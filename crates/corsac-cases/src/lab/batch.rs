//! Many actions in one page by one call of a script, for any browser.

use serde_json::json;

use super::action::Action;
use super::tab::Seen;

const ACT: &str = include_str!("act.js");
const BATCH: &str = include_str!("batch.js");
/// How long an action may take until script sees a `TimeoutError`. In milliseconds.
const PATIENCE: u32 = 5_000;

/// Lists of actions that one page does, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The lists.
    pub lists: Vec<Vec<Action>>,
    /// Whether they are done in a sandboxed frame of the page, whose origin is opaque.
    pub sandboxed: bool,
}

impl Batch {
    /// The body of a function for [`Browser::visit`](super::Browser::visit).
    ///
    /// # Errors
    /// An action that cannot be written as JSON.
    pub fn script(&self) -> serde_json::Result<String> {
        let lists = serde_json::to_string(&self.lists)?;
        let library = json!(ACT);
        let call = if self.sandboxed {
            format!("inFrame({library}, {lists}, {PATIENCE})")
        } else {
            format!("doAll({lists}, {PATIENCE})")
        };
        Ok(format!("{ACT}\n{BATCH}\nreturn await {call};"))
    }

    /// What script saw of each action of each list, from the text that the function returned.
    ///
    /// # Errors
    /// The text is not what the function returns.
    pub fn seen(text: &str) -> serde_json::Result<Vec<Vec<Seen>>> {
        serde_json::from_str(text)
    }
}
