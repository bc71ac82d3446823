//! Values of JSON for keys of the engine's `Config`: whether they have the right type, and what is meant if not.

use super::refusal::{Mistake, Remark};
use crate::words::said::{Belonging, Said};
use corsac::server::Config;
use corsac_gateway::file::{meant_flag, meant_items, meant_number, meant_seconds};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What was written where something else was put in its place, so that the rest can be checked.
#[derive(Default)]
pub(super) struct Written {
    /// Numbers beyond the type of their key.
    numbers: BTreeMap<String, Value>,
    /// For lists without the entries that are no texts: where each entry that is left was.
    indices: BTreeMap<String, Vec<usize>>,
}

/// A value, as far as it can be read.
pub(super) struct Typed {
    pub(super) fitting: Option<Value>,
    pub(super) mistakes: Vec<Mistake>,
}

impl Typed {
    fn wrong(key: &str, value: Value, wanted: Belonging, corrected: Option<Value>) -> Self {
        Self { fitting: None, mistakes: vec![wrong(key, None, value, wanted, corrected)] }
    }
}

impl Written {
    /// The value, if it is of the type that the key takes, which the engine knows.
    pub(super) fn fit(&mut self, key: &str, value: Value, default: &Value) -> Typed {
        let fits = |value: &Value| {
            let object = Map::from_iter([(key.to_owned(), value.clone())]);
            serde_json::from_value::<Config>(Value::Object(object)).is_ok()
        };
        if fits(&value) {
            return Typed { fitting: Some(value), mistakes: Vec::new() };
        }
        let takes_seconds = fits(&Value::from(-1));
        match (default, value) {
            (Value::Array(_), Value::Array(items)) => self.texts(key, items),
            (Value::Array(_), value) => {
                let meant = value.as_str().map(meant_items).filter(|items| !items.is_empty());
                Typed::wrong(key, value, Belonging::Texts, meant.map(Value::from))
            }
            (Value::Bool(_), value) => {
                let meant = written(&value).as_deref().and_then(meant_flag);
                Typed::wrong(key, value, Belonging::Flag, meant.map(Value::from))
            }
            (_, value) if takes_seconds => match beyond(&value) {
                Some(bound) => self.beyond(key, value, Value::from(bound)),
                None => {
                    let meant = written(&value).as_deref().and_then(meant_seconds);
                    Typed::wrong(key, value, Belonging::Number, meant.map(Value::from))
                }
            },
            (Value::Number(_), value) => match beyond(&value) {
                Some(_) => self.beyond(key, value, Value::from(0)),
                None => {
                    let meant = written(&value).as_deref().and_then(meant_number).map(Value::from);
                    let meant = meant.filter(fits);
                    Typed::wrong(key, value, Belonging::PreflightStatus, meant)
                }
            },
            (_, value) => Typed::wrong(key, value, Belonging::Text, None),
        }
    }

    /// A number beyond the key's type, in whose place the engine gets another that it does not take either.
    fn beyond(&mut self, key: &str, value: Value, other: Value) -> Typed {
        self.numbers.insert(key.to_owned(), value);
        Typed { fitting: Some(other), mistakes: Vec::new() }
    }

    fn texts(&mut self, key: &str, items: Vec<Value>) -> Typed {
        let mut typed = Typed { fitting: None, mistakes: Vec::new() };
        let (mut texts, mut indices) = (Vec::new(), Vec::new());
        for (index, item) in items.into_iter().enumerate() {
            if item.is_string() {
                texts.push(item);
                indices.push(index);
            } else {
                let meant = meant_text(&item);
                typed.mistakes.push(wrong(key, Some(index), item, Belonging::Text, meant));
            }
        }
        self.indices.insert(key.to_owned(), indices);
        typed.fitting = Some(Value::Array(texts));
        typed
    }

    /// A mistake of the engine's, about what was written.
    pub(super) fn restore(&self, mut mistake: Mistake) -> Mistake {
        let remark = &mut mistake.remark;
        if let Some(number) = self.numbers.get(&remark.field) {
            remark.value = number.clone();
        }
        if let Some(indices) = self.indices.get(&remark.field) {
            remark.index = remark.index.and_then(|index| indices.get(index).copied());
        }
        mistake
    }
}

/// The text that an entry stands for: a number's digits, or what Envoy, Istio and others write as `{"exact": …}`.
fn meant_text(item: &Value) -> Option<Value> {
    let number = item.is_number().then(|| Value::from(item.to_string()));
    number.or_else(|| item.get("exact").filter(|exact| exact.is_string()).cloned())
}

fn wrong(
    key: &str,
    index: Option<usize>,
    value: Value,
    wanted: Belonging,
    corrected: Option<Value>,
) -> Mistake {
    Mistake::invalid(Remark {
        index,
        corrected,
        ..Remark::new("wrong-type", key, value, Said::Belongs(wanted))
    })
}

/// The text of a text or a number.
fn written(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.is_number().then(|| value.to_string()))
}

/// The last number of the engine's type before a whole number that is beyond it.
fn beyond(value: &Value) -> Option<i64> {
    let number = value.as_f64().filter(|number| value.is_number() && number.fract() == 0.0)?;
    let is_beyond = value.is_i64() || value.is_u64() || number.abs() >= 1e18;
    is_beyond.then_some(if number < 0.0 { i64::MIN } else { i64::MAX })
}
