//! One connection of a client.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::TcpStream;

use super::drain::Drain;
use super::handle::handle;
use super::shared::Shared;

/// HTTP/1.1, or HTTP/2 for clients that begin with its preface. `pipeline_flush` stays off: with it
/// hyper would hold whole bodies for a client that does not read.
fn protocol(shared: &Shared) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(shared.server.header_timeout);
    builder.http2().timer(TokioTimer::new());
    builder
}

/// Serves a connection until it ends.
pub(super) async fn serve(shared: Arc<Shared>, stream: TcpStream, client: SocketAddr, drain: Drain) {
    // Without it small answers would wait for the client's acknowledgement.
    let _ = stream.set_nodelay(true);
    let builder = protocol(&shared);
    let header_timeout = shared.server.header_timeout;
    let began = Arc::new(AtomicBool::new(false));
    let (begin, for_tunnels) = (Arc::clone(&began), drain.clone());
    let service = service_fn(move |request| {
        begin.store(true, Ordering::Relaxed);
        let (shared, drain) = (Arc::clone(&shared), for_tunnels.clone());
        async move { Ok::<_, Infallible>(handle(&shared, request, client, &drain).await) }
    });
    let mut connection = pin!(builder.serve_connection_with_upgrades(TokioIo::new(stream), service));
    // hyper's own limit does not count while it waits for the bytes that tell HTTP/1.1 from HTTP/2.
    let mut first = pin!(tokio::time::sleep(header_timeout));
    let (mut stopping, mut is_first) = (false, true);
    loop {
        tokio::select! {
            biased;
            // A connection that breaks is the client's business.
            _ = connection.as_mut() => return,
            () = drain.cut() => return,
            () = drain.stop(), if !stopping => {
                stopping = true;
                connection.as_mut().graceful_shutdown();
            }
            () = &mut first, if is_first => {
                is_first = false;
                if !began.load(Ordering::Relaxed) {
                    return;
                }
            }
        }
    }
}
