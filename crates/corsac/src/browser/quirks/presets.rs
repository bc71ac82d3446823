//! The Standard's switches and each browser's, as measured.

use super::super::cache::CacheLimits;
use super::Quirks;
use crate::fetch::request::CacheMode;
use core::time::Duration;

impl Quirks {
    /// The Standard, without any departure.
    pub const STANDARD: Self = Self {
        max_age_limit: None,
        cache_urls_limit: None,
        authorization_wildcard: false,
        preflight_credentialed: false,
        header_values_combined: false,
        header_total_unlimited: false,
        client_hint_safelist: false,
        accept_ascii_only: false,
        content_type_one: false,
        range_64_bit: false,
        range_normalized: false,
        user_agent_forbidden: false,
        request_headers_repeated: false,
        negative_max_age_is_zero: false,
        malformed_max_age_is_zero: false,
        wildcard_not_cached: false,
        cache_split_by_credentials: false,
        cache_entries_replaced: false,
        cache_not_for_opaque: false,
        cache_kept_on_failure: false,
        cache_modes_asking_anew: &[],
        empty_location_ignored: false,
        origin_ignores_referrer_policy: false,
        same_origin_userinfo_redirect_blocked: false,
        upload_listener_needs_body: false,
        preflight_origin_untainted: false,
        preflight_sticky: false,
        preflight_asks_first_headers: false,
        preflight_method_listed: false,
        preflight_sec_fetch_mode: false,
        fetch_metadata_lost_on_redirect: false,
        about_blocked: false,
        data_content_length: false,
        font_no_cors: false,
        empty_lines_unjoined: false,
        singleton_headers: false,
        client_hints_own_origin_only: false,
        origin_kept_on_redirect: false,
        headers_set_anew_on_redirect: false,
        headers_restored_on_cors_redirect: false,
        delete_becomes_get: false,
        refusals_cached: false,
        safelisted_methods_cached: false,
        authorization_wildcard_cached: false,
        preflight_site_of_hop: false,
        element_origin_always: false,
        expose_all_before_malformed: false,
        own_preflight_unchecked: false,
        conditional_asks_anew: false,
        beacon_origin_of_url: false,
        cache_not_for_tainted: false,
        no_cors_origin_lost_on_redirect: false,
        no_cors_body_type_kept: false,
        head_cached_by_name: false,
        preflight_site_by_shown_origin: false,
        cache_kept_on_redirect_error: false,
        unknown_resource_policy_allows: false,
        redirects_checked_with_credentials: false,
    };

    /// Chromium 156, as measured: answers are kept for two hours at the most.
    pub const CHROMIUM_156: Self = Self {
        max_age_limit: Some(Duration::from_secs(7_200)),
        authorization_wildcard: true,
        header_values_combined: true,
        client_hint_safelist: true,
        range_64_bit: true,
        range_normalized: true,
        user_agent_forbidden: true,
        negative_max_age_is_zero: true,
        cache_entries_replaced: true,
        cache_kept_on_failure: true,
        cache_modes_asking_anew: &[CacheMode::NoStore, CacheMode::Reload, CacheMode::NoCache],
        empty_location_ignored: true,
        origin_ignores_referrer_policy: true,
        same_origin_userinfo_redirect_blocked: true,
        upload_listener_needs_body: true,
        preflight_sec_fetch_mode: true,
        about_blocked: true,
        preflight_method_listed: true,
        cache_not_for_opaque: true,
        client_hints_own_origin_only: true,
        safelisted_methods_cached: true,
        preflight_site_of_hop: true,
        element_origin_always: true,
        conditional_asks_anew: true,
        cache_not_for_tainted: true,
        no_cors_origin_lost_on_redirect: true,
        ..Self::STANDARD
    };

    /// Firefox 153, as measured: answers are kept for a day at the most.
    pub const FIREFOX_153: Self = Self {
        max_age_limit: Some(Duration::from_secs(86_400)),
        cache_urls_limit: Some(CacheLimits::FIREFOX_153.urls),
        authorization_wildcard: true,
        header_total_unlimited: true,
        accept_ascii_only: true,
        content_type_one: true,
        range_64_bit: true,
        request_headers_repeated: true,
        malformed_max_age_is_zero: true,
        wildcard_not_cached: true,
        cache_split_by_credentials: true,
        cache_modes_asking_anew: &[CacheMode::NoStore, CacheMode::Reload],
        preflight_origin_untainted: true,
        preflight_sticky: true,
        data_content_length: true,
        preflight_method_listed: true,
        empty_lines_unjoined: true,
        singleton_headers: true,
        headers_set_anew_on_redirect: true,
        safelisted_methods_cached: true,
        preflight_site_of_hop: true,
        expose_all_before_malformed: true,
        own_preflight_unchecked: true,
        conditional_asks_anew: true,
        head_cached_by_name: true,
        cache_kept_on_redirect_error: true,
        unknown_resource_policy_allows: true,
        ..Self::STANDARD
    };

    /// WebKitGTK 2.50, as measured: answers are kept for ten minutes at the most.
    pub const WEBKITGTK_2_50: Self = Self {
        max_age_limit: Some(Duration::from_secs(600)),
        authorization_wildcard: true,
        negative_max_age_is_zero: true,
        preflight_sticky: true,
        preflight_asks_first_headers: true,
        fetch_metadata_lost_on_redirect: true,
        font_no_cors: true,
        cache_kept_on_failure: true,
        preflight_method_listed: true,
        header_values_combined: true,
        cache_entries_replaced: true,
        origin_kept_on_redirect: true,
        headers_restored_on_cors_redirect: true,
        delete_becomes_get: true,
        refusals_cached: true,
        safelisted_methods_cached: true,
        authorization_wildcard_cached: true,
        element_origin_always: true,
        beacon_origin_of_url: true,
        cache_not_for_tainted: true,
        no_cors_body_type_kept: true,
        preflight_site_by_shown_origin: true,
        redirects_checked_with_credentials: true,
        ..Self::STANDARD
    };

    /// The newest Chromium that is known.
    pub const CHROMIUM: Self = Self::CHROMIUM_156;

    /// The newest Firefox that is known.
    pub const FIREFOX: Self = Self::FIREFOX_153;

    /// The newest WebKit that is known.
    pub const WEBKIT: Self = Self::WEBKITGTK_2_50;

    /// The departures of a browser by its name: one of [`Self::PRESETS`].
    #[must_use]
    pub fn preset(name: &str) -> Option<Self> {
        Self::PRESETS.iter().find(|(preset, _)| *preset == name).map(|(_, quirks)| quirks.clone())
    }

    /// Every preset with its name; a name without a version is the newest.
    pub const PRESETS: &[(&str, Self)] = &[
        ("standard", Self::STANDARD),
        ("chromium", Self::CHROMIUM),
        ("chromium-156", Self::CHROMIUM_156),
        ("firefox", Self::FIREFOX),
        ("firefox-153", Self::FIREFOX_153),
        ("webkit", Self::WEBKIT),
        ("webkitgtk-2.50", Self::WEBKITGTK_2_50),
    ];
}
