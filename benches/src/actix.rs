//! The service and the middleware of actix-web's world.

use std::future::{Future, Ready, ready};
use std::hint::black_box;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use actix_web::dev::{Payload, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::{Error, HttpRequest, HttpResponse};
use corsac_actix::{Head, PreparedPolicy, Ruling};

use crate::policy::origin;
use crate::requests::Requests;
use crate::run::Run;

/// Asks a service with another handle of the first request: actix-web's are not copied.
pub(crate) fn run<S, B>(service: S, requests: &Requests) -> Run
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
{
    let request = http_request(requests);
    let mut cx = Context::from_waker(Waker::noop());
    let mut ask = move || {
        let Poll::Ready(Ok(())) = service.poll_ready(&mut cx) else { unreachable!("always ready") };
        let request = ServiceRequest::from_parts(black_box(&request).clone(), Payload::None);
        match pin!(service.call(request)).poll(&mut cx) {
            Poll::Ready(Ok(response)) => drop(black_box(response)),
            _ => unreachable!("answers at once"),
        }
    };
    Run(Box::new(move |times| (0..times).for_each(|_| ask())))
}

fn http_request(requests: &Requests) -> HttpRequest {
    let request = requests.first();
    let method = Method::from_bytes(request.method().as_str().as_bytes()).expect("a method");
    let mut test = TestRequest::default().method(method);
    for (name, value) in request.headers() {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect("a name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
        // A server's values share the connection's buffer; so does a value that was cloned once.
        drop(value.clone());
        test = test.insert_header((name, value));
    }
    test.to_http_request()
}

/// The service behind a middleware; clones share it.
pub(crate) fn behind<T: Transform<Hello, ServiceRequest>>(middleware: &T) -> Rc<T::Transform> {
    let mut cx = Context::from_waker(Waker::noop());
    match pin!(middleware.new_transform(Hello)).poll(&mut cx) {
        Poll::Ready(Ok(service)) => Rc::new(service),
        _ => unreachable!("is made at once"),
    }
}

/// The same policy, as actix-cors says it.
pub(crate) fn actix_cors(origins: usize) -> actix_cors::Cors {
    (0..origins)
        .fold(actix_cors::Cors::default(), |cors, place| cors.allowed_origin(&origin(place)))
        .supports_credentials()
        .allowed_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allowed_headers([AUTHORIZATION, CONTENT_TYPE])
        .expose_headers([HeaderName::from_static("x-total")])
        .max_age(600)
}

/// The service itself: answers at once, with one header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hello;

impl Hello {
    fn answer() -> HttpResponse {
        let mut response = HttpResponse::new(StatusCode::OK);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

impl Service<ServiceRequest> for Hello {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        ready(Ok(request.into_response(Self::answer())))
    }
}

/// The service with the lines that corsac sends, inserted one by one.
#[derive(Clone, Debug)]
pub(crate) struct Floor {
    /// The status, if the service is not asked.
    status: Option<StatusCode>,
    lines: Rc<[(HeaderName, HeaderValue)]>,
}

impl Floor {
    pub(crate) fn new(policy: &PreparedPolicy, requests: &Requests) -> Self {
        let (status, map) = match policy.rule(&Head::from(&http_request(requests))) {
            Ruling::Answer { response, .. } => (Some(response.status()), response.headers().clone()),
            Ruling::Pass(pass) => {
                let mut map = HeaderMap::new();
                pass.write_to(&mut map);
                (None, map)
            }
        };
        Self { status, lines: map.iter().map(|(name, value)| (name.clone(), value.clone())).collect() }
    }
}

impl Service<ServiceRequest> for Floor {
    type Response = ServiceResponse;
    type Error = Error;
    type Future = Ready<Result<ServiceResponse, Error>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        black_box(request.headers().get(ORIGIN));
        let mut response = self.status.map_or_else(Hello::answer, HttpResponse::new);
        for (name, value) in &*self.lines {
            response.headers_mut().append(name.clone(), value.clone());
        }
        ready(Ok(request.into_response(response)))
    }
}
