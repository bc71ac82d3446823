//! The work that is measured: the same requests, to the same service, behind corsac and its peers.
//!
//! `cargo run --release -p corsac-benches` prints the table. The binary `corsac-benches` takes the
//! times and runs the binary `allocations` for the counts: counting replaces the allocator of a whole
//! process, and that would slow down most whoever allocates most.

mod actix;
mod contender;
pub mod machine;
mod policy;
mod requests;
mod run;
pub mod scenarios;
pub mod simulated;
pub mod timing;
mod tower;

pub use contender::Contender;
pub use policy::config;
pub use requests::Case;
pub use run::Run;

use contender::Ready;

/// How many origins the policies list.
pub const ORIGINS: [usize; 4] = [1, 100, 10_000, 1_000_000];

/// One cell of a table, ready to run.
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
    /// The rows of a table: each case with each number of origins, asked of each contender that knows the case.
    pub fn rows(
        cases: &[Case],
        origins: &[usize],
        contenders: &[Contender],
    ) -> impl Iterator<Item = Vec<Self>> {
        let mut ready = Prepared::default();
        let rows = cases.iter().flat_map(|&case| origins.iter().map(move |&origins| (case, origins)));
        rows.map(move |(case, origins)| {
            let requests = case.requests(origins);
            let mut cell = |&contender: &Contender| Self {
                case,
                origins,
                contender,
                run: ready.get(contender, origins, case.has_patterns()).run(&requests),
            };
            contenders.iter().filter(|contender| contender.knows(case)).map(&mut cell).collect()
        })
    }
}

/// Contenders with their policies: each is made once, for a million origins take a while.
#[derive(Default)]
struct Prepared(Vec<((Contender, usize, bool), Ready)>);

impl Prepared {
    fn get(&mut self, contender: Contender, origins: usize, with_patterns: bool) -> &Ready {
        let key = (contender, origins, with_patterns);
        let place = self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, contender.prepare(origins, with_patterns)));
            self.0.len() - 1
        });
        &self.0[place].1
    }
}
