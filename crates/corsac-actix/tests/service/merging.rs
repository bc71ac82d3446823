use super::{ALLOWED, STRANGER, answer, config, request};
use corsac::server::Config;

/// The `Vary` lines that leave for those that the service wrote.
async fn vary_for(written: &'static [(&str, &str)]) -> Vec<String> {
    let answer = answer(config(), request("GET /", &[("origin", ALLOWED)]), written).await;
    answer.lines.iter().filter_map(|line| line.strip_prefix("vary: ")).map(str::to_owned).collect()
}

#[actix_web::test]
async fn vary_keeps_every_line_of_the_service_and_is_not_duplicated() {
    assert_eq!(vary_for(&[]).await, ["origin"]);
    assert_eq!(
        vary_for(&[("vary", "Accept-Encoding"), ("vary", "Accept-Language, Cookie")]).await,
        ["Accept-Encoding", "Accept-Language, Cookie", "origin"]
    );
    assert_eq!(vary_for(&[("vary", "accept ,\tORIGIN , cookie")]).await, ["accept ,\\tORIGIN , cookie"]);
    assert_eq!(vary_for(&[("vary", "X-Origin")]).await, ["X-Origin", "origin"]);
    assert_eq!(vary_for(&[("vary", "*")]).await, ["*"]);
}

#[actix_web::test]
async fn no_vary_where_nothing_depends_on_the_request() {
    let open = Config { allow_origins: vec!["*".into()], ..Config::default() };
    let answer = answer(open, request("GET /", &[("origin", STRANGER)]), &[]).await;
    assert_eq!(answer.cors(), ["access-control-allow-origin: *"]);
}

const FOREIGN: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-allow-origin", "https://old.example"),
    ("access-control-allow-credentials", "true"),
    ("access-control-expose-headers", "set-cookie"),
    ("access-control-allow-private-network", "true"),
    ("x-kept", "yes"),
];

#[actix_web::test]
async fn only_the_policy_grants() {
    let allowed = answer(config(), request("GET /", &[("origin", ALLOWED)]), FOREIGN).await;
    assert_eq!(allowed.cors(), super::GRANTED);
    assert!(allowed.lines.contains(&"x-kept: yes".to_owned()));
    for request in [
        request("GET /", &[("origin", STRANGER)]),
        request("GET /", &[]),
        request("GET /", &[("origin", ALLOWED), ("origin", STRANGER)]),
    ] {
        let answer = answer(config(), request, FOREIGN).await;
        assert_eq!(answer.lines, ["vary: origin", "x-kept: yes"]);
    }
}
