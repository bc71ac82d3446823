//! Pages of the documentation that a test makes: what they say was found, and is found again.

use std::path::Path;

/// What to set in the environment so that a page is written anew.
const WRITE: &str = "CORSAC_UPDATE_PAGES";

/// Compares the page that stands at `path`, from the root of this repository, with what a test found.
///
/// # Errors
/// They differ: says in which line first, and how to write the page anew.
pub fn compare_document(path: &str, found: &str) -> Result<(), String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&file, found).map_err(|error| format!("{path}: {error}"))?;
    }
    let stands = std::fs::read_to_string(&file).map_err(|error| format!("{path}: {error}"))?;
    if stands == found {
        return Ok(());
    }
    let same = stands.lines().zip(found.lines()).take_while(|(stands, found)| stands == found).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("nothing").to_owned();
    Err(format!(
        "{path}:{} is stale.\n  there: {}\n  found: {}\nRun the test with {WRITE}=1 and read what has changed.",
        same + 1,
        line(&stands),
        line(found)
    ))
}
