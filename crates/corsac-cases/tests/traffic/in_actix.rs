//! The service of a case in actix-web, behind corsac's middleware.

use super::service::{BODY, Service};
use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Condition;
use actix_web::rt::System;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use corsac::exchange::ServerSpec;
use corsac::server::{Config, Guard, Policy};
use corsac_actix::{Cors, CrossSiteGuard};
use std::future::ready;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::mpsc::channel;
use std::thread;

/// A running server. It stops when this is dropped.
pub(crate) struct InActix {
    pub address: SocketAddr,
    handle: ServerHandle,
}

impl InActix {
    pub(crate) fn start(spec: &ServerSpec, service: Service) -> Self {
        // A middleware that is switched off is made all the same.
        let config = spec.policy.clone().unwrap_or_else(nobody);
        let cors = Cors::new(Policy::new(config).unwrap());
        let (has_policy, has_guard) = (spec.policy.is_some(), spec.guard.is_some());
        let guard = CrossSiteGuard::new(Guard::new(spec.guard.as_deref().unwrap_or_default()).unwrap());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, receiver) = channel();
        // actix-web has a runtime of its own.
        thread::spawn(move || {
            let app = move || {
                let service = service.clone();
                App::new()
                    .default_service(web::to(move |request| ready(respond(&service, &request))))
                    .wrap(Condition::new(has_guard, guard.clone()))
                    .wrap(Condition::new(has_policy, cors.clone()))
            };
            System::new().block_on(async move {
                let server =
                    HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap().run();
                sender.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { address, handle: receiver.recv().unwrap() }
    }
}

impl Drop for InActix {
    fn drop(&mut self) {
        // The order is given here; what is returned only waits for it to be carried out.
        drop(self.handle.stop(false));
    }
}

fn nobody() -> Config {
    Config { allow_origins: vec!["https://nobody.example".into()], ..Config::default() }
}

fn respond(service: &Service, request: &HttpRequest) -> HttpResponse {
    let headers = request.headers();
    let host = headers.get("host").unwrap().to_str().unwrap();
    let target = request.uri().path_and_query().unwrap().as_str();
    let lines = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let answer = service.answer(request.method().as_str(), host, target, lines);
    let mut response = HttpResponse::build(StatusCode::from_u16(answer.status).unwrap());
    for header in &answer.headers {
        let name = HeaderName::from_bytes(header.name.as_bytes()).unwrap();
        response.append_header((name, HeaderValue::from_bytes(&header.value).unwrap()));
    }
    if answer.is_null_body() { response.finish() } else { response.body(BODY) }
}
