use super::{ALLOWED, Answer, STRANGER, ask, config, cors, request};
use actix_web::middleware::Condition;
use actix_web::{App, test, web};
use corsac::server::Guard;
use corsac_actix::CrossSiteGuard;

async fn guarded(trusted: &str, behind_cors: bool, method: &str, headers: &[(&str, &str)]) -> Answer {
    let app = App::new()
        .route("/", web::to(|| async { "inner" }))
        .wrap(CrossSiteGuard::new(Guard::new([trusted]).unwrap()))
        .wrap(Condition::new(behind_cors, cors(config())));
    let app = test::init_service(app).await;
    ask(&app, request(&format!("{method} /"), headers).to_request()).await
}

#[actix_web::test]
async fn a_form_on_another_site_is_stopped() {
    let cases: [(&[_], _); 4] = [
        (&[("sec-fetch-site", "cross-site"), ("origin", STRANGER)], "cross-site"),
        (&[("sec-fetch-site", "cross-site")], "cross-site"),
        (&[("origin", STRANGER), ("host", "bank.example")], "origin-not-host"),
        (&[("origin", "null"), ("host", "bank.example")], "null-origin"),
    ];
    for (headers, cause) in cases {
        let answer = guarded(ALLOWED, false, "POST", headers).await;
        assert_eq!((answer.status, answer.body.as_str()), (403, ""), "{headers:?}");
        assert_eq!(answer.lines, [format!("corsac-diagnosis: {cause}")]);
    }
}

#[actix_web::test]
async fn everybody_else_gets_through() {
    let cases: [(_, &[_]); 4] = [
        ("POST", &[("sec-fetch-site", "same-origin"), ("origin", "https://bank.example")]),
        ("POST", &[("sec-fetch-site", "cross-site"), ("origin", ALLOWED)]),
        ("POST", &[("origin", "https://bank.example"), ("host", "bank.example")]),
        ("GET", &[("sec-fetch-site", "cross-site"), ("origin", STRANGER)]),
    ];
    for (method, headers) in cases {
        assert_eq!(guarded(ALLOWED, false, method, headers).await.body, "inner", "{method} {headers:?}");
    }
}

#[actix_web::test]
async fn inside_cors_a_refusal_may_be_read_by_whom_the_policy_allows() {
    let forged = [("sec-fetch-site", "cross-site"), ("origin", ALLOWED)];
    let answer = guarded("https://other.example", true, "POST", &forged).await;
    assert_eq!(answer.status, 403);
    assert!(answer.lines.contains(&format!("access-control-allow-origin: {ALLOWED}")), "{answer:?}");
    assert!(answer.lines.contains(&"corsac-diagnosis: cross-site".to_owned()), "{answer:?}");
}
