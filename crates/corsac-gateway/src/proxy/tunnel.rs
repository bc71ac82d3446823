//! What follows an upgrade: bytes, in both directions.

use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;

use super::drain::Drain;

/// Passes bytes until both sides are done, or the gateway's time is over.
pub(super) async fn run(client: OnUpgrade, upstream: OnUpgrade, drain: Drain) {
    let pass = async {
        // A side that is gone has nothing to say any more, nor anybody to hear of it.
        if let (Ok(client), Ok(upstream)) = tokio::join!(client, upstream) {
            let (mut client, mut upstream) = (TokioIo::new(client), TokioIo::new(upstream));
            let _ = tokio::io::copy_bidirectional(&mut client, &mut upstream).await;
        }
    };
    tokio::select! {
        () = pass => {}
        () = drain.cut() => {}
    }
}
