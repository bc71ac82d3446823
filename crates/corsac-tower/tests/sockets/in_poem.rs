use std::convert::Infallible;
use std::net::SocketAddr;

use corsac_tower::{Head, PreparedPolicy, Ruling};
use http_body_util::Full;
use hyper::body::Bytes;
use poem::endpoint::TowerCompatExt;
use poem::listener::TcpAcceptor;
use poem::{Endpoint, EndpointExt, Request, Response, Route, Server, get, handler, post};
use tower::{Layer, service_fn};

use crate::wire::send;
use crate::{ALLOWED, GRANTED, layer, policy};

#[handler]
fn hello() -> &'static str {
    "hello"
}

#[handler]
fn number(poem::web::Path(number): poem::web::Path<u32>) -> String {
    number.to_string()
}

async fn serve(app: impl Endpoint<Output = Response> + 'static) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let acceptor = TcpAcceptor::from_tokio(listener).unwrap();
    tokio::spawn(Server::new_with_acceptor(acceptor).run(app));
    address
}

/// poem's own requests are no `http` ones, but what they are made of is: the policy judges it, around everything.
fn app(policy: PreparedPolicy) -> impl Endpoint<Output = Response> {
    let routes =
        Route::new().at("/hello", get(hello)).at("/numbers/:number", get(number)).at("/posts", post(hello));
    routes.around(move |routes, request: Request| {
        let policy = policy.clone();
        async move {
            match policy.rule(&Head::new(request.method(), request.uri(), request.headers())) {
                Ruling::Pass(pass) => {
                    // Errors are responses from here on.
                    let mut response = routes.get_response(request).await;
                    pass.write_to(response.headers_mut());
                    Ok(response)
                }
                Ruling::Answer { response, .. } => {
                    let (parts, ()) = response.into_parts();
                    let mut answer = Response::from(parts.status);
                    *answer.headers_mut() = parts.headers;
                    Ok(answer)
                }
            }
        }
    })
}

#[tokio::test]
async fn a_policy_around_every_route() {
    let server = serve(app(policy().into())).await;
    for (line, status) in [
        ("GET /hello", 200),
        ("HEAD /hello", 200),
        ("GET /numbers/x", 400),
        ("GET /posts", 405),
        ("GET /nowhere", 404),
    ] {
        let answer = send(server, &format!("{line} HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
        assert_eq!((answer.status, answer.cors()), (status, GRANTED.map(str::to_owned).to_vec()), "{line}");
    }
    for (origin, status) in [(ALLOWED, 204), ("https://evil.example", 403)] {
        let head = format!("OPTIONS /posts HTTP/1.1\nOrigin: {origin}\nAccess-Control-Request-Method: PUT");
        let answer = send(server, &head, b"").await;
        assert_eq!((answer.status, answer.body.as_slice()), (status, &b""[..]));
    }
}

/// poem takes a tower service for an endpoint: with the layer around it, that endpoint has its own policy.
#[tokio::test]
async fn a_tower_service_in_a_route_keeps_its_layer() {
    let inner = service_fn(|_: http::Request<_>| async {
        Ok::<_, Infallible>(http::Response::new(Full::<Bytes>::from("inner")))
    });
    let app = Route::new().at("/inner", layer().layer(inner).compat()).at("/hello", get(hello));
    let server = serve(app.map_to_response()).await;
    let answer = send(server, &format!("GET /inner HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!(answer.cors(), GRANTED);
    assert!(answer.body.escape_ascii().to_string().contains("inner"), "{answer:?}");
    let head = format!("OPTIONS /inner HTTP/1.1\nOrigin: {ALLOWED}\nAccess-Control-Request-Method: PUT");
    assert_eq!(send(server, &head, b"").await.status, 204);
    let answer = send(server, &format!("GET /hello HTTP/1.1\nOrigin: {ALLOWED}"), b"").await;
    assert_eq!((answer.status, answer.cors()), (200, vec![]));
}
