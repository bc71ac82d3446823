//! Stopping: no new work, what is under way ends, and what does not end in time is cut.

use std::future::Future;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The connections and tunnels of one [`serve`](super::Gateway::serve).
#[derive(Debug, Clone, Default)]
pub(super) struct Drain {
    tasks: TaskTracker,
    stop: CancellationToken,
    cut: CancellationToken,
}

/// How the gateway stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// How many connections and tunnels were still open when the time was over, and were cut.
    pub cut: usize,
}

impl Drain {
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(task);
    }

    /// Ends when no new work is to begin.
    pub(super) async fn stop(&self) {
        self.stop.cancelled().await;
    }

    /// Ends when the time is over.
    pub(super) async fn cut(&self) {
        self.cut.cancelled().await;
    }

    /// Waits for what is under way, and cuts what does not end within `limit`.
    pub(super) async fn finish(self, limit: Duration) -> Stopped {
        self.stop.cancel();
        self.tasks.close();
        let cut = match tokio::time::timeout(limit, self.tasks.wait()).await {
            Ok(()) => 0,
            Err(_) => self.tasks.len(),
        };
        self.cut.cancel();
        self.tasks.wait().await;
        Stopped { cut }
    }
}

/// Whoever drops the future of `serve` leaves nothing running.
#[derive(Debug)]
pub(super) struct CutOnDrop(pub(super) Drain);

impl Drop for CutOnDrop {
    fn drop(&mut self) {
        self.0.cut.cancel();
    }
}
