//! The work that is measured: the same requests, to the same service, behind corsac and its peers.
//!
//! `cargo run --release -p corsac-benches` prints the table. The binary `corsac-benches` takes the
//! times and runs the binary `allocations` for the counts: counting replaces the allocator of a whole
//! process, and that would slow down most whoever allocates most.

mod contender;
pub mod machine;
mod requests;
pub mod scenarios;
pub mod simulated;
pub mod timing;

pub use contender::{Contender, Run, config};
pub use requests::Case;

use contender::Ready;

/// How many origins the policies list.
pub const ORIGINS: [usize; 4] = [1, 100, 10_000, 1_000_000];

/// One cell of the table, ready to run.
#[derive(Debug)]
pub struct Cell {
    /// What is asked.
    pub case: Case,
    /// Of a policy with how many origins.
    pub origins: usize,
    /// Who is asked.
    pub contender: Contender,
    /// Asks once or many times.
    pub run: Run,
}

impl Cell {
    /// The cells of these contenders, row by row: each case with each number of origins.
    pub fn all(origins: &[usize], contenders: &[Contender]) -> impl Iterator<Item = Self> {
        // Each policy is made once, for a million origins take a while.
        let pairs = origins.iter().flat_map(|&origins| contenders.iter().map(move |&who| (origins, who)));
        let ready: Vec<_> = pairs.map(|(origins, who)| (origins, who, who.prepare(origins))).collect();
        Case::ALL.into_iter().flat_map(move |case| {
            let cell = |(origins, contender, ready): &(usize, Contender, Ready)| Self {
                case,
                origins: *origins,
                contender: *contender,
                run: ready.run(case.request(*origins)),
            };
            ready.iter().map(cell).collect::<Vec<_>>()
        })
    }
}
