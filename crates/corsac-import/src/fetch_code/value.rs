//! Values of script.

use oxc_span::Span;

/// A value of script.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(Text),
    Bool(bool),
    Object(Vec<(String, Self)>),
    Array(Vec<Self>),
    /// `FormData`.
    Form,
    /// `URLSearchParams`.
    Search,
    /// `new Request(url, options)`.
    Request(Box<(Self, Self)>),
    /// `new XMLHttpRequest()`.
    Xhr,
    /// An instance of axios or something that is called like it, with what all its requests have.
    Client(Vec<(String, Self)>),
    /// `null`, `undefined`.
    Nothing,
    /// Only the running page knows.
    Unknown(Span),
}

/// A text, perhaps with pieces that only the running page knows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    pub(super) text: String,
    /// The pieces that the page knows; names for them stand in the text.
    pub(super) unknown: Vec<Span>,
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(Text { text: text.into(), unknown: Vec::new() })
    }

    /// The value of a property, if it is an object that has it.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            // axios keeps them under a name that its options do not have.
            Self::Client(_) if name == "defaults" => Some(self),
            Self::Object(pairs) | Self::Client(pairs) => {
                pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(&text.text),
            _ => None,
        }
    }

    /// What an object holds; nothing if it is none.
    pub(super) fn into_pairs(self) -> Vec<(String, Self)> {
        match self {
            Self::Object(pairs) | Self::Client(pairs) => pairs,
            _ => Vec::new(),
        }
    }

    /// Sets what stands under these names, and makes the objects in between.
    pub(super) fn set(&mut self, path: &[&str], to: Self) {
        let (Self::Object(pairs) | Self::Client(pairs)) = self else { return };
        match path {
            [] => {}
            ["defaults", rest @ ..]
                if !rest.is_empty() && !pairs.iter().any(|(key, _)| key == "defaults") =>
            {
                self.set(rest, to);
            }
            [name] => pairs.push(((*name).to_owned(), to)),
            [name, rest @ ..] => {
                let at = pairs.iter().rposition(|(key, _)| key == name).unwrap_or_else(|| {
                    pairs.push(((*name).to_owned(), Self::Object(Vec::new())));
                    pairs.len() - 1
                });
                if let Some((_, inner)) = pairs.get_mut(at) {
                    inner.set(rest, to);
                }
            }
        }
    }
}
