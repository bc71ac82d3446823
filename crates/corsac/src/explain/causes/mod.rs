//! The families of diagnoses, one file each.

pub(super) mod allow_credentials;
pub(super) mod allow_origin;
mod allow_origin_missing;
pub(super) mod allowed;
pub(super) mod beside_cors;
pub(super) mod cookies;
pub(super) mod headers;
pub(super) mod methods;
mod near_miss;
pub(super) mod network;
mod no_origin;
pub(super) mod notes;
pub(super) mod preflight_redirect;
pub(super) mod preflight_status;
pub(super) mod reading;
pub(super) mod redirect;
pub(super) mod request;
mod request_headers;
