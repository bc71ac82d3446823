//! Whatever goes wrong, the page that caused it can read it.

use super::{ALLOWED, GRANTED, STRANGER, ask, config, cors, request};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, error, test, web};

/// Refuses as a middleware does that knows nothing of responses: by an error.
pub(crate) async fn refuse<B: MessageBody>(
    _: ServiceRequest,
    _: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    Err(error::InternalError::from_response(
        "no token",
        HttpResponse::Unauthorized()
            .insert_header(("vary", "authorization"))
            .insert_header(("access-control-allow-origin", "*"))
            .body("no token"),
    )
    .into())
}

#[actix_web::test]
async fn errors_of_handlers_extractors_and_routing() {
    let app = App::new()
        .route("/error", web::get().to(|| async { Err::<String, _>(error::ErrorImATeapot("short")) }))
        .route("/number/{id}", web::get().to(|id: web::Path<u32>| async move { id.to_string() }))
        .route("/query", web::get().to(|_: web::Query<Vec<(String, u8)>>| async { "asked" }))
        .wrap(cors(config()));
    let app = test::init_service(app).await;
    for (line, status) in [
        ("GET /error", 418),
        ("GET /number/x", 404),
        ("GET /query?a=b", 400),
        ("POST /query", 404),
        ("GET /nowhere", 404),
    ] {
        let answer = ask(&app, request(line, &[("origin", ALLOWED)]).to_request()).await;
        assert_eq!((answer.status, answer.cors()), (status, GRANTED.to_vec()), "{line}");
        let answer = ask(&app, request(line, &[("origin", STRANGER)]).to_request()).await;
        assert_eq!((answer.status, answer.cors()), (status, vec!["vary: origin"]), "{line}");
    }
}

#[actix_web::test]
async fn an_error_of_a_middleware_takes_the_headers_along() {
    let app = App::new().wrap(from_fn(refuse)).wrap(cors(config()));
    let app = test::init_service(app).await;
    let answer = ask(&app, request("GET /", &[("origin", ALLOWED)]).to_request()).await;
    assert_eq!((answer.status, answer.body.as_str()), (401, "no token"));
    let mut expected = GRANTED.to_vec();
    expected.insert(3, "vary: authorization");
    assert_eq!(answer.cors(), expected);

    let answer = ask(&app, request("GET /", &[]).to_request()).await;
    assert_eq!(answer.cors(), ["vary: authorization", "vary: origin"]);
}

#[actix_web::test]
async fn an_error_stays_what_it_was_for_who_looks_at_it() {
    let app = App::new().wrap(from_fn(refuse)).wrap(cors(config()));
    let app = test::init_service(app).await;
    let error = test::try_call_service(&app, request("GET /", &[("origin", ALLOWED)]).to_request()).await;
    assert!(error.unwrap_err().as_error::<error::InternalError<&str>>().is_some());
}
