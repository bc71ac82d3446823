//! Packages for programs in JavaScript, installed once and kept.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program::find;
use super::venv::{VenvError, at, step};

const CURE: &str = "apt-get install nodejs npm";

/// A folder in which a program finds the packages that it requires.
#[derive(Clone, Debug)]
pub struct NodeModules {
    folder: PathBuf,
}

impl NodeModules {
    /// Installs what `package.json` names into `folder`, or takes what an earlier run installed there of the
    /// same. Blocks, for seconds when it has to install; of several at once one does and the others wait.
    ///
    /// # Errors
    /// [`VenvError::Program`] without Node.js and npm, [`VenvError::Step`] when npm fails.
    pub fn holding(folder: &Path, package_json: &str) -> Result<Self, VenvError> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        let lock = folder.join("lock");
        let held = File::create(&lock).map_err(at(&lock))?;
        held.lock().map_err(at(&lock))?;
        // Written last, so that an installation that was cut short is made again.
        let made_of = folder.join("made-of.json");
        if fs::read_to_string(&made_of).ok().as_deref() != Some(package_json) {
            let manifest = folder.join("package.json");
            fs::write(&manifest, package_json).map_err(at(&manifest))?;
            let mut install = Command::new(find(&["npm"], CURE)?);
            install.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
            step("npm install", "is a registry of npm packages reachable?", &mut install)?;
            fs::write(&made_of, package_json).map_err(at(&made_of))?;
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// Where a program must lie to find the packages.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Node.js itself.
    ///
    /// # Errors
    /// [`VenvError::Program`] when it is missing.
    pub fn node() -> Result<PathBuf, VenvError> {
        Ok(find(&["node", "nodejs"], CURE)?)
    }
}
