//! `cargo xtask screens`: the pictures of a terminal in `docs/screens/`.
//!
//! The test that finds them out of date draws them: it has the servers that the command asks.

use crate::workspace::cargo;

/// Runs the command.
///
/// # Errors
/// An argument, or a command that does not run.
pub(crate) fn main(arguments: &[String]) -> Result<(), String> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask screens".into());
    }
    let mut test = cargo();
    test.args(["test", "--quiet", "--package", "corsac-cli", "--test", "command", "screens::"]);
    let status = test.env("CORSAC_UPDATE_SNAPSHOTS", "1").status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the pictures could not be drawn".into()) }
}
