//! The methods and request headers that a policy allows.

use super::why::Why;
use crate::fetch::method;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// How many empty elements a list of requested headers may have: RFC 9110, section 5.6.1.2, asks for
/// a reasonable number.
pub const EMPTY_ELEMENTS_MAX: usize = 16;

/// How many bytes of white space may stand around one requested header.
pub const ELEMENT_WHITESPACE_MAX: usize = 16;

/// The methods that a policy allows besides the CORS-safelisted ones.
#[derive(Debug, Clone)]
pub(super) enum Methods {
    Any,
    /// Normalized, and sorted by length and then by text: lengths tell most methods apart.
    Listed(Vec<String>),
}

impl Methods {
    pub(super) fn new(listed: &[String]) -> Self {
        if listed.iter().any(|name| name == "*") {
            return Self::Any;
        }
        let mut names: Vec<String> = listed.iter().map(|name| method::normalize(name).into()).collect();
        names.sort_unstable_by(|a, b| by_length(a, b.as_bytes()));
        names.dedup();
        Self::Listed(names)
    }

    pub(super) fn contains(&self, method: &[u8]) -> bool {
        match self {
            Self::Any => true,
            Self::Listed(names) => names.binary_search_by(|name| by_length(name, method)).is_ok(),
        }
    }
}

fn by_length(known: &str, wanted: &[u8]) -> Ordering {
    known.len().cmp(&wanted.len()).then_with(|| known.as_bytes().cmp(wanted))
}

/// A set of header names.
#[derive(Debug, Clone, Default)]
pub(super) struct HeaderNames {
    /// In lower case, sorted by length and then by text: lengths tell most names apart.
    names: Vec<String>,
    longest: usize,
}

impl HeaderNames {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<String> = names.map(str::to_ascii_lowercase).collect();
        names.sort_unstable_by(|a, b| by_length(a, b.as_bytes()));
        names.dedup();
        let longest = names.last().map_or(0, String::len);
        Self { names, longest }
    }

    /// The names in the order of the alphabet, with commas between.
    pub(super) fn joined(&self) -> String {
        let mut names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.join(",")
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn contains(&self, name: &[u8]) -> bool {
        // Browsers send lower case, which is compared many bytes at a time.
        self.finds(name.len(), |known| known.cmp(name))
            || name.iter().any(u8::is_ascii_uppercase)
                && self.finds(name.len(), |known| {
                    known.iter().copied().cmp(name.iter().map(u8::to_ascii_lowercase))
                })
    }

    fn finds(&self, length: usize, compare: impl Fn(&[u8]) -> Ordering) -> bool {
        let by_length = |known: &String| known.len().cmp(&length).then_with(|| compare(known.as_bytes()));
        self.names.binary_search_by(by_length).is_ok()
    }

    /// Checks the lines of `Access-Control-Request-Headers`: whether they name any header, or why the
    /// set does not cover them.
    ///
    /// One pass that stops at the first name beyond the set. However long the lines are, it reads no
    /// more than the bounds above allow: a list with more names than the set repeats one, which no
    /// browser does, so it stops there too.
    pub(super) fn cover<'a>(&self, lines: impl Iterator<Item = &'a [u8]>) -> Result<bool, Uncovered<'a>> {
        let (mut empty, mut named) = (0, 0);
        for line in lines {
            let mut rest = Some(line);
            while let Some(text) = rest {
                let (name, after) = element(text, self.longest)?;
                rest = after;
                if name.is_empty() {
                    empty += 1;
                } else if self.contains(name) {
                    named += 1;
                } else {
                    return Err(Uncovered::Name(name));
                }
                if empty > EMPTY_ELEMENTS_MAX || named > self.names.len() {
                    return Err(Uncovered::Malformed);
                }
            }
        }
        Ok(named > 0)
    }
}

/// Why a set of header names does not cover a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Uncovered<'a> {
    /// This name, or the start of a longer one.
    Name(&'a [u8]),
    /// The list exceeds the bounds.
    Malformed,
}

impl Uncovered<'_> {
    pub(super) const fn why(self) -> Why {
        match self {
            Self::Name(_) => Why::HeaderNotAllowed,
            Self::Malformed => Why::MalformedHeaders,
        }
    }
}

/// Splits the first element off a list, without the white space around it, and what follows its
/// comma. Looks no further than the longest name and the most white space reach.
fn element(text: &[u8], longest: usize) -> Result<(&[u8], Option<&[u8]>), Uncovered<'_>> {
    let reach = longest + ELEMENT_WHITESPACE_MAX;
    let near = text.get(..=reach).unwrap_or(text);
    let (element, after) = match near.iter().position(|&byte| byte == b',') {
        Some(comma) => (near.get(..comma).unwrap_or(near), text.get(comma + 1..)),
        None => (near, None),
    };
    let name = element.trim_ascii();
    if element.len() - name.len() > ELEMENT_WHITESPACE_MAX {
        Err(Uncovered::Malformed)
    } else if element.len() > reach {
        Err(Uncovered::Name(name))
    } else {
        Ok((name, after))
    }
}
