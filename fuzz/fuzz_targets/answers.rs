//! A script's request and a server's answers, both from the input, through the browser half: it ends,
//! and script reads nothing that the answers do not allow.
#![no_main]

use core::time::Duration;

use corsac::browser::{
    Cause, Context, CrossOrigin, Initiator, NetworkFailure, Outcome, PreflightCache, Quirks, RequestInit,
    ResponseType, cors_check,
};
use corsac::exchange::{Transcript, exchange};
use corsac::fetch::AddressSpace;
use corsac::fetch::request::{
    BlobUrlEntry, CacheMode, CredentialsMode, EmbedderPolicyValue, RedirectMode, ReferrerPolicy, RequestMode,
};
use corsac::fetch::response::Response;
use corsac_fuzz::{blocks, field, header_list};
use libfuzzer_sys::fuzz_target;

/// Twenty redirects, each hop with a preflight.
const MESSAGES_AT_MOST: usize = 42;

fuzz_target!(|data: &[u8]| {
    let blocks = blocks(data);
    let (init, quirks) = request_init(&blocks[0]);
    let Ok(made) = init.make_by(quirks) else { return };
    let answers: Vec<Response> = blocks[1..].iter().map(|lines| answer(lines)).collect();
    let mut cache = PreflightCache::with_limits(quirks.cache_limits());
    // Twice, so that the second finds what the first left in the cache.
    for seconds in [0, 4] {
        let mut nobody = ();
        let mut context =
            Context { quirks, ..Context::new(&mut cache, Duration::from_secs(seconds), &mut nobody) };
        let mut next = answers.iter().cycle();
        let mut server = |_: &_| next.next().cloned().ok_or(NetworkFailure::NoResponse);
        let transcript = exchange(made.request.clone(), &mut server, &mut context);
        assert!(transcript.messages.len() <= MESSAGES_AT_MOST, "{transcript:?}");
        secrets_are_kept(&transcript, &mut context);
        the_step_is_named(&transcript);
        // Nothing is stored here.
        assert!(init.cache != Some(CacheMode::OnlyIfCached) || transcript.messages.is_empty());
    }
});

/// A failure names the step of its algorithm that was reached last, and only what the Standard does not know names
/// none.
fn the_step_is_named(transcript: &Transcript) {
    let Outcome::NetworkError(error) = &transcript.outcome else { return };
    let Some((algorithm, number)) = error.step else {
        assert!(matches!(error.cause, Cause::Network(_) | Cause::RedirectUserinfo(_)), "{transcript:?}");
        return;
    };
    let last = transcript.trace.iter().rev().find(|step| step.algorithm == algorithm);
    assert_eq!(last.map(|step| step.number), Some(number), "{transcript:?}");
}

/// What script reads was allowed by the answer it reads.
fn secrets_are_kept(transcript: &Transcript, context: &mut Context<'_>) {
    let response = match &transcript.outcome {
        Outcome::Response(response) => response,
        Outcome::NetworkError(_) => return,
    };
    assert!(!response.headers.contains("set-cookie"));
    match response.kind {
        ResponseType::Cors => {
            let last = transcript.messages.last().and_then(|m| m.response()).expect("an answer");
            assert_eq!(cors_check(&transcript.last, last, context), Ok(()));
        }
        ResponseType::Opaque | ResponseType::OpaqueRedirect => {
            assert!(response.headers.is_empty() && response.status == 0 && !response.body);
        }
        // These hold their resource themselves.
        _ if matches!(transcript.last.current_url().scheme(), "data" | "blob") => {}
        _ => assert_eq!(transcript.last.url().origin(), transcript.last.current_url().origin()),
    }
}

/// Lines such as `origin: https://a.example`, `url: …`, `method: PUT`, `header: name: value`.
fn request_init(lines: &[&[u8]]) -> (RequestInit, &'static Quirks) {
    let mut init = RequestInit::new("https://app.example", "https://api.example/x");
    let mut quirks = &Quirks::STANDARD;
    for (name, value) in lines.iter().filter_map(|line| field(line)) {
        let text = String::from_utf8_lossy(value).into_owned();
        match name {
            "origin" => init.origin = text,
            "url" => init.url = text,
            "method" => init.method = text,
            "header" => init
                .headers
                .extend(field(value).map(|(n, v)| (n.to_owned(), String::from_utf8_lossy(v).into_owned()))),
            "body" => init.body = Some(text),
            "include" => init.credentials = Some(CredentialsMode::Include),
            "omit" => init.credentials = Some(CredentialsMode::Omit),
            "no-cors" => init.mode = Some(RequestMode::NoCors),
            "same-origin" => init.mode = Some(RequestMode::SameOrigin),
            "manual" => init.redirect = Some(RedirectMode::Manual),
            "preflight" => init.use_cors_preflight = true,
            "upload-listener" => init.upload_listener = true,
            "stream" => init.body_stream = true,
            "keepalive" => init.keepalive = true,
            "referrer" => init.referrer = Some(text),
            "policy" => init.referrer_policy = ReferrerPolicy::parse(&text),
            "cache" => init.cache = CacheMode::parse(&text),
            "embedder" => init.embedder_policy = EmbedderPolicyValue::parse(&text),
            "initiator" => init.initiator = Initiator::parse(&text).unwrap_or_default(),
            "crossorigin" => init.crossorigin = Some(CrossOrigin::UseCredentials),
            "public" => init.client_address_space = Some(AddressSpace::Public),
            "blob" => init.blob = Some(BlobUrlEntry { size: text.len() as u64, kind: text }),
            name => {
                let preset = Quirks::PRESETS.iter().find(|(preset, _)| *preset == name);
                quirks = preset.map_or(quirks, |(_, preset)| preset);
            }
        }
    }
    (init, quirks)
}

/// The status on the first line, then header lines.
fn answer(lines: &[&[u8]]) -> Response {
    let (status, headers) =
        lines.split_first().map_or((&b"200"[..], &[][..]), |(first, rest)| (*first, rest));
    let status = std::str::from_utf8(status).ok().and_then(|s| s.parse().ok());
    Response::new(status.unwrap_or(200), header_list(headers))
}
