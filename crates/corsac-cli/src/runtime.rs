//! What runs the commands that use the network.

use crate::problem::Problem;
use crate::words::said::Said;
use tokio::runtime::{Builder, Runtime};

/// A runtime with one thread per core.
pub(crate) fn runtime() -> Result<Runtime, Problem> {
    Builder::new_multi_thread().enable_all().build().map_err(|error| Problem::new(Said::TheMachine, error))
}
