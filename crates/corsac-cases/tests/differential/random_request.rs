//! Random requests.

use super::cell::HOST_OF_FRAMES;
use super::random::Random;
use corsac::browser::{BodyKind, CrossOrigin, Initiator, RequestInit};
use corsac::fetch::request::{
    CacheMode, CredentialsMode, EmbedderPolicyValue, RedirectMode, ReferrerPolicy, RequestMode,
};

const METHODS: &[&str] = &[
    "GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "put", "DELETE", "PATCH", "patch", "OPTIONS", "QUERY",
];

/// Headers that script sets. The values decide about the safelist.
const HEADERS: &[&(&str, &str)] = &[
    &("Content-Type", "application/json"),
    &("Content-Type", "text/plain"),
    &("Content-Type", "text/plain; charset=\"utf-8\""),
    &("content-type", "text/plain;garbage"),
    &("Content-Type", "multipart/form-data, text/plain"),
    &("Content-Language", "en_US"),
    &("Accept", "application/json"),
    &("Accept", "a(b)"),
    &("Accept-Language", "de, en;q=0.5"),
    &("Accept-Language", "a/b"),
    &("Range", "bytes=0-10"),
    &("Range", "bytes=-5"),
    &("Range", "bytes=0-1,3-4"),
    &("Authorization", "Bearer abc"),
    &("Authorization", "Bearer abc"),
    &("X-A", "1"),
    &("x-b", "2"),
    &("X-A", "3"),
    &("Z_under", ""),
    &("Cache-Control", "max-age=1"),
    &("If-None-Match", "\"x\""),
    &("Save-Data", "on"),
    &("DPR", "2"),
    &("X-HTTP-Method-Override", "TRACE"),
    &("Access-Control-Request-Method", "PUT"),
    &("Sec-Own", "1"),
    &("Date", "now"),
];

/// Who asks if it is not `fetch()`.
const OTHERS: &[&Initiator] = &[
    &Initiator::Image,
    &Initiator::Script,
    &Initiator::Script,
    &Initiator::Module,
    &Initiator::Style,
    &Initiator::Font,
    &Initiator::EventSource,
    &Initiator::Beacon,
];

pub(crate) fn init(page: &str, url: &str, random: &mut Random) -> RequestInit {
    let mut init = by_somebody(page, url, random);
    if page == "null" {
        // The page that the frame stands in.
        init.client = Some(format!("{HOST_OF_FRAMES}/"));
    }
    if page.starts_with("https:") && random.percent(10) {
        init.embedder_policy =
            Some(*random.pick(&[&EmbedderPolicyValue::RequireCorp, &EmbedderPolicyValue::Credentialless]));
    }
    init
}

fn by_somebody(page: &str, url: &str, random: &mut Random) -> RequestInit {
    if random.percent(25) {
        return by_element(RequestInit::new(page, url), random);
    }
    by_script(page, url, random)
}

/// An element, a beacon or an `EventSource`.
fn by_element(mut init: RequestInit, random: &mut Random) -> RequestInit {
    init.initiator = *random.pick(OTHERS);
    if init.initiator.is_element() && random.percent(60) {
        let crossorigin = [&CrossOrigin::Anonymous, &CrossOrigin::UseCredentials];
        init.crossorigin = Some(*random.pick(&crossorigin));
    }
    if init.initiator == Initiator::EventSource && random.percent(50) {
        init.credentials = Some(CredentialsMode::Include);
    }
    if init.initiator == Initiator::Beacon {
        "POST".clone_into(&mut init.method);
        init.body = random.percent(80).then(|| "a=1".to_owned());
        init.body_kind = body_kind(random);
    }
    init
}

fn body_kind(random: &mut Random) -> BodyKind {
    random
        .pick(&[
            &BodyKind::Text,
            &BodyKind::Text,
            &BodyKind::UrlSearchParams,
            &BodyKind::Bytes,
            &BodyKind::FormData,
            &BodyKind::Blob("application/json".into()),
            &BodyKind::Blob("text/plain".into()),
            &BodyKind::Blob(String::new()),
        ])
        .clone()
}

fn by_script(page: &str, url: &str, random: &mut Random) -> RequestInit {
    let mut init = RequestInit::new(page, url);
    random.pick(METHODS).clone_into(&mut init.method);
    while init.headers.len() < 4 && random.percent(45) {
        let (name, value) = random.pick(HEADERS);
        init.headers.push(((*name).to_owned(), (*value).to_owned()));
    }
    let has_body = !matches!(init.method.as_str(), "GET" | "HEAD");
    init.body = (has_body && random.percent(50)).then(|| "a=1".to_owned());
    init.body_kind = body_kind(random);
    init.credentials = random.percent(60).then(|| {
        *random.pick(&[
            &CredentialsMode::Include,
            &CredentialsMode::Include,
            &CredentialsMode::Omit,
            &CredentialsMode::SameOrigin,
        ])
    });
    init.mode = random.percent(15).then(|| {
        *random.pick(&[
            &RequestMode::Cors,
            &RequestMode::NoCors,
            &RequestMode::NoCors,
            &RequestMode::SameOrigin,
        ])
    });
    init.redirect = random
        .percent(20)
        .then(|| *random.pick(&[&RedirectMode::Follow, &RedirectMode::Error, &RedirectMode::Manual]));
    init.cache = random
        .percent(10)
        .then(|| *random.pick(&[&CacheMode::NoStore, &CacheMode::Reload, &CacheMode::NoCache]));
    if random.percent(15) {
        return by_xhr(init, random);
    }
    init.keepalive = random.percent(5);
    init.referrer_policy = random.percent(10).then(|| {
        *random.pick(&[&ReferrerPolicy::NoReferrer, &ReferrerPolicy::SameOrigin, &ReferrerPolicy::Origin])
    });
    init
}

/// An `XMLHttpRequest`, with a listener for the progress of its body or without; it knows no other modes.
fn by_xhr(init: RequestInit, random: &mut Random) -> RequestInit {
    let mut xhr = RequestInit::new(init.origin, init.url);
    xhr.initiator = Initiator::Xhr;
    (xhr.method, xhr.headers, xhr.body, xhr.body_kind) =
        (init.method, init.headers, init.body, init.body_kind);
    xhr.credentials = random.percent(50).then_some(CredentialsMode::Include);
    xhr.upload_listener = random.percent(50);
    xhr
}

/// The request, and now and then again: what was allowed once may be remembered.
pub(crate) fn again(init: RequestInit, random: &mut Random) -> Vec<RequestInit> {
    let mut inits = vec![init];
    // A page keeps what its elements have loaded.
    if !matches!(inits[0].initiator, Initiator::Fetch | Initiator::Xhr) {
        return inits;
    }
    while inits.len() < 3 && random.percent(30) {
        let mut next = inits[0].clone();
        if random.percent(30) && next.initiator == Initiator::Fetch {
            next.credentials = Some(*random.pick(&[&CredentialsMode::Include, &CredentialsMode::Omit]));
        }
        if random.percent(30) {
            next.headers.push(("X-B".into(), "4".into()));
        }
        if random.percent(20) {
            "PUT".clone_into(&mut next.method);
        }
        inits.push(next);
    }
    inits
}
