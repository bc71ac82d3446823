//! TLS: whom to trust.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use corsac::browser::TlsFailure;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, InvalidMessage, OtherError, PeerIncompatible,
    RootCertStore, SignatureScheme,
};

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
    let roots = WebPkiServerVerifier::builder_with_provider(store.into(), Arc::clone(&provider)).build();
    let Ok(usual) = roots else {
        // Without any root nobody is trusted, and no handshake comes so far that it matters who is.
        return Ok(config.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    };
    let verifier = Arc::new(Telling { usual, provider });
    Ok(config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

/// Why a handshake failed, if its error tells.
pub(super) fn why(error: &rustls::Error) -> Option<TlsFailure> {
    use rustls::{AlertDescription as Alert, CertificateError as Certificate, Error as Tls};
    Some(match error {
        Tls::InvalidCertificate(error) => match error {
            Certificate::Other(OtherError(error)) if error.is::<SelfSigned>() => TlsFailure::SelfSigned,
            Certificate::UnknownIssuer => TlsFailure::UnknownIssuer,
            Certificate::Expired | Certificate::ExpiredContext { .. } => TlsFailure::Expired,
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => TlsFailure::NotYetValid,
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                TlsFailure::OtherHost
            }
            _ => return None,
        },
        Tls::InvalidMessage(InvalidMessage::InvalidContentType) => TlsFailure::NoTls,
        Tls::AlertReceived(alert) => match alert {
            Alert::ProtocolVersion | Alert::InsufficientSecurity => TlsFailure::OldProtocol,
            Alert::UnrecognisedName => TlsFailure::OtherHost,
            Alert::CertificateRequired => TlsFailure::ClientCertificate,
            _ => return None,
        },
        Tls::PeerIncompatible(
            PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig
            | PeerIncompatible::Tls12NotOffered
            | PeerIncompatible::Tls12NotOfferedOrEnabled
            | PeerIncompatible::ServerDoesNotSupportTls12Or13,
        ) => TlsFailure::OldProtocol,
        _ => return None,
    })
}

/// The certificate vouches for itself.
#[derive(Debug)]
struct SelfSigned;

impl fmt::Display for SelfSigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("self-signed")
    }
}

impl Error for SelfSigned {}

/// The usual verifier, which tells whether a certificate that nobody vouches for vouches for itself.
#[derive(Debug)]
struct Telling {
    usual: Arc<WebPkiServerVerifier>,
    provider: Arc<CryptoProvider>,
}

impl Telling {
    /// Whether trusting the certificate would be enough for somebody to vouch for it.
    fn is_self_signed(&self, certificate: &CertificateDer<'_>, name: &ServerName<'_>, now: UnixTime) -> bool {
        let mut itself = RootCertStore::empty();
        if itself.add(certificate.clone().into_owned()).is_err() {
            return false;
        }
        let is_self_issued = itself.roots.first().is_some_and(|root| {
            let subject = root.subject.as_ref();
            // It stands there twice: as the name of who is vouched for, and of who vouches.
            !subject.is_empty()
                && certificate.windows(subject.len()).filter(|name| *name == subject).count() > 1
        });
        let provider = Arc::clone(&self.provider);
        let verifier = WebPkiServerVerifier::builder_with_provider(itself.into(), provider).build();
        verifier.is_ok_and(|verifier| match verifier.verify_server_cert(certificate, &[], name, &[], now) {
            Ok(_) => true,
            // Found before anybody looks who vouches, such as that it is of an authority, as the usual commands make it.
            Err(rustls::Error::InvalidCertificate(CertificateError::Other(_))) => is_self_issued,
            Err(_) => false,
        })
    }
}

impl ServerCertVerifier for Telling {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verified = self.usual.verify_server_cert(certificate, between, name, ocsp, now);
        let open = |error: &rustls::Error| match error {
            rustls::Error::InvalidCertificate(error) => {
                matches!(error, CertificateError::UnknownIssuer | CertificateError::Other(_))
            }
            _ => false,
        };
        match verified {
            Err(error) if open(&error) && self.is_self_signed(certificate, name, now) => {
                Err(CertificateError::Other(OtherError(Arc::new(SelfSigned))).into())
            }
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
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
