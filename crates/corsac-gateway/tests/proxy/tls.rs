//! Upstreams behind TLS.

use super::parts::Running;
use corsac_gateway::file::{Route, Server};
use corsac_gateway::proxy::Gateway;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// A service under TLS that answers one request for each connection, and the roots that vouch for it.
async fn service() -> (String, RootCertStore) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()).into();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = TlsAcceptor::from(Arc::new(config.clone())).accept(stream).await else {
                continue;
            };
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
                .await;
            let _ = stream.shutdown().await;
        }
    });
    (format!("https://localhost:{port}"), roots)
}

async fn gateway(upstream: &str, roots: RootCertStore) -> Running {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let route =
        Route { path: "/".parse().unwrap(), upstream: upstream.parse().unwrap(), policy: None, guard: None };
    Running::serve(Gateway::with_tls(Server::default(), vec![route], config).unwrap()).await
}

const GET: &str = "GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn an_upstream_is_reached_by_tls_if_its_certificate_is_trusted() {
    let (upstream, roots) = service().await;
    let answer = gateway(&upstream, roots).await.exchange(GET).await;
    assert_eq!((answer.status(), answer.body.as_str()), (200, "secret"));
}

#[tokio::test]
async fn an_upstream_that_nobody_vouches_for_is_502() {
    let (upstream, _) = service().await;
    let gateway = gateway(&upstream, RootCertStore::empty()).await;
    assert_eq!(gateway.exchange(GET).await.status(), 502);
    assert!(gateway.events()[0].contains("failed, connect: "), "{:?}", gateway.events());
}
