//! Policies that are replaced, chosen for a request, that ask a source, or whose decisions are counted.

use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;

use corsac::server::{Config, Counts, Guard, GuardWhy, Policy, SourceFailed, Why};
use corsac_tower::{
    CorsLayer, Counted, GuardLayer, Head, Judge, MakePolicyLayer, PreparedPolicy, SourcedPolicy,
};
use http::{HeaderName, Request, Response};
use tower::{Layer, Service, ServiceExt, service_fn};

use super::{ALLOWED, STRANGER, lines, preflight, request};

const TENANT: HeaderName = HeaderName::from_static("x-tenant");

/// What comes of a request to a service that answers 200 and varies by `Accept`.
async fn through<L>(layer: &L, request: Request<()>) -> Response<String>
where
    L: Layer<Inner, Service: Service<Request<()>, Response = Response<String>, Error = Infallible>>,
{
    fn inner(_: Request<()>) -> std::future::Ready<Result<Response<String>, Infallible>> {
        let response = Response::builder().header("vary", "accept").body("inner".to_owned());
        ready(Ok(response.expect("a response")))
    }
    layer.layer(service_fn(inner as fn(Request<()>) -> _)).oneshot(request).await.expect("no error")
}

type Answering = std::future::Ready<Result<Response<String>, Infallible>>;
type Inner = tower::util::ServiceFn<fn(Request<()>) -> Answering>;

fn prepared(origins: &[&str]) -> PreparedPolicy {
    let allow_origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
    Policy::with_source(Config { allow_origins, ..Config::default() }).expect("a policy").into()
}

fn tenants() -> CorsLayer<impl Judge + Clone> {
    let source = |origin: &str, headers: &http::HeaderMap| match headers.get(TENANT).map(|id| id.as_bytes()) {
        Some(b"down") => Err(SourceFailed),
        id => Ok(id == Some(b"7") && origin == "https://seven.example:8443"),
    };
    CorsLayer::judged_by(SourcedPolicy::new(prepared(&[ALLOWED]), [TENANT], source))
}

#[tokio::test]
async fn a_source_allows_a_tenant_and_is_named_in_vary() {
    let origin = ("origin", "https://seven.example:8443");
    let found = through(&tenants(), request("GET", &[origin, ("x-tenant", "7")])).await;
    let allowed = "access-control-allow-origin: https://seven.example:8443";
    assert_eq!(lines(found.headers()), [allowed, "vary: accept", "vary: origin", "vary: x-tenant"]);
    let found = through(&tenants(), request("GET", &[origin, ("x-tenant", "8")])).await;
    assert_eq!(lines(found.headers()), ["vary: accept", "vary: origin", "vary: x-tenant"]);
    // Listed: nobody is asked.
    let found = through(&tenants(), request("GET", &[("origin", ALLOWED)])).await;
    assert!(!lines(found.headers()).contains(&"vary: x-tenant".into()));
}

#[tokio::test]
async fn a_source_that_fails_refuses_the_preflight() {
    let mut asked = preflight("https://seven.example:8443", "GET", "");
    asked.headers_mut().insert(TENANT, "down".parse().expect("a value"));
    let found = through(&tenants(), asked).await;
    assert_eq!(found.status(), 403);
    let vary = "vary: origin, access-control-request-method, access-control-request-headers";
    assert_eq!(lines(found.headers()), [vary, "vary: x-tenant"]);
}

#[tokio::test]
async fn a_policy_is_chosen_for_each_request() {
    let make = |head: &Head<'_>| {
        let is_known = head.headers().get(TENANT).is_some();
        async move {
            tokio::task::yield_now().await;
            if is_known { Ok(prepared(&[STRANGER])) } else { Err(SourceFailed) }
        }
    };
    let counts = Arc::new(Counts::default());
    let layer = MakePolicyLayer::new(make, prepared(&[]), [TENANT]).counted_by(Arc::clone(&counts));
    let found = through(&layer, request("GET", &[("origin", STRANGER), ("x-tenant", "7")])).await;
    let allowed = format!("access-control-allow-origin: {STRANGER}");
    assert_eq!(lines(found.headers()), [&allowed, "vary: accept", "vary: origin", "vary: x-tenant"]);
    assert_eq!(found.body(), "inner");
    let found = through(&layer, request("GET", &[("origin", STRANGER)])).await;
    assert_eq!(lines(found.headers()), ["vary: accept", "vary: origin", "vary: x-tenant"]);
    assert_eq!(through(&layer, preflight(STRANGER, "GET", "")).await.status(), 403);
    let counted = counts.decisions().filter(|(_, count)| *count > 0);
    assert_eq!(counted.collect::<Vec<_>>(), [(Why::Allowed, 1), (Why::OriginNotAllowed, 2)]);
}

#[tokio::test]
async fn decisions_are_counted() {
    let counts = Arc::new(Counts::default());
    let guard = GuardLayer::new(Guard::new([ALLOWED]).expect("a guard")).counted_by(Arc::clone(&counts));
    let cors = CorsLayer::judged_by(Counted::new(prepared(&[ALLOWED]), Arc::clone(&counts)));
    for asked in [
        request("GET", &[]),
        request("GET", &[("origin", ALLOWED)]),
        request("POST", &[("origin", STRANGER), ("sec-fetch-site", "cross-site")]),
        preflight(ALLOWED, "PUT", ""),
        preflight(ALLOWED, "GET", ""),
    ] {
        through(&tower::layer::util::Stack::new(guard.clone(), cors.clone()), asked).await;
    }
    let decisions = [
        (Why::NotCors, 1),
        (Why::Allowed, 1),
        (Why::PreflightAllowed, 1),
        (Why::OriginNotAllowed, 1),
        (Why::MethodNotAllowed, 1),
    ];
    assert_eq!(counts.decisions().filter(|(_, count)| *count > 0).collect::<Vec<_>>(), decisions);
    let guards = [(GuardWhy::SafeMethod, 2), (GuardWhy::CrossSite, 1)];
    assert_eq!(counts.guards().filter(|(_, count)| *count > 0).collect::<Vec<_>>(), guards);
}

#[cfg(feature = "swap")]
#[tokio::test]
async fn a_policy_is_replaced_while_it_serves() {
    let policy = corsac_tower::SwapPolicy::new(prepared(&[ALLOWED]));
    let layer = CorsLayer::judged_by(policy.clone());
    let allowed = async |origin| {
        let found = through(&layer, request("GET", &[("origin", origin)])).await;
        found.headers().contains_key("access-control-allow-origin")
    };
    assert!(allowed(ALLOWED).await && !allowed(STRANGER).await);
    let errors = policy.configure(Config { allow_origins: vec!["example.org".into()], ..Config::default() });
    assert_eq!(errors.expect_err("no scheme").iter().count(), 1);
    assert!(allowed(ALLOWED).await && !allowed(STRANGER).await, "the old one still holds");
    policy.configure(Config { allow_origins: vec![STRANGER.into()], ..Config::default() }).expect("a policy");
    assert!(!allowed(ALLOWED).await && allowed(STRANGER).await);
    assert_eq!(policy.current().policy().config().allow_origins, [STRANGER]);
}
