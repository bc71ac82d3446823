//! Laws that hold for every policy and every request.

use super::{Head, allowing, decide, policy, strings};
use corsac::fetch::OriginRef;
use corsac::server::{
    Config, Decision, Headers, Policy, RequestClass, RequestHead, RequestHeader, ResponseHeader,
    SourceFailed, Value, Why,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::cell::Cell;

fn some_of(items: &[&'static str]) -> impl Strategy<Value = Vec<String>> + use<> {
    subsequence(items.to_vec(), 0..=items.len()).prop_map(|items| strings(&items))
}

/// Configurations that can be built.
fn config() -> impl Strategy<Value = Config> {
    let origins = ["*", "https://app.example", "https://*.app.example", "https://app.example:*"];
    let lists = (
        some_of(&origins).prop_filter("an origin is needed", |origins| !origins.is_empty()),
        some_of(&["*", "PUT", "PATCH", "purge"]),
        some_of(&["*", "x-a", "X-B", "Authorization"]),
        some_of(&["*", "ETag", "X-Total", "Content-Type"]),
    );
    let flags =
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), select(vec![None, Some(-1), Some(60)]));
    (lists, flags).prop_map(
        |((origins, methods, headers, exposed), (credentials, enforce, debug, null, max_age))| {
            let allow_credentials = credentials && !origins.iter().chain(&exposed).any(|item| item == "*");
            Config {
                allow_origins: origins,
                allow_credentials,
                allow_methods: methods,
                allow_headers: headers,
                expose_headers: exposed,
                max_age,
                enforce,
                debug,
                dangerously_allow_null_origin: null,
                ..Config::default()
            }
        },
    )
}

/// The value of a line: mostly one that means something, sometimes any bytes.
fn value(known: &[&'static str]) -> impl Strategy<Value = Vec<u8>> + Clone + use<> {
    prop_oneof![
        9 => select(known.to_vec()).prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ]
}

/// None, one or several lines.
fn lines(
    name: RequestHeader,
    known: &[&'static str],
) -> impl Strategy<Value = Vec<(RequestHeader, Vec<u8>)>> + use<> {
    let count = prop_oneof![2 => 0..=0usize, 6 => 1..=1usize, 1 => 2..=3usize];
    let value = value(known);
    count
        .prop_flat_map(move |count| prop::collection::vec(value.clone(), count))
        .prop_map(move |values| values.into_iter().map(|value| (name, value)).collect())
}

fn head() -> impl Strategy<Value = Head> {
    let origins = [
        "https://app.example",
        "https://a.app.example",
        "https://app.example:1",
        "https://evil.example",
        "null",
    ];
    let headers = ["x-a", "x-b,x-a", "X-B , x-a", "authorization", "x-c", "", " , ", "x-a,,,"];
    let lines = (
        lines(RequestHeader::Origin, &origins),
        lines(RequestHeader::AccessControlRequestMethod, &["GET", "PUT", "PATCH", "purge", "", "a b"]),
        lines(RequestHeader::AccessControlRequestHeaders, &headers),
        lines(RequestHeader::Host, &["evil.example", "app.example"]),
    );
    let method =
        prop_oneof![4 => Just("OPTIONS"), 3 => Just("GET"), 1 => select(vec!["POST", "", "options"])];
    (method, lines).prop_map(|(method, (origin, asked, headers, host))| Head {
        method: method.into(),
        lines: [origin, asked, headers, host].concat(),
        ..Head::default()
    })
}

/// Configurations with every field at work, those of [`config`] among them.
fn any_config() -> impl Strategy<Value = Config> {
    let insecure = ["http://plain.example", "http://*.plain.example:8080", "https://*.co.uk", "null"];
    let lists = (some_of(&insecure), some_of(&["https://api.example", "http://api.example:8080"]));
    let texts = select(vec![None, Some("same-origin"), Some("same-site"), Some("cross-origin")]);
    let flags = (any::<bool>(), any::<bool>(), select(vec![200, 204]), -1i64..=86_400);
    (config(), lists, texts, flags).prop_map(|(config, (unsafe_origins, own_origins), policy, flags)| {
        let (check_websockets, timing_allow_origin, preflight_status, max_age) = flags;
        Config {
            allow_origins: [config.allow_origins, unsafe_origins].concat(),
            max_age: config.max_age.map(|_| max_age),
            preflight_status,
            own_origins,
            check_websockets,
            timing_allow_origin,
            cross_origin_resource_policy: policy.map(str::to_owned),
            dangerously_allow_null_origin: true,
            dangerously_allow_insecure_origins: true,
            dangerously_allow_public_suffix_wildcards: true,
            ..config
        }
    })
}

const VARYING: [RequestHeader; 3] = [
    RequestHeader::Origin,
    RequestHeader::AccessControlRequestMethod,
    RequestHeader::AccessControlRequestHeaders,
];

/// Whether what the header brings is answered by `*`, for every request alike.
fn is_answered_by_wildcard(name: RequestHeader, headers: &Headers, policy: &Policy) -> bool {
    let value = |header| headers.get(header).and_then(|value| policy.value(value));
    let starts = |header| value(header).is_some_and(|value| value.starts_with('*'));
    let any_origin = policy.config().allow_origins.iter().any(|origin| origin == "*");
    match name {
        RequestHeader::Origin => any_origin,
        RequestHeader::AccessControlRequestMethod => starts(ResponseHeader::AccessControlAllowMethods),
        RequestHeader::AccessControlRequestHeaders => starts(ResponseHeader::AccessControlAllowHeaders),
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A cache that keeps an answer under what `Vary` names serves no request wrongly with it.
    #[test]
    fn vary_covers_what_was_read(config in config(), head in head()) {
        let policy = policy(config);
        let decision = policy.decide(&head);
        for name in head.read.borrow().iter().filter(|name| VARYING.contains(name)) {
            let covered = decision.headers().vary().contains(*name)
                || is_answered_by_wildcard(*name, decision.headers(), &policy);
            prop_assert!(covered, "{:?} in {:?}", name, decision);
        }
    }

    /// Requests that agree on what `Vary` names get one answer, but for what `*` answers.
    #[test]
    fn vary_tells_answers_apart(config in config(), head in head(), other in head()) {
        let policy = policy(config);
        let decision = policy.decide(&head);
        let mut twin = Head { method: head.method.clone(), ..Head::default() };
        for name in VARYING.into_iter().chain([RequestHeader::Host]) {
            let fixed = name == RequestHeader::Host || decision.headers().vary().contains(name);
            let source = if fixed { &head } else { &other };
            twin.lines.extend(source.lines.iter().filter(|line| line.0 == name).cloned());
        }
        let again = policy.decide(&twin);
        // A `*` would serve these too, but no browser sends them.
        prop_assume!(!matches!(again.why(), Why::MalformedMethod | Why::SeveralMethods));
        prop_assume!(RequestClass::of(&head) == RequestClass::of(&twin));
        for header in ResponseHeader::ALL {
            let (first, second) = (decision.headers().get(header), again.headers().get(header));
            let text = first.and_then(|value| policy.value(value));
            let serves_both = second.is_none() && text.is_some_and(|text| text.starts_with('*'));
            prop_assert!(first == second || serves_both, "{:?} of {:?} and {:?}", header, head, twin);
        }
    }

    #[test]
    fn every_request_has_one_class(head in head()) {
        let has = |name| head.lines(name).next().is_some();
        let expected = match (has(RequestHeader::Origin), has(RequestHeader::AccessControlRequestMethod)) {
            (false, _) => RequestClass::NotCors,
            (true, true) if head.method == b"OPTIONS" => RequestClass::CorsPreflight,
            (true, _) => RequestClass::Cors,
        };
        prop_assert_eq!(RequestClass::of(&head), expected);
    }

    #[test]
    fn only_a_preflight_or_enforcement_keeps_a_request_from_the_service(config in config(), head in head()) {
        let decision = policy(config.clone()).decide(&head);
        let answered = matches!(decision, Decision::Answer { .. });
        let is_preflight = RequestClass::of(&head) == RequestClass::CorsPreflight;
        prop_assert_eq!(answered, is_preflight || (config.enforce && decision.why().is_refusal()));
    }

    /// Outside debug mode a refusal brings no header but `Vary`; with `*` the headers are constant.
    #[test]
    fn a_refusal_discloses_nothing(config in config(), head in head()) {
        let decision = policy(Config { debug: false, ..config }).decide(&head);
        if decision.why().is_refusal() {
            prop_assert_eq!(decision.headers().iter().count(), 0);
        }
        if let Decision::Answer { status, why, .. } = decision {
            prop_assert_eq!(status, if why == Why::PreflightAllowed { 204 } else { 403 });
        }
    }

    /// What an adapter prepares is what it needs.
    #[test]
    fn every_answer_to_a_preflight_can_be_prepared(config in config(), head in head()) {
        let policy = policy(Config { debug: false, ..config });
        if RequestClass::of(&head) == RequestClass::CorsPreflight {
            let decision = policy.decide(&head);
            prop_assert!(policy.preflight_answers().contains(decision.headers()), "{:?}", decision);
        }
    }

    /// `*` never meets credentials, and an allowed origin is named once.
    #[test]
    fn wildcards_and_credentials_never_meet(config in config(), head in head()) {
        let policy = policy(config);
        let headers = *policy.decide(&head).headers();
        if headers.get(ResponseHeader::AccessControlAllowCredentials).is_some() {
            prop_assert!(headers.iter().all(|(_, value)| value != Value::Wildcard));
            prop_assert!(headers.iter().all(|(_, value)| policy.value(value).is_none_or(|text| !text.contains('*'))));
            prop_assert_eq!(headers.get(ResponseHeader::AccessControlAllowOrigin), Some(Value::RequestOrigin));
        }
        if headers.iter().any(|(_, value)| value == Value::RequestOrigin) {
            prop_assert_eq!(head.lines(RequestHeader::Origin).count(), 1);
        }
    }

    #[test]
    fn the_configuration_comes_back(config in any_config(), head in head()) {
        let policy = policy(config.clone());
        prop_assert_eq!(policy.config(), &config);
        let again = Policy::new(policy.config().clone()).unwrap();
        prop_assert_eq!(again.decide(&head), policy.decide(&head));
        prop_assert_eq!(again.to_string(), policy.to_string());
        prop_assert_eq!(again, policy);
    }

    /// Also by way of a text.
    #[cfg(feature = "serde")]
    #[test]
    fn the_configuration_comes_back_from_text(config in any_config()) {
        let text = serde_json::to_string(policy(config.clone()).config()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Config>(&text).unwrap(), config);
    }

    /// One that does not build comes back from a text all the same, and so do its mistakes.
    #[cfg(feature = "serde")]
    #[test]
    fn mistakes_come_back_from_text(config in any_config(), entry in ".{0,20}") {
        let config = Config { allow_origins: vec![entry.clone()], allow_headers: vec![entry], ..config };
        let again: Config = serde_json::from_str(&serde_json::to_string(&config).unwrap()).unwrap();
        prop_assert_eq!(Policy::new(again.clone()).err(), Policy::new(config.clone()).err());
        prop_assert_eq!(again.warnings(), config.warnings());
    }

    /// With a source: what was read is covered, and whether the source was asked is told.
    #[test]
    fn vary_covers_what_was_read_with_a_source(config in config(), head in head(), answer in 0u8..3) {
        let policy = policy(config);
        let was_asked = Cell::new(false);
        let source = |_: &OriginRef<'_>| {
            was_asked.set(true);
            if answer == 0 { Err(SourceFailed) } else { Ok(answer == 1) }
        };
        let decision = policy.decide_with(&head, &source);
        let headers = decision.headers();
        for name in head.read.borrow().iter().filter(|name| VARYING.contains(name)) {
            let covered = headers.vary().contains(*name) || is_answered_by_wildcard(*name, headers, &policy);
            prop_assert!(covered, "{:?} in {:?}", name, decision);
        }
        prop_assert_eq!(headers.depends_on_source(), was_asked.get());
        // What a source says about an origin depends on the origin at least.
        prop_assert!(!was_asked.get() || headers.vary().contains(RequestHeader::Origin));
        prop_assert_eq!(policy.unlisted_origin(&head).is_some(), was_asked.get());
        if !was_asked.get() {
            prop_assert_eq!(decision, policy.decide(&head));
        }
    }

    /// A source that looks at the origin alone makes no answer differ that `Vary` does not tell apart.
    #[test]
    fn vary_tells_answers_of_a_source_apart(config in config(), head in head(), other in head()) {
        let policy = policy(config);
        let source = |origin: &OriginRef<'_>| Ok::<_, SourceFailed>(origin.host.len().is_multiple_of(2));
        let decision = policy.decide_with(&head, &source);
        if decision.headers().vary().contains(RequestHeader::Origin) {
            return Ok(());
        }
        let mut twin = Head { method: head.method.clone(), ..Head::default() };
        let of = |head: &Head, name: RequestHeader, yes: bool| -> Vec<_> {
            head.lines.iter().filter(|line| (line.0 == name) == yes).cloned().collect()
        };
        twin.lines = [of(&other, RequestHeader::Origin, true), of(&head, RequestHeader::Origin, false)].concat();
        if RequestClass::of(&twin) != RequestClass::of(&head) {
            return Ok(());
        }
        let again = policy.decide_with(&twin, &source);
        prop_assert!(decision.headers().iter().eq(again.headers().iter()), "{:?} and {:?}", head, twin);
    }

    /// How a list of requested headers is ordered, spelled, spaced and split over lines is all one.
    #[test]
    fn the_form_of_requested_headers_does_not_matter(
        names in Just(vec!["x-a", "x-b", "x-c", "authorization"]).prop_shuffle(),
        count in 0usize..4,
        upper in any::<[bool; 4]>(),
        blanks in prop::array::uniform4("[ \t]{0,8}"),
        split in any::<[bool; 4]>(),
    ) {
        let config = Config { allow_headers: strings(&["X-A", "x-b", "AUTHORIZATION"]), ..allowing(&["https://app.example"]) };
        let names = &names[..count];
        let mut lines = vec![String::new()];
        for (index, name) in names.iter().enumerate() {
            let name = if upper[index] { name.to_uppercase() } else { (*name).to_owned() };
            let name = format!("{0}{name}{0}", blanks[index]);
            match lines.last_mut() {
                Some(line) if index > 0 && !split[index] => *line = format!("{line},{name}"),
                Some(line) if line.is_empty() => *line = name,
                _ => lines.push(name),
            }
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = decide(&config, &Head::preflight("https://app.example", "GET", &lines));
        prop_assert_eq!(text.starts_with("204"), !names.contains(&"x-c"), "{:?}: {}", lines, text);
        prop_assert_eq!(text.contains("allow-headers"), count > 0 && !names.contains(&"x-c"));
    }
}
