//! The README in both languages: what one tells its readers to do, the other does too.

use std::collections::BTreeSet;
use std::path::Path;

fn read(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    std::fs::read_to_string(file).expect("a README")
}

/// The fenced blocks of a text, each with the word after its fence.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").skip(1).step_by(2)
}

/// The commands: in blocks without their comments, and between backticks. Korean readers are told to ask for
/// Korean.
fn commands(text: &str) -> BTreeSet<String> {
    let in_blocks = blocks(text).flat_map(str::lines).map(|line| line.trim_start_matches("$ "));
    let prose: String = text.split("```").step_by(2).collect();
    let in_prose = prose.split('`').skip(1).step_by(2);
    in_blocks
        .chain(in_prose)
        .filter(|code| code.starts_with("cargo ") || code.starts_with("corsac "))
        .map(|code| code.split(" #").next().unwrap_or_default().trim().replace(" --lang ko", ""))
        .collect()
}

/// Where the links lead, but for those from one language to another.
fn links(text: &str) -> BTreeSet<String> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own = |link: &&str| !link.starts_with("README") && !link.contains("/ko/");
    links.filter(own).map(str::to_owned).collect()
}

#[test]
fn both_say_the_same_commands_and_lead_to_the_same_places() {
    let (english, korean) = (read("README.md"), read("README.ko.md"));
    assert_eq!(commands(&korean), commands(&english));
    assert!(commands(&english).len() > 8, "{:?}", commands(&english));
    assert_eq!(links(&korean), links(&english));
    let policy = |text: &str| blocks(text).find(|block| block.starts_with("toml\n")).map(str::to_owned);
    assert_eq!(policy(&korean), policy(&english));
    let headings = |text: &str| text.matches("\n## ").count();
    assert_eq!(headings(&korean), headings(&english));
    for link in links(&korean) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(&link).exists(), "{link}");
    }
}
