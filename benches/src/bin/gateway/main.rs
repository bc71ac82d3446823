//! Requests per second of the gateway, with and without a policy, beside nginx as a plain proxy to the same
//! upstream.
//!
//! The upstream is an nginx that answers 1 KiB. wrk asks over 64 connections. Where `taskset` can, the proxy has
//! a core to itself and everything else another. Contenders are measured in turn, round by round.

#![expect(clippy::print_stdout, reason = "the table is the output")]

mod children;
mod contenders;
mod load;

use std::io;
use std::time::Duration;

use children::Child;
use contenders::{Contender, Place};
use load::{Load, Measured};

const ROUNDS: usize = 5;
const EACH: Duration = Duration::from_secs(3);
/// Before the first round, uncounted.
const WARM_UP: Duration = Duration::from_secs(1);

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, port, upstream, kind] = arguments.as_slice()
        && word == "serve"
    {
        return contenders::serve(port, upstream, kind);
    }
    for program in ["nginx", "wrk"] {
        if !children::is_there(program) {
            println!(
                "skipped: {program} is not installed; on Debian, `apt-get install nginx-light wrk` does it"
            );
            return Ok(());
        }
    }
    measure()
}

fn measure() -> io::Result<()> {
    let place = Place::make()?;
    let (_upstream, upstream_port) = place.upstream()?;
    let running = Contender::ALL.map(|contender| place.start(contender, upstream_port));
    let running: Vec<(Child, u16)> = running.into_iter().collect::<io::Result<_>>()?;
    for (_, port) in &running {
        Load { port: *port, time: WARM_UP }.run(None)?;
    }
    let mut measured: Vec<Vec<Measured>> = running.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for ((child, port), list) in running.iter().zip(&mut measured) {
            list.push(Load { port: *port, time: EACH }.run(Some(child))?);
        }
    }
    print(&measured);
    Ok(())
}

fn print(measured: &[Vec<Measured>]) {
    println!(
        "1 KiB answers, 64 connections, medians of {ROUNDS} runs of {} s each (min–max):\n",
        EACH.as_secs()
    );
    println!("| proxy | requests/s | of nginx | p99 | CPU per request |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    let nginx = measured.first().map_or(f64::NAN, |list| spread(list, |m| m.per_second).median);
    for (contender, list) in Contender::ALL.iter().zip(measured) {
        let rate = spread(list, |m| m.per_second);
        let p99 = spread(list, |m| m.p99_milliseconds).median;
        let cpu = spread(list, |m| m.cpu_microseconds).median;
        println!(
            "| {} | {:.0} ({:.0}–{:.0}) | {:.2} | {p99:.2} ms | {cpu:.1} µs |",
            contender.name(),
            rate.median,
            rate.min,
            rate.max,
            rate.median / nginx
        );
    }
}

struct Spread {
    min: f64,
    median: f64,
    max: f64,
}

fn spread(list: &[Measured], of: impl Fn(&Measured) -> f64) -> Spread {
    let mut values: Vec<f64> = list.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
    Spread { min: at(0), median: at(values.len() / 2), max: at(values.len().saturating_sub(1)) }
}
