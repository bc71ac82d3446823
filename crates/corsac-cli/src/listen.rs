//! Listening.

use crate::problem::Problem;
use crate::words::said::Said;
use std::io::ErrorKind;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Listens at an address; `other` is the way to choose another.
pub(crate) async fn listen(address: SocketAddr, other: Said) -> Result<TcpListener, Problem> {
    TcpListener::bind(address).await.map_err(|error| {
        let problem = Problem::at(address, &error);
        match error.kind() {
            ErrorKind::AddrInUse => problem.cure(Said::Taken(Box::new(other))),
            ErrorKind::PermissionDenied => problem.cure(Said::ForAdministrators(Box::new(other))),
            ErrorKind::AddrNotAvailable => problem.cure(Said::NotThisMachines(Box::new(other))),
            _ => problem,
        }
    })
}
