//! What a cache entry belongs to.

use crate::fetch::origin::Origin;
use crate::fetch::request::{CredentialsMode, Request};
use crate::fetch::site::RegistrableDomain;
use alloc::string::{String, ToString};

use super::super::request_origin::byte_serialize_request_origin;

/// What a cache entry belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CacheKey {
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub(super) network_partition_key: Option<String>,
    pub(super) origin: String,
    pub(super) url: String,
    /// Set only where credentialed requests and others do not share what is remembered.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub(super) credentials: Option<bool>,
}

impl CacheKey {
    /// The key of a request's present hop.
    #[must_use]
    pub fn of(request: &Request, domains: &dyn RegistrableDomain) -> Self {
        Self {
            network_partition_key: request.network_partition_key.clone(),
            origin: byte_serialize_request_origin(request, domains),
            url: request.current_url().to_string(),
            credentials: None,
        }
    }

    /// The same for a browser that keeps credentialed requests apart from others.
    #[must_use]
    pub fn split_by_credentials(mut self, request: &Request) -> Self {
        self.credentials = Some(request.credentials_mode == CredentialsMode::Include);
        self
    }

    /// The same for a browser that goes by this origin, whatever redirects have done to it.
    #[must_use]
    pub fn with_origin(mut self, origin: &Origin) -> Self {
        self.origin = origin.to_string();
        self
    }

    pub(super) fn bytes(&self) -> usize {
        let partition = self.network_partition_key.as_ref().map_or(0, String::len);
        partition.saturating_add(self.origin.len()).saturating_add(self.url.len())
    }
}
