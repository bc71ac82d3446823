//! Who is asked.

use std::hint::black_box;
use std::sync::Arc;

use corsac_tower::Head;

use crate::requests::{Case, Requests};
use crate::run::Run;
use crate::{actix, policy, tower};

/// A way to answer a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contender {
    /// The service alone: what all but `Decide` cost at least, with the copy of the request.
    Bare,
    /// The service behind a layer that decides nothing: it looks for `Origin`, and inserts the lines that corsac
    /// sends, which it knows beforehand.
    Floor,
    /// corsac's engine alone: the decision, without a service and without a copy of the request.
    Decide,
    /// The service behind corsac-tower's layer.
    CorsacTower,
    /// The service behind tower-http's layer with a list of origins.
    TowerHttpList,
    /// The service behind tower-http's layer with a predicate over a hash set of origins.
    TowerHttpSet,
    /// actix-web's [`Bare`](Self::Bare).
    ActixBare,
    /// actix-web's [`Floor`](Self::Floor).
    ActixFloor,
    /// The service behind corsac-actix's middleware.
    CorsacActix,
    /// The service behind actix-cors.
    ActixCors,
}

impl Contender {
    /// Those in the table of tower's layers, the bare service first.
    pub const TOWER: [Self; 6] =
        [Self::Bare, Self::Floor, Self::Decide, Self::CorsacTower, Self::TowerHttpList, Self::TowerHttpSet];

    /// Those in the table of actix-web's middleware, the bare service first.
    pub const ACTIX: [Self; 4] = [Self::ActixBare, Self::ActixFloor, Self::CorsacActix, Self::ActixCors];

    /// What the table calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare service",
            Self::Floor => "the floor",
            Self::Decide => "corsac decide",
            Self::CorsacTower => "corsac-tower",
            Self::TowerHttpList => "tower-http, list",
            Self::TowerHttpSet => "tower-http, hash set",
            Self::ActixBare => "bare actix service",
            Self::ActixFloor => "the floor of actix",
            Self::CorsacActix => "corsac-actix",
            Self::ActixCors => "actix-cors",
        }
    }

    /// Whether it answers the case at all.
    #[must_use]
    pub fn knows(self, case: Case) -> bool {
        match self {
            // No patterns; what else would differ is in other rows.
            Self::TowerHttpList | Self::TowerHttpSet => !case.has_patterns(),
            _ => true,
        }
    }

    pub(crate) fn prepare(self, origins: usize, with_patterns: bool) -> Ready {
        let policy = || policy::of(origins, with_patterns);
        match self {
            Self::Bare => Ready(Box::new(|requests| tower::run(tower::Hello, requests))),
            Self::Floor => {
                let policy = corsac_tower::PreparedPolicy::from(policy());
                Ready(Box::new(move |requests| tower::run(tower::Floor::new(&policy, requests), requests)))
            }
            Self::Decide => {
                let policy = Arc::new(policy());
                Ready(Box::new(move |requests| {
                    let policy = Arc::clone(&policy);
                    requests.run(move |request| {
                        black_box(policy.decide(&Head::from(black_box(request))));
                    })
                }))
            }
            Self::CorsacTower => {
                let service = tower::corsac(policy());
                Ready(Box::new(move |requests| tower::run(service.clone(), requests)))
            }
            Self::TowerHttpList => {
                let service = tower::tower_http_list(origins);
                Ready(Box::new(move |requests| tower::run(service.clone(), requests)))
            }
            Self::TowerHttpSet => {
                let service = tower::tower_http_set(origins);
                Ready(Box::new(move |requests| tower::run(service.clone(), requests)))
            }
            Self::ActixBare => Ready(Box::new(|requests| actix::run(actix::Hello, requests))),
            Self::ActixFloor => {
                let policy = corsac_actix::PreparedPolicy::from(policy());
                Ready(Box::new(move |requests| actix::run(actix::Floor::new(&policy, requests), requests)))
            }
            Self::CorsacActix => {
                let service = actix::behind(&corsac_actix::Cors::new(policy()));
                Ready(Box::new(move |requests| actix::run(service.clone(), requests)))
            }
            Self::ActixCors => {
                let service = actix::behind(&actix::actix_cors(origins));
                Ready(Box::new(move |requests| actix::run(service.clone(), requests)))
            }
        }
    }
}

/// A contender with its policy made; each case gets a run of its own.
pub(crate) struct Ready(Box<dyn Fn(&Requests) -> Run>);

impl Ready {
    pub(crate) fn run(&self, requests: &Requests) -> Run {
        (self.0)(requests)
    }
}
