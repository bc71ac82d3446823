//! Listening.

use crate::problem::Problem;
use std::io::ErrorKind;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Listens at an address; `other` is the way to choose another.
pub(crate) async fn listen(address: SocketAddr, other: &str) -> Result<TcpListener, Problem> {
    TcpListener::bind(address).await.map_err(|error| {
        let problem = Problem::new(address, &error);
        match error.kind() {
            ErrorKind::AddrInUse => {
                problem.cure(format_args!("another program listens there: stop it, or {other}"))
            }
            ErrorKind::PermissionDenied => {
                problem.cure(format_args!("ports below 1024 are for the administrator: {other}"))
            }
            ErrorKind::AddrNotAvailable => {
                problem.cure(format_args!("this machine does not have that address: {other}"))
            }
            _ => problem,
        }
    })
}
