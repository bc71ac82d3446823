//! The work that is measured: the same requests, to the same service, behind corsac and its peers.
//!
//! `cargo run --release -p corsac-benches` prints the table. The binary `corsac-benches` takes the
//! times and runs the binary `allocations` for the counts: counting replaces the allocator of a whole
//! process, and that would slow down most whoever allocates most.

mod contender;
mod requests;

pub use contender::{Contender, Run};
pub use requests::Case;

/// How many origins the policies list.
pub const ORIGINS: [usize; 3] = [1, 100, 10_000];

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
    /// All cells, row by row.
    pub fn all() -> impl Iterator<Item = Self> {
        let rows = Case::ALL.into_iter().flat_map(|case| ORIGINS.map(|origins| (case, origins)));
        rows.flat_map(|(case, origins)| {
            Contender::ALL.map(|contender| {
                let run = contender.prepare(origins, case.request(origins));
                Self { case, origins, contender, run }
            })
        })
    }
}
