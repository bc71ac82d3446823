//! A client with an HTTP cache: a small one that keeps what has an `ETag`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use corsac::browser::{Cause, Outcome};
use corsac::fetch::request::{CacheMode, RequestMode};
use corsac::fetch::{HeaderList, Response};
use corsac_cases::lab::{Answer, Answering, Script};
use corsac_fetch::{CacheAsk, Client, Found, Heard, HttpCache, Page, StoredResponse};

type Stored = Arc<Mutex<HashMap<(String, String), StoredResponse>>>;

/// Fresh for ever, unless the request wants to know better.
#[derive(Default)]
struct Kept(Stored);

fn key(ask: &CacheAsk<'_>) -> (String, String) {
    (ask.network_partition_key.to_owned(), ask.request.url.to_string())
}

impl HttpCache for Kept {
    fn find(&self, ask: &CacheAsk<'_>) -> Found {
        let stored = self.0.lock().unwrap().get(&key(ask)).cloned();
        match (stored, ask.mode) {
            (Some(stored), CacheMode::Default | CacheMode::ForceCache | CacheMode::OnlyIfCached) => {
                Found::Fresh(stored)
            }
            (Some(stored), CacheMode::NoCache) => {
                let tag = stored.response.headers.get("etag").unwrap().into_owned();
                Found::Stale([("If-None-Match", tag.as_slice())].into_iter().collect::<HeaderList>())
            }
            _ => Found::Nothing,
        }
    }

    fn heard(&self, ask: &CacheAsk<'_>, response: &Response) -> Heard {
        let (stored, key, response) = (Arc::clone(&self.0), key(ask), response.clone());
        match response.status {
            304 => stored.lock().unwrap().get(&key).cloned().map_or(Heard::Passed, Heard::Revalidated),
            200 if response.headers.contains("etag") && ask.mode != CacheMode::NoStore => {
                Heard::Kept(Box::new(move |body| {
                    stored.lock().unwrap().insert(key, StoredResponse { response, body });
                }))
            }
            _ => Heard::Passed,
        }
    }
}

async fn text(page: &Page, mode: CacheMode) -> (Option<String>, bool) {
    let mut fetched = page.fetch("http://api.example.org/x").cache(mode).send().await.unwrap();
    let from_cache = fetched.deliveries().last().unwrap().from_cache;
    (fetched.text().await.ok(), from_cache)
}

#[tokio::test]
async fn what_is_kept_takes_the_servers_place_and_cors_judges_it_anew() {
    let answer = |status| {
        Answer::new(status).line("Access-Control-Allow-Origin: https://app.example.com").line("ETag: \"1\"")
    };
    let script = Script::steps([answer(200).body("kept"), answer(304), answer(200).body("other")]);
    let server = Answering::start(script).await.unwrap();
    let client =
        Client::builder().resolve("*", server.address()).http_cache(Kept::default()).build().unwrap();
    let page = client.page("https://app.example.com").unwrap();
    let kept = Some("kept".to_owned());
    assert_eq!(text(&page, CacheMode::Default).await, (kept.clone(), false));
    assert_eq!(text(&page, CacheMode::Default).await, (kept.clone(), true));
    // A page of the same site reaches the same entry, and may not read it.
    let sibling = client.page("https://other.example.com").unwrap();
    assert_eq!(text(&sibling, CacheMode::Default).await, (None, true));
    assert_eq!(server.received().len(), 1);
    assert_eq!(text(&page, CacheMode::NoCache).await, (kept, false));
    assert_eq!(server.received()[1].header("if-none-match").as_deref(), Some("\"1\""));
    // A page of another site has entries of its own.
    let stranger = client.page("https://stranger.example").unwrap();
    assert_eq!(text(&stranger, CacheMode::Default).await, (None, false));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn what_only_the_cache_may_answer_is_not_sent() {
    let script = Script::steps([Answer::new(200).line("ETag: \"1\"").body("kept")]);
    let server = Answering::start(script).await.unwrap();
    let client =
        Client::builder().resolve("*", server.address()).http_cache(Kept::default()).build().unwrap();
    let page = client.page("http://app.example.com").unwrap();
    let only = || {
        let request = page.fetch("http://app.example.com/x").mode(RequestMode::SameOrigin);
        request.cache(CacheMode::OnlyIfCached).send()
    };
    let nothing = only().await.unwrap();
    let Outcome::NetworkError(error) = &nothing.transcript().outcome else { panic!("a response") };
    assert_eq!((&error.cause, error.message), (&Cause::NotCached, None));
    assert_eq!((server.received().len(), nothing.deliveries().len()), (0, 0));
    let mut first = page.fetch("http://app.example.com/x").send().await.unwrap();
    assert_eq!((first.text().await.unwrap().as_str(), server.received().len()), ("kept", 1));
    let mut stored = only().await.unwrap();
    assert_eq!(stored.text().await.unwrap(), "kept");
    assert_eq!((stored.deliveries().iter().all(|d| d.from_cache), server.received().len()), (true, 1));
}
