//! Every configuration of the corpus, in the engine and in a policy file.

use corsac::server::{Config, Policy};
use corsac_cases::configurations::{Configurations, Remark, errors, read, warnings};
use corsac_gateway::file::{FileMistake, FileMistakeKind, PolicyFile, Severity};

fn alone(text: &str, allow_credentials: bool) -> Config {
    Config { allow_origins: vec![text.into()], allow_credentials, ..Config::default() }
}

/// All configurations: the whole ones, and each origin alone.
fn all(configurations: &Configurations) -> Vec<Config> {
    let whole = configurations.case.iter().map(|case| case.config.clone());
    whole.chain(configurations.origins.iter().map(|case| alone(&case.text, false))).collect()
}

#[test]
fn every_configuration_is_judged_as_it_says() {
    let configurations = read().expect("the configurations");
    assert!(!configurations.case.is_empty(), "no configurations found");
    for case in &configurations.case {
        assert_eq!(errors(&case.config), case.errors, "{}: errors", case.title);
        assert_eq!(warnings(&case.config), case.warnings, "{}: warnings", case.title);
    }
}

#[test]
fn every_origin_is_judged_as_it_says() {
    let configurations = read().expect("the configurations");
    assert!(!configurations.origins.is_empty(), "no origins found");
    for case in &configurations.origins {
        let found = errors(&alone(&case.text, false));
        let mistake = found.first().map(|error| format!("{} {}", error.kind, error.cause));
        assert_eq!(mistake, case.mistake, "{:?}", case.text);
        assert!(found.len() <= 1, "{:?}: {found:?}", case.text);
        let suggestion = found.into_iter().next().and_then(|error| error.suggestion);
        assert_eq!(suggestion, case.suggestion, "{:?}", case.text);
        if case.mistake.is_none() {
            let causes: Vec<_> =
                errors(&alone(&case.text, true)).into_iter().map(|error| error.cause).collect();
            assert_eq!(causes, case.with_credentials, "{:?} with credentials", case.text);
        }
    }
}

/// What is proposed in the place of a mistake has none.
#[test]
fn every_suggestion_is_accepted() {
    for config in all(&read().expect("the configurations")) {
        for error in errors(&config).iter().filter(|error| error.suggestion.is_some()) {
            let mut mended = config.clone();
            let suggestion = error.suggestion.clone().expect("there is one");
            let list = match error.field.as_str() {
                "allow_origins" => &mut mended.allow_origins,
                "allow_methods" => &mut mended.allow_methods,
                "allow_headers" => &mut mended.allow_headers,
                "expose_headers" => &mut mended.expose_headers,
                "own_origins" => &mut mended.own_origins,
                _ => continue,
            };
            list[error.index.expect("an index in a list")] = suggestion;
            let again = errors(&mended);
            // One entry may have two mistakes.
            let of_entry = |all: &[Remark]| {
                all.iter().filter(|one| one.field == error.field && one.index == error.index).count()
            };
            assert!(of_entry(&again) < of_entry(&errors(&config)), "{error:?} leads to {again:?}");
        }
    }
}

/// The policy comes back from its configuration, and from its configuration as text.
#[test]
fn what_builds_comes_back() {
    for config in all(&read().expect("the configurations")) {
        let Ok(policy) = Policy::new(config.clone()) else { continue };
        assert_eq!(policy.config(), &config);
        assert_eq!(Policy::new(policy.config().clone()).as_ref(), Ok(&policy));
        let text = toml::to_string(policy.config()).expect("a configuration is TOML");
        assert_eq!(toml::from_str::<Config>(&text).expect("and TOML a configuration"), config);
    }
}

/// The causes of a severity, in order.
fn causes(mistakes: &[FileMistake], severity: Severity) -> Vec<&'static str> {
    let mut causes: Vec<_> = mistakes
        .iter()
        .filter(|mistake| mistake.severity == severity)
        .map(|mistake| match &mistake.kind {
            FileMistakeKind::Config(cause) => cause.name(),
            FileMistakeKind::Doubtful(cause) => cause.name(),
            other => panic!("{other:?}: {mistake}"),
        })
        .collect();
    causes.sort_unstable();
    causes
}

#[test]
fn a_policy_file_says_the_same() {
    for config in all(&read().expect("the configurations")) {
        let policy = toml::to_string(&config).expect("a configuration is TOML");
        let route = "[[route]]\npath = \"/\"\nupstream = \"http://127.0.0.1:8000\"\npolicy = \"app\"\n";
        let text = format!("[server]\nlisten = \"0.0.0.0:80\"\n{route}\n[policy.app]\n{policy}");
        let mistakes: Vec<_> = match PolicyFile::parse(&text) {
            Ok(file) => file.warnings.clone(),
            Err(errors) => errors.iter().cloned().collect(),
        };
        let mut wanted: Vec<_> = errors(&config).into_iter().map(|error| error.cause).collect();
        wanted.sort_unstable();
        assert_eq!(causes(&mistakes, Severity::Error), wanted, "{text}");
    }
}
