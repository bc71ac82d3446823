//! Taking times.

use std::time::{Duration, Instant};

use corsac_benches::Run;

/// Long enough for the clock's grain not to matter, short enough to fit between two disturbances.
const SAMPLE: Duration = Duration::from_micros(500);

/// Takes samples of one cell.
pub(crate) struct Sampler {
    run: Run,
    /// Calls that make up a sample.
    calls: u64,
    /// Nanoseconds per call.
    samples: Vec<f64>,
}

/// What the samples say, in nanoseconds per call.
pub(crate) struct Times {
    pub(crate) median: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
}

impl Sampler {
    /// Warms up, and finds how many calls make up a sample.
    pub(crate) fn calibrate(mut run: Run) -> Self {
        let mut calls = 1;
        while time(&mut run, calls) < SAMPLE {
            calls *= 2;
        }
        Self { run, calls, samples: Vec::new() }
    }

    /// Takes one sample.
    pub(crate) fn sample(&mut self) {
        let nanoseconds = time(&mut self.run, self.calls).as_secs_f64() * 1e9;
        #[expect(clippy::cast_precision_loss, reason = "far fewer calls than a float holds exactly")]
        self.samples.push(nanoseconds / self.calls as f64);
    }

    /// The samples' median, least and greatest.
    pub(crate) fn times(mut self) -> Times {
        self.samples.sort_by(f64::total_cmp);
        let at = |place: usize| self.samples.get(place).copied().unwrap_or(f64::NAN);
        Times { median: at(self.samples.len() / 2), min: at(0), max: at(self.samples.len() - 1) }
    }
}

fn time(run: &mut Run, calls: u64) -> Duration {
    let start = Instant::now();
    run.times(calls);
    start.elapsed()
}
