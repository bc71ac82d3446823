//! English.

use super::part::{Label, Told};

#[rustfmt::skip]
pub(super) fn of(told: &Told) -> String {
    use Told::*;
    match told {
        Import(note) => note.to_string(),
        ReadAs(url) => format!("read as {url}; in fetch() the scheme must be written"),
        FileOrigin(given) => format!("a page at {given} has no origin of its own: browsers send Origin: null, and so does this"),
        OriginAsSent(given, sent) => format!("browsers send {given} as {sent}, and so does this"),
        MadeUpOrigin(origin) => format!("no --origin was given, so a page at {origin} asks; give the origin of yours"),
        CookiesIdle => "without --credentials include, cookies go to the page's own origin only".into(),
        About(request, note) => format!("{request}: {}", of(note)),

        BlockedOnThisMachine(browser) => format!("{} prints this when something on this machine blocks the request, such as an ad blocker", the(*browser)),
        MeansOne(browser, name) => format!("{} prints this for {name} alone", the(*browser)),
        MeansFew(browser, names) => format!("{} prints this for {}; the server is asked which it is", the(*browser), names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")),
        MeansMany { browser, number, first, second, last } => format!("{} prints this for {number} causes, from {first} and {second} to {last}; the server is asked which it is", the(*browser)),
        AllowedNow => "this request is allowed now: the message is from another request (give its method and headers with -X and -H), from before a change, or from an old answer in a cache".into(),
        NotMeant(name) => format!("{name} is not what the browser's message means: perhaps something has changed since"),
        PrintsWhen { browser, is_preflight } => format!("{} prints this{}, when one of these is so:", browser.unwrap_or("A browser"), if *is_preflight { ", about the answer to a preflight" } else { "" }),
        PrintsWhenBlockedHere(browser) => format!("{} prints this, when something on this machine blocks the request: an extension, an ad blocker or a firewall. No server can change that.", browser.unwrap_or("A browser")),
        PrintsWhenPolicyForbids(browser) => format!("{} prints this, when the page's own Content-Security-Policy forbids the request. That is not CORS, and no header of the server that was asked changes it: whoever serves the page names the server's origin in the directive, connect-src for fetch().", browser.unwrap_or("A browser")),
        PrintsWhenOpaque(browser) => format!("{} prints this, when an element, or a request in mode no-cors, wanted an image, a script or the like, and JSON, HTML or something else came: it is dropped before the page sees it. Call the right URL, for this is often an error page; or ask with CORS, by crossorigin or in mode cors, and let the server allow the page.", browser.unwrap_or("A browser")),
        PrintsWhenBodyBroke(browser) => format!("{} prints this, when the head of an answer came, and its body broke off or cannot be decoded. That is not CORS: compare Content-Length, Transfer-Encoding and Content-Encoding with what the server, or a proxy before it, really sends.", browser.unwrap_or("A browser")),
        AskTheServer => "`corsac codes NAME` says more about one. Without --offline the server is asked which it is.".into(),
        NothingWasSent => "The browser blocked it by itself, before anything was sent: no server's answer shows it. `corsac codes NAME` says more.".into(),

        SentWithCredentials => "the browser blocked it, so it was sent with credentials".into(),
        CredentialsDecide => "with credentials it is blocked, without them it is allowed; the recording leaves out cookies, so nobody can tell".into(),
        BlockedAllTheSame => "the browser blocked it all the same: its recording may lack a header or a preflight".into(),
        NoAnswerRecorded => "no answer is recorded".into(),
        AnswersLost { fetches, lines, more } => {
            let more = if *more > 0 { format!("\n  … and {more} more") } else { String::new() };
            format!("the recording does not hold the answers of {}; --replay asks the servers again:\n  {}{more}", fetches_of(*fetches), lines.join("\n  "))
        }
        Summary { name, fetches, allowed, failed, same_origin, without_cors, without_page } => {
            let mut parts = vec![format!("{allowed} allowed"), format!("{failed} kind{} of failure", if *failed == 1 { "" } else { "s" })];
            for (count, what) in [
                (same_origin, "of the page's own origin"),
                (without_cors, "that CORS does not concern"),
                (without_page, "whose page is not recorded"),
            ] {
                if *count > 0 {
                    parts.push(format!("{count} {what}"));
                }
            }
            format!("{name}: {}: {}", fetches_of(*fetches), parts.join(", "))
        }
        Entries { name, numbers, more, alike } => {
            let entries = if numbers.len() == 1 { "entry" } else { "entries" };
            format!("{name}, {entries} {}{}: {alike}", numbers.join(", "), and_more(*more))
        }

        Signs => "✔ allowed   ✘ blocked   · not sent, and nothing is in its way so far   ? nobody answered".into(),
        Inconsistent { column, few, more, is_blocked, others } => {
            let are = if few.len() == 1 { "is" } else { "are" };
            let what = if *is_blocked { "blocked" } else { "not blocked" };
            format!("inconsistent for {column}: {}{} {are} {what}, unlike {others} others", few.join(", "), and_more(*more))
        }
        Cell { file, row, column } => format!("{file}: {row} for {column}"),
        WithCookies => ", with cookies".into(),
        InVain => ", which no policy names".into(),

        Unmet { expected, found } => format!("Expected {expected}, found {found}."),

        CtrlC => "Ctrl-C stops it.".into(),
        Still { url, found, until } => format!("{url}: still {}, and not {until}", found.map_or("no answer", |name| name.as_str())),
        AgainIn { clock, state, seconds } => format!("{clock} {state} - again in {seconds} s"),
        Stopped => "Stopped.".into(),
        StoppedWithCut(cut) => format!("Stopped; {cut} connections were still busy and were cut."),
        ThisIsTheDemo => "this is the demo; to serve the corsac.toml that is here: corsac serve corsac.toml".into(),
        ListeningOn(url) => format!("Listening on {url}"),
        CtrlCAndLog => "Ctrl-C stops it. What is refused is logged below.".into(),
        NoPolicy => "no policy".into(),
        Policy(name) => format!("policy {name}"),
        Guarded => ", guarded against forged requests".into(),
        AgentTakes(url) => format!("The agent takes requests at {url}"),
        RequestsFromKeyboard => "Reading requests as JSON lines from the keyboard; Ctrl-D ends. --help shows one.".into(),

        Checked { routes, policies, warnings } => format!("{} and {}, {}", number(*routes, "route", "routes"), number(*policies, "policy", "policies"), number(*warnings, "warning", "warnings")),
        Refused { errors, warnings } => format!("{}, {}", number(*errors, "error", "errors"), number(*warnings, "warning", "warnings")),
        NoMistakes => "no mistakes".into(),
        Counted { errors, warnings } => format!("{errors} errors, {warnings} warnings"),
        TableHead => "| | Line | What | Mistake |".into(),

    }
}

/// Words that stand before sentences and behind numbers.
pub(super) const fn label(label: Label) -> &'static str {
    use Label::*;
    match label {
        EntriesSoFar => "entries",
        RequestsSoFar => "requests",
        ScenariosSoFar => "scenarios",
        Error => "error:",
        Warning => "warning:",
        Help => "help:",
        Note => "note:",
        Timeout => "timeout:",
        Write => "write",
    }
}

fn the(browser: Option<&'static str>) -> &'static str {
    browser.unwrap_or("the browser")
}

fn fetches_of(count: usize) -> String {
    if count == 1 { "1 fetch".to_owned() } else { format!("{count} fetches") }
}

fn and_more(more: usize) -> String {
    if more > 0 { format!(" and {more} more") } else { String::new() }
}

fn number(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
