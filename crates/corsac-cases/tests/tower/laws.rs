//! The laws between the halves, with the real layer in between: what the policy allows script gets, and what it
//! refuses script does not get; in memory and through the layer alike.

use super::{Layered, layered};
use corsac::browser::{HttpRequest, NetworkFailure, RequestInit};
use corsac::exchange::{Responder, Scenario, ScenarioStep, ServerSpec, Transcript};
use corsac::fetch::Response;
use corsac::fetch::request::CredentialsMode;
use corsac::server::{Config, Policy, RequestHead, RequestHeader};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// A layer, and what its policy says by itself of each message.
struct Watched {
    layer: Layered,
    policy: Policy,
    refused: bool,
}

struct Head<'a>(&'a HttpRequest);

impl RequestHead for Head<'_> {
    fn method(&self) -> &[u8] {
        self.0.method.as_str().as_bytes()
    }

    fn lines(&self, name: RequestHeader) -> impl Iterator<Item = &[u8]> {
        self.0.headers.lines(name.name())
    }
}

impl Responder for Watched {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        self.refused |= self.policy.decide(&Head(request)).why().is_refusal();
        self.layer.respond(request)
    }
}

fn some_of(items: &[&'static str], least: usize) -> impl Strategy<Value = Vec<String>> + use<> {
    let strings = |items: Vec<&str>| items.into_iter().map(str::to_owned).collect();
    subsequence(items.to_vec(), least..=items.len()).prop_map(strings)
}

fn config() -> impl Strategy<Value = Config> {
    let patterns = ["https://app.test", "https://*.app.test", "https://app.test:*", "http://localhost:3000"];
    let origins = prop_oneof![1 => Just(vec!["*".to_owned()]), 4 => some_of(&patterns, 1)];
    let lists = (
        some_of(&["*", "PUT", "patch"], 0),
        some_of(&["*", "X-A", "Authorization", "Content-Type"], 0),
        some_of(&["*", "ETag", "X-Total"], 0),
    );
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), select(vec![None, Some(-1), Some(600)]));
    (origins, lists, flags).prop_map(
        |(origins, (methods, headers, exposed), (credentials, enforce, timing, max_age))| {
            let allow_credentials =
                credentials && origins != ["*"] && !exposed.iter().any(|name| name == "*");
            Config {
                allow_origins: origins,
                allow_credentials,
                allow_methods: methods,
                allow_headers: headers,
                expose_headers: exposed,
                max_age,
                enforce,
                timing_allow_origin: timing,
                ..Config::default()
            }
        },
    )
}

fn request() -> impl Strategy<Value = RequestInit> {
    let origins = select(vec![
        "https://app.test",
        "https://app.test:8443",
        "https://a.app.test",
        "https://notapp.test",
        "http://localhost:3000",
        "null",
    ]);
    let methods = select(vec!["GET", "POST", "PUT", "patch"]);
    let headers = some_of(&["X-A", "Authorization", "Content-Type", "Accept"], 0);
    let value = select(vec!["text/plain", "application/json"]);
    let credentials = select(vec![CredentialsMode::Omit, CredentialsMode::Include]);
    (origins, methods, headers, value, credentials).prop_map(
        |(origin, method, headers, value, credentials)| {
            let mut init = RequestInit::new(origin, "https://api.test/x");
            init.method = method.into();
            init.headers = headers.into_iter().map(|name| (name, value.to_owned())).collect();
            init.credentials = Some(credentials);
            init
        },
    )
}

/// What script got each time, in memory and through the layer.
fn play(config: &Config, inits: &[RequestInit]) -> (Vec<Transcript>, Vec<Transcript>, Vec<bool>) {
    let server = ServerSpec { policy: Some(config.clone()), ..ServerSpec::default() };
    // Browsers let "any header" with credentials mean `Authorization` too, as the policy does.
    let preset = Some("chromium-156".to_owned());
    let steps = inits.iter().cloned().map(ScenarioStep::Fetch).collect();
    let scenario = Scenario { server, steps, preset, ..Scenario::default() };
    let in_memory = scenario.play().expect("a scenario");
    let policy = Policy::new(config.clone()).expect("a policy");
    let (mut through_layer, mut refused) = (Vec::new(), Vec::new());
    for step in &scenario.steps {
        let layer = layered(&scenario.server).expect("a layer");
        let mut watched = Watched { layer, policy: policy.clone(), refused: false };
        let one = Scenario { steps: vec![step.clone()], ..scenario.clone() };
        through_layer.extend(one.play_against(&mut watched).expect("a scenario"));
        refused.push(watched.refused);
    }
    (in_memory, through_layer, refused)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_the_policy_allows_script_gets_through_the_layer(
        config in config(),
        inits in prop::collection::vec(request(), 1..4),
    ) {
        let (in_memory, through_layer, refused) = play(&config, &inits);
        for (index, (init, refused)) in inits.iter().zip(refused).enumerate() {
            let (in_memory, through_layer) = (&in_memory[index], &through_layer[index]);
            // Without credentials allowed, a credentialed request is the page's mistake, which the policy never sees.
            let asks_in_vain = !config.allow_credentials && init.credentials == Some(CredentialsMode::Include);
            let allowed = !refused && !asks_in_vain;
            prop_assert_eq!(through_layer.is_allowed(), allowed, "{:#?}", through_layer);
            prop_assert_eq!(in_memory.is_allowed(), through_layer.is_allowed());
        }
    }
}
