use corsac::server::Config;

use super::{ALLOWED, STRANGER, answer, config, layer, lines, request};

/// The `Vary` lines that leave for the lines that the service wrote.
async fn vary_for(written: &'static [(&'static str, &'static str)]) -> Vec<String> {
    let request = request("GET", &[("origin", ALLOWED)]);
    let response = answer(&layer(config()), request, 200, written).await;
    let lines = response.headers().get_all("vary").iter();
    lines.map(|line| line.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn vary_keeps_what_the_service_wrote() {
    assert_eq!(vary_for(&[("vary", "Accept-Encoding")]).await, ["Accept-Encoding", "origin"]);
    assert_eq!(
        vary_for(&[("vary", "Accept-Encoding"), ("vary", "Accept-Language, Cookie")]).await,
        ["Accept-Encoding", "Accept-Language, Cookie", "origin"]
    );
    assert_eq!(vary_for(&[("vary", "")]).await, ["", "origin"]);
}

#[tokio::test]
async fn vary_is_never_duplicated() {
    assert_eq!(vary_for(&[("vary", "Origin")]).await, ["Origin"]);
    assert_eq!(vary_for(&[("vary", "accept ,\tORIGIN , cookie")]).await, ["accept ,\tORIGIN , cookie"]);
    assert_eq!(vary_for(&[("vary", "accept"), ("vary", "cookie,origin")]).await, ["accept", "cookie,origin"]);
    // A name that merely contains it is another name.
    assert_eq!(vary_for(&[("vary", "X-Origin")]).await, ["X-Origin", "origin"]);
}

#[tokio::test]
async fn a_vary_of_everything_stays_alone() {
    assert_eq!(vary_for(&[("vary", "*")]).await, ["*"]);
    assert_eq!(vary_for(&[("vary", "accept, *")]).await, ["accept, *"]);
}

const FOREIGN: &[(&str, &str)] = &[
    ("access-control-allow-origin", "*"),
    ("access-control-allow-origin", "https://old.example"),
    ("access-control-allow-credentials", "true"),
    ("access-control-allow-methods", "DELETE"),
    ("access-control-allow-headers", "*"),
    ("access-control-expose-headers", "set-cookie"),
    ("access-control-max-age", "1"),
    ("access-control-allow-private-network", "true"),
    ("x-kept", "yes"),
];

#[tokio::test]
async fn only_the_policy_grants() {
    let allowed = answer(&layer(config()), request("GET", &[("origin", ALLOWED)]), 200, FOREIGN).await;
    assert_eq!(
        lines(allowed.headers()),
        [
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "access-control-expose-headers: etag,x-total",
            "vary: origin",
            "x-kept: yes",
        ]
    );
    for request in [request("GET", &[("origin", STRANGER)]), request("GET", &[])] {
        let response = answer(&layer(config()), request, 200, FOREIGN).await;
        assert_eq!(lines(response.headers()), ["vary: origin", "x-kept: yes"]);
    }
}

#[tokio::test]
async fn timing_and_resource_policy_are_replaced_where_the_policy_sends_them() {
    let config = Config {
        timing_allow_origin: true,
        cross_origin_resource_policy: Some("same-site".into()),
        ..config()
    };
    let written: &[_] = &[("timing-allow-origin", "*"), ("cross-origin-resource-policy", "cross-origin")];
    let response = answer(&layer(config), request("GET", &[("origin", ALLOWED)]), 200, written).await;
    let found = lines(response.headers());
    assert!(found.contains(&format!("timing-allow-origin: {ALLOWED}")), "{found:?}");
    assert!(found.contains(&"cross-origin-resource-policy: same-site".into()), "{found:?}");
    assert_eq!(
        found.iter().filter(|line| line.starts_with("timing") || line.starts_with("cross")).count(),
        2
    );
}
