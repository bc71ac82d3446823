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
    assert!(
        found.notes.iter().any(|note| note.to_string().contains("derives credentials")),
        "{:?}",
        found.notes
    );
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
    assert!(found.notes.iter().any(|note| note.to_string().contains("item.id")), "{:?}", found.notes);
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
    assert_eq!(one("axios.get('/x', { baseURL: '/api' })").init.url, "/api/x");
    assert_eq!(one("axios.get('//b.example/x', { baseURL: '/api' })").init.url, "//b.example/x");
    assert_eq!(one("axios({ method: 'delete', url: 'https://a.example/1' })").init.method, "DELETE");
}

#[test]
fn what_cannot_be_known_or_read_has_a_place() {
    let error = requests("const a = 1;\nfetch(url, {})").unwrap_err();
    assert_eq!((error.line, error.column), (2, 7));
    let error = requests("fetch('https://a.example', {\n  headers: {").unwrap_err();
    assert_eq!(error.line, 2, "{error}");
    assert!(
        requests("prefetch('x')").unwrap_err().cause.to_string().contains("nothing here makes a request")
    );
    let error = requests("fetch(\\\n)").unwrap_err();
    assert!(!error.cause.to_string().contains('\n'), "{error:?}");
    assert!(!has_call("https://a.example/fetch(1)") && !has_call("prefetch(1)"));
}

#[test]
fn xml_http_request() {
    let found = one(r#"
        const url = "https://api.example/items/7";
        const xhr = new XMLHttpRequest();
        xhr.open("PUT", url);
        xhr.withCredentials = true;
        xhr.setRequestHeader("Content-Type", "application/json");
        xhr.setRequestHeader('X-Token', token);
        xhr.onload = () => { console.log(xhr.responseText); };
        xhr.send(JSON.stringify({ name: "a" }));"#);
    assert_eq!((found.init.url.as_str(), found.init.method.as_str()), ("https://api.example/items/7", "PUT"));
    assert_eq!(
        (found.init.initiator, found.init.credentials),
        (Initiator::Xhr, Some(CredentialsMode::Include))
    );
    assert_eq!(names(&found), ["Content-Type", "X-Token"]);
    assert!(found.init.body.is_some() && !found.init.upload_listener);
    assert!(found.notes.iter().any(|note| note.to_string().contains("X-Token")), "{:?}", found.notes);

    let found = one("var r = new XMLHttpRequest; r.open('get', 'https://a.example/'); r.send();");
    assert_eq!((found.init.method.as_str(), found.init.body), ("GET", None));
    let found = one(
        "xhr.open('POST', 'https://a.example/'); xhr.upload.onprogress = f; xhr.setRequestHeader('x-a', '1');",
    );
    assert!(
        found.notes.iter().any(|note| note.to_string().contains("send() does not stand here")),
        "{:?}",
        found.notes
    );
    let found = one("this.req = new XMLHttpRequest(); this.req.upload.addEventListener('progress', f); \
                     this.req.open('POST', 'https://a.example/'); this.req.send('x')");
    assert!(found.init.upload_listener);
    let two = requests(
        "const a = new XMLHttpRequest(); a.open('GET', 'https://a.example/1'); a.send(); \
                        a.open('GET', 'https://a.example/2'); a.send(); window.open('https://b.example', '_blank')",
    );
    let urls: Vec<String> = two.unwrap().into_iter().map(|found| found.init.url).collect();
    assert_eq!(urls, ["https://a.example/1", "https://a.example/2"]);
    let error = requests("const x = new XMLHttpRequest();\nx.open('GET', apiUrl);\nx.send();").unwrap_err();
    assert_eq!((error.line, error.column), (2, 15), "{error}");
}

#[test]
fn requests_that_are_put_together_before() {
    let found = one(r#"
        const options = { method: "PUT", credentials: "include" };
        const headers = new Headers();
        headers.append("X-A", "1");
        options.headers = headers;
        options.headers['X-B'] = '2';
        const request = new Request(`https://a.example/x`, options);
        const answer = await fetch(request, { headers: { ...options.headers, "X-C": "3" } })
            .then(response => response.json())
            .catch(console.error);"#);
    assert_eq!((found.init.url.as_str(), found.init.method.as_str()), ("https://a.example/x", "PUT"));
    assert_eq!(names(&found), ["X-A", "X-B", "X-C"]);
    assert_eq!(found.init.credentials, Some(CredentialsMode::Include));
    let found =
        one("const config = { api: { base: 'https://a.example' } }; return fetch(config.api.base + '/x');");
    assert_eq!(found.init.url, "https://a.example/x");
    let found =
        one("const API = process.env.API ?? 'http://localhost:8000'; fetch(new URL('/x', API).toString())");
    assert_eq!(found.init.url, "http://localhost:8000/x");
    let error = requests("fetch(`${import.meta.env.API}/x`)").unwrap_err();
    assert_eq!((error.line, error.column), (1, 10), "{error}");
    let found = one("<script type=\"module\">\n  fetch('https://a.example/')\n</script>");
    assert_eq!(found.init.url, "https://a.example/");
    let found = one("<script src='axios.min.js'></script>\n<script>axios.get('https://a.example/')</script>");
    assert_eq!(found.init.url, "https://a.example/");
    assert_eq!(one("const x = <Item>await fetch('https://a.example/');").init.url, "https://a.example/");
    let found = one("// CORS is broken at http://a.example, why?\nfetch('http://a.example/')");
    assert_eq!(found.init.url, "http://a.example/");
}

#[test]
fn axios_with_defaults() {
    let found = one("axios.defaults.withCredentials = true; axios.defaults.headers.common['X-A'] = '1'; \
                     const api = axios.create({ baseURL: 'https://a.example/v1', headers: { 'X-B': '2' } }); \
                     api.defaults.headers.post['X-C'] = '3'; \
                     api.put('/items', body, { onUploadProgress: f, headers: { 'X-B': '4' } })");
    assert_eq!((found.init.url.as_str(), found.init.method.as_str()), ("https://a.example/v1/items", "PUT"));
    assert_eq!(found.init.headers, [("X-A".into(), "1".into()), ("X-B".into(), "4".into())]);
    assert!(found.init.upload_listener && found.init.credentials == Some(CredentialsMode::Include));
    assert_eq!(one("axios.request({ url: 'https://a.example/', method: 'patch' })").init.method, "PATCH");
    let found = one("axios.get('https://a.example/', { auth: { username: 'a', password: 'b' } })");
    assert_eq!(names(&found), ["Authorization"]);
    assert!(one("axios.get('https://a.example/', config)").notes[0].to_string().contains("options"));
}

#[test]
fn other_libraries() {
    let found = one("$.ajax({ url: 'https://a.example/x', type: 'POST', data: { a: 1 }, dataType: 'json', \
                     xhrFields: { withCredentials: true }, beforeSend: function (xhr) { xhr.setRequestHeader('X-A', '1'); }, \
                     success: function (data) {} })");
    assert_eq!((found.init.method.as_str(), found.init.initiator), ("POST", Initiator::Xhr));
    assert_eq!(names(&found), ["Content-Type", "X-A"]);
    assert_eq!(found.init.credentials, Some(CredentialsMode::Include));
    let found = one(
        "jQuery.ajax('https://a.example/x', { method: 'PUT', contentType: 'application/json', data: JSON.stringify(x) })",
    );
    assert_eq!(found.init.headers, [("Content-Type".into(), "application/json".into())]);
    assert_eq!(one("$.getJSON('https://a.example/x', done)").init.method, "GET");
    assert!(one("$.post('https://a.example/x', { a: 1 })").init.body.is_some());
    assert_eq!(
        one("$.ajax({ url: 'https://a.example/x', dataType: 'jsonp' })").init.initiator,
        Initiator::Script
    );
    let found = one("this.http.put<Item>('https://a.example/x', item, { withCredentials: true, \
                     headers: new HttpHeaders().set('X-A', '1') }).subscribe()");
    assert_eq!((found.init.method.as_str(), names(&found)), ("PUT", vec!["X-A"]));
    let found = one("const es = new EventSource('https://a.example/feed', { withCredentials: true });");
    assert_eq!(
        (found.init.initiator, found.init.credentials),
        (Initiator::EventSource, Some(CredentialsMode::Include))
    );
    let found = one("navigator.sendBeacon('https://a.example/log', data)");
    assert_eq!((found.init.initiator, found.init.method.as_str()), (Initiator::Beacon, "POST"));
}

#[test]
fn values_that_grow_end() {
    let text =
        "let a = [1, 1];\n".to_owned() + &"a = [a, a, a, a];\n".repeat(50) + "fetch('https://a.example/', a)";
    assert!(requests(&text).is_ok());
}
