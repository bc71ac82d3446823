//! Every switch of `Quirks`: what a browser does with it and not without it.

mod play;

use core::time::Duration;
use corsac::browser::{BodyKind, Context, CrossOrigin, Initiator, PreflightCache, Quirks};
use corsac::exchange::{RecordedAnswers, exchange};
use corsac::fetch::request::{
    CacheMode, CredentialsMode, EmbedderPolicyValue, RedirectMode, ReferrerPolicy, RequestMode,
};
use play::{
    AGE, ALL_HEADERS, ALL_METHODS, ANY, CREDENTIALS, OWN, PUT, Play, ask, asks, differs, on, preflights,
    redirected, twice,
};

macro_rules! switches {
    ($($name:ident => $body:expr;)*) => {
        $(#[test] fn $name() {
            let switch = stringify!($name).replace('_', "-");
            let check: fn(&str) = $body;
            check(&switch);
        })*

        #[test]
        fn every_switch_has_its_test() {
            let mut tested = vec![$(stringify!($name).replace('_', "-")),*];
            let mut known: Vec<_> = Quirks::SWITCHES.iter().map(ToString::to_string).collect();
            tested.sort();
            known.sort();
            assert_eq!(tested, known);
        }
    };
}

switches! {
    authorization_wildcard => |switch| {
        let play = ask("GET https://b.test/").header("Authorization", "x");
        differs(switch, &play.on("OPTIONS", 204, &[ANY, ALL_HEADERS]).rest(), "cors 200", "error");
    };
    preflight_credentialed => |switch| {
        let play = ask("GET https://b.test/").with(|init| init.credentials = Some(CredentialsMode::Include));
        asks(switch, &play.on("*", 200, &[OWN, CREDENTIALS]), 1, 0);
    };
    header_values_combined => |switch| {
        let play = ask("GET https://b.test/").header("Range", "bytes=0-1").header("Range", "bytes=2-3");
        asks(switch, &play.rest(), 1, 0);
    };
    header_total_unlimited => |switch| {
        let long = "a".repeat(128);
        let play = (0..9).fold(ask("GET https://b.test/"), |play, _| play.header("Accept", &long));
        asks(switch, &play.rest(), 0, 1);
    };
    client_hint_safelist => |switch| {
        for (name, value, with) in [
            ("DPR", "2", 0),
            ("DPR", "2.5", 0),
            ("DPR", "2.", 1),
            ("DPR", "2, 2", 1),
            ("Width", "2.5", 1),
            ("ECT", "3g", 0),
            ("ECT", "5g", 1),
        ] {
            asks(switch, &ask("GET https://b.test/").header(name, value).rest(), with, 1);
        }
    };
    accept_ascii_only => |switch| {
        asks(switch, &ask("GET https://b.test/").header("Accept", "\u{e9}").rest(), 1, 0);
    };
    content_type_one => |switch| {
        let typed = |play: Play| play.header("Content-Type", "text/plain;a").header("Content-Type", "text/plain;b");
        asks(switch, &typed(ask("GET https://b.test/").by(Initiator::Xhr)).rest(), 1, 0);
        asks(switch, &typed(ask("GET https://b.test/")).rest(), 0, 0);
    };
    range_64_bit => |switch| {
        let play = ask("GET https://b.test/").header("Range", "bytes=99999999999999999999-");
        asks(switch, &play.rest(), 1, 0);
    };
    range_normalized => |switch| {
        let play = ask("GET https://b.test/").header("Range", "bytes=007-010").rest();
        differs(switch, &play, "range: bytes=7-10;", "range: bytes=007-010;");
    };
    user_agent_forbidden => |switch| {
        asks(switch, &ask("GET https://b.test/").header("User-Agent", "x").rest(), 0, 1);
    };
    request_headers_repeated => |switch| {
        let play = ask("GET https://b.test/").header("X-A", "1").header("x-a", "2").rest();
        differs(switch, &play, "request-headers: x-a,x-a;", "request-headers: x-a;");
    };
    negative_max_age_is_zero => |switch| {
        let play = twice("PUT https://b.test/", &[OWN, PUT, "Access-Control-Max-Age: -1"]);
        asks(switch, &play, 2, 1);
    };
    malformed_max_age_is_zero => |switch| {
        let play = twice("PUT https://b.test/", &[OWN, PUT, "Access-Control-Max-Age: x"]);
        asks(switch, &play, 2, 1);
    };
    wildcard_not_cached => |switch| {
        asks(switch, &twice("PUT https://b.test/", &[ANY, ALL_METHODS, AGE]), 2, 1);
    };
    cache_split_by_credentials => |switch| {
        let play = ask("PUT https://b.test/").with(|init| init.credentials = Some(CredentialsMode::Include));
        let play = play.again().with(|init| init.credentials = Some(CredentialsMode::Omit));
        asks(switch, &play.on("*", 200, &[OWN, CREDENTIALS, PUT, AGE]), 2, 1);
    };
    cache_entries_replaced => |switch| {
        let play = ask("PUT https://b.test/").then("DELETE https://b.test/").then("PUT https://b.test/");
        let mut play = play.on("OPTIONS", 204, &[ANY, PUT, AGE]);
        play.answers[0].once = true;
        asks(switch, &play.on("OPTIONS", 204, &[ANY, "Access-Control-Allow-Methods: DELETE, PUT", AGE]).rest(), 2, 2);
        // The second request is not covered, and takes what the first one got along.
        let play = ask("PUT https://b.test/").then("GET https://b.test/").header("X-A", "1");
        let mut play = play.then("PUT https://b.test/").on("OPTIONS", 204, &[ANY, PUT, AGE]);
        play.answers[0].once = true;
        let play = play.on("OPTIONS", 204, &[ANY, "Access-Control-Allow-Headers: x-a", AGE]);
        asks(switch, &play.on("GET", 200, &[ANY]).on("PUT", 200, &[ANY]), 3, 2);
    };
    cache_not_for_opaque => |switch| {
        let play = twice("PUT https://b.test/", &[ANY, PUT, AGE]);
        let inits = play.inits.into_iter().map(|init| { let mut init = init; init.origin = "null".into(); init });
        // What is cached belongs to an origin, and two opaque ones are never the same.
        let play = Play { inits: inits.collect(), answers: play.answers };
        opaque_twice(switch, &play);
    };
    cache_kept_on_failure => |switch| {
        let play = ask("PUT https://b.test/").again().on("OPTIONS", 204, &[ANY, PUT, AGE]);
        asks(switch, &play.on("*", 200, &[]), 1, 2);
    };
    empty_location_ignored => |switch| {
        let play = ask("GET https://a.test/").on("GET", 302, &["Location: "]);
        differs(switch, &play, "basic 302", "error");
    };
    origin_ignores_referrer_policy => |switch| {
        let play = ask("POST https://b.test/").with(|init| {
            init.mode = Some(RequestMode::NoCors);
            init.referrer_policy = Some(ReferrerPolicy::NoReferrer);
        });
        differs(switch, &play.rest(), "origin: https://a.test;", "origin: null;");
    };
    same_origin_userinfo_redirect_blocked => |switch| {
        let play = ask("GET https://a.test/").on("* https://a.test/", 302, &["Location: https://u:p@a.test/x"]);
        differs(switch, &play.rest(), "error", "basic 200");
    };
    upload_listener_needs_body => |switch| {
        let play = ask("POST https://b.test/").by(Initiator::Xhr).with(|init| init.upload_listener = true);
        asks(switch, &play.rest(), 0, 1);
    };
    preflight_origin_untainted => |switch| {
        let play = redirected("PUT https://b.test/", 307, "https://c.test/");
        differs(switch, &play, "OPTIONS https://c.test/ access-control-request-method: PUT; origin: https://a.test;", "!OPTIONS https://c.test/ access-control-request-method: PUT; origin: https://a.test;");
    };
    preflight_sticky => |switch| {
        asks(switch, &redirected("PUT https://b.test/", 303, "https://c.test/"), 2, 1);
    };
    preflight_asks_first_headers => |switch| {
        let play = redirected("PUT https://b.test/", 307, "https://c.test/").header("Authorization", "x");
        differs(switch, &play, "OPTIONS https://c.test/ access-control-request-method: PUT; access-control-request-headers: authorization;", "!OPTIONS https://c.test/ access-control-request-method: PUT; access-control-request-headers");
        // What is asked for must be allowed, though it is not sent any more.
        let allowed = "Access-Control-Allow-Headers: authorization";
        let play = ask("PUT https://b.test/").header("Authorization", "x");
        let play = play.on("OPTIONS https://b.test/", 204, &[ANY, PUT, allowed]);
        let play = play.on("PUT https://b.test/", 307, &[ANY, "Location: https://c.test/"]);
        differs(switch, &play.on("OPTIONS", 204, &[ANY, PUT]).rest(), "error", "cors 200");
    };
    preflight_method_listed => |switch| {
        let play = ask("PUT https://b.test/").by(Initiator::Xhr).with(|init| init.upload_listener = true);
        differs(switch, &play.rest(), "error", "cors 200");
    };
    preflight_sec_fetch_mode => |switch| {
        let play = ask("PUT http://b.test/").rest();
        differs(switch, &play, "sec-fetch-mode: cors;", "!sec-fetch-mode");
    };
    fetch_metadata_lost_on_redirect => |switch| {
        let play = redirected("GET https://b.test/", 302, "https://c.test/");
        let last = "GET https://c.test/ origin: null;\n";
        differs(switch, &play, last, "!; origin: null;\n");
    };
    about_blocked => |switch| {
        let play = ask("GET about:blank").with(|init| init.mode = Some(RequestMode::NoCors));
        differs(switch, &play, "error", "opaque 0");
    };
    data_content_length => |switch| {
        differs(switch, &ask("GET data:,abc"), "content-length=3", "!content-length");
    };
    font_no_cors => |switch| {
        differs(switch, &ask("GET https://b.test/").by(Initiator::Font).rest(), "opaque 0", "cors 200");
    };
    empty_lines_unjoined => |switch| {
        let lines = [ANY, "Access-Control-Expose-Headers: ", "Access-Control-Expose-Headers: X-A, a", "X-A: 1", "X-A: "];
        differs(switch, &ask("GET https://a.test/").on("GET", 200, &lines), "x-a=1", "x-a=1 x-a=");
        assert!(!ask("GET https://a.test/").on("GET", 200, &lines).told(&on(switch)).contains("x-a=1 x-a="));
        // Only of two origins one is always too many.
        let lines = ["Access-Control-Allow-Origin: ", OWN];
        differs(switch, &ask("GET https://b.test/").on("GET", 200, &lines), "error", "error");
        // Nobody counts them where nothing is checked, and script reads one.
        let own = ask("GET https://a.test/").on("GET", 200, &lines);
        let (one, both) = ("access-control-allow-origin=https", "access-control-allow-origin= access");
        differs(switch, &own, one, both);
        let sent = ask("GET https://a.test/").header("X-A", "").header("X-A", "").header("X-A", "1").rest();
        differs(switch, &sent, "GET https://a.test/ x-a: 1;", "GET https://a.test/ x-a: ; x-a: ; x-a: 1;");
        let sent = ask("GET https://a.test/").header("X-A", "").header("X-A", "").rest();
        differs(switch, &sent, "GET https://a.test/ x-a: ; sec", "GET https://a.test/ x-a: ; x-a: ; sec");
    };
    singleton_headers => |switch| {
        let play = ask("POST https://a.test/").header("Content-Type", "a/b").header("Content-Type", "c/d").rest();
        differs(switch, &play, " content-type: c/d;", " content-type: a/b; content-type: c/d;");
        assert!(!play.told(&on(switch)).contains("a/b"));
        // With a body it is the first, and only where script's own request is not redirected.
        let play = play.with(|init| init.body = Some("x".into()));
        differs(switch, &play, " content-type: a/b;", " content-type: c/d;");
        let two = |name: &str| [format!("{name}: 1"), format!("{name}: 2")];
        for (name, with) in [("Content-Type", "content-type=1"), ("Content-Disposition", "error")] {
            let lines = two(name);
            let play = ask("GET https://a.test/").on("GET", 200, &[&lines[0], &lines[1]]);
            differs(switch, &play, with, "=2");
            assert!(!play.told(&on(switch)).contains("=2"));
        }
    };
    client_hints_own_origin_only => |switch| {
        let play = ask("GET https://a.test/").header("Width", "2");
        let play = play.on("* https://a.test/", 302, &["Location: https://b.test/"]);
        let play = play.on("OPTIONS", 204, &[ANY, "Access-Control-Allow-Headers: width"]).rest();
        differs(switch, &play, "\nGET https://b.test/ origin", "\nGET https://b.test/ width: 2;");
        let home = ask("GET https://a.test/").header("Width", "2");
        let home = home.on("* https://a.test/", 302, &["Location: https://a.test/x"]).rest();
        differs(switch, &home, "GET https://a.test/x width: 2;", "GET https://a.test/x width: 2;");
    };
    origin_kept_on_redirect => |switch| {
        let to = |url: &str| {
            let play = ask("POST https://a.test/").on("* https://a.test/", 302, &[&format!("Location: {url}")]);
            play.on("* https://a.test/x", 302, &["Location: https://a.test/y"]).rest()
        };
        let last = "GET https://a.test/y sec-fetch-site: same-origin; sec-fetch-mode: cors; sec-fetch-dest: empty; origin: https://a.test;";
        differs(switch, &to("https://a.test/x"), last, &format!("!{last}"));
        let foreign = to("https://b.test/").with(|init| init.mode = Some(RequestMode::NoCors));
        let there = "!GET https://b.test/ origin";
        differs(switch, &foreign, there, there);
    };
    headers_set_anew_on_redirect => |switch| {
        // What is sent goes by the method of the beginning, what is asked for by that of the hop before.
        let play = |status| {
            let play = ask("POST https://a.test/").header("Content-Type", "a/b").header("X-A", "1");
            let play = play.on("* https://a.test/", 303, &["Location: https://a.test/x"]);
            let play = play.on("* https://a.test/x", status, &["Location: https://b.test/"]);
            play.on("OPTIONS", 204, &[ANY, ALL_HEADERS]).rest()
        };
        differs(switch, &play(307), "GET https://b.test/ content-type: a/b; x-a: 1;", "!GET https://b.test/ content-type");
        let asked = "access-control-request-headers: content-type,x-a;";
        for status in [302, 303, 307] {
            differs(switch, &play(status), asked, "access-control-request-headers: x-a;");
        }
        for status in [302, 303] {
            differs(switch, &play(status), "GET https://b.test/ x-a: 1; origin", "GET https://b.test/ x-a: 1; origin");
        }
        // Authorization is taken away by a redirect that leaves an origin, and comes back by one that does not.
        let play = ask("GET https://a.test/").header("Authorization", "s");
        let play = play.on("* https://a.test/", 302, &["Location: https://b.test/"]);
        let play = play.on("OPTIONS", 204, &[ANY, "Access-Control-Allow-Headers: authorization"]);
        let play = play.on("GET https://b.test/", 302, &[ANY, "Location: https://b.test/x"]).rest();
        differs(switch, &play, "GET https://b.test/x authorization: s;", "GET https://b.test/x origin");
    };
    headers_restored_on_cors_redirect => |switch| {
        let play = |to: &str| {
            let play = ask("POST https://a.test/").header("Content-Type", "a/b");
            let play = play.on("* https://a.test/", 303, &["Location: https://a.test/x"]);
            let play = play.on("* https://a.test/x", 302, &[&format!("Location: {to}")]);
            play.on("OPTIONS", 204, &[ANY, ALL_HEADERS]).rest()
        };
        differs(switch, &play("https://b.test/"), "GET https://b.test/ content-type: a/b;", "!GET https://b.test/ content-type");
        differs(switch, &play("https://a.test/y"), "GET https://a.test/y sec", "GET https://a.test/y sec");
        let play = ask("GET https://b.test/").header("Authorization", "s").header("X-A", "1");
        let play = play.on("OPTIONS", 204, &[ANY, "Access-Control-Allow-Headers: authorization, x-a"]);
        let play = play.on("GET https://b.test/", 302, &[ANY, "Location: https://c.test/"]);
        let play = play.on("GET https://c.test/", 302, &[ANY, "Location: https://c.test/x"]).rest();
        differs(switch, &play, "GET https://c.test/x x-a: 1; origin", "GET https://c.test/x x-a: 1; origin");
    };
    delete_becomes_get => |switch| {
        let play = |url: &str| {
            let play = ask("DELETE https://a.test/").header("Content-Language", "en");
            play.on("* https://a.test/", 308, &[&format!("Location: {url}")]).rest()
        };
        // What tells of a body stays.
        differs(switch, &play("https://b.test/"), "GET https://b.test/ content-language: en;", "!GET https://b.test/");
        differs(switch, &play("https://b.test/"), "GET https://b.test/", "!GET https://b.test/");
        differs(switch, &play("https://a.test/x"), "DELETE https://a.test/x", "DELETE https://a.test/x");
    };
    refusals_cached => |switch| {
        // In the Standard a failure clears what is known, so that this one shows only beside another switch.
        let check = |status, with| {
            let play = ask("PUT https://b.test/").header("X-A", "1").then("PUT https://b.test/");
            let lines = [OWN, PUT, "Access-Control-Allow-Headers: x-b", AGE];
            let play = play.on("OPTIONS", status, &lines).rest();
            let mut quirks = on(switch);
            quirks.cache_kept_on_failure = true;
            assert_eq!(preflights(&play, &quirks), with);
            quirks.set(switch, false);
            assert_eq!(preflights(&play, &quirks), 2);
        };
        check(204, 1);
        // What is no good answer is not remembered.
        check(404, 2);
    };
    safelisted_methods_cached => |switch| {
        let play = ask("POST https://b.test/").by(Initiator::Xhr).with(|init| {
            init.upload_listener = true;
            init.body = Some("x".into());
        });
        let play = play.again();
        let once_more = Play { inits: play.inits.clone(), ..Play::default() };
        asks(switch, &play.on("OPTIONS", 204, &[ANY, PUT, AGE]).rest(), 1, 2);
        // The same where `*` stands beside them, and counts for nothing with credentials.
        let credentialed = once_more.inits.into_iter().map(|mut init| {
            init.credentials = Some(CredentialsMode::Include);
            init
        });
        let play = Play { inits: credentialed.collect(), ..Play::default() };
        let play = play.on("*", 200, &[OWN, CREDENTIALS, ALL_METHODS, AGE]);
        let mut quirks = on(switch);
        quirks.cache_entries_replaced = true;
        assert_eq!(preflights(&play, &quirks), 1);
    };
    authorization_wildcard_cached => |switch| {
        let play = ask("GET https://b.test/").header("Authorization", "x").again();
        let play = play.on("OPTIONS", 204, &[ANY, "Access-Control-Allow-Headers: *", AGE]).rest();
        let mut quirks = on(switch);
        quirks.authorization_wildcard = true;
        assert_eq!(preflights(&play, &quirks), 1);
        quirks.set(switch, false);
        assert_eq!(preflights(&play, &quirks), 2);
    };
    preflight_site_of_hop => |switch| {
        let play = redirected("PUT https://b.test/", 307, "https://a.test/x");
        let asked = "OPTIONS https://a.test/x access-control-request-method: PUT; origin: null; sec-fetch-site:";
        differs(switch, &play, &format!("{asked} same-origin;"), &format!("{asked} cross-site;"));
    };
    element_origin_always => |switch| {
        let play = ask("GET https://a.test/").by(Initiator::Image).rest();
        differs(switch, &play, "!origin: https://a.test;", "!origin: https://a.test;");
        let play = play.with(|init| init.crossorigin = Some(CrossOrigin::Anonymous));
        differs(switch, &play, "origin: https://a.test;", "!origin: https://a.test;");
    };
    expose_all_before_malformed => |switch| {
        let play = |exposed: &str| {
            ask("GET https://b.test/").on("GET", 200, &[ANY, &format!("Access-Control-Expose-Headers: {exposed}"), "X-A: 1"])
        };
        differs(switch, &play("x-b, *, a b"), "x-a=1", "!x-a=1");
        differs(switch, &play("a b, *"), "!x-a=1", "!x-a=1");
        differs(switch, &play("x-b, *, a b").by(Initiator::Xhr), "!x-a=1", "!x-a=1");
    };
    own_preflight_unchecked => |switch| {
        let play = ask("PUT https://b.test/").on("OPTIONS https://b.test/", 204, &[ANY, PUT]);
        let play = play.on("PUT https://b.test/", 307, &[ANY, "Location: https://a.test/x"]);
        let play = play.on("OPTIONS https://a.test/x", 204, &[PUT]).rest();
        differs(switch, &play, "PUT https://a.test/x", "!PUT https://a.test/x");
    };
    conditional_asks_anew => |switch| {
        let play = ask("PUT https://b.test/").header("If-None-Match", "x").again();
        asks(switch, &play.on("OPTIONS", 204, &[ANY, PUT, ALL_HEADERS, AGE]).rest(), 2, 1);
    };
    beacon_origin_of_url => |switch| {
        let play = ask("POST https://b.test/").by(Initiator::Beacon).with(|init| {
            init.origin = "null".into();
            init.client = Some("https://frames.test/x".into());
        });
        differs(switch, &play.rest(), "origin: https://frames.test;", "origin: null;");
    };
    cache_not_for_tainted => |switch| {
        let play = redirected("PUT https://b.test/", 307, "https://c.test/").again();
        asks(switch, &play, 3, 2);
    };
    no_cors_origin_lost_on_redirect => |switch| {
        let play = ask("POST https://a.test/").with(|init| init.mode = Some(RequestMode::NoCors));
        let play = play.on("* https://a.test/", 307, &["Location: https://b.test/"]).rest();
        differs(switch, &play, "origin: null;", "!origin: null;");
    };
    no_cors_body_type_kept => |switch| {
        let play = ask("POST https://b.test/").with(|init| {
            init.mode = Some(RequestMode::NoCors);
            init.body = Some("x".into());
            init.body_kind = BodyKind::Blob("application/json".into());
        });
        differs(switch, &play.rest(), "content-type: application/json;", "!content-type");
    };
    head_cached_by_name => |switch| {
        let play = ask("HEAD https://b.test/").header("X-A", "1").again();
        asks(switch, &play.on("OPTIONS", 204, &[ANY, ALL_HEADERS, AGE]).rest(), 2, 1);
    };
    cache_kept_on_redirect_error => |switch| {
        let play = ask("PUT https://b.test/").with(|init| init.redirect = Some(RedirectMode::Error)).again();
        asks(switch, &play.on("OPTIONS", 204, &[ANY, PUT, AGE]).on("PUT", 307, &[ANY]), 1, 2);
    };
    unknown_resource_policy_allows => |switch| {
        let play = |policy: &str| {
            let play = ask("GET https://b.test/").by(Initiator::Image);
            let play = play.with(|init| init.embedder_policy = Some(EmbedderPolicyValue::RequireCorp));
            play.on("GET", 200, &[&format!("Cross-Origin-Resource-Policy: {policy}")])
        };
        differs(switch, &play("Same-Origin"), "opaque 0", "error");
        differs(switch, &play("same-origin"), "error", "error");
        differs(switch, &play(""), "error", "error");
    };
    redirects_checked_with_credentials => |switch| {
        let play = |lines: &[&str]| {
            let play = ask("GET https://a.test/").on("* https://a.test/", 302, &["Location: https://b.test/"]);
            let lines = [lines, &["Location: https://b.test/x"]].concat();
            play.on("* https://b.test/", 302, &lines).rest()
        };
        differs(switch, &play(&[ANY]), "error", "cors 200");
        differs(switch, &play(&[OWN, CREDENTIALS]), "cors 200", "cors 200");
    };
    preflight_site_by_shown_origin => |switch| {
        let play = redirected("PUT https://b.a.test/", 307, "https://a.test/x");
        let asked = "OPTIONS https://a.test/x access-control-request-method: PUT; origin: null; sec-fetch-site:";
        differs(switch, &play, &format!("{asked} cross-site;"), &format!("{asked} same-site;"));
    };
}

/// Two requests of one opaque origin.
fn opaque_twice(switch: &str, play: &Play) {
    let made = |quirks: &Quirks| {
        let (mut cache, mut nobody) = (PreflightCache::new(), ());
        let mut context = Context { quirks, ..Context::new(&mut cache, Duration::ZERO, &mut nobody) };
        let request = play.inits[0].make_by(quirks).unwrap().request;
        let mut server = RecordedAnswers(play.answers.clone());
        exchange(request, &mut server, &mut context);
        cache.len()
    };
    assert_eq!(made(&on(switch)), 0);
    assert!(made(&Quirks::STANDARD) > 0);
}

#[test]
fn the_longest_time_is_a_limit() {
    let play = twice("PUT https://b.test/", &[ANY, PUT, AGE]);
    let mut quirks = Quirks::STANDARD;
    quirks.max_age_limit = Some(Duration::from_secs(3));
    assert_eq!((preflights(&play, &quirks), preflights(&play, &Quirks::STANDARD)), (2, 1));
}

#[test]
fn the_cache_remembers_so_many_urls() {
    let play = ask("PUT https://b.test/").then("PUT https://b.test/x").then("PUT https://b.test/");
    let play = play.on("OPTIONS", 204, &[ANY, PUT, AGE]).rest();
    let mut quirks = Quirks::STANDARD;
    quirks.cache_urls_limit = Some(1);
    assert_eq!((preflights(&play, &quirks), preflights(&play, &Quirks::STANDARD)), (3, 2));
}

#[test]
fn some_cache_modes_ask_anew() {
    let play = ask("PUT https://b.test/").with(|init| init.cache = Some(CacheMode::Reload)).again();
    let play = play.on("OPTIONS", 204, &[ANY, PUT, ALL_HEADERS, AGE]).rest();
    let mut quirks = Quirks::STANDARD;
    quirks.cache_modes_asking_anew = &[CacheMode::Reload];
    assert_eq!((preflights(&play, &quirks), preflights(&play, &Quirks::STANDARD)), (2, 1));
}
