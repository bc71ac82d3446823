//! wrk, and what it says.

use std::io;
use std::time::Duration;

use super::children::{Child, Core, on};

/// Requests to a port, as many as go.
#[derive(Debug)]
pub(crate) struct Load {
    pub(crate) port: u16,
    pub(crate) time: Duration,
}

/// What one run says.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) per_second: f64,
    pub(crate) p99_milliseconds: f64,
    pub(crate) cpu_microseconds: f64,
}

impl Load {
    /// Runs it, and counts the processor time of `proxy` meanwhile.
    pub(crate) fn run(&self, proxy: Option<&Child>) -> io::Result<Measured> {
        let cpu = || proxy.and_then(Child::cpu_seconds);
        let before = cpu();
        let mut command = on(Core::Other, "wrk");
        command.args(["--threads", "1", "--connections", "64", "--latency", "--timeout", "5s"]);
        command.args(["--duration", &format!("{}s", self.time.as_secs())]);
        command.args([
            "--header",
            "Origin: https://front.example",
            &format!("http://127.0.0.1:{}/", self.port),
        ]);
        let output = command.output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let used = cpu().zip(before).map_or(f64::NAN, |(after, before)| after - before);
        read(&text, used).ok_or_else(|| {
            let error = String::from_utf8_lossy(&output.stderr);
            io::Error::other(format!("not a clean run of wrk:\n{text}{error}"))
        })
    }
}

/// `None` if requests failed: their number would mean nothing.
fn read(text: &str, cpu_seconds: f64) -> Option<Measured> {
    if text.contains("Socket errors") || text.contains("Non-2xx") {
        return None;
    }
    let after = |label: &str| {
        text.lines().find_map(|line| line.trim_start().strip_prefix(label)).map(|rest| rest.trim().to_owned())
    };
    let count: f64 = text.lines().find_map(|line| line.split_once(" requests in "))?.0.trim().parse().ok()?;
    Some(Measured {
        per_second: after("Requests/sec:")?.parse().ok()?,
        p99_milliseconds: milliseconds(&after("99%")?)?,
        cpu_microseconds: cpu_seconds * 1e6 / count,
    })
}

fn milliseconds(text: &str) -> Option<f64> {
    let units = [("us", 1e-3), ("ms", 1.0), ("s", 1e3)];
    let (number, factor) =
        units.into_iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)))?;
    number.parse::<f64>().ok().map(|number| number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Running 3s test\n  Latency Distribution\n     50%    0.99ms\n     99%  850.00us\n  \
                        1000 requests in 2.00s, 1MB read\nRequests/sec:    500.00\n";

    #[test]
    fn wrk_is_understood_and_failures_do_not_count() {
        let measured = read(TEXT, 0.5).unwrap();
        assert_eq!(
            (measured.per_second, measured.p99_milliseconds, measured.cpu_microseconds),
            (500.0, 0.85, 500.0)
        );
        assert!(read(&format!("{TEXT}  Non-2xx or 3xx responses: 7\n"), 0.5).is_none());
    }
}
