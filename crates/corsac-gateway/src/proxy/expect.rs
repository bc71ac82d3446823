//! `Expect: 100-continue`: a client that asks before it sends its body is told what the upstream says.
//!
//! hyper tells the client to go on as soon as the body is asked for, so the body is held back.

use std::future::Future;
use std::pin::pin;
use std::sync::Mutex;
use std::time::Duration;

use http::{Request, StatusCode};
use tokio::sync::oneshot;

use super::upload::Upload;

/// How long to wait for an upstream's `100 Continue`. Some never send one; clients go on by themselves after
/// a second too.
const WITHIN: Duration = Duration::from_secs(1);

/// Holds a request's body back.
#[derive(Debug)]
pub(super) struct Gate {
    open: Option<oneshot::Sender<()>>,
    told: oneshot::Receiver<()>,
}

/// A body that the upstream did not want to see; it breaks off when this is dropped.
#[derive(Debug)]
pub(super) struct Unwanted {
    _open: oneshot::Sender<()>,
}

impl Gate {
    /// Holds the body of a request back until its upstream says `100 Continue`.
    pub(super) fn on(request: &mut Request<Upload>) -> Self {
        let open = Some(request.body_mut().hold());
        let (tell, told) = oneshot::channel();
        // The callback may be called often.
        let tell = Mutex::new(Some(tell));
        hyper::ext::on_informational(request, move |response| {
            if response.status() == StatusCode::CONTINUE
                && let Some(tell) = tell.lock().ok().and_then(|mut tell| tell.take())
            {
                let _ = tell.send(());
            }
        });
        Self { open, told }
    }

    async fn open(&mut self) {
        let _ = tokio::time::timeout(WITHIN, &mut self.told).await;
        if let Some(open) = self.open.take() {
            let _ = open.send(());
        }
    }

    /// Waits for an answer, and opens in the meantime; an answer that comes first leaves the gate closed.
    pub(super) async fn beside<T>(gate: &mut Option<Self>, answer: impl Future<Output = T>) -> T {
        let Some(gate) = gate else { return answer.await };
        let mut answer = pin!(answer);
        tokio::select! {
            biased;
            answer = &mut answer => answer,
            () = gate.open() => answer.await,
        }
    }

    /// The body that is still held back.
    pub(super) fn unwanted(self) -> Option<Unwanted> {
        self.open.map(|open| Unwanted { _open: open })
    }
}
