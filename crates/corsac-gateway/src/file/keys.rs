//! Reading the keys of one table: each has a type, and what nobody asked for is unknown.

use super::cause::{FileCause as Cause, ValueKind, Wanted};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::foreign::{Foreign, foreign};
use super::meant::{meant_flag, meant_items, meant_number, meant_seconds};
use super::mistake::FileMistakeKind as Kind;
use super::mistakes::{Draft, Mistakes, key_text, quoted};
use super::nearest::nearest;

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Keys<'r, 'm, 't> {
    table: &'r DeTable<'r>,
    /// The bytes of the table's header, or of the table where it has none.
    pub(super) span: Range<usize>,
    /// Its dotted name; empty for the whole file.
    pub(super) place: String,
    known: Vec<&'static str>,
    pub(super) mistakes: &'m mut Mistakes<'t>,
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A string in a list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its place in the list as written.
    pub(super) index: usize,
    pub(super) value: String,
    pub(super) span: Range<usize>,
}

/// A list of strings.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    pub(super) items: Vec<Item>,
    pub(super) span: Range<usize>,
    /// Whether some entry is no string, so that the list is not what was written.
    pub(super) is_broken: bool,
}

impl Texts {
    pub(super) fn values(&self) -> Vec<String> {
        self.items.iter().map(|item| item.value.clone()).collect()
    }
}

impl<'r, 'm, 't> Keys<'r, 'm, 't> {
    pub(super) const fn of(
        table: &'r DeTable<'r>,
        span: Range<usize>,
        place: String,
        mistakes: &'m mut Mistakes<'t>,
    ) -> Self {
        Self { table, span, place, known: Vec::new(), mistakes }
    }

    /// The dotted name of a key of this table.
    pub(super) fn place_of(&self, key: &str) -> String {
        let key = key_text(key);
        if self.place.is_empty() { key } else { format!("{}.{key}", self.place) }
    }

    /// A key's value, whatever its type.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'r Spanned<DeValue<'r>>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Where a key's value stands.
    pub(super) fn span_of(&self, key: &str) -> Option<Range<usize>> {
        Some(self.table.get(key)?.span())
    }

    /// A string.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Found<String>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Found { value: text.clone().into_owned(), span: value.span() }),
            other => {
                let suggestion = scalar(other).map(|text| quoted(&text));
                self.wrong_type(self.place_of(key), value, Wanted::Text, suggestion);
                None
            }
        }
    }

    /// A list of strings.
    pub(super) fn texts(&mut self, key: &'static str) -> Option<Texts> {
        let value = self.value(key)?;
        let place = self.place_of(key);
        let mut texts = Texts { items: Vec::new(), span: value.span(), is_broken: false };
        let DeValue::Array(items) = value.get_ref() else {
            let quoted_items = |text| meant_items(text).iter().map(|item| quoted(item)).collect::<Vec<_>>();
            let items = value.get_ref().as_str().map(quoted_items).filter(|items| !items.is_empty());
            let suggestion = items.map(|items| format!("[{}]", items.join(", ")));
            self.wrong_type(place, value, Wanted::Texts, suggestion);
            texts.is_broken = true;
            return Some(texts);
        };
        for (index, item) in items.iter().enumerate() {
            match item.get_ref() {
                DeValue::String(text) => {
                    texts.items.push(Item { index, value: text.clone().into_owned(), span: item.span() });
                }
                other => {
                    let suggestion = scalar(other).map(|text| quoted(&text));
                    self.wrong_type(format!("{place}[{index}]"), item, Wanted::Text, suggestion);
                    texts.is_broken = true;
                }
            }
        }
        Some(texts)
    }

    /// `true` or `false`; `false` if it is not there.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else { return false };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            other => {
                let meant = written(other).as_deref().and_then(meant_flag);
                let suggestion = meant.map(|flag| flag.to_string());
                self.wrong_type(self.place_of(key), value, Wanted::Flag, suggestion);
                // What is meant decides about other mistakes.
                meant == Some(true)
            }
        }
    }

    /// A whole number.
    pub(super) fn number(&mut self, key: &'static str) -> Option<Found<i64>> {
        self.number_meant(key, meant_number)
    }

    /// A whole number of seconds.
    pub(super) fn seconds(&mut self, key: &'static str) -> Option<Found<i64>> {
        self.number_meant(key, meant_seconds)
    }

    fn number_meant(&mut self, key: &'static str, meant: impl Fn(&str) -> Option<i64>) -> Option<Found<i64>> {
        let value = self.value(key)?;
        let DeValue::Integer(integer) = value.get_ref() else {
            let meant = written(value.get_ref()).as_deref().and_then(meant);
            let suggestion = meant.map(|number| number.to_string());
            self.wrong_type(self.place_of(key), value, Wanted::Number, suggestion);
            return None;
        };
        let number = integer.as_str().trim_start_matches('+');
        // What is too large for this type is out of all bounds.
        let beyond = if number.starts_with('-') { i64::MIN } else { i64::MAX };
        let number = i64::from_str_radix(number, integer.radix()).unwrap_or(beyond);
        Some(Found { value: number, span: value.span() })
    }

    fn wrong_type(
        &mut self,
        place: String,
        value: &Spanned<DeValue<'_>>,
        wanted: Wanted,
        suggestion: Option<String>,
    ) {
        let cause = Cause::WrongType { wanted, found: described(value.get_ref()) };
        self.mistakes.add(Draft::new(Kind::WrongType, value.span(), place, cause).write(suggestion));
    }

    /// Whether the table has a key that seems to be a misspelt `key`: then its absence is no mistake of
    /// its own.
    pub(super) fn misspells(&self, key: &str) -> bool {
        let names = self.table.keys().map(|name| &**name.get_ref()).filter(|name| !self.known.contains(name));
        let is_meant = |name: &str| match self.foreign(name) {
            Some(Foreign::Means(meant) | Foreign::Any(meant)) => meant == key,
            Some(Foreign::Cure(_)) => false,
            None => nearest(name, std::iter::once(key)).is_some(),
        };
        names.into_iter().any(is_meant)
    }

    /// Reports a key that is needed and not there.
    pub(super) fn missing(&mut self, key: &'static str, cause: Cause) {
        if self.misspells(key) {
            return;
        }
        let place = self.place_of(key);
        self.mistakes.add(Draft::new(Kind::MissingKey, self.span.clone(), place, cause));
    }

    /// What a key of other middleware stands for. Outside of policies, `paths` is nearer to `path` than to what
    /// other middleware means by it.
    fn foreign(&self, name: &str) -> Option<Foreign> {
        let is_policy = self.known.contains(&"allow_origins");
        let is_near = || nearest(name, self.known.iter().copied()).is_some();
        foreign(name).filter(|stands| is_policy || !matches!(stands, Foreign::Cure(_)) || !is_near())
    }

    /// The key that a wrong one probably means.
    fn meant(&self, wrong: &str) -> Option<&'static str> {
        match self.foreign(wrong) {
            Some(Foreign::Means(key) | Foreign::Any(key)) => {
                self.known.iter().copied().find(|known| *known == key)
            }
            Some(Foreign::Cure(_)) => None,
            None => nearest(wrong, self.known.iter().copied()),
        }
    }

    /// Reports every key that nobody asked for.
    pub(super) fn finish(self) {
        for (key, _) in self.table {
            let (name, span): (&str, _) = (key.get_ref(), key.span());
            if self.known.contains(&name) {
                continue;
            }
            let meant = self.meant(name);
            let key = quoted(name);
            let cause = match self.foreign(name) {
                Some(Foreign::Any(list)) if meant.is_some() => Cause::AnyKey { key, list },
                _ if meant.is_some() => Cause::UnknownKey { key, known: Vec::new() },
                Some(Foreign::Cure(cure)) => Cause::ForeignKey { key, cure },
                _ => Cause::UnknownKey { key, known: self.known.clone() },
            };
            let place = self.place_of(name);
            self.mistakes
                .add(Draft::new(Kind::UnknownKey, span, place, cause).write(meant.map(str::to_owned)));
        }
    }
}

/// The text of a text or a number.
fn written(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| scalar(value))
}

/// The text of a value that lacks nothing but quotes.
fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

const fn described(value: &DeValue<'_>) -> ValueKind {
    match value {
        DeValue::String(_) => ValueKind::Text,
        DeValue::Integer(_) => ValueKind::Number,
        DeValue::Float(_) => ValueKind::Fraction,
        DeValue::Boolean(_) => ValueKind::Flag,
        DeValue::Datetime(_) => ValueKind::Time,
        DeValue::Array(_) => ValueKind::List,
        DeValue::Table(_) => ValueKind::Table,
    }
}
