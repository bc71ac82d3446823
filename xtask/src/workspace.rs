//! The packages of the workspace, as cargo tells them.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A package of the workspace.
#[derive(Debug)]
pub(crate) struct Package {
    pub name: String,
    /// Where its `Cargo.toml` stands.
    pub directory: PathBuf,
    pub targets: Vec<Target>,
    pub features: Vec<String>,
    /// Dependencies of its library or binary; those of tests and build scripts are left out.
    pub dependencies: Vec<Dependency>,
}

/// Something cargo builds from a package.
#[derive(Debug)]
pub(crate) struct Target {
    /// `lib`, `bin`, `test`, `example`, `bench`, …
    pub kind: String,
    pub name: String,
    pub root: PathBuf,
    /// Whether `cargo test` runs it without its being named.
    pub runs_unnamed: bool,
}

impl Target {
    /// A library or program, as opposed to tests, examples and benches.
    pub(crate) fn is_code(&self) -> bool {
        matches!(self.kind.as_str(), "lib" | "bin" | "proc-macro")
    }
}

/// A dependency; `local` when it is a member of the workspace.
#[derive(Debug)]
pub(crate) struct Dependency {
    pub name: String,
    pub local: bool,
}

/// The repository's root: the directory of this workspace.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    here.parent().map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A path as the reader sees it: from the repository's root.
pub(crate) fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// `cargo metadata` with `arguments`, as JSON.
///
/// # Errors
/// What cargo prints when it fails.
pub(crate) fn metadata(arguments: &[&str]) -> Result<Value, String> {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1"]).args(arguments);
    let output = command.output().map_err(|e| format!("cargo metadata: {e}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| format!("cargo metadata: {e}"))
}

/// The workspace's packages.
///
/// # Errors
/// See [`metadata`].
pub(crate) fn packages() -> Result<Vec<Package>, String> {
    let metadata = metadata(&["--no-deps", "--offline"])?;
    Ok(array(&metadata["packages"]).map(package).collect())
}

fn package(value: &Value) -> Package {
    let manifest = PathBuf::from(text(&value["manifest_path"]));
    Package {
        name: text(&value["name"]),
        directory: manifest.parent().map(Path::to_owned).unwrap_or_default(),
        targets: array(&value["targets"]).map(target).collect(),
        features: value["features"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect(),
        dependencies: array(&value["dependencies"]).filter(|d| d["kind"].is_null()).map(dependency).collect(),
    }
}

fn target(value: &Value) -> Target {
    Target {
        kind: array(&value["kind"]).map(text).next().unwrap_or_default(),
        name: text(&value["name"]),
        root: PathBuf::from(text(&value["src_path"])),
        runs_unnamed: value["test"].as_bool().unwrap_or(true),
    }
}

fn dependency(value: &Value) -> Dependency {
    Dependency { name: text(&value["name"]), local: value["path"].is_string() }
}

/// The items of a JSON array; none for anything else.
pub(crate) fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A JSON string; empty for anything else.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Command, PathBuf, cargo, root};

    /// rack-cors was published with files that everybody on a machine could write. What cargo packs, only its owner can.
    #[test]
    fn cve_2024_27456_nobody_else_can_write_what_is_published() {
        let directory = root().join("target/published");
        let options = ["package", "--quiet", "--workspace", "--no-verify", "--allow-dirty", "--offline"];
        let packed = cargo().args(options).arg("--target-dir").arg(&directory).status();
        assert!(packed.expect("cargo").success(), "cargo package");
        let packages = std::fs::read_dir(directory.join("package")).expect("the packages");
        let packages = packages.filter_map(|entry| Some(entry.ok()?.path()));
        let packages: Vec<PathBuf> =
            packages.filter(|path| path.extension().is_some_and(|it| it == "crate")).collect();
        assert!(packages.iter().any(|path| path.to_string_lossy().contains("corsac-tower-")), "{packages:?}");
        for package in packages {
            let listed = Command::new("tar").arg("-tvf").arg(&package).output().expect("tar");
            let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
            assert!(listed.lines().count() > 2, "{package:?}: {listed}");
            for line in listed.lines() {
                // As in `-rw-r--r--`: the group's letters, and everybody's.
                let is_open = [5, 8].iter().any(|at| line.as_bytes().get(*at) != Some(&b'-'));
                assert!(!is_open, "{package:?}: {line}");
            }
        }
    }
}
