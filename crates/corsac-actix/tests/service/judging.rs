//! Policies that are replaced, chosen for a request, that ask a source, or whose decisions are counted.

use super::{ALLOWED, GRANTED, STRANGER, ask, config, preflight, request};
use actix_web::http::header::{HeaderMap, HeaderName};
use actix_web::{App, HttpResponse, test, web};
use corsac::server::{Config, Counts, Guard, GuardWhy, Policy, SourceFailed, Why};
use corsac_actix::{Cors, Counted, CrossSiteGuard, Head, Judge, MakePolicy, PreparedPolicy, SourcedPolicy};
use std::sync::Arc;

const TENANT: HeaderName = HeaderName::from_static("x-tenant");

fn prepared(origins: &[&str]) -> PreparedPolicy {
    let allow_origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
    Policy::with_source(Config { allow_origins, ..Config::default() }).unwrap().into()
}

/// An app that varies by `Accept`.
macro_rules! app {
    ($cors:expr) => {
        test::init_service(
            App::new()
                .route(
                    "/",
                    web::get().to(|| async { HttpResponse::Ok().insert_header(("vary", "accept")).finish() }),
                )
                .wrap($cors),
        )
        .await
    };
}

fn tenants() -> Cors<impl Judge + Clone> {
    let source = |origin: &str, headers: &HeaderMap| match headers.get(TENANT).map(|id| id.as_bytes()) {
        Some(b"down") => Err(SourceFailed),
        id => Ok(id == Some(b"7") && origin == "https://seven.example:8443"),
    };
    Cors::judged_by(SourcedPolicy::new(prepared(&[ALLOWED]), [TENANT], source))
}

#[actix_web::test]
async fn a_source_allows_a_tenant_and_is_named_in_vary() {
    let app = app!(tenants());
    let origin = ("origin", "https://seven.example:8443");
    let found = ask(&app, request("GET /", &[origin, ("x-tenant", "7")]).to_request()).await;
    let allowed = "access-control-allow-origin: https://seven.example:8443";
    assert_eq!(found.cors(), [allowed, "vary: accept", "vary: origin", "vary: x-tenant"]);
    let found = ask(&app, request("GET /", &[origin, ("x-tenant", "8")]).to_request()).await;
    assert_eq!(found.cors(), ["vary: accept", "vary: origin", "vary: x-tenant"]);
    // Listed: nobody is asked.
    let found = ask(&app, request("GET /", &[("origin", ALLOWED)]).to_request()).await;
    assert!(!found.cors().contains(&"vary: x-tenant"));
}

#[actix_web::test]
async fn a_source_that_fails_refuses_the_preflight() {
    let asked = preflight("/", "https://seven.example:8443", "GET", "").insert_header(("x-tenant", "down"));
    let found = ask(&app!(tenants()), asked.to_request()).await;
    assert_eq!(found.status, 403);
    let vary = "vary: origin, access-control-request-method, access-control-request-headers";
    assert_eq!(found.cors(), [vary, "vary: x-tenant"]);
}

#[actix_web::test]
async fn a_policy_is_chosen_for_each_request() {
    let make = |head: &Head<'_>| {
        let is_known = head.headers().contains_key(TENANT);
        async move {
            tokio::task::yield_now().await;
            if is_known { Ok(prepared(&[STRANGER])) } else { Err(SourceFailed) }
        }
    };
    let counts = Arc::new(Counts::default());
    let app = app!(MakePolicy::new(make, prepared(&[]), [TENANT]).counted_by(Arc::clone(&counts)));
    let found = ask(&app, request("GET /", &[("origin", STRANGER), ("x-tenant", "7")]).to_request()).await;
    let allowed = format!("access-control-allow-origin: {STRANGER}");
    assert_eq!(found.cors(), [&allowed, "vary: accept", "vary: origin", "vary: x-tenant"]);
    let found = ask(&app, request("GET /", &[("origin", STRANGER)]).to_request()).await;
    assert_eq!(found.cors(), ["vary: accept", "vary: origin", "vary: x-tenant"]);
    assert_eq!(ask(&app, preflight("/", STRANGER, "GET", "").to_request()).await.status, 403);
    let counted = counts.decisions().filter(|(_, count)| *count > 0);
    assert_eq!(counted.collect::<Vec<_>>(), [(Why::Allowed, 1), (Why::OriginNotAllowed, 2)]);
}

/// The router of actix-web panics if somebody holds a request besides it.
#[actix_web::test]
async fn a_scope_has_a_policy_that_is_chosen() {
    let make = |_: &Head<'_>| async { Ok(PreparedPolicy::from(Policy::new(config()).unwrap())) };
    let scope =
        web::scope("/api").route("/{id}", web::get().to(|id: web::Path<u32>| async move { id.to_string() }));
    let app = App::new().service(scope.wrap(MakePolicy::new(make, prepared(&[]), [])));
    let app = test::init_service(app).await;
    for (path, status) in [("/api/7", 200), ("/api/x", 404), ("/api/7/x", 404)] {
        let found = ask(&app, request(&format!("GET {path}"), &[("origin", ALLOWED)]).to_request()).await;
        assert_eq!((found.status, found.cors()), (status, GRANTED.to_vec()), "{path}");
    }
}

#[cfg(feature = "swap")]
#[actix_web::test]
async fn a_policy_is_replaced_while_it_serves() {
    let policy = corsac_actix::SwapPolicy::new(prepared(&[ALLOWED]));
    let app = app!(Cors::judged_by(policy.clone()));
    let allowed = async |origin| {
        let found = ask(&app, request("GET /", &[("origin", origin)]).to_request()).await;
        found.cors().iter().any(|line| line.starts_with("access-control-allow-origin"))
    };
    assert!(allowed(ALLOWED).await && !allowed(STRANGER).await);
    let errors = policy.configure(Config { allow_origins: vec!["example.org".into()], ..Config::default() });
    assert_eq!(errors.unwrap_err().iter().count(), 1);
    assert!(allowed(ALLOWED).await && !allowed(STRANGER).await, "the old one still holds");
    policy.configure(Config { allow_origins: vec![STRANGER.into()], ..Config::default() }).unwrap();
    assert!(!allowed(ALLOWED).await && allowed(STRANGER).await);
}

#[actix_web::test]
async fn decisions_are_counted() {
    let counts = Arc::new(Counts::default());
    let guard = CrossSiteGuard::new(Guard::new([ALLOWED]).unwrap()).counted_by(Arc::clone(&counts));
    let cors = Cors::judged_by(Counted::new(prepared(&[ALLOWED]), Arc::clone(&counts)));
    let app = test::init_service(App::new().wrap(guard).wrap(cors)).await;
    for asked in [
        request("GET /", &[]),
        request("GET /", &[("origin", ALLOWED)]),
        request("POST /", &[("origin", STRANGER), ("sec-fetch-site", "cross-site")]),
        preflight("/", ALLOWED, "PUT", ""),
        preflight("/", ALLOWED, "GET", ""),
    ] {
        ask(&app, asked.to_request()).await;
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
