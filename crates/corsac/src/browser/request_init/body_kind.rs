//! The kinds of bodies, and the type that comes with each.

use super::super::initiator::Initiator;
use alloc::string::String;

/// What kind of body a script hands over, which decides the `Content-Type` that comes with it.
///
/// <https://fetch.spec.whatwg.org/#concept-bodyinit-extract>
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum BodyKind {
    /// A string: plain text.
    #[default]
    Text,
    /// `URLSearchParams`: what a form sends.
    UrlSearchParams,
    /// `FormData`: a form with files.
    FormData,
    /// An `ArrayBuffer` or a view of one: no type.
    Bytes,
    /// A `Blob` of this type; empty for none.
    Blob(String),
    /// A document, which only XMLHttpRequest sends.
    Document,
}

impl BodyKind {
    /// The type that comes with the body.
    pub(super) fn content_type(&self, initiator: Initiator) -> Option<String> {
        match self {
            Self::Text if initiator == Initiator::Navigation => {
                Some("application/x-www-form-urlencoded".into())
            }
            Self::Text => Some("text/plain;charset=UTF-8".into()),
            Self::UrlSearchParams => Some("application/x-www-form-urlencoded;charset=UTF-8".into()),
            Self::FormData => Some("multipart/form-data; boundary=----corsac".into()),
            Self::Document => Some("text/html;charset=UTF-8".into()),
            Self::Blob(kind) if !kind.is_empty() => Some(kind.clone()),
            Self::Blob(_) | Self::Bytes => None,
        }
    }
}
