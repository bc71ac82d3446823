//! Where the operations stand in the text: a second, light reading, for a tree has no places.

use serde_saphyr::granit_parser::{Event, Parser};
use std::collections::HashMap;
use std::ops::Range;

/// The keys of paths, and below them those of methods, each with its place.
#[derive(Debug, Default)]
pub(super) struct Places {
    paths: HashMap<String, Range<usize>>,
    methods: HashMap<(String, String), Range<usize>>,
}

impl Places {
    /// Reads YAML, or JSON, which is nearly YAML. What comes behind a mistake has no place.
    pub(super) fn read(text: &str) -> Self {
        let mut walk = Walk::default();
        for next in Parser::new_from_str(text) {
            let Ok((event, span)) = next else { break };
            let start = span.start.byte_offset().unwrap_or_default();
            let end = span.end.byte_offset().unwrap_or(start);
            walk.take(&event, start..end.max(start));
        }
        walk.places
    }

    /// The key of an operation; where it stands elsewhere, by a reference, the key of its path.
    pub(super) fn of(&self, path: &str, method: &str) -> Range<usize> {
        let method = self.methods.get(&(path.to_owned(), method.to_owned()));
        method.or_else(|| self.paths.get(path)).cloned().unwrap_or(0..0)
    }
}

/// A node that is open: its last key, if it is a mapping.
enum Open {
    Mapping { key: Option<String> },
    Sequence,
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    places: Places,
}

impl Walk {
    fn take(&mut self, event: &Event<'_>, span: Range<usize>) {
        match event {
            Event::MappingStart(..) => self.open.push(Open::Mapping { key: None }),
            Event::SequenceStart(..) => self.open.push(Open::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
                self.value_ends();
            }
            Event::Scalar(text, ..) => self.scalar(text, span),
            Event::Alias(_) => self.scalar("", span),
            _ => {}
        }
    }

    /// A key, or the value of the one before.
    fn scalar(&mut self, text: &str, span: Range<usize>) {
        let outer: Vec<&str> = self.open.iter().rev().skip(1).rev().map_while(Open::key).collect();
        match (self.open.last(), outer.as_slice()) {
            (Some(Open::Mapping { key: None }), ["paths"]) => {
                self.places.paths.insert(text.to_owned(), span);
            }
            (Some(Open::Mapping { key: None }), ["paths", path]) => {
                self.places.methods.insert(((*path).to_owned(), text.to_owned()), span);
            }
            _ => {}
        }
        match self.open.last_mut() {
            Some(Open::Mapping { key: key @ None }) => *key = Some(text.to_owned()),
            _ => self.value_ends(),
        }
    }

    fn value_ends(&mut self) {
        if let Some(Open::Mapping { key }) = self.open.last_mut() {
            // A mapping as a key has no name, but is one all the same.
            *key = if key.is_some() { None } else { Some(String::new()) };
        }
    }
}

impl Open {
    fn key(&self) -> Option<&str> {
        match self {
            Self::Mapping { key } => key.as_deref(),
            Self::Sequence => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_places_in_yaml_and_json() {
        let yaml = "# ü\nopenapi: 3.0.0\nx: [{paths: {/no: {get: 1}}}]\npaths:\n  /a: &a\n    get:\n      x: 1\n  \"/b\": *a\n  /c: {put: {}}\n";
        let places = Places::read(yaml);
        let of = |path, method| yaml.get(places.of(path, method)).unwrap();
        assert_eq!((of("/a", "get"), of("/b", "get"), of("/c", "put")), ("get", "\"/b\"", "put"));
        assert_eq!(places.of("/no", "get"), 0..0);
        let json =
            "{\n\t\"paths\": {\n\t\t\"/a\": {\n\t\t\t\"parameters\": [],\n\t\t\t\"get\": {}\n\t\t}\n\t}\n}";
        let places = Places::read(json);
        assert_eq!(json.get(places.of("/a", "get")), Some("\"get\""));
    }
}
