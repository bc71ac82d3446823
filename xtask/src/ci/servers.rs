//! The stage that runs other projects' servers, broken and mended.

use std::fs;

use super::install::{self, Package};
use super::outcome::Outcome;
use super::programs::run;
use super::test_runs::{SERVERS, command};

/// The servers that are tried, a table each.
const LIST: &str = "crates/corsac-recipes/tests/trial/servers.toml";

/// Stacks that need much, each with what it needs: without it the others are tried all the same.
const APART: [(&str, &[Package]); 4] =
    [("rails", install::RAILS), ("spring", install::SPRING), ("go", install::GO), ("php", install::PHP)];

/// Installs what the servers need, and tries those that have it.
pub(super) fn stage() -> Outcome {
    let list = match fs::read_to_string(LIST) {
        Ok(list) => list,
        Err(error) => return Outcome::Failed(format!("{LIST}: {error}")),
    };
    let all = [install::SERVERS, install::PYTHON, install::BROWSER].into_iter().try_for_each(install::ensure);
    if let Err(reason) = all {
        return Outcome::Skipped { count: list.matches("[[server]]").count(), reason };
    }
    let missing: Vec<(&str, String)> =
        APART.into_iter().filter_map(|(stack, needs)| Some((stack, install::ensure(needs).err()?))).collect();
    let stacks: Vec<&str> = missing.iter().map(|(stack, _)| *stack).collect();
    if let Err(why) = run(command(&SERVERS).env("CORSAC_TRIAL_WITHOUT", stacks.join(","))) {
        return Outcome::Failed(why);
    }
    if missing.is_empty() {
        return Outcome::Passed;
    }
    let reasons: Vec<String> = missing.iter().map(|(stack, why)| format!("{stack}: {why}")).collect();
    Outcome::Skipped { count: count(&list, &stacks), reason: reasons.join("; ") }
}

/// How many of the servers are of these stacks.
fn count(list: &str, stacks: &[&str]) -> usize {
    let servers = list.split("[[server]]").skip(1);
    let is_of = |server: &&str| stacks.iter().any(|stack| server.contains(&format!("stack = \"{stack}\"\n")));
    servers.filter(is_of).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_counted_by_stack() {
        let list =
            "[[server]]\nstack = \"go\"\n\n[[server]]\nstack = \"php\"\n\n[[server]]\nstack = \"go\"\n";
        assert_eq!(count(list, &["go"]), 2);
        assert_eq!(count(list, &[]), 0);
    }
}
