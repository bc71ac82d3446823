//! Counts the instructions of each cell, by Valgrind's callgrind: lines of case, origins, contender and
//! count, parted by tabs. Words as arguments leave only the cells whose line has all of them; the profile of
//! the first is then what `callgrind_annotate` can show of `target/release/instructions.callgrind/out.1`.
//!
//! The program starts itself once more under callgrind, which counts inside [`counted`] only and writes one
//! file for each return from it.

#![expect(clippy::print_stdout, reason = "the counts are the output")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use corsac_benches::{Case, Cell, Contender, Run};

const TIMES: u64 = 100;

/// Few and many origins; where the numbers are far apart, those between tell nothing.
const ORIGINS: [usize; 2] = [1, 10_000];

/// Tells the inner program from the outer one.
const INNER: &str = "--under-callgrind";

/// The hash sets of tower-http and actix-cors have another seed in each process, so that their counts do not
/// repeat; actix-cors is there all the same, for it has nothing else.
const CONTENDERS: [Contender; 9] = [
    Contender::Bare,
    Contender::Floor,
    Contender::Decide,
    Contender::CorsacTower,
    Contender::TowerHttpList,
    Contender::ActixBare,
    Contender::ActixFloor,
    Contender::CorsacActix,
    Contender::ActixCors,
];

/// glibc's allocator keeps freed blocks at hand up to this size, a copied header map's too. Larger ones than it keeps
/// cost up to 250 instructions more or less, by what was allocated before.
const LARGE_BLOCKS: &str = "glibc.malloc.tcache_max=65536";

/// Those that are asked in other forms, too: what differs there is the decision.
const OF_FORMS: [Contender; 1] = [Contender::Decide];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|argument| argument == INNER).is_some() {
        run_cells(&arguments.collect::<Vec<_>>());
        return Ok(());
    }
    let program = std::env::current_exe()?;
    let directory = program.with_extension("callgrind");
    // What an earlier run left must not be taken for this one's.
    let _absent = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory)?;
    let file = directory.join("out");
    let labels = run_under_callgrind(&program, &file, arguments)?;
    for (place, label) in labels.lines().enumerate() {
        let counts = fs::read_to_string(file.with_extension((place + 1).to_string()))?;
        let total = counts.lines().find_map(|line| line.strip_prefix("totals: ")).ok_or("no total")?;
        println!("{label}\t{}", total.trim().parse::<u64>()? / TIMES);
    }
    Ok(())
}

fn run_under_callgrind(
    program: &Path,
    file: &Path,
    words: impl Iterator<Item = String>,
) -> Result<String, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--collect-atstart=no"])
        .args(["--toggle-collect=instructions::counted", "--dump-after=instructions::counted"])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(program)
        .arg(INNER)
        .args(words)
        .env("GLIBC_TUNABLES", LARGE_BLOCKS)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("valgrind: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn run_cells(words: &[String]) {
    let everyday = Cell::rows(&Case::EVERYDAY, &ORIGINS, &CONTENDERS);
    for cell in everyday.chain(Cell::rows(&Case::FORMS, &ORIGINS, &OF_FORMS)).flatten() {
        let label = format!("{}\t{}\t{}", cell.case.name(), cell.origins, cell.contender.name());
        if !words.iter().all(|word| label.contains(word.as_str())) {
            continue;
        }
        let mut run = cell.run;
        // The first call of all may fill what is kept.
        run.times(1);
        counted(&mut run);
        println!("{label}");
    }
}

/// Its name is what callgrind is told to count.
#[inline(never)]
fn counted(run: &mut Run) {
    run.times(TIMES);
}
