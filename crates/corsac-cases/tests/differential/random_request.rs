//! Random requests.

use super::random::Random;
use corsac::browser::RequestInit;
use corsac::fetch::request::{CacheMode, CredentialsMode, RedirectMode, ReferrerPolicy, RequestMode};

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

pub(crate) fn init(page: &str, url: &str, random: &mut Random) -> RequestInit {
    let mut init = RequestInit::new(page, url);
    random.pick(METHODS).clone_into(&mut init.method);
    while init.headers.len() < 4 && random.percent(45) {
        let (name, value) = random.pick(HEADERS);
        init.headers.push(((*name).to_owned(), (*value).to_owned()));
    }
    let has_body = !matches!(init.method.as_str(), "GET" | "HEAD");
    init.body = (has_body && random.percent(50)).then(|| "a=1".to_owned());
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
    if random.percent(8) {
        return by_xhr(init, random);
    }
    init.referrer_policy = random.percent(10).then(|| {
        *random.pick(&[&ReferrerPolicy::NoReferrer, &ReferrerPolicy::SameOrigin, &ReferrerPolicy::Origin])
    });
    init
}

/// An `XMLHttpRequest` with a listener for the progress of its body; it knows no other modes.
fn by_xhr(init: RequestInit, random: &mut Random) -> RequestInit {
    let mut xhr = RequestInit::new(init.origin, init.url);
    (xhr.method, xhr.headers, xhr.body) = (init.method, init.headers, init.body);
    xhr.credentials = random.percent(50).then_some(CredentialsMode::Include);
    xhr.upload_listener = true;
    xhr
}

/// The request, and now and then again: what was allowed once may be remembered.
pub(crate) fn again(init: RequestInit, random: &mut Random) -> Vec<RequestInit> {
    let mut inits = vec![init];
    while inits.len() < 3 && random.percent(30) {
        let mut next = inits[0].clone();
        if random.percent(30) && !next.upload_listener {
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
