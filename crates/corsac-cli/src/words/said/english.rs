//! English.

use super::part::{Belonging, Said};

#[rustfmt::skip]
pub(super) fn of(said: &Said) -> String {
    use Said::*;
    let say = |inner: &Said| of(inner);
    match said {
        Plain(text) | System(_, text) => text.clone(),

        Import(cause) => cause.to_string(),
        File(cause) => cause.to_string(),
        Config(cause) => cause.to_string(),
        Origin(kind) => corsac::explain::Language::English.origin_error(*kind),
        Path(refused) => refused.to_string(),
        HeaderValue(name) => format!("header {name}: its value holds a control character, which cannot be sent"),
        CookieFor(url) => format!("cookie for {url}: write it as name=value, on one line"),
        CookieUrl(url) => format!("cookie for {url:?}: not a URL; write it like https://bank.example"),
        SeveralRecordings(count, names) => format!("there are {count} recordings in it: {names}"),
        BadArchive(why) => format!("this archive cannot be read: {why}"),
        Encrypted(name) => format!("{name} in it has a password"),
        OddlyPacked(name, how) => format!("{name} in it is packed with {how}"),
        NoRecording(shown, more) => {
            let more = if *more > 0 { format!(" and {more} more files") } else { String::new() };
            let shown = if shown.is_empty() { "nothing at all".to_owned() } else { shown.join(", ") };
            format!("there is no recording in it, but {shown}{more}")
        }
        NoDiagnosis(text) => format!("there is no diagnosis {text:?}"),
        NoBaseline(why) => format!("no baseline: {why}"),
        BaselineSchema { found, wanted } => format!("no baseline: its schema is {found:?}, and not {wanted}"),
        NeedsAnswer(method) => format!("it takes the answer to the {method}, which may change something at the server"),
        NoAddress(text) => format!("{text} is no IP address"),
        NotScenario(why) => format!("not a scenario: {why}"),
        NoKeyHere(key) => format!("there is no key {key:?} here"),
        InTable(path, cause) => format!("{path}: {}", say(cause)),
        NoPreset(name) => format!("no user agent {name}"),
        NotRequest(why) => format!("not a request: {}", say(why)),
        AtColumn(why, column) => format!("{why} at column {column}"),
        NoHeaderName(name) => format!("{name:?} is no name of a header"),
        Doubtful(cause) => cause.to_string(),
        Foreign(cure) => cure.to_string(),
        NotJson(why) => format!("not JSON: {why}"),
        NoKey(key, cure) => format!("there is no key {key:?}: {}", say(cure)),
        Belongs(what) => format!("{} belongs here", belonging(*what)),

        Cure(cure) => cure.to_string(),
        Taken(other) => format!("another program listens there: stop it, or {}", say(other)),
        ForAdministrators(other) => format!("ports below 1024 are for the administrator: {}", say(other)),
        NotThisMachines(other) => format!("this machine does not have that address: {}", say(other)),
        SayInput(names) => format!("say what it is with --input {names}"),
        Write(text) => format!("write {text}"),
        NearestDiagnosis(name) => format!("the nearest is {name}: corsac codes {name}"),
        RoutesAre(paths) => format!("the routes are {paths}"),
        KnownAre(names) => format!("known are {names}"),
        SwitchAccepts(switch) => format!("{switch} = true accepts it, if it has to be"),
        Similar(meant) => format!("similar: {meant}"),
        NearestName(name) => format!("there is no diagnosis of this name; the nearest is {name}"),
        Several(all) => all.iter().map(of).collect::<Vec<_>>().join("; "),
        TheMachine | TheRequest | TheDemo | TheDemosPolicy | TheGateway | ThePage | TheClient | TheAgent | TheMessage | TheDescription | StandardOutput | Signals | NoPolicy => place(said).to_owned(),
        other => sentence(other).to_owned(),
    }
}

/// Where a problem is.
#[rustfmt::skip]
const fn place(said: &Said) -> &'static str {
    use Said::*;
    match said {
        TheMachine => "the machine",
        TheRequest => "the request",
        TheDemo => "the demo",
        TheDemosPolicy => "the demo's policy",
        TheGateway => "the gateway",
        ThePage => "the page",
        TheClient => "the client",
        TheAgent => "the agent",
        TheMessage => "the message",
        TheDescription => "the description",
        StandardOutput => "standard output",
        Signals => "signals",
        NoPolicy => "no policy",
        _ => "",
    }
}

/// Those that name nothing.
#[rustfmt::skip]
const fn sentence(said: &Said) -> &'static str {
    use Said::*;
    match said {

        Cookie => "a cookie of the request: write it as name=value, on one line",
        RequestsFromInput => "the requests come from standard input, too",
        GivePolicy => "give --policy FILE or --config-json JSON",
        FourPorts => "the demo needs four ports from here on",
        FileHasMistakes => "nothing is served with mistakes in the policy file",
        Unrecognised => "this is nothing that is recognised by itself",
        NotExplainedYet => "this kind of text is not explained yet",
        NothingAboutAnswer => "a request says nothing about its answer",
        NoUrlInMessage => "it does not name a URL",
        NoServer => "it does not say where the API is served",
        NoColon => "there is no colon in it",
        OtherMachines => "other machines could fetch through the agent",
        NoResults => "there are no results for this format",
        LeaveFormatOut => "leave --format out, or take json or ndjson",
        LongArchive => "an archive of more than 256 MiB from a pipe is not kept",
        SaveArchive => "save it, and give the path of the file",
        UnpackOne => "unpack it, and give the one that is meant",
        UnpackFirst => "unpack it first",
        RelativeUrl => "this URL is relative to the page, and nothing says which page asks",
        GivePage => "give the page with --origin, as in --origin https://app.example.com",
        NoExample => "the page has no example",
        NeverWithExpect => "with --expect it would say nothing",
        NoSuchFile => "there is no such file",
        WatchSends => "watch would send the request again and again",
        NoRoute => "no route covers it",
        LineTooLong => "a line of more than 16 MiB",
        NotUtf8 => "not UTF-8",
        NoEquals => "there is no = in it",
        NoNameBeforeEquals => "there is no name before the =",
        GuardWithoutPolicy => "a guard needs a policy in front of it: add one",
        SeveralRoutes => "the file has several routes: add a path, or give --route",
        KeyTwice => "the key stands earlier, too: leave one of them out",
        KeysByThemselves => "a policy's keys stand by themselves",
        NoObject => "an object in braces belongs here",

        NameAFile => "name a file for one of them",
        OtherPorts => "choose other ports, as in: corsac serve --port 9000",
        ChangeListen => "change listen in the file's [server]",
        OtherListen => "choose another with --listen 127.0.0.1:PORT",
        MendAbove => "mend what is shown above; corsac check shows it again",
        CheckPath => "check the path; - reads standard input",
        SaveAsUtf8 => "save it as UTF-8",
        MayNotRead => "this user may not read the file",
        CheckWhole => "check that the file is whole",
        GiveAnswers => "give the answers too, as a recording (HAR) or as raw heads",
        GiveUrl => "give the URL with --url",
        GiveServer => "give the server with --url, as in --url https://api.example.com",
        ExportHar => "in the network panel, choose Export HAR, or Save All As HAR",
        WriteOrigin => "write scheme, host and port, as in https://app.example.com",
        WriteHeader => "write 'Name: value'",
        WriteAddress => "write NAME=ADDRESS, as in api.example.com=127.0.0.1 or api.example.com=127.0.0.1:8443",
        WriteConfig => "write {\"allow_origins\": [\"https://app.example.com\"]}",
        ListenOnLoopback => "listen on 127.0.0.1 or [::1]",
        CodesLists => "corsac codes lists them all",
        LeaveOneOut => "leave one of the two out",
        UpdateWrites => "--update-baseline writes it",
        UpdateWritesAnew => "--update-baseline writes it anew",
        SeeDirectory => "see whether the directory is there",
        SeeDisk => "see whether the disk is full",
        WatchPreflight => "watch its preflight, and use corsac explain --send once it passes",
        UntilNotSent => "wait for --until not-sent, which says that the preflight has passed",
        WritableDirectory => "choose a directory that you may write to",
        SeeHelp => "For more information, try '--help'.",
        WriteTime => "write a number with a unit: 500ms, 60s, 2m or 1h",
        TimeBounds => "write something between 1ms and 1000000s",
        WriteExpected => "write allowed, blocked, or a diagnosis that corsac codes lists",
        HelpShowsScenario => "corsac simulate --help shows a scenario",
        Plain(_) | System(..) | Import(_) | File(_) | Config(_) | Origin(_) | Path(_)
        | HeaderValue(_) | SeveralRecordings(..) | BadArchive(_) | Encrypted(_) | OddlyPacked(..) | NoRecording(..) | CookieFor(_) | CookieUrl(_) | NoDiagnosis(_) | NoBaseline(_) | BaselineSchema { .. } | NeedsAnswer(_) | NoAddress(_)
        | NotScenario(_) | NoKeyHere(_) | InTable(..) | NoPreset(_) | NotRequest(_) | NotJson(_) | NoKey(..) | AtColumn(..) | NoHeaderName(_)
        | Doubtful(_) | Foreign(_) | Belongs(_) | Cure(_) | Taken(_) | ForAdministrators(_)
        | NotThisMachines(_) | SayInput(_) | Write(_) | NearestDiagnosis(_) | RoutesAre(_) | KnownAre(_)
        | SwitchAccepts(_) | Several(_) | Similar(_) | NearestName(_) | TheMachine | TheRequest | TheDemo | TheDemosPolicy | TheGateway | ThePage | TheClient | TheAgent | TheMessage | TheDescription | StandardOutput | Signals | NoPolicy => "",
    }
}

const fn belonging(what: Belonging) -> &'static str {
    match what {
        Belonging::Text => "a text in quotes",
        Belonging::Texts => "a list of texts in square brackets",
        Belonging::Flag => "true or false without quotes",
        Belonging::Number => "a whole number without quotes",
        Belonging::PreflightStatus => "200 or 204, a number without quotes,",
    }
}
