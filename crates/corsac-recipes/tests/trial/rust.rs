//! The servers in Rust: their recipes are compiled in, and held to be what would be told.

use crate::configuration::Form;
use crate::upstream::{Served, items};
use actix_web::web;
use axum::Router;
use axum::routing::get;
use corsac_recipes::Part;
use std::net::{Ipv4Addr, SocketAddr};

const AXUM: &str = include_str!("servers/axum.rs.in");
const ACTIX: &str = include_str!("servers/actix.rs.in");

/// axum: the broken one has its route after the layer, and so has the one against the advice.
#[expect(clippy::let_and_return, reason = "the recipe stands as it is told")]
pub(crate) async fn axum(form: Form<'_>) -> Served {
    let routes = || Router::new().route("/items", get(items).put(items));
    let layered = |app: Router| include!("servers/axum.rs.in");
    let app = match form {
        Form::Broken => {
            let cors = tower_http::cors::CorsLayer::new()
                .allow_origin([http::HeaderValue::from_static("https://app.example.com")])
                .allow_methods([http::Method::PUT]);
            Router::new().layer(cors).merge(routes())
        }
        Form::Unheeded(recipe, _) => {
            assert_told(AXUM, recipe);
            layered(Router::new()).merge(routes())
        }
        Form::Mended(recipe) => {
            assert_told(AXUM, recipe);
            layered(routes())
        }
    };
    Served::start(app).await
}

/// A running actix-web; it stops when this is dropped.
pub(crate) struct Actix {
    pub(crate) address: SocketAddr,
    stop: actix_web::dev::ServerHandle,
}

impl Drop for Actix {
    fn drop(&mut self) {
        // The future of it only tells when all is over.
        drop(self.stop.stop(false));
    }
}

/// A server around an application, and where it listens; each application has a type of its own.
macro_rules! served {
    ($app:expr) => {{
        let method = async |request: actix_web::HttpRequest| request.method().to_string();
        let server = actix_web::HttpServer::new(move || $app.route("/items", web::route().to(method)));
        let server = server.bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        (server.addrs()[0], server.workers(1).disable_signals().run())
    }};
}

/// actix-web: the broken one allows GET only. It runs in a thread, since its runtime is its own.
#[expect(clippy::let_and_return, reason = "the recipe stands as it is told")]
pub(crate) fn actix(form: Form<'_>) -> Actix {
    let mended = match form {
        Form::Broken => false,
        Form::Unheeded(recipe, _) | Form::Mended(recipe) => {
            assert_told(ACTIX, recipe);
            true
        }
    };
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let (address, server) = if mended {
                served!({
                    let app = actix_web::App::new();
                    let app = include!("servers/actix.rs.in");
                    app
                })
            } else {
                served!(
                    actix_web::App::new().wrap(
                        actix_cors::Cors::default()
                            .allowed_origin("https://app.example.com")
                            .allowed_methods(["GET"])
                    )
                )
            };
            tell.send(Actix { address, stop: server.handle() }).map_err(|_| "nobody waits").unwrap();
            server.await.unwrap();
        });
    });
    told.recv().unwrap()
}

/// The compiled text is the recipe's.
fn assert_told(compiled: &str, recipe: &[Part]) {
    let told: String = recipe.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(compiled.trim(), format!("{{\n{told}\napp\n}}"));
}
