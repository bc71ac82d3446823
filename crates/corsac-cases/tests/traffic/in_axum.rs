//! The service of a case in axum, behind corsac's layers.

use super::service::{BODY, Service};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use corsac::exchange::ServerSpec;
use corsac::server::{Guard, Policy};
use corsac_tower::{CorsLayer, GuardLayer};
use std::future::ready;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A running server. It stops when this is dropped.
pub(crate) struct InAxum {
    pub address: SocketAddr,
    _serving: JoinSet<()>,
}

impl InAxum {
    pub(crate) async fn start(spec: &ServerSpec, service: Service) -> Self {
        let app = app(spec, service);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut serving = JoinSet::new();
        serving.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, _serving: serving }
    }
}

fn app(spec: &ServerSpec, service: Service) -> Router {
    let mut app = Router::new().fallback(move |request: Request| ready(respond(&service, &request)));
    if let Some(trusted) = &spec.guard {
        app = app.layer(GuardLayer::new(Guard::new(trusted).unwrap()));
    }
    if let Some(config) = &spec.policy {
        app = app.layer(CorsLayer::new(Policy::new(config.clone()).unwrap()));
    }
    app
}

fn respond(service: &Service, request: &Request) -> Response {
    let headers = request.headers();
    let host = headers["host"].to_str().unwrap();
    let target = request.uri().path_and_query().unwrap().as_str();
    let lines = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let answer = service.answer(request.method().as_str(), host, target, lines);
    let mut response = Response::builder().status(answer.status);
    for header in &answer.headers {
        response = response.header(header.name.as_str(), header.value.as_slice());
    }
    let body = if answer.is_null_body() { Body::empty() } else { Body::from(BODY) };
    response.body(body).unwrap()
}
