//! TLS: whom to trust.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};

/// Why root certificates cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RootsError {
    /// There is no certificate in the text.
    Empty,
    /// The text is not PEM.
    Pem(String),
    /// A certificate cannot be read.
    Certificate(String),
    /// TLS cannot be set up at all.
    Setup(String),
}

impl fmt::Display for RootsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no certificate found: PEM begins with -----BEGIN CERTIFICATE-----"),
            Self::Pem(why) => write!(f, "not PEM: {why}"),
            Self::Certificate(why) => write!(f, "a certificate cannot be read: {why}"),
            Self::Setup(why) => write!(f, "TLS cannot be set up: {why}"),
        }
    }
}

impl Error for RootsError {}

/// The certificates of a PEM text.
pub(super) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, RootsError> {
    let found = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
    let found = found.map_err(|error| RootsError::Pem(error.to_string()))?;
    if found.is_empty() { Err(RootsError::Empty) } else { Ok(found) }
}

/// A configuration that trusts the system's roots and these, or everybody.
pub(super) fn config(
    roots: Vec<CertificateDer<'static>>,
    accept_invalid: bool,
) -> Result<ClientConfig, RootsError> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| RootsError::Setup(error.to_string()))?;
    if accept_invalid {
        let verifier = Arc::new(AcceptAny(provider));
        return Ok(config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth());
    }
    let mut store = RootCertStore::empty();
    // A root of the system that cannot be read is no reason to stop: others may do.
    store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for root in roots {
        store.add(root).map_err(|error| RootsError::Certificate(error.to_string()))?;
    }
    Ok(config.with_root_certificates(store).with_no_client_auth())
}

/// Takes every certificate for good. Signatures are still checked: whoever shows a certificate has its key.
#[derive(Debug)]
struct AcceptAny(Arc<CryptoProvider>);

impl ServerCertVerifier for AcceptAny {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
