//! The policy file: what it says, and every mistake in it.

mod advisories;
mod laws;
mod mistakes;
mod spans;

use corsac_gateway::file::{FileErrors, PolicyFile};
use std::time::Duration;

/// A file without mistakes.
const GOOD: &str = r#"
[server]
listen = "127.0.0.1:8081"
stop_timeout = 3

[[route]]
path = "/"
upstream = "http://127.0.0.1:8000"
policy = "app"

[[route]]
path = "/static/"
upstream = "https://files.example.com"

[[route]]
path = "/api"
upstream = "http://127.0.0.1:8000"
policy = "app"
guard = ["https://example.com"]

[policy.app]
allow_origins = ["https://example.com"]
allow_credentials = true
allow_methods = ["PUT", "DELETE"]
allow_headers = ["*"]
max_age = 600
"#;

fn errors(text: &str) -> FileErrors {
    PolicyFile::parse(text).expect_err("the file has mistakes")
}

#[test]
fn a_file_says_what_is_served() {
    let file = PolicyFile::parse(GOOD).unwrap();
    assert_eq!(file.server.listen, "127.0.0.1:8081".parse().unwrap());
    assert_eq!(
        (file.server.stop_timeout, file.server.header_timeout),
        (Duration::from_secs(3), Duration::from_secs(10))
    );
    let paths: Vec<_> = file.routes.iter().map(|route| route.path.as_str()).collect();
    assert_eq!(paths, ["/", "/static/", "/api"]);
    let [root, files, api] = file.routes.as_slice() else { panic!("{:?}", file.routes) };
    assert_eq!(root.policy.as_deref(), Some(file.policies["app"].as_ref()));
    assert_eq!(file.policies["app"].config().max_age, Some(600));
    assert_eq!(files.upstream.to_string(), "https://files.example.com");
    assert!(files.policy.is_none() && files.guard.is_none() && api.guard.is_some());
    assert_eq!(file.warnings, []);
}

#[test]
fn what_is_left_out_has_a_default() {
    let text = "[[route]]\npath = '/'\nupstream = 'http://127.0.0.1:8000'";
    let file = PolicyFile::parse(text).unwrap();
    assert_eq!(file.server.listen, "127.0.0.1:8080".parse().unwrap());
}
