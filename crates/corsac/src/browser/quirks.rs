//! Where browsers depart from the Standard, each departure by name.

use super::cache::CacheLimits;
use crate::fetch::request::CacheMode;
use crate::fetch::safelist::SafelistRules;
use core::time::Duration;

mod presets;

/// How a user agent departs from the Standard or fills in what the Standard leaves open. The
/// default is the Standard, where every switch is off.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quirks {
    /// The longest time a preflight's answer is kept, whatever `Access-Control-Max-Age` says;
    /// `None` for no limit, which the Standard allows.
    pub max_age_limit: Option<Duration>,
    /// The pairs of origin and URL that the preflight cache remembers; `None` for
    /// [`CacheLimits::DEFAULT`].
    pub cache_urls_limit: Option<usize>,
    /// `*` in `Access-Control-Allow-Headers` covers `Authorization` on requests without
    /// credentials. The Standard says no, every shipping browser says yes.
    pub authorization_wildcard: bool,
    /// Every credentialed cross-origin request makes a preflight. No browser does this and much
    /// teaching material says so; it sets the Standard's use-CORS-preflight flag.
    pub preflight_credentialed: bool,
    /// The safelist judges all values of one header name together, joined by a comma (Chromium,
    /// WebKit).
    pub header_values_combined: bool,
    /// Safelisted values may have any number of bytes together (Firefox).
    pub header_total_unlimited: bool,
    /// The client hints need no preflight (Chromium).
    pub client_hint_safelist: bool,
    /// A byte from 0x80 on makes `Accept` need a preflight (Firefox).
    pub accept_ascii_only: bool,
    /// A comma makes `Content-Type` need a preflight, as of two that XMLHttpRequest has joined (Firefox).
    pub content_type_one: bool,
    /// A `Range` beyond 64-bit numbers needs a preflight (Chromium, Firefox).
    pub range_64_bit: bool,
    /// A `Range` that is one range is sent in its plainest form (Chromium).
    pub range_normalized: bool,
    /// Script cannot set `User-Agent` (Chromium).
    pub user_agent_forbidden: bool,
    /// `Access-Control-Request-Headers` repeats a name that is set more than once (Firefox).
    pub request_headers_repeated: bool,
    /// A negative `Access-Control-Max-Age` is 0 and not malformed (Chromium, WebKit).
    pub negative_max_age_is_zero: bool,
    /// A malformed `Access-Control-Max-Age` keeps the answer from being remembered, instead of for
    /// five seconds (Firefox).
    pub malformed_max_age_is_zero: bool,
    /// `*` in a preflight's answer is not remembered (Firefox).
    pub wildcard_not_cached: bool,
    /// What was remembered with credentials does not serve requests without (Firefox).
    pub cache_split_by_credentials: bool,
    /// What was remembered for a URL is forgotten for a preflight's answer, and as soon as a request
    /// comes that it does not cover (Chromium, WebKit).
    pub cache_entries_replaced: bool,
    /// Nothing is remembered for an opaque origin (Chromium).
    pub cache_not_for_opaque: bool,
    /// A failed request leaves what was remembered (Chromium, WebKit).
    pub cache_kept_on_failure: bool,
    /// The request cache modes that make a preflight whatever is remembered (Chromium, Firefox).
    pub cache_modes_asking_anew: &'static [CacheMode],
    /// An empty `Location` counts as none (Chromium).
    pub empty_location_ignored: bool,
    /// The `Origin` header stays, whatever the referrer policy (Chromium).
    pub origin_ignores_referrer_policy: bool,
    /// A redirect from the page's own origin to itself may not carry a user name or password
    /// (Chromium).
    pub same_origin_userinfo_redirect_blocked: bool,
    /// An upload listener calls for a preflight only where there is a body (Chromium).
    pub upload_listener_needs_body: bool,
    /// After a redirect a preflight shows the origin that the request itself hides (Firefox).
    pub preflight_origin_untainted: bool,
    /// A request that had a preflight, or was made with unsafe headers, has one at each later hop of
    /// another origin (Firefox, WebKit).
    pub preflight_sticky: bool,
    /// A preflight after a redirect asks for the headers as they were first set (WebKit).
    pub preflight_asks_first_headers: bool,
    /// A preflight that is made for its own sake lists the method, too, unless it is safelisted (all
    /// three).
    pub preflight_method_listed: bool,
    /// Preflights carry `Sec-Fetch-Mode` to any URL (Chromium).
    pub preflight_sec_fetch_mode: bool,
    /// No `Sec-Fetch-*` in mode `cors` directly after a redirect to another origin, but in preflights (WebKit).
    pub fetch_metadata_lost_on_redirect: bool,
    /// Mode `no-cors` gets an error from `about:blank` (Chromium).
    pub about_blocked: bool,
    /// A `data:` URL's response has a `Content-Length` (Firefox).
    pub data_content_length: bool,
    /// Fonts are asked for in mode `no-cors`, with credentials (WebKit).
    pub font_no_cors: bool,
    /// An empty line of a header is left out where several of that name are joined, in a request and in what script
    /// reads (Firefox).
    pub empty_lines_unjoined: bool,
    /// Headers that may stand only once are not joined: of a request's lines the last one is sent, or the first
    /// `Content-Type` where a body goes along, and of an answer's lines the first one counts (Firefox).
    pub singleton_headers: bool,
    /// A redirect to any but the page's own origin takes the client hints away that script has set
    /// (Chromium).
    pub client_hints_own_origin_only: bool,
    /// An `Origin` header that was sent is sent again after a redirect within one origin, even where the
    /// request has become a GET (WebKit).
    pub origin_kept_on_redirect: bool,
    /// A redirect gives script's headers back that an earlier one has taken away, but for the type of a body that
    /// went with the very first request where it still is a redirect of that (Firefox).
    pub headers_set_anew_on_redirect: bool,
    /// A redirect gives script's headers back that an earlier one has taken away, but for `Authorization` and on
    /// the way within the page's own origin (WebKit).
    pub headers_restored_on_cors_redirect: bool,
    /// A redirect to another origin turns DELETE into GET, whatever its status (WebKit).
    pub delete_becomes_get: bool,
    /// What a preflight's answer allows is remembered even if it does not cover the request that the
    /// preflight was made for (WebKit).
    pub refusals_cached: bool,
    /// Whatever a preflight's answer lists, GET, POST and as a rule HEAD are remembered as allowed (all
    /// three).
    pub safelisted_methods_cached: bool,
    /// A remembered `*` covers `Authorization`, too (WebKit).
    pub authorization_wildcard_cached: bool,
    /// `Sec-Fetch-Site` of a preflight says how far its own URL is, whatever came before (Chromium, Firefox).
    pub preflight_site_of_hop: bool,
    /// An element in mode `cors` shows its origin to its own server, too (Chromium, WebKit).
    pub element_origin_always: bool,
    /// `*` in `Access-Control-Expose-Headers` holds even if a malformed element follows, but for XMLHttpRequest
    /// (Firefox).
    pub expose_all_before_malformed: bool,
    /// A preflight to the page's own origin, to which a redirect has led, need not be shared (Firefox).
    pub own_preflight_unchecked: bool,
    /// A request with a condition of its own, such as `If-None-Match`, makes a preflight whatever is remembered
    /// (Chromium, Firefox).
    pub conditional_asks_anew: bool,
    /// A beacon without CORS shows the origin of its page's URL, even where the page's origin is opaque
    /// (WebKit).
    pub beacon_origin_of_url: bool,
    /// Nothing is remembered for a request whose origin a redirect has tainted (Chromium, WebKit).
    pub cache_not_for_tainted: bool,
    /// Without CORS, a redirect to another origin makes the `Origin` header `null` (Chromium).
    pub no_cors_origin_lost_on_redirect: bool,
    /// Mode `no-cors` sends the type of a body, even if script may not set it (WebKit).
    pub no_cors_body_type_kept: bool,
    /// HEAD is remembered as allowed only where an answer lists it (Firefox).
    pub head_cached_by_name: bool,
    /// `Sec-Fetch-Site` of a preflight is `cross-site` once a redirect has tainted the origin (WebKit).
    pub preflight_site_by_shown_origin: bool,
    /// A redirect that script does not want leaves what was remembered (Firefox).
    pub cache_kept_on_redirect_error: bool,
    /// To an embedder policy, any `Cross-Origin-Resource-Policy` is one, even a word that nobody knows (Firefox).
    pub unknown_resource_policy_allows: bool,
    /// A redirect by another origin is checked as if with credentials, where the request began at the page's own
    /// origin in credentials mode `same-origin` (WebKit).
    pub redirects_checked_with_credentials: bool,
}

impl Quirks {
    /// The names of the switches that are on or off, as [`Self::set`] takes them.
    pub const SWITCHES: &[&str] = &[
        "authorization-wildcard",
        "preflight-credentialed",
        "header-values-combined",
        "header-total-unlimited",
        "client-hint-safelist",
        "accept-ascii-only",
        "content-type-one",
        "range-64-bit",
        "range-normalized",
        "user-agent-forbidden",
        "request-headers-repeated",
        "negative-max-age-is-zero",
        "malformed-max-age-is-zero",
        "wildcard-not-cached",
        "cache-split-by-credentials",
        "cache-entries-replaced",
        "cache-not-for-opaque",
        "cache-kept-on-failure",
        "empty-location-ignored",
        "origin-ignores-referrer-policy",
        "same-origin-userinfo-redirect-blocked",
        "upload-listener-needs-body",
        "preflight-origin-untainted",
        "preflight-sticky",
        "preflight-asks-first-headers",
        "preflight-method-listed",
        "preflight-sec-fetch-mode",
        "fetch-metadata-lost-on-redirect",
        "about-blocked",
        "data-content-length",
        "font-no-cors",
        "empty-lines-unjoined",
        "singleton-headers",
        "client-hints-own-origin-only",
        "origin-kept-on-redirect",
        "headers-set-anew-on-redirect",
        "headers-restored-on-cors-redirect",
        "delete-becomes-get",
        "refusals-cached",
        "safelisted-methods-cached",
        "authorization-wildcard-cached",
        "preflight-site-of-hop",
        "element-origin-always",
        "expose-all-before-malformed",
        "own-preflight-unchecked",
        "conditional-asks-anew",
        "beacon-origin-of-url",
        "cache-not-for-tainted",
        "no-cors-origin-lost-on-redirect",
        "no-cors-body-type-kept",
        "head-cached-by-name",
        "preflight-site-by-shown-origin",
        "cache-kept-on-redirect-error",
        "unknown-resource-policy-allows",
        "redirects-checked-with-credentials",
    ];

    fn switch(&mut self, name: &str) -> Option<&mut bool> {
        Some(match name {
            "authorization-wildcard" => &mut self.authorization_wildcard,
            "preflight-credentialed" => &mut self.preflight_credentialed,
            "header-values-combined" => &mut self.header_values_combined,
            "header-total-unlimited" => &mut self.header_total_unlimited,
            "client-hint-safelist" => &mut self.client_hint_safelist,
            "accept-ascii-only" => &mut self.accept_ascii_only,
            "content-type-one" => &mut self.content_type_one,
            "range-64-bit" => &mut self.range_64_bit,
            "range-normalized" => &mut self.range_normalized,
            "user-agent-forbidden" => &mut self.user_agent_forbidden,
            "request-headers-repeated" => &mut self.request_headers_repeated,
            "negative-max-age-is-zero" => &mut self.negative_max_age_is_zero,
            "malformed-max-age-is-zero" => &mut self.malformed_max_age_is_zero,
            "wildcard-not-cached" => &mut self.wildcard_not_cached,
            "cache-split-by-credentials" => &mut self.cache_split_by_credentials,
            "cache-entries-replaced" => &mut self.cache_entries_replaced,
            "cache-not-for-opaque" => &mut self.cache_not_for_opaque,
            "cache-kept-on-failure" => &mut self.cache_kept_on_failure,
            "empty-location-ignored" => &mut self.empty_location_ignored,
            "origin-ignores-referrer-policy" => &mut self.origin_ignores_referrer_policy,
            "same-origin-userinfo-redirect-blocked" => &mut self.same_origin_userinfo_redirect_blocked,
            "upload-listener-needs-body" => &mut self.upload_listener_needs_body,
            "preflight-origin-untainted" => &mut self.preflight_origin_untainted,
            "preflight-sticky" => &mut self.preflight_sticky,
            "preflight-asks-first-headers" => &mut self.preflight_asks_first_headers,
            "preflight-method-listed" => &mut self.preflight_method_listed,
            "preflight-sec-fetch-mode" => &mut self.preflight_sec_fetch_mode,
            "fetch-metadata-lost-on-redirect" => &mut self.fetch_metadata_lost_on_redirect,
            "about-blocked" => &mut self.about_blocked,
            "data-content-length" => &mut self.data_content_length,
            "font-no-cors" => &mut self.font_no_cors,
            "empty-lines-unjoined" => &mut self.empty_lines_unjoined,
            "singleton-headers" => &mut self.singleton_headers,
            "client-hints-own-origin-only" => &mut self.client_hints_own_origin_only,
            "origin-kept-on-redirect" => &mut self.origin_kept_on_redirect,
            "headers-set-anew-on-redirect" => &mut self.headers_set_anew_on_redirect,
            "headers-restored-on-cors-redirect" => &mut self.headers_restored_on_cors_redirect,
            "delete-becomes-get" => &mut self.delete_becomes_get,
            "refusals-cached" => &mut self.refusals_cached,
            "safelisted-methods-cached" => &mut self.safelisted_methods_cached,
            "authorization-wildcard-cached" => &mut self.authorization_wildcard_cached,
            "preflight-site-of-hop" => &mut self.preflight_site_of_hop,
            "element-origin-always" => &mut self.element_origin_always,
            "expose-all-before-malformed" => &mut self.expose_all_before_malformed,
            "own-preflight-unchecked" => &mut self.own_preflight_unchecked,
            "conditional-asks-anew" => &mut self.conditional_asks_anew,
            "beacon-origin-of-url" => &mut self.beacon_origin_of_url,
            "cache-not-for-tainted" => &mut self.cache_not_for_tainted,
            "no-cors-origin-lost-on-redirect" => &mut self.no_cors_origin_lost_on_redirect,
            "no-cors-body-type-kept" => &mut self.no_cors_body_type_kept,
            "head-cached-by-name" => &mut self.head_cached_by_name,
            "preflight-site-by-shown-origin" => &mut self.preflight_site_by_shown_origin,
            "cache-kept-on-redirect-error" => &mut self.cache_kept_on_redirect_error,
            "unknown-resource-policy-allows" => &mut self.unknown_resource_policy_allows,
            "redirects-checked-with-credentials" => &mut self.redirects_checked_with_credentials,
            _ => return None,
        })
    }

    /// Turns a switch on or off by its name: one of [`Self::SWITCHES`]. `false` if there is none.
    pub fn set(&mut self, name: &str, on: bool) -> bool {
        self.switch(name).map(|switch| *switch = on).is_some()
    }

    /// How much the browser's preflight cache holds.
    #[must_use]
    pub fn cache_limits(&self) -> CacheLimits {
        let urls = self.cache_urls_limit.unwrap_or(CacheLimits::DEFAULT.urls);
        CacheLimits { urls, ..CacheLimits::DEFAULT }
    }

    /// The switches that concern the safelist.
    #[must_use]
    pub const fn safelist_rules(&self) -> SafelistRules {
        SafelistRules {
            values_combined: self.header_values_combined,
            total_unlimited: self.header_total_unlimited,
            client_hints: self.client_hint_safelist,
            accept_ascii_only: self.accept_ascii_only,
            content_type_one: self.content_type_one,
            range_64_bit: self.range_64_bit,
        }
    }

    /// Whether a request's cache mode makes a preflight whatever is remembered.
    pub(super) fn asks_anew(&self, mode: CacheMode) -> bool {
        self.cache_modes_asking_anew.contains(&mode)
    }
}

impl Default for Quirks {
    fn default() -> Self {
        Self::STANDARD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_switch_has_its_name() {
        for name in Quirks::SWITCHES {
            let mut quirks = Quirks::STANDARD;
            assert!(quirks.set(name, true), "{name}");
            assert_ne!(quirks, Quirks::STANDARD, "{name}");
            assert!(quirks.set(name, false) && quirks == Quirks::STANDARD, "{name}");
        }
        assert!(!Quirks::default().set("nonsense", true));
        assert_eq!(Quirks::preset("firefox-153"), Quirks::preset("firefox"));
        assert_eq!(Quirks::preset("netscape"), None);
    }
}
