//! A policy as JSON: its keys are those of the engine's `Config`, and all its mistakes are told at once.

use super::refusal::{Mistake, Place, Refusal, Remark};
use super::typed::{Typed, Written};
use crate::words::said::Said;
use corsac::server::{Config, ConfigErrorCause, Policy};
use corsac_gateway::file::{Foreign, foreign, nearest};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt;

/// A policy that builds, and what is doubtful about it.
#[derive(Debug)]
pub(super) struct Configured {
    pub(super) policy: Policy,
    pub(super) warnings: Vec<Remark>,
}

/// Reads and builds a policy.
pub(super) fn read(text: &str) -> Result<Configured, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let pairs = match serde_json::from_str(text) {
        Ok(Value::Object(_)) => serde_json::from_str(text).map(|Pairs(pairs)| pairs).unwrap_or_default(),
        Ok(other) => return Err(alone("wrong-type", other, Said::NoObject, None)),
        Err(error) => {
            let place = Place { line: error.line(), column: error.column() };
            return Err(alone("syntax", Value::Null, Said::NotJson(error.to_string()), Some(place)));
        }
    };
    let Sorted { known, mut refusal, written } = sort(pairs);
    let is_readable = refusal.errors.is_empty();
    let config: Config = serde_json::from_value(Value::Object(known)).unwrap_or_default();
    let warnings = config.warnings();
    let built = Policy::new(config);
    let errors: Vec<_> = built.as_ref().err().into_iter().flatten().collect();
    let is_wrong = |(field, index)| errors.iter().any(|error| (error.field, error.index) == (field, index));
    // A doubt about a value that could not be read would be about its default.
    let doubts = warnings.iter().filter(|doubt| is_readable && !is_wrong((doubt.field, doubt.index)));
    refusal.warnings.extend(doubts.map(Remark::from));
    let misses_origins = refusal.errors.iter().any(is_about_origins);
    let told =
        errors.into_iter().filter(|error| error.cause != ConfigErrorCause::NoOrigins || !misses_origins);
    refusal.errors.extend(told.map(Mistake::from).map(|mistake| written.restore(mistake)));
    match built {
        Ok(policy) if refusal.errors.is_empty() => Ok(Configured { policy, warnings: refusal.warnings }),
        _ => Err(refusal),
    }
}

/// Whether this may be why there seem to be no origins.
fn is_about_origins(mistake: &Mistake) -> bool {
    let field = "allow_origins";
    mistake.remark.field == field || mistake.remark.corrected.as_ref().is_some_and(|meant| meant == field)
}

/// A mistake that leaves nothing to look at.
fn alone(kind: &'static str, value: Value, message: Said, place: Option<Place>) -> Refusal {
    let remark = Remark::new(kind, "", value, Said::Several(vec![message, Said::WriteConfig]));
    Refusal { errors: vec![Mistake::invalid(Remark { place, ..remark })], warnings: Vec::new() }
}

/// The keys of an object with their values, in the order in which they stand there, repeated ones too.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfMap;
        impl<'de> Visitor<'de> for OfMap {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(OfMap)
    }
}

/// The keys of a configuration.
#[derive(Default)]
struct Sorted {
    /// Those that can be read.
    known: Map<String, Value>,
    /// What is wrong with the others: unknown, repeated, or with a value of another type.
    refusal: Refusal,
    written: Written,
}

fn sort(pairs: Vec<(String, Value)>) -> Sorted {
    let keys = defaults();
    let mut sorted = Sorted::default();
    let mut seen = BTreeSet::new();
    for (key, value) in pairs {
        let errors = &mut sorted.refusal.errors;
        match keys.get(&key) {
            _ if !seen.insert(key.clone()) => {
                let message = Said::KeyTwice;
                errors.push(Mistake::invalid(Remark::new("duplicate-key", &key, value, message)));
            }
            None => errors.push(unknown(&key, value, &keys)),
            Some(default) => {
                let Typed { fitting, mistakes } = sorted.written.fit(&key, value, default);
                errors.extend(mistakes);
                sorted.known.extend(fitting.map(|value| (key, value)));
            }
        }
    }
    sorted
}

/// Every key with its default.
fn defaults() -> Map<String, Value> {
    match serde_json::to_value(Config::default()) {
        Ok(Value::Object(defaults)) => defaults,
        _ => Map::new(),
    }
}

fn unknown(key: &str, value: Value, keys: &Map<String, Value>) -> Mistake {
    let names = || keys.keys().map(String::as_str);
    let known = || Said::KnownAre(names().collect::<Vec<_>>().join(", "));
    let listed = |meant| names().find(|name| *name == meant);
    let (meant, advice) = match foreign(key) {
        Some(Foreign::Any(list)) => (listed(list), Said::Write(format!("{list:?}: [\"*\"]"))),
        Some(Foreign::Means(meant)) => (listed(meant), Said::Write(format!("{meant:?}"))),
        Some(Foreign::Cure(cure)) => (None, Said::Foreign(cure)),
        None if value.is_object() => (None, Said::Several(vec![Said::KeysByThemselves, known()])),
        None => {
            let near = nearest(key, names());
            (near, near.map_or_else(known, |near| Said::Write(format!("{near:?}"))))
        }
    };
    let remark = Remark::new("unknown-key", key, value, Said::NoKey(key.to_owned(), Box::new(advice)));
    Mistake::invalid(Remark { corrected: meant.map(Value::from), ..remark })
}
