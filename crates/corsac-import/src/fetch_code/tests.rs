//! Script as people copy and write it.

use super::{has_call, requests};
use crate::found::Found;
use corsac::browser::{BodyKind, Initiator};
use corsac::fetch::request::CredentialsMode;

fn one(text: &str) -> Found {
    assert!(has_call(text), "{text}");
    let mut found = requests(text).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn names(found: &Found) -> Vec<&str> {
    found.init.headers.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn as_a_browser_copies_it() {
    let found = one(include_str!("../../tests/texts/chrome.fetch.js"));
    assert_eq!(found.init.url, "https://api.shop.example/items/7");
    assert_eq!((found.init.method.as_str(), found.init.origin.as_str()), ("PUT", "https://app.shop.example"));
    assert_eq!(names(&found), ["accept", "accept-language", "authorization", "content-type", "x-request-id"]);
    assert_eq!(found.init.credentials, Some(CredentialsMode::Include));
    assert!(found.notes.iter().any(|note| note.contains("derives credentials")), "{:?}", found.notes);
}

#[test]
fn as_a_browser_copies_it_for_node() {
    let found = one(include_str!("../../tests/texts/chrome.node.js"));
    assert_eq!(found.init.origin, "https://app.shop.example");
    assert_eq!(found.cookies, ["session=s3cret", "theme=dark"]);
    assert_eq!(found.init.credentials, Some(CredentialsMode::Include));
    assert!(!names(&found).iter().any(|name| name.eq_ignore_ascii_case("cookie")));
}

#[test]
fn forbidden_headers_in_comments_are_evidence() {
    let found = one(r#"fetch("https://a.example/x", { headers: {
        "x-a": "1",
        // "origin": "https://b.example",
        // "sec-fetch-mode": "cors",
    } });"#);
    assert_eq!((found.init.origin.as_str(), names(&found)), ("https://b.example", vec!["x-a"]));
}

#[test]
fn as_people_write_it() {
    let found = one(r"
        const API = 'https://api.example';
        export async function save(item: Item, token: string) {
            const response = await fetch(`${API}/items/${item.id}`, {
                method: 'PATCH',
                credentials: 'include',
                headers: new Headers({ 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }),
                body: JSON.stringify({ name: item.name }),
            });
            return response.json();
        }");
    assert_eq!(
        (found.init.url.as_str(), found.init.method.as_str()),
        ("https://api.example/items/itemid", "PATCH")
    );
    assert_eq!(names(&found), ["Content-Type", "Authorization"]);
    assert!(found.notes.iter().any(|note| note.contains("item.id")), "{:?}", found.notes);
    assert!(found.init.body.is_some() && !found.knows_page());
    // What script sets in vain is its own mistake, which the engine tells.
    assert_eq!(names(&one("fetch('https://a.example', { headers: { Cookie: 'a=1' } })")), ["Cookie"]);
    let form = one("fetch('https://a.example', { method: 'POST', body: new FormData(form) })");
    assert_eq!(form.init.body_kind, BodyKind::FormData);
}

#[test]
fn axios() {
    let found =
        one("axios.post('/items', { a: 1 }, { baseURL: 'https://api.example/v1/', withCredentials: true })");
    assert_eq!(
        (found.init.url.as_str(), found.init.method.as_str()),
        ("https://api.example/v1/items", "POST")
    );
    assert_eq!(found.init.initiator, Initiator::Xhr);
    assert_eq!(found.init.credentials, Some(CredentialsMode::Include));
    assert_eq!(found.init.body_kind, BodyKind::Blob("application/json".into()));
    assert_eq!(one("axios({ method: 'delete', url: 'https://a.example/1' })").init.method, "DELETE");
}

#[test]
fn what_cannot_be_known_or_read_has_a_place() {
    let error = requests("const a = 1;\nfetch(url, {})").unwrap_err();
    assert_eq!((error.line, error.column), (2, 7));
    let error = requests("fetch('https://a.example', {\n  headers: {").unwrap_err();
    assert_eq!(error.line, 2, "{error}");
    assert!(requests("prefetch('x')").unwrap_err().cause.contains("no call"));
    assert!(!has_call("https://a.example/fetch(1)") && !has_call("prefetch(1)"));
}
