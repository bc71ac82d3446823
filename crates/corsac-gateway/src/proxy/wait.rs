//! Waiting for an upstream, but not for ever.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::upload::Progress;

/// Why waiting ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GaveUp {
    /// The upstream was silent.
    Upstream,
    /// The client was: its body stopped coming.
    Client,
}

/// Waits for the head of the answer. The limit counts anew whenever a part of the request's body has been
/// passed on in the meantime.
pub(super) async fn wait<T>(
    answer: impl Future<Output = T>,
    limit: Duration,
    progress: Option<Arc<Progress>>,
) -> Result<T, GaveUp> {
    let mut answer = pin!(answer);
    let mut limit_over = pin!(sleep(limit));
    let mut parts = 0;
    loop {
        tokio::select! {
            biased;
            answer = &mut answer => return Ok(answer),
            () = &mut limit_over => {
                let progress = progress.as_deref().ok_or(GaveUp::Upstream)?;
                if progress.parts() == parts {
                    return Err(if progress.waits_for_client() { GaveUp::Client } else { GaveUp::Upstream });
                }
                parts = progress.parts();
                limit_over.as_mut().reset(Instant::now() + limit);
            }
        }
    }
}
