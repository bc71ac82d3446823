//! How the command ends: the one place that knows the exit codes.

use std::process::ExitCode;

/// The exit codes, for scripts. DESIGN.md says why each is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It is as expected: script gets the answer; the file has no mistakes.
    Expected = 0,
    /// Script does not get the answer, or what was expected did not come; the file has mistakes.
    Blocked = 1,
    /// The command line or a file cannot be understood, or something is in the way of working at all.
    Usage = 2,
    /// Nobody answered, so that another try may end differently.
    Unreachable = 3,
    /// It is not decided: the messages at hand end before the verdict.
    Undecided = 4,
    /// What was asked for takes something unsafe, which is not done unless it is asked for by name.
    Refused = 5,
}

/// What `--help` says about them.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  as expected: script gets the answer, or what --expect names came true
  1  blocked, or an expectation failed
  2  the command line or a file cannot be understood
  3  nobody answered: another try may end differently
  4  not decided, because the request was not sent or the messages end too early
  5  refused for safety: --expect needs an answer, and the request that could
     change something at the server is sent only with --send";

impl Exit {
    /// From the least important to the one that says most about many results. A block is proved by one
    /// answer, so that nothing but a wrong command line outdoes it.
    const RANKS: [Self; 6] =
        [Self::Expected, Self::Undecided, Self::Refused, Self::Unreachable, Self::Blocked, Self::Usage];

    /// The one that stands for both.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        let rank = |exit| Self::RANKS.iter().position(|known| *known == exit);
        if rank(other) > rank(self) { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::Exit::{Blocked, Expected, Refused, Undecided, Unreachable, Usage};

    #[test]
    fn many_end_as_the_one_that_matters_most() {
        assert_eq!(Expected.and(Undecided), Undecided);
        assert_eq!(Unreachable.and(Refused), Unreachable);
        assert_eq!(Blocked.and(Unreachable), Blocked);
        assert_eq!(Blocked.and(Usage), Usage);
        assert_eq!(
            [Expected, Blocked, Usage, Unreachable, Undecided, Refused].map(|exit| exit as u8),
            [0, 1, 2, 3, 4, 5]
        );
    }
}
