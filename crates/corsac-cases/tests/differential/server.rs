//! The servers of all cells, at every host and port that they name.

use super::cell::{Cell, number};
use corsac::browser::{HttpRequest, NetworkFailure};
use corsac::exchange::{Responder, ScenarioServer};
use corsac::fetch::Response;
use corsac_cases::lab::{Responding, Sites};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The servers while they are up.
pub(crate) struct Servers {
    _responding: [Responding; 2],
}

impl Servers {
    /// Starts them and puts them behind their origins.
    pub(crate) async fn place(cells: &[Cell], sites: &Sites) -> Self {
        let build = |cell: &Cell| cell.scenario.server.build().unwrap_or_else(|error| panic!("{error}"));
        let servers: Vec<_> = cells.iter().map(build).collect();
        let all = Arc::new(Mutex::new(servers.into_iter().enumerate().collect::<HashMap<_, _>>()));
        let respond = move |request: &HttpRequest| respond(&mut all.lock().unwrap(), request);
        let plain = Responding::start(respond.clone()).await.unwrap();
        let secure = Responding::start_behind_tls(respond).await.unwrap();
        for origin in cells.iter().flat_map(Cell::servers) {
            let address = if origin.starts_with("https:") { secure.address() } else { plain.address() };
            sites.place(&origin, address).unwrap_or_else(|error| panic!("{error}"));
        }
        Self { _responding: [plain, secure] }
    }
}

fn respond(
    servers: &mut HashMap<usize, ScenarioServer>,
    request: &HttpRequest,
) -> Result<Response, NetworkFailure> {
    let server = number(request.url.as_str()).and_then(|number| servers.get_mut(&number));
    server.map_or(Err(NetworkFailure::NoResponse), |server| server.respond(request))
}
