//! A `[policy.NAME]` table: the engine's configuration, name for name.

use super::cause::FileCause as Cause;
use std::ops::Range;

use corsac::server::{Config, ConfigError, ConfigField, ConfigWarning, Policy};

use super::keys::{Keys, Texts};
use super::mistake::FileMistakeKind as Kind;
use super::mistakes::{Draft, Mistakes, quoted};

/// Where the values of a policy stand.
#[derive(Debug)]
struct Places {
    lists: Vec<(ConfigField, Option<Texts>)>,
    /// Those of the fields that are no lists.
    single: Vec<(ConfigField, Range<usize>)>,
}

/// The fields that are no lists.
const SINGLE: [ConfigField; 7] = [
    ConfigField::AllowCredentials,
    ConfigField::MaxAge,
    ConfigField::PreflightStatus,
    ConfigField::CrossOriginResourcePolicy,
    ConfigField::DangerouslyAllowNullOrigin,
    ConfigField::DangerouslyAllowInsecureOrigins,
    ConfigField::DangerouslyAllowPublicSuffixWildcards,
];

impl Places {
    fn list(&self, field: ConfigField) -> Option<&Texts> {
        self.lists.iter().find(|(of, _)| *of == field)?.1.as_ref()
    }

    fn single(&self, field: ConfigField) -> Option<&Range<usize>> {
        Some(&self.single.iter().find(|(of, _)| *of == field)?.1)
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
        errors.iter().any(|error| (error.field, error.index) == (warning.field, warning.index))
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
    let max_age = keys.seconds(ConfigField::MaxAge.name());
    let preflight_status = keys.number(ConfigField::PreflightStatus.name());
    let resource_policy = keys.text(ConfigField::CrossOriginResourcePolicy.name());
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
        check_websockets: keys.flag("check_websockets"),
        timing_allow_origin: keys.flag("timing_allow_origin"),
        cross_origin_resource_policy: resource_policy.as_ref().map(|text| text.value.clone()),
        debug: keys.flag("debug"),
        dangerously_allow_null_origin: keys.flag("dangerously_allow_null_origin"),
        dangerously_allow_insecure_origins: keys.flag("dangerously_allow_insecure_origins"),
        dangerously_allow_public_suffix_wildcards: keys.flag("dangerously_allow_public_suffix_wildcards"),
    };
    let single = SINGLE.into_iter().filter_map(|field| Some((field, keys.span_of(field.name())?))).collect();
    (config, Places { lists, single })
}

fn add_error(keys: &mut Keys<'_, '_, '_>, error: &ConfigError, places: &Places) {
    let place = keys.place_of(error.field.name());
    let list = places.list(error.field);
    if list.is_none() && keys.misspells(error.field.name()) {
        return;
    }
    if let Some(span) = places.single(error.field) {
        let draft = Draft::new(Kind::Config(error.cause), span.clone(), place, Cause::Config(error.cause));
        return keys.mistakes.add(draft.write(as_written(error.field, error.suggestion.as_deref())));
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
    let (span, place) = item.map_or_else(
        || (span.clone(), place.to_owned()),
        |item| (item.span.clone(), format!("{place}[{}]", item.index)),
    );
    let draft = Draft::new(Kind::Config(error.cause), span, place, Cause::Config(error.cause));
    let draft = draft.at(error.at).write(error.suggestion.as_deref().map(quoted));
    mistakes.add(draft.unless(error.danger_switch));
}

/// A corrected value as it stands in a file: numbers without quotes.
fn as_written(field: ConfigField, value: Option<&str>) -> Option<String> {
    let is_number = matches!(field, ConfigField::MaxAge | ConfigField::PreflightStatus);
    value.map(|value| if is_number { value.to_owned() } else { quoted(value) })
}

fn add_warning(keys: &mut Keys<'_, '_, '_>, warning: &ConfigWarning, places: &Places) {
    let item = warning.index.and_then(|index| places.list(warning.field)?.items.get(index));
    let span = item.map(|item| &item.span).or_else(|| places.single(warning.field));
    let span = span.unwrap_or(&keys.span).clone();
    let place = keys.place_of(warning.field.name());
    let place = warning.index.map_or_else(|| place.clone(), |index| format!("{place}[{index}]"));
    let draft = Draft::new(Kind::Doubtful(warning.cause), span, place, Cause::Doubtful(warning.cause));
    keys.mistakes.add(draft.warns().write(as_written(warning.field, warning.suggestion.as_deref())));
}
