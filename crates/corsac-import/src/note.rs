//! What a reader of a text should know about the request that was made of it.

use crate::words;
use corsac::explain::Language;
use std::fmt;

/// What was dropped, derived or could not be known on the way from a text to a request: one sentence, which
/// [`Note::say`] says in a language. A further note is a breaking change, so that no language lacks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The shell would have put something in the place of these words.
    OnlyTheShellKnows(String),
    /// Redirections and the like, which are the shell's.
    ForTheShell(Vec<String>),
    /// Options for which a page has nothing.
    NothingLikeIt(Vec<String>),
    /// Headers that browsers set by themselves.
    SetByBrowsers(Vec<String>),
    /// The page's origin, as `Referer` tells it.
    PageFromReferer(String),
    /// The page's origin, as `Sec-Fetch-Site: same-origin` tells it.
    PageIsOwn(String),
    /// The value of an `Origin` that is no origin.
    NoOrigin(String),
    /// Cookies were sent to another origin, so the page asked for credentials.
    CookiesProveCredentials,
    /// `Sec-Fetch-Storage-Access` was sent to another origin, so the page asked for credentials.
    StorageAccessProvesCredentials,
    /// A URL without a scheme, and how it is read.
    ReadAs(String),
    /// `-H 'Name:'`, which takes a header out.
    TakesHeaderOut(String),
    /// `-H` without a colon.
    NoColon(String),
    /// `-u` became `Authorization`.
    UserIsAuthorization,
    /// A body with a method that has none in a browser.
    BodyLeftOut(String),
    /// The type that curl gives to a body.
    CurlType,
    /// A body in a file, which is not read.
    BodyInFile(String),
    /// What a message's `null` stands for.
    NullAfterRedirect,
    /// The page's origin, taken from its scripts in a message.
    PageFromScripts(String),
    /// The method that a message does not name is taken to be PUT.
    PutAssumed,
    /// The method that a message about this header does not name is taken to be GET.
    GetAssumed(String),
    /// The request that a message about a preflight does not tell.
    PostAssumed,
    /// The page's origin, taken from a place in a recording.
    PageFrom(PageSource),
    /// A preflight whose request is not recorded, and where the page's origin comes from.
    LonePreflight(PageSource),
    /// The number of an entry whose answer the server did not send, and who did.
    NotFromServer(usize, Shortcut),
    /// Code in a URL.
    UnknownInUrl(String),
    /// The options of a call as a whole.
    UnknownOptions,
    /// A browser that copies derives credentials.
    CopiedCredentials,
    /// An option and its code.
    UnknownOption(String, String),
    /// A name that is no option.
    NoOption(String),
    /// jQuery's `dataType: "jsonp"`.
    Jsonp,
    /// An `XMLHttpRequest` whose `send()` is not in the text.
    NoSend,
    /// jQuery's `xhr()`.
    OwnXhr,
    /// An option whose file is not read.
    FileNotRead(String),
    /// A URL with `&` outside of quotation marks.
    UnquotedUrl,
    /// The page's origin, taken from an `Origin` that the code sets.
    PageFromOwnOrigin(String),
    /// An object as a body.
    ObjectBody,
    /// The code of a body.
    UnknownBody(String),
    /// The headers of a call as a whole.
    UnknownHeaders,
    /// Headers with code in their values.
    UnknownValues(Vec<String>),
}

/// Where a recording tells which page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSource {
    /// The request's `Origin`.
    Origin,
    /// The request's `Referer`.
    Referer,
    /// The address of the page in the recording's list of pages.
    Address,
    /// The script that asked.
    Script,
    /// `--origin`.
    Option,
}

/// Who answered in the server's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcut {
    /// The browser's cache.
    Cache,
    /// A service worker.
    ServiceWorker,
    /// A route of a test, which fulfilled the request.
    TestRoute,
}

/// Why the answer is not in a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// The browser recorded status 0, and no reason.
    Status0,
    /// The browser's word for it, and what it means where that is known.
    Failed(String, Option<Inside>),
}

/// What blocks a request before it leaves the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// An extension.
    Extension,
    /// Chrome's protection of the local network.
    LocalNetwork,
    /// The page gave it up.
    GivenUp,
}

impl Note {
    /// The note in a language: one sentence without a full stop.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        words::say(language, self)
    }
}

impl Lost {
    /// The reason in a language.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        words::say(language, self)
    }
}

/// In English.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        words::English(self).fmt(f)
    }
}

/// In English.
impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        words::English(self).fmt(f)
    }
}
