//! `cargo xtask ci`: the stages, run in order, and what came of them.

mod cost;
mod deny;
mod features;
mod install;
mod outcome;
mod programs;
mod servers;
mod stages;
mod test_runs;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use outcome::Outcome;
use stages::{STAGES, Stage};

/// Runs the stages asked for, prints a table and the closing line.
///
/// # Errors
/// A wrong argument, or the number of failed stages.
pub(crate) fn main(arguments: &[String]) -> Result<(), String> {
    let Some(chosen) = choose(arguments, STAGES)? else {
        STAGES.iter().for_each(|s| println!("{:<12} {}", s.name, s.about));
        return Ok(());
    };
    let mut rows = Vec::new();
    for (stage, skip) in chosen {
        println!("\n── {}: {}", stage.name, stage.about);
        let start = Instant::now();
        let outcome =
            if skip { Outcome::Skipped { count: 1, reason: "--skip".to_owned() } } else { (stage.run)() };
        println!("── {}: {}", stage.name, outcome.words());
        rows.push((stage.name, start.elapsed(), outcome));
    }
    println!("\n{}", summary(&rows));
    let failed = rows.iter().filter(|r| matches!(r.2, Outcome::Failed(_))).count();
    if failed == 0 { Ok(()) } else { Err(String::new()) }
}

/// The stages to go through, each with whether it is skipped; none when only a list was asked for.
fn choose<'s>(arguments: &[String], stages: &'s [Stage]) -> Result<Option<Vec<(&'s Stage, bool)>>, String> {
    const USAGE: &str = "usage: cargo xtask ci [--list] [--only STAGE]… [--skip STAGE]…";
    let (mut only, mut skip) = (Vec::new(), Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let names = match argument.as_str() {
            "--list" => return Ok(None),
            "--only" => &mut only,
            "--skip" => &mut skip,
            other => return Err(format!("{other}: {USAGE}")),
        };
        let name = rest.next().ok_or(USAGE)?;
        if !stages.iter().any(|s| s.name == name) {
            return Err(format!("no stage is named {name}: see cargo xtask ci --list"));
        }
        names.push(name.as_str());
    }
    let kept = stages.iter().filter(|s| only.is_empty() || only.contains(&s.name));
    Ok(Some(kept.map(|s| (s, skip.contains(&s.name))).collect()))
}

/// One line a stage, then `N passed, N failed, N skipped`.
fn summary(rows: &[(&str, Duration, Outcome)]) -> String {
    let mut table = format!("{:<12} {:>8}  outcome\n", "stage", "seconds");
    let [mut passed, mut failed, mut skipped] = [0; 3];
    for (name, time, outcome) in rows {
        let _infallible =
            writeln!(table, "{name:<12} {:>8.1}  {}", time.as_secs_f64(), first_line(&outcome.words()));
        match outcome {
            Outcome::Passed => passed += 1,
            Outcome::Failed(_) => failed += 1,
            Outcome::Skipped { .. } => skipped += 1,
        }
    }
    let _infallible = write!(table, "\n{passed} passed, {failed} failed, {skipped} skipped");
    table
}

/// The rest of a long failure stands above, where its stage ended.
fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &str) -> Vec<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    fn chosen(words: &str) -> Vec<(&'static str, bool)> {
        choose(&arguments(words), STAGES)
            .unwrap()
            .unwrap()
            .into_iter()
            .map(|(s, skip)| (s.name, skip))
            .collect()
    }

    #[test]
    fn stages_are_chosen_in_their_own_order() {
        assert_eq!(chosen("--only clippy --only fmt --skip clippy"), [("fmt", false), ("clippy", true)]);
        assert_eq!(chosen("").len(), STAGES.len());
        assert!(choose(&arguments("--list"), STAGES).unwrap().is_none());
    }

    #[test]
    fn an_unknown_stage_is_refused() {
        assert!(
            choose(&arguments("--only nothing"), STAGES)
                .unwrap_err()
                .starts_with("no stage is named nothing")
        );
        assert!(choose(&arguments("--only"), STAGES).is_err());
    }

    #[test]
    fn every_stage_has_a_name_of_its_own_and_a_line_about_it() {
        for (i, stage) in STAGES.iter().enumerate() {
            assert!(
                !stage.about.is_empty() && !STAGES[..i].iter().any(|s| s.name == stage.name),
                "{}",
                stage.name
            );
        }
    }

    #[test]
    fn the_closing_line_counts_the_stages() {
        let rows = [
            ("fmt", Duration::ZERO, Outcome::Passed),
            ("test", Duration::from_secs(2), Outcome::Failed("cargo: 1\nand more".to_owned())),
            ("browsers", Duration::ZERO, Outcome::Skipped { count: 3, reason: "no chromium".to_owned() }),
        ];
        let text = summary(&rows);
        assert!(text.contains("browsers          0.0  SKIPPED, 3 not run: no chromium\n"));
        assert!(!text.contains("and more"));
        assert_eq!(text.lines().last().unwrap(), "1 passed, 1 failed, 1 skipped");
    }
}
