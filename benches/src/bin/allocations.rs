//! Counts the allocations of each cell: lines of case, origins, contender and count, parted by tabs.

#![expect(clippy::print_stdout, reason = "the counts are the output")]

use corsac_benches::{Cell, Contender, ORIGINS};

const TIMES: u64 = 100;

fn main() {
    for mut cell in Cell::all(&ORIGINS, &Contender::ALL) {
        // The first call of all may fill what is kept.
        cell.run.times(1);
        let counted = allocation_counter::measure(|| cell.run.times(TIMES)).count_total;
        let each = counted / TIMES;
        println!("{}\t{}\t{}\t{each}", cell.case.name(), cell.origins, cell.contender.name());
    }
}
