//! The cache on its own.

use super::*;
use crate::fetch::origin::Origin;
use alloc::format;
use alloc::string::String;
use proptest::prelude::*;
use url::Url;

const DAY: Duration = Duration::from_secs(86_400);

fn request(credentials_mode: CredentialsMode) -> Request {
    let origin = Origin::parse(b"https://app.example").unwrap();
    let mut request = Request::fetch(origin, Url::parse("https://api.example/").unwrap());
    request.credentials_mode = credentials_mode;
    request
}

/// The key of one URL among many.
fn key(number: u32) -> CacheKey {
    CacheKey {
        network_partition_key: None,
        origin: "https://app.example".into(),
        url: format!("https://api.example/{number}"),
        credentials: None,
    }
}

fn knows(cache: &PreflightCache, number: u32, credentials_mode: CredentialsMode, now: Duration) -> bool {
    let (key, request) = (key(number), request(credentials_mode));
    cache.method_cache_entry_match(&key, &request, "PUT", now)
        && cache.header_name_cache_entry_match(&key, &request, "X-A", now)
}

fn learn(cache: &mut PreflightCache, number: u32, credentials_mode: CredentialsMode, now: Duration) {
    cache.store(&key(number), &request(credentials_mode), (&["PUT"], &["x-a"]), (now, DAY));
}

#[test]
fn a_million_offers_leave_it_within_its_limits() {
    let limits = CacheLimits { entries: 1_000, urls: 400, bytes: 150_000 };
    let mut cache = PreflightCache::with_limits(limits);
    let (plain, first) = (request(CredentialsMode::Omit), key(0));
    for number in 0..1_000_000_u32 {
        cache.store(&key(number), &plain, (&["PUT"], &["x-a"]), (Duration::ZERO, DAY));
        assert!(cache.len() <= limits.entries && cache.bytes() <= limits.bytes, "{number}");
        if number.is_multiple_of(100) {
            // One URL is used all the time and never forgotten.
            cache.touch(&first);
        }
    }
    for number in [0, 999_999, 999_700] {
        assert!(knows(&cache, number, CredentialsMode::Omit, Duration::ZERO), "{number}");
    }
    assert!(!knows(&cache, 990_000, CredentialsMode::Omit, Duration::ZERO));
    assert!(cache.groups.slots_used() <= 401);
}

#[test]
fn a_use_counts_as_much_as_an_answer() {
    let mut cache = PreflightCache::with_limits(CacheLimits { entries: 4, ..CacheLimits::DEFAULT });
    for number in 0..2 {
        learn(&mut cache, number, CredentialsMode::Omit, Duration::ZERO);
    }
    cache.touch(&key(0));
    learn(&mut cache, 2, CredentialsMode::Omit, Duration::ZERO);
    assert!(knows(&cache, 0, CredentialsMode::Omit, Duration::ZERO));
    assert!(!knows(&cache, 1, CredentialsMode::Omit, Duration::ZERO));
}

#[test]
fn an_answer_beyond_the_limits_is_not_remembered_and_displaces_nothing() {
    let mut cache =
        PreflightCache::with_limits(CacheLimits { entries: 10, bytes: 2_000, ..CacheLimits::DEFAULT });
    learn(&mut cache, 1, CredentialsMode::Omit, Duration::ZERO);
    let other = request(CredentialsMode::Omit);
    cache.store(&key(2), &other, (&["PUT"; 1], &[&"x".repeat(2_000)]), (Duration::ZERO, DAY));
    let names: alloc::vec::Vec<_> = (0..11).map(|n| format!("x-{n}")).collect();
    let names: alloc::vec::Vec<_> = names.iter().map(String::as_str).collect();
    cache.store(&key(2), &other, (&[], &names), (Duration::ZERO, DAY));
    assert_eq!(cache.len(), 2);
    assert!(knows(&cache, 1, CredentialsMode::Omit, Duration::ZERO));
}

#[test]
fn entries_with_credentials_serve_requests_without() {
    let mut cache = PreflightCache::new();
    learn(&mut cache, 1, CredentialsMode::Include, Duration::ZERO);
    learn(&mut cache, 2, CredentialsMode::Omit, Duration::ZERO);
    assert!(knows(&cache, 1, CredentialsMode::Include, Duration::ZERO));
    assert!(knows(&cache, 1, CredentialsMode::Omit, Duration::ZERO));
    assert!(!knows(&cache, 2, CredentialsMode::Include, Duration::ZERO));
    assert!(!knows(&cache, 1, CredentialsMode::Omit, DAY));
    cache.clear(&key(1));
    assert!(!knows(&cache, 1, CredentialsMode::Include, Duration::ZERO));
}

#[test]
fn the_wildcard_covers_everything_but_authorization() {
    let mut cache = PreflightCache::new();
    let (key, request) = (key(1), request(CredentialsMode::Omit));
    cache.store(&key, &request, (&["*"], &["*"]), (Duration::ZERO, DAY));
    let header = |name: &str| cache.header_name_cache_entry_match(&key, &request, name, Duration::ZERO);
    assert!(header("x-a") && !header("Authorization"));
    assert!(cache.method_cache_entry_match(&key, &request, "patch", Duration::ZERO));
}

#[test]
fn what_is_expired_can_be_dropped() {
    let mut cache = PreflightCache::new();
    for number in 0..100 {
        learn(&mut cache, number, CredentialsMode::Omit, Duration::from_secs(u64::from(number)));
    }
    cache.remove_expired(DAY + Duration::from_secs(49));
    assert_eq!(cache.len(), 100);
    assert!(!knows(&cache, 49, CredentialsMode::Omit, Duration::ZERO));
    assert!(knows(&cache, 50, CredentialsMode::Omit, Duration::ZERO));
    cache.remove_expired(Duration::MAX);
    assert!(cache.is_empty() && cache.bytes() == 0);
}

/// One thing done to a cache.
#[derive(Debug, Clone)]
enum Do {
    Learn(u32, u64),
    Touch(u32),
    Forget(u32),
    Tidy,
    Wait(u64),
}

fn anything() -> impl Strategy<Value = Do> {
    prop_oneof![
        6 => (0..12_u32, 0..9_u64).prop_map(|(number, seconds)| Do::Learn(number, seconds)),
        2 => (0..12_u32).prop_map(Do::Touch),
        1 => (0..12_u32).prop_map(Do::Forget),
        1 => Just(Do::Tidy),
        2 => (0..4_u64).prop_map(Do::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A list in the order of use, searched from end to end, is the cache as it is meant.
    #[test]
    fn it_does_what_a_plain_list_does(doings in prop::collection::vec(anything(), 0..120)) {
        let mut cache = PreflightCache::with_limits(CacheLimits { urls: 5, ..CacheLimits::DEFAULT });
        let mut list: alloc::vec::Vec<(u32, Duration)> = alloc::vec::Vec::new();
        let mut now = Duration::ZERO;
        for doing in doings {
            match doing {
                Do::Learn(number, seconds) => {
                    let request = request(CredentialsMode::Omit);
                    let max_age = Duration::from_secs(seconds);
                    cache.store(&key(number), &request, (&["PUT"], &["x-a"]), (now, max_age));
                    list.retain(|(known, _)| *known != number);
                    if seconds > 0 {
                        list.push((number, now + max_age));
                    }
                    if list.len() > 5 {
                        list.remove(0);
                    }
                }
                Do::Touch(number) => {
                    cache.touch(&key(number));
                    if let Some(at) = list.iter().position(|(known, _)| *known == number) {
                        let used = list.remove(at);
                        list.push(used);
                    }
                }
                Do::Forget(number) => {
                    cache.clear(&key(number));
                    list.retain(|(known, _)| *known != number);
                }
                Do::Tidy => {
                    cache.remove_expired(now);
                    list.retain(|(_, expires)| *expires > now);
                }
                Do::Wait(seconds) => now += Duration::from_secs(seconds),
            }
            prop_assert_eq!(cache.len(), list.len() * 2);
            for number in 0..12 {
                let alive = list.iter().any(|(known, expires)| *known == number && *expires > now);
                prop_assert_eq!(knows(&cache, number, CredentialsMode::Omit, now), alive, "{}", number);
            }
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn it_can_be_saved() {
    let mut cache = PreflightCache::with_limits(CacheLimits { entries: 4, ..CacheLimits::DEFAULT });
    learn(&mut cache, 1, CredentialsMode::Include, Duration::ZERO);
    learn(&mut cache, 2, CredentialsMode::Omit, Duration::ZERO);
    let text = serde_json::to_string(&cache).unwrap();
    let mut read: PreflightCache = serde_json::from_str(&text).unwrap();
    assert_eq!(read.len(), 4);
    assert!(knows(&read, 1, CredentialsMode::Include, Duration::ZERO));
    learn(&mut read, 3, CredentialsMode::Omit, Duration::ZERO);
    assert!(!knows(&read, 1, CredentialsMode::Include, Duration::ZERO));
    assert!(knows(&read, 2, CredentialsMode::Omit, Duration::ZERO));
}
