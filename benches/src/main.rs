//! Prints one table: nanoseconds and allocations of corsac and its peers.
//!
//! A harness of our own, because no bench library we know puts time and allocations of rivals into
//! one table, and because rivals are sampled here in turn, round by round: what disturbs the machine
//! disturbs all of them.

#![expect(clippy::print_stdout, reason = "the table is the output")]

mod counts;

use corsac_benches::timing::{self, Sampler, Times};
use corsac_benches::{Case, Cell, Contender, ORIGINS, machine};

use counts::Counts;

/// Samples of each cell; odd, so that the median is one of them.
const ROUNDS: usize = 101;

/// How often a policy is made; odd, too.
const LOADS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let counts = Counts::take()?;
    println!("{}\n", machine::describe(&["corsac-tower", "tower-http", "tower", "http"]));
    println!("Nanoseconds per call: median (min) of {ROUNDS} samples; then allocations per call.\n");
    print_head();
    let mut cells = Cell::all(&ORIGINS, &Contender::ALL);
    for _ in 0..Case::ALL.len() * ORIGINS.len() {
        print_row(cells.by_ref().take(Contender::ALL.len()).collect(), &counts);
    }
    drop(cells);
    println!("\nMilliseconds to check a configuration and make its policy: median (min) of {LOADS}.\n");
    println!("| origins | corsac |\n| ---: | ---: |");
    for origins in ORIGINS {
        let Times { median, min } = timing::load(origins, LOADS);
        println!("| {origins} | {:.3} ({:.3}) |", median / 1e6, min / 1e6);
    }
    Ok(())
}

fn print_head() {
    let names = Contender::ALL.map(Contender::name).join(" | ");
    println!("| case | origins | {names} |");
    println!("| --- | ---: |{}", " ---: |".repeat(Contender::ALL.len()));
}

fn print_row(cells: Vec<Cell>, counts: &Counts) {
    let Some(first) = cells.first() else { return };
    print!("| {} | {} |", first.case.name(), first.origins);
    let (labels, runs): (Vec<_>, Vec<_>) =
        cells.into_iter().map(|cell| ((cell.case, cell.origins, cell.contender), cell.run)).unzip();
    let mut samplers: Vec<_> = runs.into_iter().map(Sampler::calibrate).collect();
    for _ in 0..ROUNDS {
        samplers.iter_mut().for_each(Sampler::sample);
    }
    for ((case, origins, contender), sampler) in labels.into_iter().zip(samplers) {
        let Times { median, min } = sampler.times();
        let count = counts.of(case, origins, contender);
        print!(" {median:.0} ({min:.0}) / {count} |");
    }
    println!();
}
