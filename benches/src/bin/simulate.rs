//! Prints a table: simulated fetches per second, nanoseconds and allocations of each, and what a million
//! preflights offered to one cache come to.
//!
//! With the arguments `scenarios` and a number it prints so many scenarios instead, for `corsac simulate` to play.
//!
//! The binary `allocations` counts, in a process of its own: counting slows down whoever allocates.

#![expect(clippy::print_stdout, reason = "the table is the output")]

use std::error::Error;
use std::io::{self, BufWriter, Write as _};
use std::process::{Command, Stdio};

use corsac_benches::simulated::{Driver, Simulated, offer_a_million};
use corsac_benches::timing::{Sampler, Times};
use corsac_benches::{machine, scenarios};

/// Samples of each cell; odd, so that the median is one of them.
const ROUNDS: usize = 101;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, number] = arguments.as_slice()
        && word == "scenarios"
    {
        return write_scenarios(number.parse()?);
    }
    let counts = allocations()?;
    println!("{}\n", machine::describe(&["corsac", "url"]));
    println!(
        "Fetches per second; nanoseconds of each: median (min) of {ROUNDS} samples; allocations of each.\n"
    );
    println!("| case | {} |", Driver::ALL.map(Driver::name).join(" | "));
    println!("| --- |{}", " ---: |".repeat(Driver::ALL.len()));
    Simulated::ALL.into_iter().for_each(|case| print_row(case, &counts));
    let (time, entries, bytes) = offer_a_million();
    println!(
        "\nA million answers to preflights, each of another URL, offered to one cache with the default limits: \
         {:.2} s; {entries} entries and {bytes} bytes are kept.",
        time.as_secs_f64()
    );
    Ok(())
}

fn write_scenarios(number: u64) -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(io::stdout().lock());
    (0..number).try_for_each(|number| writeln!(out, "{}", scenarios::line(number)))?;
    Ok(out.flush()?)
}

fn print_row(case: Simulated, counts: &str) {
    let mut samplers = Driver::ALL.map(|driver| Sampler::calibrate(case.run(driver)));
    for _ in 0..ROUNDS {
        samplers.iter_mut().for_each(Sampler::sample);
    }
    print!("| {} |", case.name());
    for (driver, sampler) in Driver::ALL.into_iter().zip(samplers) {
        let Times { median, min } = sampler.times();
        let label = format!("{}\t{}\t", case.name(), driver.name());
        let count = counts.lines().find_map(|line| line.strip_prefix(&label)).unwrap_or("?");
        print!(" {:.0}; {median:.0} ({min:.0}); {count} |", 1e9 / median);
    }
    println!();
}

/// Builds and runs the other binary.
fn allocations() -> Result<String, Box<dyn Error>> {
    let arguments = ["run", "--quiet", "--release", "--package", "corsac-benches", "--bin", "allocations"];
    let mut command = Command::new(env!("CARGO"));
    let output = command.args(arguments).args(["--", "simulated"]).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("counting allocations failed: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
