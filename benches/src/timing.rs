//! Taking times.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::{Run, config};
use corsac::server::Policy;

/// Long enough for the clock's grain not to matter, short enough to fit between two disturbances.
const SAMPLE: Duration = Duration::from_micros(500);

/// Takes samples of one cell.
#[derive(Debug)]
pub struct Sampler {
    run: Run,
    /// Calls that make up a sample.
    calls: u64,
    /// Nanoseconds per call.
    samples: Vec<f64>,
}

/// What samples say, in nanoseconds per call.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The one in the middle.
    pub median: f64,
    /// The least one.
    pub min: f64,
}

impl Times {
    fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |place: usize| samples.get(place).copied().unwrap_or(f64::NAN);
        Self { median: at(samples.len() / 2), min: at(0) }
    }
}

impl Sampler {
    /// Warms up, and finds how many calls make up a sample.
    #[must_use]
    pub fn calibrate(mut run: Run) -> Self {
        let mut calls = 1;
        while time(&mut run, calls) < SAMPLE {
            calls *= 2;
        }
        Self { run, calls, samples: Vec::new() }
    }

    /// Takes one sample.
    pub fn sample(&mut self) {
        let nanoseconds = time(&mut self.run, self.calls).as_secs_f64() * 1e9;
        #[expect(clippy::cast_precision_loss, reason = "far fewer calls than a float holds exactly")]
        self.samples.push(nanoseconds / self.calls as f64);
    }

    /// What the samples say.
    #[must_use]
    pub fn times(self) -> Times {
        Times::of(self.samples)
    }
}

fn time(run: &mut Run, calls: u64) -> Duration {
    let start = Instant::now();
    run.times(calls);
    start.elapsed()
}

/// How long it takes to make a policy with that many origins.
#[must_use]
pub fn load(origins: usize, times: usize) -> Times {
    let config = config(origins);
    let sample = |_| {
        let config = config.clone();
        let start = Instant::now();
        let policy = Policy::new(config);
        let nanoseconds = start.elapsed().as_secs_f64() * 1e9;
        drop(black_box(policy));
        nanoseconds
    };
    Times::of((0..times).map(sample).collect())
}
