//! What is wrong or doubtful about a policy, as JSON.

use crate::words::said::Said;
use corsac::explain::Language;
use corsac::server::{ConfigError, ConfigErrorKind, ConfigField, ConfigWarning};
use corsac_gateway::file::{FileMistake, Severity};
use serde::Serialize;
use serde_json::Value;

/// Every mistake and every doubt.
#[derive(Debug, Default, Serialize)]
pub(super) struct Refusal {
    pub(super) errors: Vec<Mistake>,
    pub(super) warnings: Vec<Remark>,
}

/// What is doubtful, and where.
#[derive(Debug, Serialize)]
pub(super) struct Remark {
    /// A stable name in kebab case.
    pub(super) kind: &'static str,
    /// The key.
    pub(super) field: String,
    /// The index in the key's list.
    pub(super) index: Option<usize>,
    /// What is written there.
    pub(super) value: Value,
    /// The cause.
    #[serde(skip)]
    pub(super) said: Said,
    /// The cause, in a sentence.
    pub(super) message: String,
    /// What is probably meant.
    pub(super) corrected: Option<Value>,
    /// Where in the file, counted from 1.
    #[serde(flatten)]
    pub(super) place: Option<Place>,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// What is wrong.
#[derive(Debug, Serialize)]
pub(super) struct Mistake {
    #[serde(flatten)]
    pub(super) remark: Remark,
    /// The index of the first offending byte of the value.
    pub(super) at: Option<usize>,
    /// Missing, invalid, forbidden or prohibited.
    pub(super) category: &'static str,
    /// The key that accepts the value all the same.
    pub(super) dangerously: Option<&'static str>,
}

impl Remark {
    /// A remark about a whole key.
    pub(super) fn new(kind: &'static str, field: &str, value: Value, said: Said) -> Self {
        let message = said.say(Language::English);
        Self {
            kind,
            field: field.to_owned(),
            index: None,
            value,
            said,
            message,
            corrected: None,
            place: None,
        }
    }
}

impl Mistake {
    /// What is no configuration at all.
    pub(super) const fn invalid(remark: Remark) -> Self {
        Self { remark, at: None, category: ConfigErrorKind::Invalid.name(), dangerously: None }
    }
}

impl Remark {
    /// One line: place, value, doubt, cure.
    pub(super) fn line(&self, language: Language) -> String {
        let index = self.index.map(|index| format!("[{index}]")).unwrap_or_default();
        let cure = self.corrected.as_ref().map(|meant| Said::Write(meant.to_string()));
        let said = Said::Several([Some(self.said.clone()), cure].into_iter().flatten().collect());
        format!("{}{index} {}: {}", self.field, self.value, said.say(language))
    }
}

impl From<&ConfigError> for Mistake {
    fn from(error: &ConfigError) -> Self {
        let is_missing = error.kind == ConfigErrorKind::Missing;
        let value = if is_missing { Value::Null } else { typed(error.field, &error.value) };
        let remark = Remark::new(error.cause.name(), error.field.name(), value, Said::Config(error.cause));
        let corrected = error.suggestion.as_deref().map(|text| typed(error.field, text));
        Self {
            remark: Remark { index: error.index, corrected, ..remark },
            at: error.at,
            category: error.kind.name(),
            dangerously: error.danger_switch,
        }
    }
}

impl From<&ConfigWarning> for Remark {
    fn from(warning: &ConfigWarning) -> Self {
        let value = typed(warning.field, &warning.value);
        let remark =
            Self::new(warning.cause.name(), warning.field.name(), value, Said::Doubtful(warning.cause));
        let corrected = warning.suggestion.as_deref().map(|text| typed(warning.field, text));
        Self { index: warning.index, corrected, ..remark }
    }
}

/// A value with the type that its field has.
fn typed(field: ConfigField, text: &str) -> Value {
    let is_plain = matches!(
        field,
        ConfigField::MaxAge
            | ConfigField::PreflightStatus
            | ConfigField::AllowCredentials
            | ConfigField::DangerouslyAllowNullOrigin
            | ConfigField::DangerouslyAllowInsecureOrigins
            | ConfigField::DangerouslyAllowPublicSuffixWildcards
    );
    let plain = if is_plain { serde_json::from_str(text).ok() } else { None };
    plain.unwrap_or_else(|| text.into())
}

impl Refusal {
    /// The same with its sentences in a language.
    pub(super) fn told_in(mut self, language: Language) -> Self {
        let errors = self.errors.iter_mut().map(|mistake| &mut mistake.remark);
        for remark in errors.chain(&mut self.warnings) {
            remark.message = remark.said.say(language);
        }
        self
    }

    /// What a policy file's mistakes and warnings say.
    pub(super) fn of_file<'m>(text: &str, mistakes: impl Iterator<Item = &'m FileMistake>) -> Self {
        let mut refusal = Self::default();
        for mistake in mistakes {
            let remark = in_file(text, mistake);
            match mistake.severity {
                Severity::Warning => refusal.warnings.push(remark),
                Severity::Error => refusal.errors.push(Mistake {
                    at: mistake.span.start.checked_sub(mistake.whole.start + 1),
                    category: mistake.kind.category().name(),
                    dangerously: mistake.danger_switch,
                    remark,
                }),
            }
        }
        refusal
    }
}

fn in_file(text: &str, mistake: &FileMistake) -> Remark {
    let (field, index) = match mistake.place.strip_suffix(']').and_then(|place| place.rsplit_once('[')) {
        Some((field, index)) => (field, index.parse().ok()),
        None => (mistake.place.as_str(), None),
    };
    let value = text.get(mistake.whole.clone()).map_or(Value::Null, of_toml);
    Remark {
        index,
        corrected: mistake.suggestion.as_deref().map(of_toml),
        place: Some(Place { line: mistake.line, column: mistake.column }),
        ..Remark::new(mistake.kind.name(), field, value, Said::File(mistake.cause.clone()))
    }
}

/// A value of TOML, or the text itself where it is none: a key, for example.
fn of_toml(text: &str) -> Value {
    let read =
        || serde_json::to_value(toml::from_str::<toml::Table>(&format!("x = {text}")).ok()?.get("x")).ok();
    read().unwrap_or_else(|| text.into())
}
