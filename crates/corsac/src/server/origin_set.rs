//! The origins of a policy, found at the cost of an origin's length however many there are.

use super::pattern::{OriginPattern, PortPattern};
use crate::fetch::origin::{OriginLine, OriginRef};
use alloc::string::{String, ToString};
use table::Table;

mod hash;
mod table;

/// A set of origin patterns.
#[derive(Clone)]
pub(super) struct OriginSet {
    /// The patterns without wildcards, as texts: an origin that is listed is found by its bytes, before
    /// it is taken apart.
    plain: Table<()>,
    /// How long the longest of these is.
    plain_max: usize,
    /// The patterns with wildcards, as scheme, `://` and what follows any `*.`. An origin is looked for
    /// under each suffix of its host, as far as the longest pattern reaches.
    wild: Table<Wildcards>,
    /// The most labels that a pattern has after its `*.`; 0 if none has one.
    labels_max: usize,
    any_port: bool,
}

/// The wildcards of a pattern, and its port where that is none.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Wildcards {
    subdomains: bool,
    port: PortPattern,
}

const SCHEME_END: &str = "://";

impl OriginSet {
    pub(super) fn new(patterns: &[OriginPattern<'_>]) -> Self {
        let mut set = Self {
            plain: Table::new(|seed, text, ()| hash::text(seed, text.as_bytes())),
            plain_max: 0,
            wild: Table::new(|seed, text, wildcards| {
                let (scheme, host) = text.split_once(SCHEME_END).unwrap_or((text, ""));
                wildcards.hash(host_hash(scheme_hash(seed, scheme), host))
            }),
            labels_max: 0,
            any_port: false,
        };
        for pattern in patterns {
            set.add(pattern);
        }
        set.plain.arrange();
        set.wild.arrange();
        set
    }

    fn add(&mut self, pattern: &OriginPattern<'_>) {
        let OriginPattern { scheme, subdomains, host, port } = *pattern;
        let plain_port = match port {
            PortPattern::Exactly(Some(port)) => [":", &port.to_string()].concat(),
            _ => String::new(),
        };
        let text = [scheme, SCHEME_END, host];
        if !subdomains && port != PortPattern::Any {
            let length = self.plain.add((), &[&text.concat(), &plain_port]);
            self.plain_max = self.plain_max.max(length);
            return;
        }
        self.any_port |= port == PortPattern::Any;
        if subdomains {
            self.labels_max = self.labels_max.max(host.split('.').count());
        }
        self.wild.add(Wildcards { subdomains, port }, &text);
    }

    /// Whether the line of an `Origin` header is, byte for byte, an origin of the set. One that is not
    /// may still match a pattern: [`matches`](Self::matches).
    #[inline]
    pub(super) fn lists(&self, line: &[u8]) -> bool {
        // A hostile line costs no more than a listed one.
        line.len() <= self.plain_max && self.has_plain(line)
    }

    fn has_plain(&self, line: &[u8]) -> bool {
        self.plain.has(hash::text(self.plain.seed(), line), |text, ()| text == line)
    }

    /// Whether a pattern with a wildcard matches the origin.
    #[inline]
    pub(super) fn matches(&self, origin: OriginLine<'_>) -> bool {
        !self.wild.is_empty() && self.matches_wild(origin.text())
    }

    fn matches_wild(&self, origin: OriginRef<'_>) -> bool {
        let scheme = scheme_hash(self.wild.seed(), origin.scheme);
        let has = |host: &str, subdomains| {
            let hash = host_hash(scheme, host);
            let has = |port| self.has_wild(origin.scheme, host, hash, Wildcards { subdomains, port });
            (subdomains && has(PortPattern::Exactly(origin.port))) || (self.any_port && has(PortPattern::Any))
        };
        let dots = origin.host.bytes().enumerate().rev().filter(|(_, byte)| *byte == b'.');
        let mut suffixes = dots.take(self.labels_max).filter_map(|(dot, _)| origin.host.get(dot + 1..));
        has(origin.host, false) || suffixes.any(|suffix| has(suffix, true))
    }

    /// Whether another pattern of the set matches all that this one does.
    pub(super) fn makes_redundant(&self, pattern: &OriginPattern<'_>) -> bool {
        let OriginPattern { scheme, subdomains, host, port } = *pattern;
        if self.wild.is_empty() {
            return false;
        }
        let scheme_hash = scheme_hash(self.wild.seed(), scheme);
        let covers = |host: &str, wild| {
            let hash = host_hash(scheme_hash, host);
            [port, PortPattern::Any].into_iter().any(|wanted| {
                let wanted = Wildcards { subdomains: wild, port: wanted };
                let is_itself = host == pattern.host && wanted == (Wildcards { subdomains, port });
                !is_itself && self.has_wild(scheme, host, hash, wanted)
            })
        };
        let mut suffixes = host.match_indices('.');
        covers(host, subdomains)
            || suffixes.any(|(dot, _)| host.get(dot + 1..).is_some_and(|suffix| covers(suffix, true)))
    }

    fn has_wild(&self, scheme: &str, host: &str, hash: u64, wanted: Wildcards) -> bool {
        self.wild.has(wanted.hash(hash), |text, wildcards| {
            let after_scheme = text.strip_prefix(scheme.as_bytes());
            let found = after_scheme.and_then(|rest| rest.strip_prefix(SCHEME_END.as_bytes()));
            wildcards == wanted && found == Some(host.as_bytes())
        })
    }
}

fn scheme_hash(seed: u64, scheme: &str) -> u64 {
    hash::text(seed, scheme.as_bytes())
}

fn host_hash(scheme: u64, host: &str) -> u64 {
    hash::text(scheme, host.as_bytes())
}

impl Wildcards {
    fn hash(self, text: u64) -> u64 {
        let port = match self.port {
            PortPattern::Exactly(port) => u64::from(port.unwrap_or(0)),
            PortPattern::Any => 1 << 16,
        };
        hash::word(text, port | u64::from(self.subdomains) << 17)
    }
}
