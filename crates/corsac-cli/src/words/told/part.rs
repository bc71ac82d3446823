//! What is told, and the words around it.

use corsac::explain::Name;
use corsac_import::Note;

/// Something that is told, in one sentence or a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told {
    // What was assumed about a request.
    Import(Note),
    ReadAs(String),
    MadeUpOrigin(String),
    /// A page of this file: URL.
    FileOrigin(String),
    /// An origin as it was given, and as browsers send it.
    OriginAsSent(String, String),
    CookiesIdle,
    /// A note about one of several requests.
    About(String, Box<Self>),

    // What a browser's message means; `None` is a browser that is not known.
    BlockedOnThisMachine(Option<&'static str>),
    MeansOne(Option<&'static str>, Name),
    MeansFew(Option<&'static str>, Vec<Name>),
    MeansMany {
        browser: Option<&'static str>,
        number: usize,
        first: Name,
        second: Name,
        last: Name,
    },
    AllowedNow,
    NotMeant(Name),
    PrintsWhen {
        browser: Option<&'static str>,
        is_preflight: bool,
    },
    PrintsWhenBlockedHere(Option<&'static str>),
    /// The browser, if it is known.
    PrintsWhenOpaque(Option<&'static str>),
    /// The browser, if it is known.
    PrintsWhenBodyBroke(Option<&'static str>),
    PrintsWhenPolicyForbids(Option<&'static str>),
    AskTheServer,
    NothingWasSent,

    // What a recording holds.
    SentWithCredentials,
    CredentialsDecide,
    BlockedAllTheSame,
    NoAnswerRecorded,
    AnswersLost {
        fetches: usize,
        lines: Vec<String>,
        more: usize,
    },
    Summary {
        name: String,
        fetches: usize,
        allowed: usize,
        failed: usize,
        same_origin: usize,
        without_cors: usize,
        without_page: usize,
    },
    Entries {
        name: String,
        numbers: Vec<String>,
        more: usize,
        alike: String,
    },

    // What a table holds.
    Signs,
    Inconsistent {
        column: String,
        few: Vec<String>,
        more: usize,
        is_blocked: bool,
        others: usize,
    },
    Cell {
        file: String,
        row: String,
        column: String,
    },
    WithCookies,
    InVain,

    // What is expected.
    Unmet {
        expected: &'static str,
        found: &'static str,
    },

    // How it goes.
    CtrlC,
    Still {
        url: String,
        found: Option<Name>,
        until: &'static str,
    },
    AgainIn {
        clock: String,
        state: String,
        seconds: u64,
    },
    Stopped,
    StoppedWithCut(usize),
    ThisIsTheDemo,
    ListeningOn(String),
    CtrlCAndLog,
    NoPolicy,
    Policy(String),
    Guarded,
    AgentTakes(String),
    RequestsFromKeyboard,

    // What `check` counts.
    Checked {
        routes: usize,
        policies: usize,
        warnings: usize,
    },
    Refused {
        errors: usize,
        warnings: usize,
    },
    NoMistakes,
    Counted {
        errors: usize,
        warnings: usize,
    },
    TableHead,
}

/// Words that stand before sentences and behind numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    // What is counted while it is done.
    EntriesSoFar,
    RequestsSoFar,
    ScenariosSoFar,
    // What stands before a sentence.
    Error,
    Warning,
    Help,
    Note,
    Timeout,
    Write,
}
