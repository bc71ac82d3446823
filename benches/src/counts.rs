//! The counts that the binary `allocations` makes.

use std::error::Error;
use std::process::{Command, Stdio};

use corsac_benches::{Case, Contender};

/// Allocations per call of every cell.
pub(crate) struct Counts(String);

impl Counts {
    /// Builds and runs the other binary.
    pub(crate) fn take() -> Result<Self, Box<dyn Error>> {
        let arguments =
            ["run", "--quiet", "--release", "--package", "corsac-benches", "--bin", "allocations"];
        let output = Command::new(env!("CARGO")).args(arguments).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(format!("counting allocations failed: {}", output.status).into());
        }
        Ok(Self(String::from_utf8(output.stdout)?))
    }

    /// The count of one cell, as text; `?` if it is missing.
    pub(crate) fn of(&self, case: Case, origins: usize, contender: Contender) -> &str {
        let label = format!("{}\t{origins}\t{}\t", case.name(), contender.name());
        self.0.lines().find_map(|line| line.strip_prefix(&label)).unwrap_or("?")
    }
}
