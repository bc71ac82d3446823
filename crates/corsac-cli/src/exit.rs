//! How the command ends.

use std::process::ExitCode;

/// The exit codes, for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Script gets the answer; the file has no mistakes.
    Allowed = 0,
    /// Script does not get the answer; the file has mistakes.
    Blocked = 1,
    /// The command line or a file cannot be understood, or something is in the way of working at all.
    Usage = 2,
    /// Nobody answered, so that another try may end differently.
    Unreachable = 3,
    /// It is not decided, because something was not sent.
    Undecided = 4,
}

/// What `--help` says about them.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  allowed: script gets the answer
  1  blocked
  2  the command line or a file cannot be understood
  3  nobody answered
  4  not decided, because the request was not sent";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
