//! Counts the allocations of each cell: lines of case, origins, contender and count, parted by tabs. With the
//! argument `simulated`, those of simulated fetches: lines of case, driver and count.

#![expect(clippy::print_stdout, reason = "the counts are the output")]

use corsac_benches::simulated::{Driver, Simulated};
use corsac_benches::{Case, Cell, Contender, ORIGINS, Run};

const TIMES: u64 = 100;

fn main() {
    if std::env::args().nth(1).as_deref() == Some("simulated") {
        return simulated();
    }
    let everyday = [&Contender::TOWER[..], &Contender::ACTIX].concat();
    let rows = Cell::rows(&Case::EVERYDAY, &ORIGINS, &everyday);
    for mut cell in rows.chain(Cell::rows(&Case::FORMS, &ORIGINS, &Contender::TOWER)).flatten() {
        let each = count(&mut cell.run);
        println!("{}\t{}\t{}\t{each}", cell.case.name(), cell.origins, cell.contender.name());
    }
}

fn simulated() {
    for case in Simulated::ALL {
        for driver in Driver::ALL {
            println!("{}\t{}\t{}", case.name(), driver.name(), count(&mut case.run(driver)));
        }
    }
}

fn count(run: &mut Run) -> u64 {
    // The first call of all may fill what is kept.
    run.times(1);
    allocation_counter::measure(|| run.times(TIMES)).count_total / TIMES
}
