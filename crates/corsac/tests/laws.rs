//! The laws that hold between the halves: what a policy allows the browser half accepts, and what
//! it denies the browser half blocks.

use corsac::browser::RequestInit;
use corsac::exchange::{Scenario, ScenarioStep, ServerSpec, Transcript};
use corsac::fetch::request::CredentialsMode;
use corsac::server::Config;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const API: &str = "https://api.test/x";

const ORIGINS: [&str; 8] = [
    "https://app.test",
    "https://app.test:8443",
    "https://sub.app.test",
    "https://deep.sub.app.test",
    "https://notapp.test",
    "http://localhost:3000",
    "http://localhost",
    "null",
];

const PATTERNS: [&str; 5] = [
    "https://app.test",
    "https://*.app.test",
    "https://app.test:*",
    "http://localhost:*",
    "http://localhost:3000",
];

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "patch", "DELETE"];

const HEADERS: [&str; 5] = ["X-A", "x-b", "Authorization", "Content-Type", "Accept"];

/// What a pattern means, said as plainly as possible.
fn matches(pattern: &str, origin: &str) -> bool {
    match pattern {
        "*" => true,
        "https://*.app.test" => origin.starts_with("https://") && origin.ends_with(".app.test"),
        "https://app.test:*" => origin == "https://app.test" || origin.starts_with("https://app.test:"),
        "http://localhost:*" => origin == "http://localhost" || origin.starts_with("http://localhost:"),
        exact => exact == origin,
    }
}

fn listed(list: &[String], name: &str) -> bool {
    list.iter().any(|item| item.eq_ignore_ascii_case(name))
}

/// Whether the policy allows the request, from the words of its documentation.
fn allows(config: &Config, init: &RequestInit) -> bool {
    let credentialed = init.credentials == Some(CredentialsMode::Include);
    let origin = config.allow_origins.iter().any(|pattern| matches(pattern, &init.origin));
    let safelisted = matches!(init.method.as_str(), "GET" | "HEAD" | "POST");
    let method = safelisted || config.allow_methods.iter().any(|m| m == "*" || *m == init.method);
    let header = |(name, value): &(String, String)| {
        let simple = name == "Accept" || (name == "Content-Type" && value == "text/plain");
        let star = listed(&config.allow_headers, "*")
            && (config.allow_credentials || !name.eq_ignore_ascii_case("authorization"));
        simple || star || listed(&config.allow_headers, name)
    };
    origin && method && init.headers.iter().all(header) && (config.allow_credentials || !credentialed)
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn config() -> impl Strategy<Value = Config> {
    let origins = prop_oneof![
        1 => Just(vec!["*"]),
        4 => subsequence(PATTERNS.to_vec(), 1..=PATTERNS.len()),
    ];
    let methods =
        prop_oneof![1 => Just(vec!["*"]), 3 => subsequence(vec!["PUT", "PATCH", "patch", "DELETE"], 0..=4)];
    let mut names = HEADERS.to_vec();
    names.push("*");
    let headers = subsequence(names, 0..=6);
    (origins, methods, headers, any::<bool>(), select(vec![None, Some(0), Some(600)])).prop_map(
        |(origins, methods, headers, credentials, max_age)| Config {
            allow_credentials: credentials && origins != ["*"],
            allow_origins: strings(&origins),
            allow_methods: strings(&methods),
            allow_headers: strings(&headers),
            max_age,
            dangerously_allow_insecure_origins: true,
            ..Config::default()
        },
    )
}

fn request() -> impl Strategy<Value = RequestInit> {
    let headers = subsequence(HEADERS.to_vec(), 0..=HEADERS.len());
    let value = select(vec!["text/plain", "application/json"]);
    let credentials =
        select(vec![CredentialsMode::Omit, CredentialsMode::SameOrigin, CredentialsMode::Include]);
    (select(ORIGINS.to_vec()), select(METHODS.to_vec()), headers, value, credentials).prop_map(
        |(origin, method, headers, value, credentials)| {
            let mut init = RequestInit::new(origin, API);
            init.method = method.into();
            init.headers = headers.iter().map(|name| ((*name).into(), value.into())).collect();
            init.credentials = Some(credentials);
            init
        },
    )
}

fn play(config: &Config, steps: Vec<RequestInit>) -> Vec<Transcript> {
    let server = ServerSpec { policy: Some(config.clone()), ..ServerSpec::default() };
    let steps = steps.into_iter().map(ScenarioStep::Fetch).collect();
    Scenario { server, steps, ..Scenario::default() }.play().expect("a scenario without mistakes")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Allowed and accepted are the same; and what needs a preflight and is denied is never sent.
    #[test]
    fn what_a_policy_allows_the_browser_accepts(config in config(), init in request()) {
        let transcript = &play(&config, vec![init.clone()])[0];
        prop_assert_eq!(transcript.is_allowed(), allows(&config, &init), "{:#?}", transcript);
        if !transcript.is_allowed() && !transcript.reasons.is_empty() {
            prop_assert!(!transcript.reached_server());
        }
    }

    /// A cached preflight changes no verdict.
    #[test]
    fn the_cache_changes_no_verdict(config in config(), inits in prop::collection::vec(request(), 1..6)) {
        for (transcript, init) in play(&config, inits.clone()).iter().zip(&inits) {
            prop_assert_eq!(transcript.is_allowed(), allows(&config, init), "{:#?}", transcript);
        }
    }
}
