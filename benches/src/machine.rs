//! What the figures were measured on.

use std::fs;
use std::process::Command;
use std::thread;

const LOCK_FILE: &str = include_str!("../../Cargo.lock");

/// The machine, and the versions of these packages, on two lines.
#[must_use]
pub fn describe(packages: &[&str]) -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let versions: Vec<_> =
        packages.iter().map(|package| format!("{package} {}", locked_version(package))).collect();
    format!("{}, {cores} cores, {}\n{}", processor(), compiler(), versions.join(", "))
}

fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or_else(|| format!("unknown {}", std::env::consts::ARCH), |(_, name)| name.to_owned())
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output
        .map_or_else(|_| "rustc ?".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().into())
}

/// Of several versions the newest, which the lock file has last: that is the one our crates use.
fn locked_version(package: &str) -> &'static str {
    let name = format!("name = \"{package}\"\nversion = \"");
    let version = LOCK_FILE.rsplit_once(&name).and_then(|(_, rest)| rest.split_once('"'));
    version.map_or("?", |(version, _)| version)
}
