//! The titles of diagnoses and the reasons of a policy.

use super::super::super::name::Name;
use super::super::super::why::of_why;
use super::super::language::English;
use crate::server::Why;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Name> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.0.title())
    }
}

impl Display for English<Why> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(of_why(self.0))
    }
}
