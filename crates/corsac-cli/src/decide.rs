//! `corsac decide`: what a policy answers, request by request.

mod answer;
mod config_json;
mod refusal;
mod request;
mod rules;
mod typed;

use crate::exit::Exit;
use crate::format::json_line;
use crate::lines::{Line, Lines};
use crate::out::Out;
use crate::print::{print, print_error};
use crate::problem::Problem;
use crate::source::Opened;
use crate::terminal::{Ink, Terminal};
use crate::words::said::Said;
use crate::words::told::{Label, Told};
use answer::Misread;
use corsac::explain::Language;
use refusal::Refusal;
use request::Request;
use rules::Rules;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// Say what a policy answers: requests as JSON lines in, decisions as JSON lines out
///
/// The policy comes from a policy file, where the path of a request chooses the route as it does in
/// `corsac serve`, or from JSON on the command line. Nothing is sent and nothing is served. Each request becomes
/// one line, written while more come; a line that is no request becomes a line with an error and its number, and
/// the others are decided.
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("from").required(true),
    after_help = "\
Examples:
  corsac decide --policy corsac.toml < requests.jsonl
  corsac decide --config-json '{\"allow_origins\": [\"https://app.example.com\"]}' < requests.jsonl",
    after_long_help = LONG_HELP)]
pub(crate) struct DecideArguments {
    /// The policy file
    #[arg(long, value_name = "FILE", group = "from")]
    policy: Option<PathBuf>,

    /// Decide as for this path, whatever the requests' own are
    #[arg(long, value_name = "PATH", conflicts_with = "config_json")]
    route: Option<String>,

    /// The policy as JSON: the keys of a [policy.NAME] table in an object
    #[arg(long, value_name = "JSON", group = "from")]
    config_json: Option<String>,

    /// Only say what is wrong or doubtful about the policy, and read no requests
    #[arg(long)]
    check: bool,

    /// The requests, as JSON lines; - reads standard input
    #[arg(value_name = "REQUESTS", default_value = "-")]
    requests: PathBuf,
}

const LONG_HELP: &str = r#"A request, on one line:
  {"method": "OPTIONS", "path": "/items/1", "headers": [
    ["Origin", "https://app.example.com"], ["Access-Control-Request-Method", "PUT"]]}

  path     chooses the route of a policy file; it may be left out where there is only one
  headers  the lines as they come, repeated ones too. A character up to U+00FF is the byte of
           that number, as in Latin-1; a value with any other is taken as UTF-8.

What is decided:
  {"kind": "preflight", "allowed": true, "answered": true, "status": 204, "headers": [
    ["access-control-allow-origin", "https://app.example.com"], …], "vary": ["origin", …],
    "why": "preflight-allowed"}

  kind      not-cors (no Origin, or a WebSocket that the policy checks by itself),
            actual (for the service) or preflight
  allowed   whether scripts of the origin may read the answer
  answered  whether the request is answered without the service, with this status; otherwise
            status is null, and the headers are added to the service's answer
  vary      what to name in Vary besides
  why       the reason; for a policy file also no-route, no-policy, ambiguous-path and
            dot-segments, and the reason of a guard that refuses

A line that is no request:
  {"line": 3, "error": "…"}

A policy that does not build, instead of all this:
  {"errors": [{"kind": "trailing-slash", "category": "invalid", "field": "allow_origins",
    "index": 0, "value": "https://example.com/", "at": 19, "message": "…",
    "corrected": "https://example.com", "dangerously": null}], "warnings": []}

  category     missing, invalid, forbidden (by the Fetch Standard) or prohibited (not safe)
  at           the first offending byte of the value
  dangerously  the key that accepts the value all the same, if there is one

The keys of --config-json, with their defaults (corsac check explains mistakes in a file):
  allow_origins = []                 "https://example.com", "https://*.example.com",
                                     "http://localhost:*" or "*"
  allow_credentials = false          cookies, HTTP authentication, client certificates
  allow_methods = []                 besides GET, HEAD and POST
  allow_headers = []                 request headers
  expose_headers = []                response headers that scripts may read
  max_age = null                     seconds that a preflight's answer may be kept
  preflight_status = 204             or 200
  enforce = false                    answer 403 to requests of other origins
  own_origins = []                   the service's own, behind a proxy that rewrites Host
  check_websockets = false           refuse WebSockets of other origins
  timing_allow_origin = false        send Timing-Allow-Origin too
  cross_origin_resource_policy = null  same-origin, same-site or cross-origin
  debug = false                      refused preflights say why
  dangerously_allow_null_origin = false
  dangerously_allow_insecure_origins = false
  dangerously_allow_public_suffix_wildcards = false

Examples:
  corsac decide --policy corsac.toml < requests.jsonl
  corsac decide --policy corsac.toml --route /api requests.jsonl
  corsac decide --policy corsac.toml --check
  echo '{"method": "GET", "headers": [["Origin", "https://a.example"]]}' |
    corsac decide --config-json '{"allow_origins": ["https://*.example"]}'

Exit codes:
  0  every request was decided, whatever was decided
  1  the policy does not build
  2  some line is no request, or the command line or a file cannot be understood"#;

/// Decides about all requests.
pub(crate) fn run(arguments: &DecideArguments, terminal: &Terminal) -> Result<Exit, Problem> {
    let rules = match rules(arguments)? {
        Ok(rules) => rules,
        Err(refusal) => {
            print(&json_line(&refusal.told_in(terminal.language))?)?;
            return Ok(Exit::Blocked);
        }
    };
    if arguments.check {
        print(&json_line(
            &Refusal { errors: Vec::new(), warnings: rules.warnings }.told_in(terminal.language),
        )?)?;
        return Ok(Exit::Expected);
    }
    for warning in &rules.warnings {
        let before = terminal.of_errors().paint(Ink::Strong, Label::Warning.say(terminal.language));
        print_error(&format!("{before} {}\n", warning.line(terminal.language)));
    }
    decide(&rules, Lines::of(open(&arguments.requests, terminal.language)?), terminal.language)
}

fn rules(arguments: &DecideArguments) -> Result<Result<Rules, Refusal>, Problem> {
    match (&arguments.policy, &arguments.config_json) {
        (Some(file), _) if is_standard_input(file) && is_standard_input(&arguments.requests) => {
            Err(Problem::at("--policy -", Said::RequestsFromInput).cure(Said::NameAFile))
        }
        (Some(file), _) => Rules::of_file(file, arguments.route.as_deref()),
        (None, Some(text)) => Ok(config_json::read(text).map(Rules::of_policy)),
        (None, None) => Err(Problem::new(Said::NoPolicy, Said::GivePolicy)),
    }
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open(path: &Path, language: Language) -> Result<Opened, Problem> {
    if is_standard_input(path) && io::stdin().is_terminal() {
        print_error(&format!("{}\n", Told::RequestsFromKeyboard.say(language)));
    }
    Opened::new(path)
}

fn decide(rules: &Rules, mut lines: Lines, language: Language) -> Result<Exit, Problem> {
    let mut out = Out::new();
    let mut worst = Exit::Expected;
    while out.is_open {
        if lines.may_wait() {
            out.flush()?;
        }
        let Some(Line { number, text }) = lines.next()? else { break };
        let request = text.and_then(|text| Request::read(&text));
        match request.and_then(|request| rules.answer(&request)) {
            Ok(answer) => out.write(&json_line(&answer)?)?,
            Err(error) => {
                worst = Exit::Usage;
                let error = error.say(language);
                out.write(&json_line(&Misread { line: number, error })?)?;
            }
        }
    }
    out.flush()?;
    Ok(worst)
}
