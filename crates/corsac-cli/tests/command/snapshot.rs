//! What the command writes, compared with files to the letter.
//!
//! After a change that is meant, `CORSAC_UPDATE_SNAPSHOTS=1 cargo test -p corsac-cli` writes the files anew.

use std::path::Path;

/// Compares a text with the file of this name.
pub(crate) fn compare(name: &str, found: &str) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/snapshots").join(format!("{name}.txt"));
    if std::env::var_os("CORSAC_UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, found).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{name} differs. Expected:\n{expected}\nFound:\n{found}");
}
