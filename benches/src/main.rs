//! Prints the tables of COMPARE.md: nanoseconds and allocations of corsac and its peers. With an argument,
//! `tower`, `actix`, `forms` or `load`, only that one.
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
    let wanted = std::env::args().nth(1);
    let is_wanted = |name: &str| wanted.as_ref().is_none_or(|wanted| wanted == name);
    let counts = Counts::take()?;
    let packages = ["corsac-tower", "tower-http", "tower", "http", "corsac-actix", "actix-cors", "actix-web"];
    println!("{}", machine::describe(&packages));
    for (name, cases, contenders) in [
        ("tower", &Case::EVERYDAY[..], &Contender::TOWER[..]),
        ("actix", &Case::EVERYDAY, &Contender::ACTIX),
        ("forms", &Case::FORMS, &Contender::TOWER),
    ] {
        if is_wanted(name) {
            print_tables(cases, contenders, &counts);
        }
    }
    if is_wanted("load") {
        print_loads();
    }
    Ok(())
}

fn print_loads() {
    println!("\nMilliseconds to check a configuration and make its policy: median (min) of {LOADS}.\n");
    println!("| origins | corsac |\n| ---: | ---: |");
    for origins in ORIGINS {
        let Times { median, min } = timing::load(origins, LOADS);
        println!("| {origins} | {:.3} ({:.3}) |", median / 1e6, min / 1e6);
    }
}

/// The table, and what of it is not the bare service's, which comes first.
fn print_tables(cases: &[Case], contenders: &[Contender], counts: &Counts) {
    println!("\nNanoseconds per call: median (min) of {ROUNDS} samples; then allocations per call.\n");
    print_head(contenders);
    let rows: Vec<_> =
        Cell::rows(cases, &ORIGINS, contenders).map(|row| print_row(row, contenders, counts)).collect();
    println!("\nNanoseconds that are added to the bare service's, by the medians.\n");
    let added: Vec<_> =
        contenders.iter().copied().skip(1).filter(|contender| *contender != Contender::Decide).collect();
    print_head(&added);
    for (label, medians) in rows {
        let of = |wanted: Contender| medians.iter().find(|(contender, _)| *contender == wanted);
        let bare = medians.first().map_or(f64::NAN, |(_, median)| *median);
        print!("{label}");
        for contender in &added {
            print_cell(of(*contender).map(|(_, median)| format!("{:.0}", median - bare)));
        }
        println!();
    }
}

fn print_head(contenders: &[Contender]) {
    let names: Vec<_> = contenders.iter().map(|contender| contender.name()).collect();
    println!("| case | origins | {} |", names.join(" | "));
    println!("| --- | ---: |{}", " ---: |".repeat(contenders.len()));
}

/// Nothing stands where a contender does not know the case.
fn print_cell(text: Option<String>) {
    print!(" {} |", text.unwrap_or_else(|| "–".to_owned()));
}

/// The label of the row, and the medians of those that know its case.
type Row = (String, Vec<(Contender, f64)>);

fn print_row(cells: Vec<Cell>, contenders: &[Contender], counts: &Counts) -> Row {
    let Some((case, origins)) = cells.first().map(|cell| (cell.case, cell.origins)) else {
        return Row::default();
    };
    let label = format!("| {} | {origins} |", case.name());
    print!("{label}");
    let mut samplers: Vec<_> =
        cells.into_iter().map(|cell| (cell.contender, Sampler::calibrate(cell.run))).collect();
    for _ in 0..ROUNDS {
        samplers.iter_mut().for_each(|(_, sampler)| sampler.sample());
    }
    let times: Vec<_> =
        samplers.into_iter().map(|(contender, sampler)| (contender, sampler.times())).collect();
    for contender in contenders {
        let found = times.iter().find(|(known, _)| known == contender);
        print_cell(found.map(|(_, Times { median, min })| {
            format!("{median:.0} ({min:.0}) / {}", counts.of(case, origins, *contender))
        }));
    }
    println!();
    (label, times.into_iter().map(|(contender, times)| (contender, times.median)).collect())
}
