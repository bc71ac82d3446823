//! English. Sentences have no full stop, for a cure may follow.

use super::English;
use crate::found::and;
use crate::import_error::{ImportCause, ImportCure};
use crate::note::{Inside, Lost, Note, PageSource, Shortcut};
use std::fmt::{Display, Formatter, Result};

impl Display for English<&Note> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Note::*;
        match self.0 {
            OnlyTheShellKnows(word) => write!(f, "only the shell knows {word}; it stands as it is written"),
            ForTheShell(words) => write!(f, "left out, because it is for the shell: {}", words.join(" ")),
            NothingLikeIt(options) => write!(f, "left out, because a page has nothing like it: {}", and(options)),
            SetByBrowsers(names) => write!(f, "left out, because browsers set them by themselves: {}", and(names)),
            PageFromReferer(page) => write!(f, "the page is taken from Referer: {page}"),
            PageIsOwn(page) => write!(f, "the page is {page}, because Sec-Fetch-Site says same-origin"),
            NoOrigin(value) => write!(f, "{value:?} is no origin, so it does not say which page asks"),
            CookiesProveCredentials => f.write_str("credentials are 'include', because cookies were sent to another origin"),
            StorageAccessProvesCredentials => f.write_str("credentials are 'include', because Sec-Fetch-Storage-Access was sent to another origin"),
            ReadAs(url) => write!(f, "read as {url}, as curl does; in fetch() the scheme must be written"),
            TakesHeaderOut(name) => write!(f, "-H '{name}:' takes a header out and sends none"),
            NoColon(line) => write!(f, "left out, because there is no colon in it: -H '{line}'"),
            UserIsAuthorization => f.write_str("-u is read as an Authorization header that the page sets"),
            BodyLeftOut(method) => write!(f, "the body is left out: no page can send one with {method}, though curl can"),
            CurlType => f.write_str("curl sends -d as application/x-www-form-urlencoded, where fetch() says text/plain"),
            BodyInFile(path) => write!(f, "the body comes from the file {path}, which is not read"),
            NullAfterRedirect => f.write_str("Origin null is what the browser sent after a redirect, or what a sandboxed page is"),
            PageFromScripts(page) => write!(f, "the message does not name the page; its scripts come from {page}"),
            PutAssumed => f.write_str("the message does not name the method: PUT is assumed; -X gives yours"),
            GetAssumed(header) => write!(f, "the message does not name the method: GET with {header} is assumed; -X gives yours"),
            PostAssumed => f.write_str("the message names neither method nor headers: a POST with JSON is assumed; -X and -H give yours"),
            PageFrom(source) => write!(f, "the page is taken from {}", English(*source)),
            LonePreflight(source) => write!(f, "the request behind this preflight is not in the recording; the page is taken from {}", English(*source)),
            NotFromServer(entry, shortcut) => write!(f, "entry {entry}: the answer came from {}, not from the server", English(*shortcut)),
            UnknownInUrl(code) => write!(f, "only the running page knows {code}; its name stands in the URL"),
            UnknownOptions => f.write_str("only the running page knows the options of this call; they are left out"),
            CopiedCredentials => f.write_str("a browser that copies a request derives credentials from the cookies that were sent; look up what your code says"),
            UnknownOption(name, code) => write!(f, "only the running page knows {name}: {code}; it is left out"),
            NoOption(name) => write!(f, "{name} is no option that changes what is sent; it is left out"),
            Jsonp => f.write_str("with dataType jsonp a <script> asks, to which CORS does not apply"),
            NoSend => f.write_str("send() does not stand here; it is taken to be called without a body"),
            OwnXhr => f.write_str("xhr() makes an XMLHttpRequest of its own; a listener for its upload would make a preflight"),
            FileNotRead(file) => write!(f, "the file in {file} is not read: write what it says in its place"),
            UnquotedUrl => f.write_str("without quotation marks the shell ends the URL at its &: write them around it"),
            PageFromOwnOrigin(page) => write!(f, "the page is taken from the header Origin, which no script can set: {page}"),
            ObjectBody => f.write_str("an object as a body becomes the text [object Object]: use JSON.stringify()"),
            UnknownBody(code) => write!(f, "only the running page knows the body: {code}; a text is taken in its place"),
            UnknownHeaders => f.write_str("only the running page knows the headers; they are left out: give them with -H"),
            UnknownValues(names) => write!(f, "only the running page knows the value of {}: the code stands for it", and(names)),
        }
    }
}

impl Display for English<PageSource> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            PageSource::Origin => "Origin",
            PageSource::Referer => "Referer",
            PageSource::Address => "the page's address",
            PageSource::Script => "the script that asked",
            PageSource::Option => "--origin",
        })
    }
}

impl Display for English<Shortcut> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            Shortcut::Cache => "the browser's cache",
            Shortcut::ServiceWorker => "a service worker",
            Shortcut::TestRoute => "a test's route",
        })
    }
}

impl Display for English<&Lost> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Lost::Status0 => f.write_str("no answer is recorded (status 0)"),
            Lost::Failed(error, None) => f.write_str(error),
            Lost::Failed(error, Some(inside)) => write!(f, "{error}: {}", English(*inside)),
        }
    }
}

impl Display for English<Inside> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            Inside::Extension => {
                "something in the browser blocked it, such as an ad blocker: no server can change that"
            }
            Inside::LocalNetwork => "Chrome did not let the page reach the local network",
            Inside::GivenUp => "the page gave it up before an answer came",
        })
    }
}

impl Display for English<&ImportCause> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use ImportCause::*;
        match self.0 {
            NoMessage => f.write_str("no browser prints a message like this"),
            NoCurl => f.write_str("there is no curl command with a URL in it"),
            NoUrl => f.write_str("this command has no URL"),
            NoUri => f.write_str("this command has no -Uri"),
            NoValue(option) => write!(f, "{option} needs a value, and the command ends here"),
            OpenQuote => f.write_str("this quote is never closed"),
            NoCall => f.write_str("nothing here makes a request: no fetch(), XMLHttpRequest, axios or $.ajax()"),
            NoJavaScript(why) => write!(f, "this is no JavaScript: {why}"),
            UnknownUrl(code) => write!(f, "only the running page knows this URL: {code}"),
            NoRequest => f.write_str("there is no request before this answer"),
            NoHeader => f.write_str("this line of a head is no header"),
            NoHar(why) => write!(f, "this is no HAR: {why}"),
            Unreadable(why) => f.write_str(why),
            NoScript => f.write_str("this is no JavaScript"),
            NoHeadUrl => f.write_str("these headers do not say to which URL they belong"),
            HarEnds => f.write_str("the recording ends in the middle"),
            NoJson(why) => write!(f, "this is no JSON: {why}"),
            NoYaml(why) => write!(f, "this is no YAML: {why}"),
            NoOperation => f.write_str("there is no operation under paths"),
        }
    }
}

impl Display for English<ImportCure> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            ImportCure::CopyMessage => "copy the red lines from the browser's console, with the URL",
            ImportCure::CopyAsCurl => "in the browser's network panel, choose Copy as cURL",
            ImportCure::CopyAsPowerShell => "in the browser's network panel, choose Copy as PowerShell",
            ImportCure::CopyAsFetch => "in the browser's network panel, choose Copy as fetch",
            ImportCure::CopyAgain => "copy the command once more, as a whole",
            ImportCure::PasteWholeCall => "paste the call as a whole, from fetch( to the closing parenthesis",
            ImportCure::WriteUrl => {
                "write the URL in its place, or copy the request from the browser's network panel"
            }
            ImportCure::CopyUrlToo => {
                "copy the part with the request URL too, or say what was asked with --url and --origin"
            }
            ImportCure::GiveRequest => {
                "put the request's head before it, or say what was asked with --url and --origin"
            }
            ImportCure::WriteHeader => "write Name: value, and leave a line blank behind the head",
        })
    }
}
