//! A real service behind a real policy, for the command to ask.

use axum::Router;
use axum::routing::get;
use corsac::server::{Config, Policy};
use corsac_tower::CorsLayer;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A service on loopback that lives as long as this value.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    puts: Arc<AtomicUsize>,
    _runtime: tokio::runtime::Runtime,
}

impl Served {
    /// Serves `/items`, for `http://localhost:5173` with credentials.
    pub(crate) fn start() -> Self {
        let config = Config {
            allow_origins: vec!["http://localhost:5173".into()],
            allow_credentials: true,
            allow_methods: vec!["PUT".into()],
            allow_headers: vec!["authorization".into()],
            ..Config::default()
        };
        let puts = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&puts);
        let put = async move || {
            counter.fetch_add(1, Ordering::SeqCst);
        };
        let items = get(async || "items").put(put.clone()).post(put);
        let router = Router::new()
            .route("/items", items)
            .layer(CorsLayer::new(Policy::new(config).expect("a policy")));
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, puts, _runtime: runtime }
    }

    /// Its URL.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/items", self.address)
    }

    /// How many requests changed something.
    pub(crate) fn changes(&self) -> usize {
        self.puts.load(Ordering::SeqCst)
    }
}
