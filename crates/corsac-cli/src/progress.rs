//! How far long work has come: one line on standard error that is drawn over and gone at the end.

use crate::print::print_error;
use crate::terminal::Terminal;
use crate::words::told::Label;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Work that takes less is over before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(400);

/// Between two drawings.
const PAUSE: Duration = Duration::from_millis(100);

/// Brings the cursor to the line's start and empties the line.
pub(crate) const CLEAR: &str = "\r\x1b[K";

/// Work of many equal steps. Nothing is written unless standard error is a terminal; where it is, the line
/// shows after a moment, and goes away with this value. Steps may be counted from any thread.
#[derive(Debug)]
pub(crate) struct Progress {
    /// What is counted, in the plural, as in `entries`.
    what: &'static str,
    /// How many there are, if that is known beforehand.
    total: Option<u64>,
    done: AtomicU64,
    /// `None` where nothing is drawn.
    drawn: Option<Mutex<Drawn>>,
}

/// What stands on the terminal.
#[derive(Debug)]
struct Drawn {
    next: Instant,
    is_there: bool,
}

impl Progress {
    /// Work on so many of something, named in the plural; `None` if the number shows only at the end.
    pub(crate) fn new(what: Label, total: Option<u64>, terminal: &Terminal) -> Self {
        let drawn = || Mutex::new(Drawn { next: Instant::now() + PATIENCE, is_there: false });
        let what = what.say(terminal.language);
        Self { what, total, done: AtomicU64::new(0), drawn: terminal.errors_are_seen.then(drawn) }
    }

    /// The same for an unknown number, and silent if the output itself shows how far the work is.
    pub(crate) fn unless(is_seen: bool, what: Label, terminal: &Terminal) -> Self {
        let mut progress = Self::new(what, None, terminal);
        if is_seen {
            progress.drawn = None;
        }
        progress
    }

    /// Counts steps that are done.
    pub(crate) fn advance(&self, steps: u64) {
        let done = self.done.fetch_add(steps, Ordering::Relaxed) + steps;
        let Some(drawn) = &self.drawn else { return };
        // Whoever finds another thread drawing has no need to draw.
        let Ok(mut drawn) = drawn.try_lock() else { return };
        if Instant::now() >= drawn.next {
            print_error(&[CLEAR, &line(self.what, done, self.total)].concat());
            *drawn = Drawn { next: Instant::now() + PAUSE, is_there: true };
        }
    }

    /// Writes a text to standard error that is to stay, such as a note or a warning.
    pub(crate) fn note(&self, text: &str) {
        self.clear();
        print_error(text);
    }

    fn clear(&self) {
        let Some(Ok(mut drawn)) = self.drawn.as_ref().map(Mutex::lock) else { return };
        if std::mem::take(&mut drawn.is_there) {
            print_error(CLEAR);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(what: &str, done: u64, total: Option<u64>) -> String {
    match total {
        Some(total) if total > 0 => {
            let percent = u128::from(done) * 100 / u128::from(total);
            format!("{percent:>3} %  {} of {} {what}", grouped(done), grouped(total))
        }
        _ => format!("{} {what}", grouped(done)),
    }
}

/// A number as people read it: `12,345`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        assert_eq!(line("entries", 512, Some(10_000)), "  5 %  512 of 10,000 entries");
        assert_eq!(line("entries", 1_234_567, None), "1,234,567 entries");
        assert_eq!(line("entries", 0, Some(0)), "0 entries");
    }
}
