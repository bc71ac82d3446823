//! A `[policy.NAME]` table: the engine's configuration, name for name.

use std::ops::Range;

use corsac::server::{Config, ConfigError, ConfigField, ConfigWarning, Policy};

use super::keys::{Found, Keys, Texts};
use super::mistake::FileMistakeKind as Kind;
use super::mistakes::{Draft, Mistakes, quoted};

/// Where the values of a policy stand.
#[derive(Debug)]
struct Places {
    lists: Vec<(ConfigField, Option<Texts>)>,
    max_age: Option<Found<i64>>,
    preflight_status: Option<Found<i64>>,
}

impl Places {
    fn list(&self, field: ConfigField) -> Option<&Texts> {
        self.lists.iter().find(|(of, _)| *of == field)?.1.as_ref()
    }

    fn number(&self, field: ConfigField) -> Option<&Found<i64>> {
        match field {
            ConfigField::MaxAge => self.max_age.as_ref(),
            ConfigField::PreflightStatus => self.preflight_status.as_ref(),
            _ => None,
        }
    }
}

/// Reads and builds a policy; `None` if it has mistakes, which are noted.
pub(super) fn read(keys: &mut Keys<'_, '_, '_>) -> Option<Policy> {
    let before = keys.mistakes.count();
    let (config, places) = config(keys);
    // A doubt about a value that could not be read would be about its default.
    let warnings = if keys.mistakes.count() == before { config.warnings() } else { Vec::new() };
    let result = Policy::new(config);
    let errors: Vec<&ConfigError> = result.as_ref().err().into_iter().flatten().collect();
    for error in &errors {
        add_error(keys, error, &places);
    }
    let is_wrong = |warning: &ConfigWarning| {
        errors.iter().any(|error| (error.field, error.index) == (warning.field, Some(warning.index)))
    };
    for warning in warnings.iter().filter(|warning| !is_wrong(warning)) {
        add_warning(keys, warning, &places);
    }
    result.ok()
}

fn config(keys: &mut Keys<'_, '_, '_>) -> (Config, Places) {
    let mut lists = Vec::new();
    let mut texts = |keys: &mut Keys<'_, '_, '_>, field: ConfigField| {
        let list = keys.texts(field.name());
        let values = list.as_ref().map(Texts::values).unwrap_or_default();
        lists.push((field, list));
        values
    };
    let max_age = keys.number(ConfigField::MaxAge.name());
    let preflight_status = keys.number(ConfigField::PreflightStatus.name());
    // Every field is named, so that none of the engine's can be forgotten here.
    let config = Config {
        allow_origins: texts(keys, ConfigField::AllowOrigins),
        allow_credentials: keys.flag("allow_credentials"),
        allow_methods: texts(keys, ConfigField::AllowMethods),
        allow_headers: texts(keys, ConfigField::AllowHeaders),
        expose_headers: texts(keys, ConfigField::ExposeHeaders),
        max_age: max_age.as_ref().map(|number| number.value),
        // What is no 16-bit number is no status that is accepted either.
        preflight_status: preflight_status.as_ref().map_or_else(
            || Config::default().preflight_status,
            |number| u16::try_from(number.value).unwrap_or(0),
        ),
        enforce: keys.flag("enforce"),
        own_origins: texts(keys, ConfigField::OwnOrigins),
        debug: keys.flag("debug"),
        dangerously_allow_null_origin: keys.flag("dangerously_allow_null_origin"),
        dangerously_allow_insecure_origins: keys.flag("dangerously_allow_insecure_origins"),
        dangerously_allow_public_suffix_wildcards: keys.flag("dangerously_allow_public_suffix_wildcards"),
    };
    (config, Places { lists, max_age, preflight_status })
}

fn add_error(keys: &mut Keys<'_, '_, '_>, error: &ConfigError, places: &Places) {
    let place = keys.place_of(error.field.name());
    let list = places.list(error.field);
    if list.is_none() && keys.misspells(error.field.name()) {
        return;
    }
    if let Some(number) = places.number(error.field) {
        let draft =
            Draft::new(Kind::Config(error.cause), number.span.clone(), place, error.cause.to_string());
        return keys.mistakes.add(draft.write(error.suggestion.clone()));
    }
    let span = list.map_or_else(|| keys.span.clone(), |list| list.span.clone());
    add_config_errors(keys.mistakes, error, list, &span, &place);
}

/// Notes a mistake in a list; `span` is its place if it has no index.
pub(super) fn add_config_errors(
    mistakes: &mut Mistakes<'_>,
    error: &ConfigError,
    list: Option<&Texts>,
    span: &Range<usize>,
    place: &str,
) {
    let item = error.index.and_then(|index| list?.items.get(index));
    if item.is_none() && list.is_some_and(|list| list.is_broken) {
        return;
    }
    let (span, place) = match (item, error.index) {
        (Some(item), Some(index)) => (item.span.clone(), format!("{place}[{index}]")),
        _ => (span.clone(), place.to_owned()),
    };
    let draft = Draft::new(Kind::Config(error.cause), span, place, error.cause.to_string());
    let draft = draft.at(error.at).write(error.suggestion.as_deref().map(quoted));
    mistakes.add(draft.unless(error.danger_switch));
}

fn add_warning(keys: &mut Keys<'_, '_, '_>, warning: &ConfigWarning, places: &Places) {
    let item = places.list(warning.field).and_then(|list| list.items.get(warning.index));
    let span = item.map_or_else(|| keys.span.clone(), |item| item.span.clone());
    let place = format!("{}[{}]", keys.place_of(warning.field.name()), warning.index);
    let draft = Draft::new(Kind::Doubtful(warning.cause), span, place, warning.cause.to_string());
    keys.mistakes.add(draft.warns().write(warning.suggestion.as_deref().map(quoted)));
}
