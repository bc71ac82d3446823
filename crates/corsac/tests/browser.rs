//! The browser half against recorded answers: the shape of each exchange.

use core::time::Duration;
use corsac::browser::{
    Action, Cause, Context, CorsCheckFailure, MainFetch, NetworkFailure, Outcome, Phase, PreflightCache,
    PreflightFailure, Quirks, RequestInit, ResponseType,
};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Transcript, exchange};
use corsac::fetch::request::{CacheMode, CredentialsMode, RequestMode};
use corsac::fetch::response::Response;
use corsac::trace::{Algorithm, Step};

const PAGE: &str = "https://app.example";

fn answer(method: &str, status: u16, headers: &[(&str, &str)]) -> RecordedAnswer {
    RecordedAnswer {
        method: Some(method.into()),
        url: None,
        result: Ok(Response::new(status, headers.iter().copied().collect())),
        once: false,
    }
}

fn init(method: &str, url: &str, headers: &[(&str, &str)]) -> RequestInit {
    let mut init = RequestInit::new(PAGE, url);
    init.method = method.into();
    init.headers = headers.iter().map(|&(n, v)| (n.into(), v.into())).collect();
    init
}

fn play(init: &RequestInit, answers: Vec<RecordedAnswer>) -> Transcript {
    play_at(init, answers, &mut PreflightCache::new(), 0, &Quirks::STANDARD)
}

fn play_at(
    init: &RequestInit,
    answers: Vec<RecordedAnswer>,
    cache: &mut PreflightCache,
    seconds: u64,
    quirks: &Quirks,
) -> Transcript {
    let mut nobody = ();
    let mut context = Context { quirks, ..Context::new(cache, Duration::from_secs(seconds), &mut nobody) };
    exchange(init.make().expect("a request").request, &mut RecordedAnswers(answers), &mut context)
}

fn methods(transcript: &Transcript) -> Vec<&str> {
    transcript.messages.iter().map(|message| message.request.method.as_str()).collect()
}

fn cause(transcript: &Transcript) -> (&Cause, Phase) {
    match &transcript.outcome {
        Outcome::NetworkError(error) => (&error.cause, error.phase),
        Outcome::Response(_) => panic!("allowed: {transcript:?}"),
    }
}

#[test]
fn a_simple_get_is_sent_with_its_origin_and_read_when_shared() {
    let transcript = play(
        &init("GET", "https://api.example/x", &[]),
        vec![answer(
            "GET",
            200,
            &[("Access-Control-Allow-Origin", PAGE), ("Content-Type", "a/b"), ("ETag", "1")],
        )],
    );
    let Outcome::Response(response) = &transcript.outcome else { panic!("{transcript:?}") };
    assert_eq!(response.kind, ResponseType::Cors);
    assert!(response.headers.contains("content-type") && !response.headers.contains("etag"));
    let sent = &transcript.messages[0].request;
    assert_eq!(sent.headers.get("origin").as_deref(), Some(PAGE.as_bytes()));
    assert!(!sent.include_credentials);
}

#[test]
fn a_get_that_is_not_shared_reaches_the_server_and_is_withheld() {
    let transcript = play(&init("GET", "https://api.example/x", &[]), vec![answer("GET", 200, &[])]);
    assert!(transcript.reached_server());
    assert_eq!(
        cause(&transcript),
        (&Cause::CorsCheck(CorsCheckFailure::AllowOriginMissing), Phase::Response)
    );
}

#[test]
fn a_put_asks_first_and_sends_after_leave() {
    let transcript = play(
        &init("PUT", "https://api.example/x", &[("X-B", "1"), ("Authorization", "Bearer t"), ("x-a", "2")]),
        vec![
            answer(
                "OPTIONS",
                204,
                &[
                    ("Access-Control-Allow-Origin", PAGE),
                    ("Access-Control-Allow-Methods", "PUT"),
                    ("Access-Control-Allow-Headers", "X-A, Authorization, x-b"),
                ],
            ),
            answer("PUT", 200, &[("Access-Control-Allow-Origin", "*")]),
        ],
    );
    assert!(transcript.is_allowed());
    assert_eq!(methods(&transcript), ["OPTIONS", "PUT"]);
    let asked = transcript.messages[0].request.headers.get("access-control-request-headers");
    assert_eq!(asked.as_deref(), Some(&b"authorization,x-a,x-b"[..]));
}

#[test]
fn a_refused_preflight_keeps_the_request_from_being_sent() {
    let transcript = play(
        &init("DELETE", "https://api.example/x", &[]),
        vec![answer("OPTIONS", 403, &[("Vary", "Origin")])],
    );
    assert!(!transcript.reached_server());
    let failure = PreflightFailure::CorsCheck(CorsCheckFailure::AllowOriginMissing);
    assert_eq!(cause(&transcript), (&Cause::Preflight(failure), Phase::Preflight));
}

#[test]
fn star_covers_neither_authorization_nor_credentialed_requests() {
    let star = |credentials| {
        let mut init = init("GET", "https://api.example/x", &[("Authorization", "t")]);
        init.credentials = credentials;
        let allow: &[(&str, &str)] = &[
            ("Access-Control-Allow-Origin", PAGE),
            ("Access-Control-Allow-Credentials", "true"),
            ("Access-Control-Allow-Headers", "*"),
        ];
        (init, vec![answer("OPTIONS", 204, allow), answer("GET", 200, allow)])
    };
    let (init, answers) = star(None);
    let refused = play(&init, answers.clone());
    assert_eq!(cause(&refused).0, &Cause::Preflight(PreflightFailure::AuthorizationNotAllowed));
    let browser = play_at(&init, answers, &mut PreflightCache::new(), 0, &Quirks::CHROMIUM);
    assert!(browser.is_allowed());
    let (init, answers) = star(Some(CredentialsMode::Include));
    let credentialed = play_at(&init, answers, &mut PreflightCache::new(), 0, &Quirks::CHROMIUM);
    assert!(!credentialed.is_allowed());
}

#[test]
fn the_cache_saves_preflights_until_it_expires() {
    let put = init("PUT", "https://api.example/x", &[]);
    let answers = |max_age: &str| {
        let allow: &[(&str, &str)] = &[
            ("Access-Control-Allow-Origin", PAGE),
            ("Access-Control-Allow-Methods", "PUT"),
            ("Access-Control-Max-Age", max_age),
        ];
        vec![answer("OPTIONS", 204, allow), answer("PUT", 200, allow)]
    };
    let mut cache = PreflightCache::new();
    let mut at = |seconds, max_age: &str, quirks: &Quirks| {
        play_at(&put, answers(max_age), &mut cache, seconds, quirks).messages.len()
    };
    let standard = &Quirks::STANDARD;
    assert_eq!(at(0, "600", standard), 2);
    assert_eq!(at(599, "600", standard), 1);
    assert_eq!(at(600, "600", standard), 2, "expired");
    assert_eq!(at(2_000, "abc", standard), 2);
    assert_eq!(at(2_004, "abc", standard), 1, "five seconds by default");
    assert_eq!(at(2_006, "0", standard), 2);
    assert_eq!(at(2_006, "0", standard), 2, "0 keeps nothing");
    assert_eq!(at(3_000, "99999", &Quirks::WEBKIT), 2);
    assert_eq!(at(3_601, "99999", &Quirks::WEBKIT), 2, "WebKit keeps ten minutes at the most");
    assert_eq!(at(4_000, "99999", &Quirks::WEBKIT), 1);
}

#[test]
fn a_failed_request_clears_the_cache() {
    let put = init("PUT", "https://api.example/x", &[]);
    let allow: &[(&str, &str)] = &[
        ("Access-Control-Allow-Origin", PAGE),
        ("Access-Control-Allow-Methods", "PUT"),
        ("Access-Control-Max-Age", "60"),
    ];
    let mut cache = PreflightCache::new();
    let broken = vec![answer("OPTIONS", 204, allow), answer("PUT", 500, &[])];
    assert!(!play_at(&put, broken, &mut cache, 0, &Quirks::STANDARD).is_allowed());
    assert!(cache.is_empty());
}

#[test]
fn redirects_taint_the_origin_and_are_asked_about_again() {
    let to = |url: &str, location: &str| RecordedAnswer {
        url: Some(url.into()),
        ..answer("PUT", 307, &[("Access-Control-Allow-Origin", "*"), ("Location", location)])
    };
    let allow: &[(&str, &str)] = &[
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Methods", "*"),
        ("Access-Control-Max-Age", "9"),
    ];
    let transcript = play(
        &init("PUT", "https://one.example/", &[]),
        vec![
            answer("OPTIONS", 204, allow),
            to("https://one.example/", "https://two.example/"),
            answer("PUT", 200, allow),
        ],
    );
    assert!(transcript.is_allowed(), "{transcript:?}");
    assert_eq!(methods(&transcript), ["OPTIONS", "PUT", "OPTIONS", "PUT"]);
    let origins: Vec<_> = transcript
        .messages
        .iter()
        .map(|m| String::from_utf8(m.request.headers.get("origin").unwrap().into_owned()).unwrap())
        .collect();
    assert_eq!(origins, [PAGE, PAGE, "null", "null"]);
}

#[test]
fn the_twenty_first_redirect_fails() {
    let answers = vec![answer("GET", 302, &[("Access-Control-Allow-Origin", "*"), ("Location", "/again")])];
    let transcript = play(&init("GET", "https://api.example/x", &[]), answers);
    assert_eq!(transcript.messages.len(), 21);
    assert_eq!(cause(&transcript), (&Cause::RedirectLimit, Phase::Redirect));
}

#[test]
fn no_answer_is_a_network_failure() {
    let transcript = play(&init("GET", "https://api.example/x", &[]), vec![]);
    assert_eq!(cause(&transcript).0, &Cause::Network(NetworkFailure::NoResponse));
    let port = play(&init("GET", "http://api.example:6667/", &[]), vec![]);
    assert_eq!(cause(&port), (&Cause::BadPort(6667), Phase::Request));
}

#[test]
fn the_switch_asks_for_credentials_too() {
    let mut get = init("GET", "https://api.example/x", &[]);
    get.credentials = Some(CredentialsMode::Include);
    let allow: &[(&str, &str)] =
        &[("Access-Control-Allow-Origin", PAGE), ("Access-Control-Allow-Credentials", "true")];
    let answers = vec![answer("OPTIONS", 204, allow), answer("GET", 200, allow)];
    assert_eq!(methods(&play(&get, answers.clone())), ["GET"]);
    let mut cautious = Quirks::STANDARD;
    cautious.preflight_credentialed = true;
    let transcript = play_at(&get, answers, &mut PreflightCache::new(), 0, &cautious);
    assert_eq!(methods(&transcript), ["OPTIONS", "GET"]);
}

#[test]
fn only_http_is_fetched() {
    for scheme in ["ws", "wss", "ftp", "file"] {
        let transcript = play(&init("GET", &format!("{scheme}://api.example/x"), &[]), Vec::new());
        let Outcome::NetworkError(error) = &transcript.outcome else { panic!("{transcript:?}") };
        assert_eq!((&error.cause, error.message), (&Cause::SchemeNotHttp(scheme.into()), None));
    }
}

#[test]
fn asked_again_before_an_answer_it_says_the_same_and_tells_no_step_twice() {
    let request = init("PUT", "https://api.example/x", &[("X-A", "1")]).make().expect("a request").request;
    let allows = [
        ("Access-Control-Allow-Origin", PAGE),
        ("Access-Control-Allow-Methods", "PUT"),
        ("Access-Control-Allow-Headers", "x-a"),
    ];
    let (mut fetch, mut cache) = (MainFetch::new(request), PreflightCache::new());
    let mut steps: Vec<Step> = Vec::new();
    for status in [204, 200] {
        let mut asked = Vec::new();
        let mut heard = Vec::new();
        for _ in 0..3 {
            let mut context = Context::new(&mut cache, Duration::ZERO, &mut steps);
            asked.push(match fetch.next(&mut context) {
                Action::SendPreflight(request) => (true, request),
                Action::Send(request) => (false, request),
                Action::Done(outcome) => panic!("{outcome:?}"),
            });
            heard.push(steps.len());
        }
        assert_eq!(asked[0].0, status == 204);
        assert!(asked.iter().all(|one| *one == asked[0]), "{asked:?}");
        assert_eq!(heard, [heard[0]; 3]);
        let response = Response::new(status, allows.into_iter().collect());
        fetch.receive(response, &mut Context::new(&mut cache, Duration::ZERO, &mut steps));
    }
    let mut context = Context::new(&mut cache, Duration::ZERO, &mut steps);
    let ends = [fetch.next(&mut context), fetch.next(&mut context)];
    let [Action::Done(one), Action::Done(other)] = ends else { panic!("{ends:?}") };
    assert_eq!(one, other);
}

/// A request that only the HTTP cache may answer.
fn only_if_cached() -> RequestInit {
    let mut init = init("GET", "https://app.example/a", &[]);
    init.mode = Some(RequestMode::SameOrigin);
    init.cache = Some(CacheMode::OnlyIfCached);
    init
}

#[test]
fn without_a_stored_answer_nothing_is_sent() {
    let transcript = play(&only_if_cached(), vec![answer("GET", 200, &[])]);
    assert_eq!((cause(&transcript), transcript.messages.len()), ((&Cause::NotCached, Phase::Request), 0));
    let Outcome::NetworkError(error) = &transcript.outcome else { panic!("a response") };
    assert_eq!((error.step, error.message), (Some((Algorithm::HttpNetworkOrCacheFetch, "11.1")), None));
}

#[test]
fn a_stored_redirect_leads_to_what_is_stored_or_to_nothing() {
    for (stored_target, failure) in [(true, None), (false, Some((&Cause::NotCached, Phase::Redirect)))] {
        let (mut cache, mut nobody) = (PreflightCache::new(), ());
        let is_stored = |request: &corsac::browser::HttpRequest| stored_target || request.url.path() == "/a";
        let mut context =
            Context { is_stored: &is_stored, ..Context::new(&mut cache, Duration::ZERO, &mut nobody) };
        let redirect = RecordedAnswer { once: true, ..answer("GET", 301, &[("Location", "/b")]) };
        let mut answers = RecordedAnswers(vec![redirect, answer("GET", 200, &[])]);
        let request = only_if_cached().make().expect("a request").request;
        let transcript = exchange(request, &mut answers, &mut context);
        assert_eq!((!transcript.is_allowed()).then(|| cause(&transcript)), failure);
        assert_eq!(transcript.messages.len(), 1 + usize::from(stored_target));
    }
}

#[test]
fn a_failure_names_its_own_step() {
    let redirected = |from: &str, mode, to: &str| {
        let mut init = init("GET", from, &[]);
        init.mode = mode;
        let shared = answer("GET", 302, &[("Location", to), ("Access-Control-Allow-Origin", "*")]);
        match play(&init, vec![shared]).outcome {
            Outcome::NetworkError(error) => (error.cause, error.step),
            Outcome::Response(response) => panic!("{response:?}"),
        }
    };
    let step = |from, mode, to| redirected(from, mode, to).1.expect("a step");
    let (away, home) = ("https://api.example/", "https://app.example/");
    let redirect = |number| (Algorithm::HttpRedirectFetch, number);
    assert_eq!(step(away, None, "https://me:pw@other.example/"), redirect("9"));
    assert_eq!(step(away, None, "https://me:pw@app.example/"), redirect("10"));
    assert_eq!(step(home, None, "file:///x"), redirect("6"));
    assert_eq!(step(home, None, "https://a b/"), redirect("5"));
    assert_eq!(step("file:///x", None, ""), (Algorithm::MainFetch, "12.5"));
    assert_eq!(step("file:///x", Some(RequestMode::NoCors), ""), (Algorithm::SchemeFetch, "3"));
}
