//! What a request knows of the page that makes it.

use super::mode::EmbedderPolicyValue;
use alloc::string::String;
use url::Url;

/// The address that a request says it comes from.
///
/// <https://fetch.spec.whatwg.org/#concept-request-referrer>
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Referrer {
    /// None.
    NoReferrer,
    /// The page's own.
    #[default]
    Client,
    /// This one.
    Url(Url),
}

/// A page's embedder policy, as its `Cross-Origin-Embedder-Policy` headers say it.
///
/// <https://html.spec.whatwg.org/multipage/browsers.html#embedder-policy>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmbedderPolicy {
    /// What holds.
    pub value: EmbedderPolicyValue,
    /// What would only be reported.
    pub report_only_value: EmbedderPolicyValue,
}

impl Default for EmbedderPolicy {
    fn default() -> Self {
        Self { value: EmbedderPolicyValue::UnsafeNone, report_only_value: EmbedderPolicyValue::UnsafeNone }
    }
}

/// What a `blob:` URL stands for; the bytes stay with the caller.
///
/// <https://url.spec.whatwg.org/#concept-url-blob-entry>
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct BlobUrlEntry {
    /// The blob's bytes.
    pub size: u64,
    /// The blob's type; empty if it has none.
    #[cfg_attr(feature = "serde", serde(rename = "type", default))]
    pub kind: String,
}
