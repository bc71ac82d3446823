//! The lab's Chromium against scripted servers: what the browser sends, blocks and lets script read.
//!
//! Each test states something that the stories rely on and that the Fetch Standard says.

use corsac_cases::lab::{
    Answer, Answering, Beacon, Body, Chromium, Element, Fetch, Form, Observation, Page, Script, Seen, Tab,
    ThirdPartyCookies, Xhr,
};

const FRONT: &str = "https://frontend.example.com";
const HACKER: &str = "https://hacker.com";
const BANK: &str = "https://bank.com";

async fn browser() -> Chromium {
    Chromium::start(ThirdPartyCookies::Blocked).await.unwrap_or_else(|error| panic!("{error}"))
}

/// Puts a scripted server behind `origin`.
async fn place(chromium: &Chromium, origin: &str, script: Script) -> Answering {
    let server = Answering::start(script).await.unwrap();
    chromium.sites().place(origin, server.address()).unwrap();
    server
}

fn bank_url() -> String {
    format!("{BANK}/api/user-info")
}

fn console_says(observation: &Observation, text: &str) -> bool {
    observation.console.iter().any(|line| line.text().contains(text))
}

#[tokio::test]
async fn a_response_without_allow_origin_is_withheld_although_it_arrived() {
    let mut chromium = browser().await;
    let bank = place(&chromium, BANK, Script::always(Answer::new(200).body("secret"))).await;
    let mut tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
    let seen = tab.act(Fetch::get(bank_url()).credentials("include")).await.unwrap();

    assert!(matches!(&seen.seen, Seen::Failed(failure) if failure.name == "TypeError"), "{seen:?}");
    assert_eq!(seen.cors_error(), Some("MissingAllowOriginHeader"));
    assert!(console_says(&seen, "has been blocked by CORS policy"), "{:?}", seen.console);
    assert_eq!(seen.methods(), ["GET"]);
    assert_eq!(seen.arrivals[0].request, bank.received()[0]);
    assert_eq!(
        (seen.arrivals[0].origin.as_str(), bank.received()[0].header("origin")),
        (BANK, Some(HACKER.into()))
    );
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn the_exact_origin_lets_script_read_what_is_exposed() {
    let mut chromium = browser().await;
    let answer = Answer::new(200)
        .line(format!("Access-Control-Allow-Origin: {FRONT}"))
        .line("Access-Control-Expose-Headers: x-shown")
        .line("X-Shown: 1")
        .line("X-Hidden: 2")
        .line("Content-Type: application/json");
    let _bank = place(&chromium, BANK, Script::always(answer.body("{}"))).await;
    let mut tab = Tab::open(&mut chromium, &Page::at(FRONT)).await.unwrap();
    let seen = tab.act(Fetch::get(bank_url())).await.unwrap();

    let response = seen.response().unwrap_or_else(|| panic!("{seen:?}"));
    assert_eq!(
        (response.kind.as_deref(), response.status, response.body.as_str()),
        (Some("cors"), 200, "{}")
    );
    assert_eq!((response.redirected, response.url.as_str()), (Some(false), bank_url().as_str()));
    let names: Vec<_> = response.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["content-length", "content-type", "x-shown"]);
    assert_eq!((seen.cors_error(), seen.failed.len(), seen.console.len()), (None, 0, 0));
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn a_preflight_names_the_method_and_the_sorted_lower_case_headers() {
    let mut chromium = browser().await;
    let allow = format!("Access-Control-Allow-Origin: {FRONT}");
    let preflight = Answer::new(204).line(allow.as_str()).line("Access-Control-Allow-Methods: PUT");
    let preflight = preflight.line("Access-Control-Allow-Headers: content-type,x-alpha,x-beta");
    let script = Script::new().on("OPTIONS", "/api/user-info", preflight);
    let script = script.on("PUT", "/api/user-info", Answer::new(200).line(allow.as_str()).body("done"));
    let _bank = place(&chromium, BANK, script).await;
    let mut tab = Tab::open(&mut chromium, &Page::at(FRONT)).await.unwrap();
    let put = Fetch::method("put", bank_url()).header("X-Beta", "1").header("X-Alpha", "2");
    let put = put.header("Content-Type", "application/json").body(Body::Text("{}".into()));
    let seen = tab.act(put).await.unwrap();

    assert_eq!(seen.methods(), ["OPTIONS", "PUT"]);
    let [preflight, actual] = [&seen.arrivals[0].request, &seen.arrivals[1].request];
    assert!(preflight.is_preflight() && !actual.is_preflight());
    assert_eq!(preflight.header("access-control-request-method").unwrap(), "PUT");
    assert_eq!(preflight.header("access-control-request-headers").unwrap(), "content-type,x-alpha,x-beta");
    assert_eq!(preflight.header("origin").unwrap(), FRONT);
    assert_eq!(actual.body, b"{}");
    assert_eq!(seen.response().unwrap().body, "done");
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn a_refused_preflight_keeps_the_request_at_home() {
    let mut chromium = browser().await;
    let _bank = place(&chromium, BANK, Script::always(Answer::new(403))).await;
    let mut tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
    let fetch = tab.act(Fetch::get(bank_url()).header("X-Custom-Header", "1")).await.unwrap();
    assert_eq!(
        (fetch.methods(), fetch.cors_error()),
        (vec!["OPTIONS"], Some("PreflightMissingAllowOriginHeader"))
    );
    let url = bank_url();
    let body = Some(Body::Text("x".into()));
    let xhr = Xhr { url, method: "POST".into(), body, upload_listener: true, ..Xhr::default() };
    let xhr = tab.act(xhr).await.unwrap();
    assert_eq!(xhr.methods(), ["OPTIONS"], "an upload listener asks for a preflight");
    assert!(matches!(&xhr.seen, Seen::Failed(failure) if failure.name == "NetworkError"), "{xhr:?}");
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn what_no_script_reads_still_arrives() {
    let mut chromium = browser().await;
    let _bank =
        place(&chromium, BANK, Script::always(Answer::new(200).line("Content-Type: text/html").body("ok")))
            .await;
    let mut tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
    let url = bank_url;

    let form = Form { url: url(), fields: vec![("to".into(), "mallory".into())], ..Form::default() };
    let form = tab.act(form).await.unwrap();
    assert_eq!((form.methods(), &form.seen), (vec!["POST"], &Seen::Event("load".into())));
    assert_eq!(form.arrivals[0].request.body, b"to=mallory");
    assert_eq!(form.arrivals[0].request.header("sec-fetch-site").as_deref(), Some("cross-site"));

    let opaque = tab.act(Fetch::get(url()).mode("no-cors")).await.unwrap();
    let response = opaque.response().unwrap();
    assert_eq!((response.kind.as_deref(), response.status, response.body.as_str()), (Some("opaque"), 0, ""));

    let beacon = Beacon { url: url(), body: Some(Body::Text("bye".into())) };
    let beacon = tab.act(beacon).await.unwrap();
    assert_eq!((beacon.methods(), &beacon.seen), (vec!["POST"], &Seen::Event("queued".into())));

    let image = tab.act(Element::image(url(), Some("anonymous"))).await.unwrap();
    assert_eq!((image.methods(), &image.seen), (vec!["GET"], &Seen::Event("error".into())));
    assert_eq!(image.cors_error(), Some("MissingAllowOriginHeader"));
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn a_frame_of_opaque_origin_sends_null_and_its_errors_are_seen() {
    let mut chromium = browser().await;
    let open = Answer::new(200).line("Access-Control-Allow-Origin: null");
    let _bank =
        place(&chromium, BANK, Script::new().on("GET", "/open", open).otherwise(Answer::new(200))).await;
    for page in [Page::at(HACKER).sandboxed(), Page::at(HACKER).in_data_frame()] {
        let mut tab = Tab::open(&mut chromium, &page).await.unwrap();
        let seen = tab.act(Fetch::get(format!("{BANK}/open"))).await.unwrap();
        assert_eq!(seen.arrivals[0].request.header("origin").as_deref(), Some("null"));
        assert_eq!(seen.response().map(|response| response.status), Some(200), "{page:?}: {seen:?}");
        let seen = tab.act(Fetch::get(bank_url())).await.unwrap();
        assert_eq!(seen.cors_error(), Some("MissingAllowOriginHeader"), "{page:?}: {seen:?}");
        assert!(
            console_says(&seen, "from origin 'null' has been blocked by CORS policy"),
            "{:?}",
            seen.console
        );
    }
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn any_origin_of_a_case_is_an_origin_of_the_browser() {
    let mut chromium = browser().await;
    let api = "http://localhost:3000";
    let _api = place(&chromium, api, Script::always(Answer::new(200).body("ok"))).await;
    for (origin, same) in [
        ("http://localhost:3000", true),
        ("http://127.0.0.1:3000", false),
        ("https://localhost:3000", false),
        ("http://localhost", false),
        ("http://localhost:3001", false),
        ("http://[::1]:3000", false),
        ("http://app.localhost:3000", false),
        ("http://bank.test:8801", false),
    ] {
        let mut tab = Tab::open(&mut chromium, &Page::at(origin)).await.unwrap();
        let seen = tab.act(Fetch::get(format!("{api}/{}", origin.len()))).await.unwrap();
        let sent = seen.arrivals.first().and_then(|arrival| arrival.request.header("origin"));
        assert_eq!(seen.response().is_some(), same, "{origin}: {seen:?}");
        assert_eq!(sent.as_deref(), (!same).then_some(origin), "{origin}: {seen:?}");
    }
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn third_party_cookies_travel_only_where_they_are_allowed() {
    for (cookies, travels) in [(ThirdPartyCookies::Allowed, true), (ThirdPartyCookies::Blocked, false)] {
        let mut chromium = Chromium::start(cookies).await.unwrap_or_else(|error| panic!("{error}"));
        let _bank = place(&chromium, BANK, Script::always(Answer::new(200))).await;
        let login = Page::at(BANK).line("Set-Cookie: session=alice; SameSite=None; Secure; HttpOnly");
        Tab::open(&mut chromium, &login).await.unwrap();
        for forgotten in [false, true] {
            if forgotten {
                chromium.forget().await.unwrap();
            }
            let mut tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
            let seen = tab.act(Fetch::get(bank_url()).credentials("include")).await.unwrap();
            let cookie = seen.arrivals[0].request.header("cookie");
            assert_eq!(cookie.as_deref(), (travels && !forgotten).then_some("session=alice"), "{cookies:?}");
        }
        chromium.close().await.unwrap();
    }
}

#[tokio::test]
async fn one_browser_serves_many_exchanges_without_mixing_them() {
    let mut chromium = browser().await;
    let _bank = place(&chromium, BANK, Script::always(Answer::new(403))).await;
    let mut tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
    for number in 0..60 {
        let url = format!("{BANK}/{number}");
        let plain = number % 2 == 0;
        let fetch = if plain { Fetch::get(&url) } else { Fetch::method("DELETE", &url) };
        let seen = tab.act(fetch).await.unwrap();
        let reason = if plain { "MissingAllowOriginHeader" } else { "PreflightMissingAllowOriginHeader" };
        assert_eq!(
            (seen.cors_error(), seen.failed.len(), seen.arrivals.len()),
            (Some(reason), 1, 1),
            "{seen:?}"
        );
        assert_eq!((seen.failed[0].url.as_str(), seen.console.len()), (url.as_str(), 2), "{seen:?}");
        assert_eq!(seen.arrivals[0].request.target, format!("/{number}"));
    }
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn a_form_sent_in_the_page_s_place_shows_the_answer() {
    let mut chromium = browser().await;
    let answer = Answer::new(403).line("Content-Type: text/plain").body("not for you");
    let bank = place(&chromium, BANK, Script::always(answer)).await;
    let tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
    let fields = vec![("to".into(), "mallory & sons".into())];
    let seen = tab.submit(&Form { url: bank_url(), fields, ..Form::default() }).await.unwrap();

    let response = seen.response().unwrap_or_else(|| panic!("{seen:?}"));
    assert_eq!((response.status, response.body.as_str()), (403, "not for you"));
    assert_eq!((response.url.as_str(), seen.methods()), (bank_url().as_str(), vec!["POST"]));
    let arrival = &seen.arrivals[0];
    assert_eq!(arrival.request.body, b"to=mallory+%26+sons");
    assert_eq!(arrival.request.header("sec-fetch-dest").as_deref(), Some("document"));
    assert_eq!(arrival.request.header("origin").as_deref(), Some(HACKER));
    assert_eq!(arrival.answer.as_ref().map(|answer| answer.status), Some(403));

    bank.follow(Script::always(Answer::new(403)));
    let tab = Tab::open(&mut chromium, &Page::at(HACKER)).await.unwrap();
    let bare = tab.submit(&Form { url: bank_url(), ..Form::default() }).await.unwrap();
    assert_eq!(bare.response().map(|response| (response.status, response.body.as_str())), Some((403, "")));
    chromium.close().await.unwrap();
}

#[tokio::test]
async fn a_preflight_is_asked_again_once_it_is_forgotten() {
    let mut chromium = browser().await;
    let allow = Answer::new(204)
        .line(format!("Access-Control-Allow-Origin: {FRONT}"))
        .line("Access-Control-Allow-Methods: PUT")
        .line("Access-Control-Max-Age: 600");
    let _bank = place(&chromium, BANK, Script::always(allow)).await;
    let mut sent = Vec::new();
    for forgotten in [false, false, true] {
        if forgotten {
            chromium.forget().await.unwrap();
        }
        let mut tab = Tab::open(&mut chromium, &Page::at(FRONT)).await.unwrap();
        sent.push(tab.act(Fetch::method("PUT", bank_url())).await.unwrap().methods().len());
    }
    assert_eq!(sent, [2, 1, 2], "asked, kept, and asked again");
    chromium.close().await.unwrap();
}
