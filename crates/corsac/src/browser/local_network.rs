//! Local Network Access: a page of the internet asks a person before it talks to the network that
//! the person is in. No header is involved.

use super::fetch_metadata::is_potentially_trustworthy;
use crate::fetch::address_space::AddressSpace;
use crate::fetch::origin::Origin;
use crate::fetch::request::Request;
use crate::trace::{Algorithm, Failure, Listen, Steps};
use url::Url;

/// What a person has answered, or would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Permission {
    /// Yes.
    Granted,
    /// No, or nothing: the page must not ask, or the person turned the question away.
    #[default]
    Denied,
}

/// What the caller knows of the networks.
#[derive(Clone, Copy)]
pub struct LocalNetwork<'a> {
    /// The space of the address that the connection to a URL was made to; `None` where it is not
    /// known, which lets the request through.
    pub space_of: &'a dyn Fn(&Url) -> Option<AddressSpace>,
    /// Whether the page may talk to the local network.
    pub local_network: Permission,
    /// Whether the page may talk to the machine itself.
    pub loopback_network: Permission,
}

impl core::fmt::Debug for LocalNetwork<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("LocalNetwork")
            .field("local_network", &self.local_network)
            .field("loopback_network", &self.loopback_network)
            .finish_non_exhaustive()
    }
}

impl Default for LocalNetwork<'_> {
    /// Looks at addresses in URLs and at `localhost`, and asks nobody.
    fn default() -> Self {
        Self {
            space_of: &AddressSpace::in_url,
            local_network: Permission::Denied,
            loopback_network: Permission::Denied,
        }
    }
}

/// Why a page may not ask a server of a more private network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LocalNetworkFailure {
    /// The server is not in the address space that the page named.
    TargetAddressSpace(AddressSpace),
    /// The page itself did not come securely.
    InsecureContext(AddressSpace),
    /// The person did not allow it.
    PermissionDenied(AddressSpace),
}

/// Whether a page may talk to the server of the present hop. The failure says in which space that
/// server is.
///
/// The algorithm is
/// [Local Network Access check](https://wicg.github.io/local-network-access/#local-network-access-check).
pub(super) fn local_network_access_check(
    request: &Request,
    network: &LocalNetwork<'_>,
    listen: &mut impl Listen,
) -> Result<(), Failure<LocalNetworkFailure>> {
    let mut steps = Steps::of(Algorithm::LocalNetworkAccessCheck, listen);
    let url = request.current_url();
    // 1. Not done: the caller knows the space of each address.
    // 2. A page may talk to its own server, if nobody can stand in that server's place.
    let own = request.origin.same_origin(&Origin::of_url(url)) && is_potentially_trustworthy(url);
    if steps.step("2", own) {
        return Ok(());
    }
    // 3. Where nobody knows the page's own space, nothing is compared.
    let Some(client_space) = request.client_address_space else { return Ok(()) };
    let Some(space) = (network.space_of)(url) else { return Ok(()) };
    // 4. What the page expects must be so. (The text would then let it through without the person's
    // leave, which its introduction rules out: step 5 comes in any case.)
    let unexpected = request.target_address_space.is_some_and(|target| target != space);
    if steps.step("4", unexpected) {
        return Err(steps.failure(LocalNetworkFailure::TargetAddressSpace(space)));
    }
    // 5. Inward it needs a secure page and the person's leave.
    if !steps.step("5", space.is_less_public_than(client_space)) {
        return Ok(());
    }
    if steps.step("5.2", !request.client_is_secure) {
        return Err(steps.failure(LocalNetworkFailure::InsecureContext(space)));
    }
    let permission = match space {
        AddressSpace::Loopback => network.loopback_network,
        AddressSpace::Local | AddressSpace::Public => network.local_network,
    };
    if steps.step("5.11", permission == Permission::Denied) {
        return Err(steps.failure(LocalNetworkFailure::PermissionDenied(space)));
    }
    // 6. Then it may.
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, url: &str, change: impl FnOnce(&mut Request)) -> Result<(), LocalNetworkFailure> {
        let origin = Origin::parse(page.as_bytes()).unwrap();
        let mut request = Request::fetch(origin, Url::parse(url).unwrap());
        request.client_address_space = Some(AddressSpace::Public);
        change(&mut request);
        let network = LocalNetwork { loopback_network: Permission::Granted, ..LocalNetwork::default() };
        local_network_access_check(&request, &network, &mut ()).map_err(|failure| failure.why)
    }

    #[test]
    fn the_three_outcomes() {
        let page = "https://a.example";
        assert_eq!(check(page, "http://127.0.0.1:3000/", |_| {}), Ok(()));
        assert_eq!(check(page, "http://localhost:3000/", |_| {}), Ok(()));
        let local = AddressSpace::Local;
        assert_eq!(
            check(page, "http://192.168.1.1/", |_| {}),
            Err(LocalNetworkFailure::PermissionDenied(local))
        );
        let insecure = check(page, "http://192.168.1.1/", |r| r.client_is_secure = false);
        assert_eq!(insecure, Err(LocalNetworkFailure::InsecureContext(local)));
        let other = check(page, "http://192.168.1.1/", |r| {
            r.target_address_space = Some(AddressSpace::Loopback);
        });
        assert_eq!(other, Err(LocalNetworkFailure::TargetAddressSpace(local)));
    }

    #[test]
    fn nothing_is_asked_outward_or_unknown() {
        let page = "https://a.example";
        assert_eq!(check(page, "http://8.8.8.8/", |_| {}), Ok(()));
        assert_eq!(check(page, "http://printer.example/", |_| {}), Ok(()));
        assert_eq!(check(page, "http://10.0.0.1/", |r| r.client_address_space = None), Ok(()));
        let local = |r: &mut Request| r.client_address_space = Some(AddressSpace::Local);
        assert_eq!(check(page, "http://10.0.0.1/", local), Ok(()));
        assert_eq!(check("https://10.0.0.1", "https://10.0.0.1/", |_| {}), Ok(()));
    }
}
