//! A policy as JSON: its keys are those of the engine's `Config`, and all its mistakes are told at once.

use super::refusal::{Mistake, Refusal, Remark};
use corsac::server::{Config, ConfigErrorCause, ConfigErrorKind, Policy};
use corsac_gateway::file::{Foreign, foreign, nearest};
use serde_json::{Map, Value};

/// A policy that builds, and what is doubtful about it.
#[derive(Debug)]
pub(super) struct Configured {
    pub(super) policy: Policy,
    pub(super) warnings: Vec<Remark>,
}

/// Reads and builds a policy.
pub(super) fn read(text: &str) -> Result<Configured, Refusal> {
    let object = match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object,
        Ok(other) => return Err(alone("wrong-type", other, "an object in braces belongs here")),
        Err(error) => return Err(alone("syntax", Value::Null, &format!("not JSON: {error}"))),
    };
    let (known, mut refusal) = sort(object);
    let is_readable = refusal.errors.is_empty();
    if is_readable && let Err(error) = serde_json::from_str::<Config>(text) {
        // An object has forgotten that a key stood there twice.
        return Err(alone("duplicate-key", Value::Null, &error.to_string()));
    }
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
    refusal.errors.extend(told.map(Mistake::from));
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
fn alone(kind: &'static str, value: Value, message: &str) -> Refusal {
    let help = r#"; write {"allow_origins": ["https://app.example.com"]}"#;
    let remark = Remark::new(kind, "", value, format_args!("{message}{help}"));
    Refusal { errors: vec![invalid(remark)], warnings: Vec::new() }
}

const fn invalid(remark: Remark) -> Mistake {
    Mistake { remark, at: None, category: ConfigErrorKind::Invalid.name(), dangerously: None }
}

/// Parts the keys that can be read from those that are unknown or have a value of another type.
fn sort(object: Map<String, Value>) -> (Map<String, Value>, Refusal) {
    let keys = defaults();
    let (mut known, mut refusal) = (Map::new(), Refusal::default());
    for (key, value) in object {
        match keys.get(&key) {
            None => refusal.errors.push(unknown(&key, value, &keys)),
            Some(default) => match check_type(&key, &value, default) {
                None => {
                    known.insert(key, value);
                }
                Some(mistake) => refusal.errors.push(mistake),
            },
        }
    }
    (known, refusal)
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
    let (meant, why) = match foreign(key) {
        Some(Foreign::Means(meant)) => (names().find(|name| *name == meant), None),
        Some(Foreign::Cure(cure)) => (None, Some(cure.to_owned())),
        None => (nearest(key, names()), None),
    };
    let known = || format!("known are {}", names().collect::<Vec<_>>().join(", "));
    let message = match (meant, why) {
        (Some(meant), _) => format!("there is no key {key:?}: write {meant:?}"),
        (None, why) => format!("there is no key {key:?}: {}", why.unwrap_or_else(known)),
    };
    let remark = Remark::new("unknown-key", key, value, message);
    invalid(Remark { corrected: meant.map(Value::from), ..remark })
}

/// Whether a value is of the type that the key takes, which the engine knows; if not, what is wrong.
fn check_type(key: &str, value: &Value, default: &Value) -> Option<Mistake> {
    let fits = |value: &Value| {
        let object = Map::from_iter([(key.to_owned(), value.clone())]);
        serde_json::from_value::<Config>(Value::Object(object)).is_ok()
    };
    if fits(value) {
        return None;
    }
    let wrong = |index, value: &Value, wanted: &str, corrected: Option<Value>| {
        let remark = Remark::new("wrong-type", key, value.clone(), format_args!("{wanted} belongs here"));
        Some(invalid(Remark { index, corrected, ..remark }))
    };
    if let (Value::Array(_), Value::Array(items)) = (default, value) {
        let index = items.iter().position(|item| !item.is_string());
        let item = index.and_then(|index| items.get(index)).unwrap_or(value);
        let text = item.is_number().then(|| Value::from(item.to_string()));
        return wrong(index, item, "a text in quotes", text);
    }
    let (wanted, meant) = match default {
        Value::Array(_) => ("a list of texts in square brackets", Some(Value::Array(vec![value.clone()]))),
        Value::Bool(_) => ("true or false without quotes", unquoted(value)),
        Value::Number(_) => ("200 or 204, a number without quotes,", unquoted(value)),
        _ if fits(&Value::from(0)) => ("a whole number without quotes", unquoted(value)),
        _ => ("a text in quotes", None),
    };
    wrong(None, value, wanted, meant.filter(fits))
}

/// What stands in a text, if that is a value of JSON.
fn unquoted(value: &Value) -> Option<Value> {
    serde_json::from_str(&value.as_str()?.trim().to_ascii_lowercase()).ok()
}
