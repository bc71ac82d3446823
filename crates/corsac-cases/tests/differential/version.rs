//! Which browser it is, and whether the preset was measured with it.

use corsac::browser::Quirks;

/// The preset's name with the version it was measured with.
fn measured(preset: &str) -> &'static str {
    let quirks = Quirks::preset(preset);
    let same = |known: &&(&'static str, Quirks)| known.0.contains('-') && Some(&known.1) == quirks.as_ref();
    Quirks::PRESETS.iter().find(same).map_or("standard", |(name, _)| name)
}

/// The browser's version, and a word of warning if the preset stands for another one.
pub(crate) fn told(version: &str, preset: &str) -> String {
    let name = measured(preset);
    let number = name.rsplit('-').next().unwrap_or_default();
    let found = version.rsplit(' ').next().unwrap_or_default();
    let same = found.strip_prefix(number).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let warning = if same { "" } else { " (another version: what follows may be what has changed in it)" };
    format!("{version} against preset {name}{warning}")
}

#[test]
fn another_version_is_told_and_nothing_else() {
    for (version, preset, same) in [
        ("chrome 156.0.8078.108", "chromium", true),
        ("chrome 157.0.1.2", "chromium", false),
        ("chrome 1560.0", "chromium", false),
        ("firefox 153.7.0", "firefox", true),
        ("firefox 154.0b3", "firefox", false),
        ("MiniBrowser 2.50.6", "webkit", true),
        ("MiniBrowser 2.52", "webkit", false),
        ("unknown unknown", "webkit", false),
        ("", "nonsense", false),
    ] {
        let told = told(version, preset);
        assert!(told.starts_with(version), "{told}");
        assert_eq!(!told.contains("another version"), same, "{told}");
    }
}
