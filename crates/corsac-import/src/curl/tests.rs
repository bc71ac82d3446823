//! Commands as people copy and write them.

use super::requests;
use crate::found::Found;
use corsac::browser::{BodyKind, Initiator};
use corsac::fetch::request::CredentialsMode;

fn one(text: &str) -> Found {
    let mut found = requests(text).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn header<'f>(found: &'f Found, name: &str) -> Option<&'f str> {
    found.init.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

#[test]
fn what_the_browser_sets_is_evidence_and_no_part_of_the_request() {
    let found = one(include_str!("../../tests/texts/chrome.bash.txt"));
    assert_eq!(
        (found.init.method.as_str(), found.init.url.as_str()),
        ("PUT", "https://api.shop.example/items/7")
    );
    assert_eq!(found.init.origin, "https://app.shop.example");
    assert_eq!(found.init.client.as_deref(), Some("https://app.shop.example/"));
    assert_eq!(found.init.credentials, Some(CredentialsMode::Include));
    assert_eq!(found.cookies, ["session=s3cret", "theme=dark"]);
    let names: Vec<&str> = found.init.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "accept-language", "authorization", "content-type", "x-request-id"]);
    assert_eq!(found.init.body.as_deref(), Some("{\"name\":\"Wasser!\u{fc}\"}"));
    assert!(found.notes.iter().any(|note| note.to_string().contains("sec-fetch-mode")), "{:?}", found.notes);
    assert!(
        found.notes.iter().any(|note| note.to_string().contains("cookies were sent")),
        "{:?}",
        found.notes
    );
}

#[test]
fn the_three_shells_say_the_same() {
    let bash = one(include_str!("../../tests/texts/chrome.bash.txt"));
    let cmd = one(include_str!("../../tests/texts/chrome.cmd.txt"));
    let power = one(include_str!("../../tests/texts/chrome.powershell.txt"));
    assert_eq!(cmd.init, bash.init);
    assert_eq!(cmd.cookies, bash.cookies);
    let mut headers = power.init.headers.clone();
    headers.sort();
    let mut expected = bash.init.headers.clone();
    expected
        .iter_mut()
        .filter(|(name, _)| name == "content-type")
        .for_each(|(name, _)| *name = "Content-Type".into());
    expected.sort();
    assert_eq!(headers, expected);
    assert_eq!((&power.init.url, &power.init.method), (&bash.init.url, &bash.init.method));
    assert_eq!((power.init.origin, power.init.body), (bash.init.origin, bash.init.body));
    assert_eq!((power.cookies, power.init.credentials), (bash.cookies, bash.init.credentials));
}

#[test]
fn options_as_people_write_them() {
    let found = one("curl -sSLk -XPATCH http://api.example/x -H'X-A: 1' --json '{}' -o /dev/null --http2");
    assert_eq!((found.init.method.as_str(), found.insecure), ("PATCH", true));
    assert_eq!(header(&found, "content-type"), Some("application/json"));
    assert!(
        found.notes.iter().any(|note| note.to_string().contains("-o /dev/null and --http2")),
        "{:?}",
        found.notes
    );
    let found = one("curl api.example/x?a=1 -G -d b=2 --data-urlencode 'c=d e'");
    assert_eq!(
        (found.init.url.as_str(), found.init.method.as_str()),
        ("http://api.example/x?a=1&b=2&c=d+e", "GET")
    );
    assert_eq!(one("curl -I http://a.example").init.method, "HEAD");
    assert_eq!(one("curl -T file http://a.example").init.method, "PUT");
    let found = one("curl http://a.example -F a=@file");
    assert_eq!((found.init.method.as_str(), found.init.body_kind), ("POST", BodyKind::FormData));
    let found = one("curl http://a.example -u user:password -x http://proxy:3128");
    assert_eq!(header(&found, "authorization"), Some("Basic dXNlcjpwYXNzd29yZA=="));
    assert!(found.notes.iter().all(|note| !note.to_string().contains("password")), "{:?}", found.notes);
    let found = one("curl http://a.example -X GET -d x");
    assert!(
        found.init.body.is_none()
            && found.notes.iter().any(|note| note.to_string().contains("no page can send"))
    );
    assert_eq!(one("curl 'http://a.example/\\{a\\}\\[1\\]'").init.url, "http://a.example/{a}[1]");
}

#[test]
fn several_commands_are_several_requests() {
    let found =
        requests("curl 'http://a.example/1' ;\ncurl 'http://a.example/2' --next http://a.example/3").unwrap();
    let urls: Vec<&str> = found.iter().map(|found| found.init.url.as_str()).collect();
    assert_eq!(urls, ["http://a.example/1", "http://a.example/2", "http://a.example/3"]);
}

#[test]
fn an_element_or_a_link_asked() {
    let found = one(
        "curl https://a.example/f.woff2 -H 'Origin: https://b.example' -H 'Sec-Fetch-Mode: cors' -H 'Sec-Fetch-Dest: font'",
    );
    assert_eq!(found.init.initiator, Initiator::Font);
    let found = one("curl https://a.example/ -H 'Sec-Fetch-Mode: navigate' -H 'Sec-Fetch-Dest: document'");
    assert_eq!((found.init.initiator, found.knows_page()), (Initiator::Navigation, false));
}

#[test]
fn what_is_wrong_has_a_place() {
    let error = requests("curl https://a.example/ \\\n  -H").unwrap_err();
    assert_eq!((error.line, error.column), (2, 3));
    assert!(requests("curl -v").unwrap_err().cause.to_string().contains("no URL"));
}
