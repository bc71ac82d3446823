//! Small crates, written to a scratch directory, that break one rule each.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::floors::{circle_findings, floor_findings};
use super::*;
use crate::workspace::Dependency;

/// Writes `files` below a directory of its own; the first is the crate's root.
fn written(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("corsac-xtask-{name}-{}", std::process::id()));
    for (file, text) in files {
        let path = directory.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory.join(files[0].0)
}

/// What is found in a crate with the floors of the engine, with the scratch directory cut off.
fn found(name: &str, files: &[(&str, &str)]) -> Vec<String> {
    let root = written(name, files);
    let rules = Rules {
        floors: [(
            "corsac".to_owned(),
            [("fetch", 1), ("trace", 2), ("server", 2), ("browser", 3)]
                .map(|(n, f)| (n.to_owned(), f))
                .into(),
        )]
        .into(),
        apart: [("corsac".to_owned(), vec![["server".to_owned(), "browser".to_owned()].into()])].into(),
        ..Rules::default()
    };
    let modules = modules::read(&root).unwrap();
    let imports = imports(&modules);
    let mut findings = circle_findings(&modules, &imports);
    findings.extend(floor_findings("corsac", &modules, &imports, &rules));
    let prefix = format!("{}/", root.parent().unwrap().display());
    fs::remove_dir_all(root.parent().unwrap()).unwrap();
    findings.into_iter().map(|f| f.replace(&prefix, "")).collect()
}

#[test]
fn facades_re_exports_and_tests_make_no_circle() {
    let files = [
        ("lib.rs", "mod fetch; mod server; pub use server::Policy;"),
        ("fetch/mod.rs", "mod origin; pub use origin::Origin;"),
        ("fetch/origin.rs", "pub struct Origin;"),
        ("server/mod.rs", "mod decide; mod policy; pub use decide::decide; pub use policy::Policy;"),
        (
            "server/policy.rs",
            "use crate::fetch::Origin;\npub struct Policy(Origin);\n#[cfg(test)] mod tests { use crate::server::decide; }",
        ),
        ("server/decide.rs", "use super::Policy;\npub fn decide(_: &Policy) {}"),
    ];
    assert_eq!(found("clean", &files), [""; 0]);
}

#[test]
fn a_circle_through_a_facade_is_found() {
    let files = [
        ("lib.rs", "mod fetch;"),
        ("fetch/mod.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
        ("fetch/a.rs", "pub struct A(super::B);"),
        ("fetch/b.rs", "use crate::fetch::A; pub struct B(Box<A>);"),
    ];
    assert_eq!(found("circle", &files), ["import circle: fetch/a.rs → fetch/b.rs → fetch/a.rs"]);
}

#[test]
fn a_parent_that_uses_what_it_re_exports_imports_it() {
    let files = [
        ("lib.rs", "mod fetch;"),
        ("fetch/mod.rs", "mod a; pub use a::A; pub struct C; fn f(_: A) {}"),
        ("fetch/a.rs", "use super::C; pub struct A(C);"),
    ];
    assert_eq!(found("parent", &files), ["import circle: fetch/mod.rs → fetch/a.rs → fetch/mod.rs"]);
}

#[test]
fn an_import_that_goes_up_is_found_even_inside_a_macro() {
    let files = [
        ("lib.rs", "mod fetch; mod browser;"),
        ("browser.rs", "pub fn f() {}"),
        ("fetch.rs", "fn g() { assert!(crate::browser::f() == ()) }"),
    ];
    assert_eq!(found("up", &files), ["fetch.rs imports browser.rs: fetch is on floor 1, browser on floor 3"]);
}

#[test]
fn server_and_browser_are_kept_apart() {
    let files = [
        ("lib.rs", "mod server; mod browser;"),
        ("server.rs", "pub struct S;"),
        ("browser/mod.rs", "mod inner;"),
        ("browser/inner.rs", "use crate::server::S;"),
    ];
    assert_eq!(
        found("apart", &files),
        ["browser/inner.rs imports server.rs: browser and server never import each other"]
    );
}

#[test]
fn modules_of_one_floor_form_no_circle() {
    let files = [
        ("lib.rs", "mod server; mod trace;"),
        ("server/mod.rs", "mod a; mod b; pub use b::B;"),
        ("server/a.rs", "use crate::trace::T;"),
        ("server/b.rs", "pub struct B;"),
        ("trace.rs", "pub struct T(crate::server::B);"),
    ];
    assert_eq!(found("floor", &files), ["corsac: modules in a circle: server → trace → server"]);
}

#[test]
fn a_module_without_a_floor_and_a_use_of_the_root_are_found() {
    let files =
        [("lib.rs", "mod fetch; mod stray; pub struct R;"), ("fetch.rs", "use crate::R;"), ("stray.rs", "")];
    assert_eq!(
        found("stray", &files),
        [
            "corsac: module stray has no floor in xtask/layers.toml",
            "fetch.rs imports lib.rs: what the crate's root defines is above every floor"
        ]
    );
}

#[test]
fn an_arrow_that_the_house_does_not_have_is_found() {
    let dependency = |name: &str, local| Dependency { name: name.to_owned(), local };
    let package = Package {
        name: "corsac".to_owned(),
        directory: PathBuf::new(),
        targets: Vec::new(),
        features: Vec::new(),
        dependencies: vec![
            dependency("serde", false),
            dependency("http", false),
            dependency("corsac-tower", true),
        ],
    };
    let rules = Rules {
        crates: [("corsac".to_owned(), BTreeSet::new())].into(),
        external: [("corsac".to_owned(), ["serde".to_owned()].into())].into(),
        ..Rules::default()
    };
    assert_eq!(
        arrows(&package, &rules),
        [
            "corsac depends on http: the house has no such arrow",
            "corsac depends on corsac-tower: the house has no such arrow"
        ]
    );
    assert_eq!(arrows(&package, &Rules::default()).len(), 1);
}
