//! What is wrong or doubtful about a policy: in the words of the errors themselves.

use super::super::language::English;
use crate::fetch::origin::{OriginError, OriginErrorKind};
use crate::server::{ConfigErrorCause, ConfigWarningCause};
use core::fmt::{Display, Formatter, Result};

impl Display for English<ConfigErrorCause> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.0.fmt(f)
    }
}

impl Display for English<ConfigWarningCause> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.0.fmt(f)
    }
}

impl Display for English<OriginErrorKind> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        OriginError { kind: self.0, at: 0 }.fmt(f)
    }
}
