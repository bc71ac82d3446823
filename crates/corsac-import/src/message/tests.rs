//! Messages as consoles show them and as people paste them.

use super::{Browser, Message, Symptom};
use corsac::browser::Initiator;
use corsac::explain::Name;

fn found(text: &str) -> Message {
    Message::find(text).unwrap_or_else(|| panic!("not recognised: {text}"))
}

#[test]
fn chromium_with_what_stands_around_it() {
    let message = found(
        "index.html:1 Access to XMLHttpRequest at 'https://login.example/' (redirected from \
         'https://api.example/me') from origin\n'http://localhost:3000' has been blocked by CORS policy: No \
         'Access-Control-Allow-Origin' header is present on the requested resource.\n\
         app.js:12 GET https://login.example/ net::ERR_FAILED 200 (OK)\n    at main (app.js:12:5)",
    );
    assert_eq!((message.browser, &message.symptom), (Some(Browser::Chromium), &Symptom::AllowOriginMissing));
    assert_eq!(message.url.as_deref(), Some("https://api.example/me"));
    assert_eq!(message.redirected_to.as_deref(), Some("https://login.example/"));
    assert_eq!(message.origin.as_deref(), Some("http://localhost:3000"));
    assert_eq!((message.initiator, message.is_preflight), (Initiator::Xhr, false));
    assert!(message.causes.contains(&Name::RedirectToLogin));
}

#[test]
fn what_is_dropped_or_broken_without_cors() {
    for (text, browser, symptom) in [
        ("GET https://a.example/a.json net::ERR_BLOCKED_BY_ORB", Browser::Chromium, Symptom::OpaqueBlocked),
        (
            "The resource at “https://a.example/a.json” was blocked by OpaqueResponseBlocking. Reason: “after sniff”.",
            Browser::Firefox,
            Symptom::OpaqueBlocked,
        ),
        (
            "GET https://a.example/a net::ERR_CONTENT_LENGTH_MISMATCH 200 (OK)",
            Browser::Chromium,
            Symptom::BodyBroken,
        ),
        (
            "GET https://a.example/a net::ERR_INCOMPLETE_CHUNKED_ENCODING 200",
            Browser::Chromium,
            Symptom::BodyBroken,
        ),
    ] {
        let message = found(text);
        assert_eq!((message.browser, message.symptom), (Some(browser), symptom), "{text}");
        assert!(message.causes.is_empty(), "{text}");
    }
}

#[test]
fn firefox_in_several_languages() {
    let message = found(
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at \
         https://api.example/x. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401.",
    );
    assert_eq!((message.browser, message.status), (Some(Browser::Firefox), Some(401)));
    assert_eq!(message.url.as_deref(), Some("https://api.example/x"));
    assert!(message.causes.contains(&Name::PreflightRequiresAuth));
    let message = found(
        "교차 출처 요청 차단: 동일 출처 정책으로 인해 https://api.example/x에 있는 원격 자원을 읽을 수 없습니다. \
         (이유: ‘Access-Control-Allow-Origin’ CORS 헤더가 없음). 상태 코드: 500.",
    );
    assert_eq!((message.symptom, message.status), (Symptom::AllowOriginMissing, Some(500)));
    let message = found(
        "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der \
         externen Ressource auf https://api.example/x. (Grund: CORS-Kopfzeile „Access-Control-Allow-Origin“ fehlt).",
    );
    assert_eq!(message.symptom, Symptom::AllowOriginMissing);
}

#[test]
fn safari_in_several_lines() {
    let message = found(
        "[Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200\n\
         [Error] Fetch API cannot load https://api.example/x due to access control checks.\n\
         [Error] Failed to load resource: Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200 (x, line 0)",
    );
    assert_eq!((message.browser, &message.symptom), (Some(Browser::Webkit), &Symptom::OriginNotAllowed));
    assert_eq!(message.url.as_deref(), Some("https://api.example/x"));
    assert_eq!((message.origin.as_deref(), message.status), (Some("https://app.example"), Some(200)));
}

#[test]
fn the_page_is_found_in_a_stack() {
    let message = found(
        "TypeError: Failed to fetch https://api.example/x\n    at load (http://localhost:3000/static/main.js:10:7)",
    );
    assert_eq!(
        (message.browser, message.origin.as_deref()),
        (Some(Browser::Chromium), Some("http://localhost:3000"))
    );
    assert_eq!((message.url.as_deref(), message.notes.len()), (Some("https://api.example/x"), 1));
}

#[test]
fn the_request_has_what_the_message_tells() {
    let text = "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS \
                policy: Method PATCH is not allowed by Access-Control-Allow-Methods in preflight response.";
    let request = found(text).request().unwrap();
    assert_eq!((request.init.method.as_str(), request.notes.len()), ("PATCH", 0));
    let text = text.replace(
        "Method PATCH is not allowed by Access-Control-Allow-Methods",
        "Request header field x-a is not allowed by Access-Control-Allow-Headers",
    );
    let request = found(&text).request().unwrap();
    assert_eq!(request.init.headers, [("x-a".to_owned(), "1".to_owned())]);
}

#[test]
fn what_is_no_message_is_none() {
    for text in ["", "https://api.example/cors", "curl https://api.example", "Access-Control-Allow-Origin: *"]
    {
        assert_eq!(Message::find(text), None, "{text}");
    }
}

#[test]
fn an_element_of_a_cors_message_has_the_attribute() {
    use corsac::browser::CrossOrigin;
    for kind in ["script", "image", "CSS stylesheet", "video"] {
        let text = format!(
            "Access to {kind} at 'https://a.example/x' from origin 'https://b.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
        );
        let found = Message::find(&text).and_then(|message| message.request()).expect("a request");
        assert_eq!(found.init.crossorigin, Some(CrossOrigin::Anonymous), "{kind}");
    }
}

#[test]
fn the_policy_of_the_page_is_no_matter_of_cors() {
    for text in [
        "Refused to connect to 'https://a.example/x' because it violates the following Content Security Policy directive: \"connect-src 'self'\".",
        "Content-Security-Policy: The page’s settings blocked the loading of a resource (connect-src) at https://a.example/x because it violates the following directive: “connect-src 'self'”",
        "Refused to connect to https://a.example/x because it does not appear in the connect-src directive of the Content Security Policy.",
    ] {
        let message = Message::find(text).expect("a message");
        assert_eq!((message.symptom, message.causes), (Symptom::ContentSecurityPolicy, vec![]), "{text}");
    }
}
