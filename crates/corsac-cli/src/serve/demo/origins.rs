//! Where the demo's parts are.

/// The origins of the demo's parts.
#[derive(Debug, Clone)]
pub(super) struct Origins {
    /// The bank as browsers see it: behind the gateway.
    pub(super) bank: String,
    /// The front end that the bank allows.
    pub(super) front_end: String,
    /// The site that it does not.
    pub(super) hostile: String,
    /// The same site by another name, which makes it another site to browsers.
    pub(super) hostile_elsewhere: String,
    /// The bank without the gateway.
    pub(super) upstream: String,
}

impl Origins {
    /// The origins of four loopback ports.
    pub(super) fn new(bank: u16, front_end: u16, hostile: u16, upstream: u16) -> Self {
        Self {
            bank: format!("http://localhost:{bank}"),
            front_end: format!("http://localhost:{front_end}"),
            hostile: format!("http://localhost:{hostile}"),
            hostile_elsewhere: format!("http://127.0.0.1:{hostile}"),
            upstream: format!("http://127.0.0.1:{upstream}"),
        }
    }
}
