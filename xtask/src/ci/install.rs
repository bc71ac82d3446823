//! Installs what a stage needs, from Debian's packages.

use std::path::PathBuf;
use std::process::Command;

use super::programs::{output, run};

/// A program and the Debian package that has it.
pub(crate) struct Program {
    pub name: &'static str,
    pub package: &'static str,
}

pub(crate) const CHROMIUM: &[Program] = &[
    Program { name: "chromium", package: "chromium" },
    Program { name: "chromedriver", package: "chromium-driver" },
];

pub(crate) const CPP: &[Program] = &[Program { name: "c++", package: "g++" }];

pub(crate) const PYTHON: &[Program] = &[Program { name: "python3", package: "python3-venv" }];

/// Finds the programs, or installs them when this is Debian and we are root.
///
/// # Errors
/// What is missing, and what to do about it.
pub(crate) fn ensure(programs: &[Program]) -> Result<(), String> {
    let packages: Vec<&str> = programs.iter().filter(|p| find(p.name).is_none()).map(|p| p.package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let missing = packages.join(" ");
    if find("apt-get").is_none() || !is_root() {
        return Err(format!("missing, and not ours to install: apt-get install {missing}"));
    }
    let apt =
        |words: &[&str]| run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(words));
    apt(&["-q", "update"])
        .and_then(|()| {
            apt(&[&["-q", "install", "--yes", "--no-install-recommends"], packages.as_slice()].concat())
        })
        .map_err(|why| format!("{missing} cannot be installed: {why}"))
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_installed() {
        assert_eq!(ensure(&[Program { name: "sh", package: "no-such-package" }]), Ok(()));
        assert!(find("no-such-program").is_none());
    }
}
