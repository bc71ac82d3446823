//! URLs of the web.

use corsac::fetch::Origin;
use url::Url;

/// The origin of an http or https URL.
pub(crate) fn origin_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(Origin::of_url(&url).to_string())
}
