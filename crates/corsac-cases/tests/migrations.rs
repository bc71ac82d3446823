//! What the pages for those who come from other middleware say to write works, and does what the pages say.

use corsac::browser::{Outcome, RequestInit};
use corsac::exchange::{Scenario, ScenarioStep, ServerSpec};
use corsac::fetch::request::CredentialsMode;
use corsac::server::Config;
use corsac_gateway::file::PolicyFile;
use std::path::{Path, PathBuf};

const FILE: &str = "```toml corsac.toml\n";

fn pages() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/migrate");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// The policy files that a page says to write.
fn files(page: &str) -> impl Iterator<Item = &str> {
    page.split(FILE).skip(1).map(|rest| rest.split("```").next().unwrap_or_default())
}

fn policy(text: &str) -> Config {
    let file = PolicyFile::parse(text).unwrap_or_else(|mistakes| panic!("{mistakes}\n{text}"));
    assert!(file.warnings.is_empty(), "{:?}", file.warnings);
    let route = file.routes.first().unwrap();
    route.policy.as_ref().unwrap().config().clone()
}

/// Whether a page at this origin may write a note, with cookies and what guards them.
fn may_write(config: &Config, page: &str, method: &str) -> bool {
    let mut init = RequestInit::new(page, "https://api.example.net/notes/1");
    method.clone_into(&mut init.method);
    init.credentials = Some(CredentialsMode::Include);
    init.headers =
        vec![("X-CSRF-Token".into(), "let-me-in".into()), ("Content-Type".into(), "application/json".into())];
    let server = ServerSpec { policy: Some(config.clone()), ..ServerSpec::default() };
    let scenario = Scenario { steps: vec![ScenarioStep::Fetch(init)], server, ..Scenario::default() };
    matches!(scenario.play().unwrap()[0].outcome, Outcome::Response(_))
}

#[test]
fn the_policy_files_of_the_pages_do_what_the_pages_say() {
    let pages = pages();
    let configs: Vec<_> =
        pages.iter().flat_map(|(path, page)| files(page).map(move |text| (path, policy(text)))).collect();
    assert_eq!(configs.len(), 4, "rs/cors, FastAPI, Express, Spring");
    for (path, config) in configs {
        let may = |page, method| may_write(&config, page, method);
        for page in ["https://app.example.com", "https://berlin.shops.example.com"] {
            assert!(
                may(page, "PUT") && may(page, "DELETE") && may(page, "POST"),
                "{}: {page}",
                path.display()
            );
            assert!(!may(page, "PATCH"), "{}: {page}", path.display());
        }
        for page in
            ["https://evil.example", "https://evilshops.example.com", "http://app.example.com", "null"]
        {
            assert!(!may(page, "PUT"), "{}: {page}", path.display());
        }
    }
}

#[test]
fn every_page_is_in_the_list_of_pages() {
    let pages = pages();
    let list = pages.iter().find(|(path, _)| path.ends_with("README.md")).map(|(_, text)| text).unwrap();
    for (path, _) in pages.iter().filter(|(path, _)| !path.ends_with("README.md")) {
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(list.contains(&format!("]({name})")), "{name}");
    }
}
