//! One request to one set-up, as Chromium and as explain see it.

use super::API;
use super::rows::Row;
use corsac::browser::Quirks;
use corsac::explain::{Question, Report, Verdict};
use corsac_cases::lab::{Observation, Sites};
use corsac_cases::played::{Played, PlayedMessage};
use corsac_fetch::Client;

/// What `/login` of the application sets.
const COOKIE: &str = "session=alice";

/// What came of a request.
pub(crate) struct Cell {
    /// In Chromium.
    pub(crate) seen: Observation,
    /// By explain, which asks the same server itself.
    pub(crate) explained: Explained,
}

/// What explain says, and what it is about.
pub(crate) struct Explained {
    pub(crate) report: Report,
    pub(crate) played: Played,
}

/// A client that takes itself for Chromium, logged in, with the sites in the place of the network.
pub(crate) fn client(sites: &Sites) -> Client {
    let client = Client::builder().quirks(Quirks::CHROMIUM).cookie(API, COOKIE);
    let client = client.resolve("*", sites.address()).danger_accept_invalid_certs(true);
    client.build().unwrap_or_else(|error| panic!("{error}"))
}

/// Makes the request without a browser and explains what came of it.
pub(crate) async fn explained(row: &Row, client: &Client) -> Explained {
    let fetched = client.request(row.init.clone()).send().await.unwrap_or_else(|error| panic!("{error}"));
    let mut question = Question::new(fetched.transcript());
    question.dropped_headers = fetched.dropped_headers();
    Explained { report: question.diagnose(), played: Played::from(fetched.transcript()) }
}

impl Cell {
    /// What script gets in Chromium: a status, or `blocked`.
    pub(crate) fn outcome(&self) -> String {
        self.seen.response().map_or_else(|| "blocked".to_owned(), |response| response.status.to_string())
    }

    /// What script would get, as explain has it.
    pub(crate) fn explained_outcome(&self) -> String {
        let script = self.explained.played.script.as_ref();
        match self.explained.report.verdict.browsers.chromium {
            Verdict::Allowed => {
                script.map_or_else(|| "allowed".to_owned(), |script| script.status.to_string())
            }
            Verdict::Blocked => "blocked".to_owned(),
            Verdict::Undecided => "undecided".to_owned(),
        }
    }

    /// The messages that reached the server from Chromium.
    pub(crate) fn messages(&self) -> Vec<PlayedMessage> {
        Played::from(&self.seen).messages
    }

    /// Their methods.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.messages().into_iter().map(|message| message.method).collect()
    }

    /// The methods of the messages that explain sent.
    pub(crate) fn explained_sent(&self) -> Vec<String> {
        self.explained.played.messages.iter().map(|message| message.method.clone()).collect()
    }
}
