//! What is to be explained: the words of the command line become answers, one for each request.

use super::client::ClientArguments;
use super::request::RequestArguments;
use crate::asking::{Answer, ask};
use crate::print::print_error;
use crate::problem::Problem;
use crate::runtime::runtime;
use crate::terminal::{Ink, Terminal};

/// Sends the request, after telling what was assumed about it.
pub(super) fn answers(
    request: &RequestArguments,
    browser: &ClientArguments,
    terminal: &Terminal,
) -> Result<Vec<Answer>, Problem> {
    let asked = request.asked()?;
    let client = browser.client(asked.init.url.as_str())?;
    for note in asked.notes.iter().chain(&browser.notes(&asked.init)) {
        print_error(&format!("{} {note}\n", terminal.of_errors().paint(Ink::Strong, "note:")));
    }
    let (read, language) = (&request.options.read, terminal.language);
    let answer = runtime()?.block_on(ask(&client, asked.init, browser.send, read, language))?;
    Ok(vec![answer])
}
