//! The application behind the proxies.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A running server in this process; it stops when this is dropped.
pub(crate) struct Served {
    address: SocketAddr,
    _task: JoinSet<()>,
}

impl Served {
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) async fn start(app: Router) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, _task: task }
    }
}

/// Starts the application: `/items`, `/own` with a CORS header of its own, `/shared` with those of two pages.
pub(crate) async fn start() -> Served {
    let app = Router::new()
        .route("/items", get(items).put(items))
        .route("/own", get(async || ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], "own")))
        .route("/shared", get(shared));
    Served::start(app).await
}

pub(crate) async fn items(request: Request) -> Json<Value> {
    Json(json!({ "method": request.method().as_str() }))
}

async fn shared(asked: HeaderMap) -> (HeaderMap, &'static str) {
    let mut headers = HeaderMap::from_iter([(header::VARY, HeaderValue::from_static("Origin"))]);
    let known = ["https://app.example.com", "https://admin.example.com"];
    if let Some(origin) = asked.get(header::ORIGIN).filter(|origin| known.iter().any(|known| origin == known))
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    (headers, "shared")
}
