//! TLS and HTTP/2, against servers with certificates made for the test.

use std::net::SocketAddr;
use std::sync::Arc;

use corsac::browser::{Cause, NetworkFailure, TlsFailure};
use corsac_fetch::{BuildError, Client, ClientBuilder, Fetched, RootsError};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// An issuer of certificates.
type Issued<'a> = rcgen::Issuer<'a, KeyPair>;

/// A server at `api.test` over TLS that speaks these protocols, and its certificate as PEM.
struct Secure {
    address: SocketAddr,
    pem: String,
}

impl Secure {
    async fn start(protocols: &[&str], params: CertificateParams) -> Self {
        Self::issued(protocols, params, None).await
    }

    /// With a certificate of this issuer, or one that vouches for itself.
    async fn issued(protocols: &[&str], params: CertificateParams, by: Option<&Issued<'_>>) -> Self {
        let (listener, acceptor, secure) = Self::prepare(protocols, params, by).await;
        tokio::spawn(serve(listener, acceptor));
        secure
    }

    /// A server that says this after the handshake, and closes.
    async fn saying(protocol: &str, bytes: &'static [u8]) -> Self {
        let (listener, acceptor, secure) = Self::prepare(&[protocol], params(), None).await;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                drop(stream.write_all(bytes).await);
                drop(stream.shutdown().await);
            }
        });
        secure
    }

    async fn prepare(
        protocols: &[&str],
        params: CertificateParams,
        by: Option<&Issued<'_>>,
    ) -> (TcpListener, TlsAcceptor, Self) {
        let key = KeyPair::generate().unwrap();
        let certificate =
            by.map_or_else(|| params.self_signed(&key), |by| params.signed_by(&key, by)).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth();
        let chain = vec![certificate.der().clone()];
        let mut config =
            config.with_single_cert(chain, PrivateKeyDer::Pkcs8(key.serialize_der().into())).unwrap();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (listener, TlsAcceptor::from(Arc::new(config)), Self { address, pem: certificate.pem() })
    }

    fn client(&self) -> ClientBuilder {
        Client::builder().resolve("api.test", self.address)
    }
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor) {
    while let Ok((stream, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let Ok(stream) = acceptor.accept(stream).await else { return };
            let http = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            drop(http.serve_connection(TokioIo::new(stream), service_fn(answer)).await);
        });
    }
}

/// Allows the page, and says in its body what it was asked.
async fn answer(request: http::Request<Incoming>) -> Result<http::Response<Full<Bytes>>, http::Error> {
    let header =
        |name: &str| request.headers().get(name).map(|v| String::from_utf8_lossy(v.as_bytes()).into_owned());
    let site = header("sec-fetch-site").unwrap_or_default();
    let body = format!("{:?} {} {site}", request.version(), request.method());
    http::Response::builder()
        .header("access-control-allow-origin", "https://app.test")
        .header("access-control-allow-methods", "PUT")
        .header("X-Two", "2")
        .header("X-One", "1")
        .body(Full::from(body))
}

fn params() -> CertificateParams {
    CertificateParams::new(["api.test".to_owned()]).unwrap()
}

async fn put(client: ClientBuilder) -> Fetched {
    let client = client.build().unwrap();
    let page = client.page("https://app.test").unwrap();
    page.fetch("https://api.test/items").method("PUT").body("new").send().await.unwrap()
}

/// Why no answer came, which it must be by TLS.
fn tls_failure(fetched: &Fetched) -> String {
    let error = fetched.response().unwrap_err();
    assert_eq!(error.cause, Cause::Network(NetworkFailure::Tls));
    fetched.failure_detail().unwrap().to_owned()
}

#[tokio::test]
async fn http_2_is_spoken_where_the_server_offers_it() {
    for (protocols, version) in [
        (&["h2", "http/1.1"][..], http::Version::HTTP_2),
        (&["http/1.1"], http::Version::HTTP_11),
        (&[], http::Version::HTTP_11),
    ] {
        let server = Secure::start(protocols, params()).await;
        let mut fetched = put(server.client().root_certificates_pem(server.pem.as_bytes())).await;
        assert_eq!(fetched.status(), Some(200), "{fetched:?}");
        assert!(fetched.deliveries().iter().all(|delivery| delivery.version == Some(version)));
        assert_eq!(fetched.deliveries()[1].remote_address, Some(server.address));
        assert_eq!(fetched.text().await.unwrap(), format!("{version:?} PUT cross-site"));
        let names = fetched.transcript().messages[1].response().unwrap().headers.clone();
        let own: Vec<_> =
            names.iter().map(|line| line.name.as_str()).filter(|n| n.starts_with('x')).collect();
        assert_eq!(own, ["x-two", "x-one"]);
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_unless_told_otherwise() {
    let server = Secure::start(&["h2"], params()).await;
    let fetched = put(server.client()).await;
    assert!(tls_failure(&fetched).contains("self-signed"), "{fetched:?}");
    assert_eq!(fetched.tls_failure(), Some(TlsFailure::SelfSigned));
    assert!(put(server.client().danger_accept_invalid_certs(true)).await.is_allowed());
}

#[tokio::test]
async fn an_issuer_that_nobody_knows_is_told_from_a_certificate_that_vouches_for_itself() {
    let issuer_key = KeyPair::generate().unwrap();
    let mut issuer = CertificateParams::new(Vec::new()).unwrap();
    issuer.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let issuer = rcgen::Issuer::new(issuer, issuer_key);
    let server = Secure::issued(&["h2"], params(), Some(&issuer)).await;
    let fetched = put(server.client()).await;
    assert!(tls_failure(&fetched).contains("UnknownIssuer"), "{fetched:?}");
    assert_eq!(fetched.tls_failure(), Some(TlsFailure::UnknownIssuer));
}

#[tokio::test]
async fn a_certificate_of_an_authority_is_self_signed_only_if_it_names_itself() {
    let mut authority = params();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    authority.distinguished_name.push(rcgen::DnType::CommonName, "api.test");
    let server = Secure::start(&["h2"], authority.clone()).await;
    assert_eq!(put(server.client()).await.tls_failure(), Some(TlsFailure::SelfSigned));
    let issuer =
        rcgen::Issuer::new(CertificateParams::new(Vec::new()).unwrap(), KeyPair::generate().unwrap());
    let server = Secure::issued(&["h2"], authority, Some(&issuer)).await;
    let fetched = put(server.client()).await;
    assert_ne!(fetched.tls_failure(), Some(TlsFailure::SelfSigned), "{}", tls_failure(&fetched));
}

#[tokio::test]
async fn a_certificate_that_has_expired_or_is_for_another_name_is_refused() {
    let mut expired = params();
    expired.not_before = date_time_ymd(2001, 1, 1);
    expired.not_after = date_time_ymd(2002, 1, 1);
    let other = CertificateParams::new(["other.test".to_owned()]).unwrap();
    for (params, word, why) in
        [(expired, "expired", TlsFailure::Expired), (other, "not valid for name", TlsFailure::OtherHost)]
    {
        let server = Secure::start(&["h2"], params).await;
        let fetched = put(server.client().root_certificates_pem(server.pem.as_bytes())).await;
        let detail = tls_failure(&fetched);
        assert!(detail.contains(word), "{detail}");
        assert_eq!(fetched.tls_failure(), Some(why));
    }
}

#[tokio::test]
async fn what_goes_wrong_after_the_handshake_is_not_the_fault_of_tls() {
    for (protocol, bytes, expected) in [
        ("h2", &b""[..], NetworkFailure::NoResponse),
        ("h2", b"HTTP/1.1 200 OK\r\n\r\n", NetworkFailure::Protocol),
        ("http/1.1", b"", NetworkFailure::NoResponse),
        ("http/1.1", b"hello\r\n\r\n", NetworkFailure::Protocol),
    ] {
        let server = Secure::saying(protocol, bytes).await;
        let fetched = put(server.client().danger_accept_invalid_certs(true)).await;
        assert_eq!(
            fetched.response().unwrap_err().cause,
            Cause::Network(expected),
            "{protocol} {bytes:?}: {:?}",
            fetched.failure_detail()
        );
    }
}

#[test]
fn root_certificates_that_cannot_be_used_are_reported() {
    let build = |pem: &str| Client::builder().root_certificates_pem(pem.as_bytes()).build().unwrap_err();
    assert_eq!(build("hello"), BuildError::Roots(RootsError::Empty));
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(build(broken), BuildError::Roots(RootsError::Certificate(_))));
    assert!(matches!(build("-----BEGIN CERTIFICATE-----\nAA"), BuildError::Roots(RootsError::Pem(_))));
}
