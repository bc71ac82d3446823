//! Embeds the pages of `diagnoses/`, whatever pages there are: for each language a table of names and texts.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let directory = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../diagnoses");
    let out = env::var("OUT_DIR").unwrap_or_default();
    println!("cargo::rerun-if-changed={}", directory.display());
    fs::write(Path::new(&out).join("pages.rs"), table(&directory))?;
    fs::write(Path::new(&out).join("pages_ko.rs"), table(&directory.join("ko")))
}

/// The pages of a directory.
fn table(directory: &Path) -> String {
    let mut names: Vec<String> = match fs::read_dir(directory) {
        Ok(entries) => {
            entries.filter_map(|entry| name_of_page(&entry.ok()?.file_name().into_string().ok()?)).collect()
        }
        Err(_) => Vec::new(),
    };
    names.sort();
    let mut code = String::from("&[\n");
    for name in names {
        let path = directory.join(format!("{name}.md"));
        let _ = writeln!(code, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    code.push_str("]\n");
    code
}

/// A page is named after its diagnosis; the README beside them is none.
fn name_of_page(file: &str) -> Option<String> {
    file.strip_suffix(".md").filter(|name| *name != "README").map(str::to_owned)
}
