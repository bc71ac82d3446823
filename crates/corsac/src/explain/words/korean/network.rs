//! About the way to the server, and what is no matter of CORS.

use super::super::language::Korean;
use super::super::network::{At, Network, Outside};
use crate::browser::TlsFailure;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Network<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Network::*;
        match self.0 {
            NoAnswer => write!(f, "응답이 오지 않았습니다."),
            HeldBackAfterPreflight { method } => write!(f, "프리플라이트가 {method} 요청을 허용했으므로, 브라우저라면 지금 보냅니다. 서버의 무언가를 바꿀 수 있는 요청이라 여기서는 보내지 않았습니다."),
            HeldBack { method } => write!(f, "{method} 요청에는 프리플라이트가 필요 없어서, 브라우저는 바로 보냅니다. 서버의 무언가를 바꿀 수 있는 요청이라 여기서는 보내지 않았습니다."),
            Dns { host } => write!(f, "'{host}' 호스트를 찾을 수 없습니다. 이 이름에는 주소가 없습니다. CORS 문제가 아닙니다."),
            Unreachable(at) => write!(f, "{}에서 아무것도 답하지 않습니다. 그 포트를 열고 있는 서버가 없습니다. CORS 문제가 아닙니다.", Korean(at)),
            Tls(at) => write!(f, "{}에서 TLS 핸드셰이크에 실패했습니다. 신뢰할 수 없는 인증서이거나, 그 포트의 서버가 암호화하지 않은 http를 쓰고 있습니다.", Korean(at)),
            OtherLoopback(at, other) => write!(f, "{}에서는 아무것도 답하지 않지만, 같은 컴퓨터의 다른 루프백 주소인 '{other}'에서는 서버가 듣고 있습니다. CORS 문제가 아닙니다.", Korean(at)),
            TlsFor(at, why) => write!(f, "{}에서 TLS 핸드셰이크에 실패했습니다. {} CORS 문제가 아닙니다.", Korean(at), Korean(why)),
            Timeout(at) => write!(f, "{}에서 제때 응답이 오지 않았습니다.", Korean(at)),
            NotHttp(at) => write!(f, "{}에서 답한 것은 HTTP가 아니거나, 잘못된 HTTP입니다.", Korean(at)),
            WantsTls(at) => write!(f, "{}에서는 TLS로 통신하는데 URL이 http입니다. 서버가 직접 그렇게 답했습니다. CORS 문제가 아닙니다.", Korean(at)),
            SpeaksTls(at) => write!(f, "{}에서는 TLS로 통신하는데 URL이 http입니다. http로는 답하지 않지만, https로는 답합니다. CORS 문제가 아닙니다.", Korean(at)),
            PreflightNoResponse(at) => write!(f, "{}에서 프리플라이트(OPTIONS)에 답하지 않고 연결을 끊었습니다.", Korean(at)),
            NoResponse(at, method) => write!(f, "{}에서 {method} 요청에 답하지 않고 연결을 끊었습니다. 서버가 요청을 처리하다가 죽은 것으로 보입니다.", Korean(at)),
            Intermediary { server } => write!(f, "애플리케이션 대신 '{server}' 서버가 답한 것으로 보입니다."),
        }
    }
}

impl Display for Korean<TlsFailure> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            TlsFailure::SelfSigned => "서버의 인증서가 자체 서명된 것이라 이 컴퓨터가 신뢰하지 않습니다.",
            TlsFailure::UnknownIssuer => {
                "서버의 인증서를 발급한 기관을 이 컴퓨터가 신뢰하지 않거나, 서버가 중간 인증서를 빠뜨렸습니다."
            }
            TlsFailure::Expired => "서버의 인증서가 만료되었습니다.",
            TlsFailure::NotYetValid => "서버의 인증서가 아직 유효하지 않거나, 이 컴퓨터의 시계가 늦습니다.",
            TlsFailure::OtherHost => "서버의 인증서가 다른 호스트 이름의 것입니다.",
            TlsFailure::NoTls => "서버가 그 포트에서 TLS를 쓰지 않습니다. 아마 암호화하지 않은 http를 씁니다.",
            TlsFailure::OldProtocol => "서버가 브라우저에서 더는 쓰지 않는 옛 TLS 버전이나 암호만 씁니다.",
            TlsFailure::ClientCertificate => {
                "서버가 클라이언트 인증서를 요구합니다. fetch는 쿠키를 보낼 때만 인증서를 보내고, 프리플라이트에는 절대 보내지 않습니다."
            }
        })
    }
}

impl Display for Korean<At<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            At { host, port: Some(port) } => write!(f, "'{host}'의 {port} 포트"),
            At { host, port: None } => write!(f, "'{host}' 호스트"),
        }
    }
}

impl Display for Korean<Outside<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Outside::*;
        match self.0 {
            TypeUnfit { kind: Some(kind), wanted } => write!(f, "응답의 형식은 '{kind}'인데, 페이지는 이것을 {wanted} 용도로 쓰려고 합니다. 브라우저는 이 응답을 실행하지 않습니다. CORS 문제가 아닙니다."),
            TypeUnfit { kind: None, wanted } => write!(f, "응답의 형식을 알 수 없는데, 페이지는 이것을 {wanted} 용도로 쓰려고 합니다. 브라우저는 이 응답을 실행하지 않습니다. CORS 문제가 아닙니다."),
            UnknownType => write!(f, "알 수 없는 형식"),
            DataUrl => write!(f, "data: URL의 형식이 잘못되었습니다. 쉼표가 없거나, base64 부분이 base64가 아닙니다."),
            KeepaliveBody { bytes } => write!(f, "페이지가 닫힌 뒤에도 남을 수 있는 요청이 모두 {bytes}바이트인데, 브라우저가 허용하는 크기는 65,536바이트입니다."),
            TargetAddressSpace { space } => write!(f, "여러분의 코드가 예상한 네트워크에 서버가 없습니다. 서버는 {space} 네트워크에 있습니다."),
            InsecureContext { space } => write!(f, "서버가 {space} 네트워크에 있습니다. 이런 서버에는 https로 받은 페이지만 요청할 수 있습니다."),
            PermissionDenied { space } => write!(f, "서버가 {space} 네트워크에 있는데, 사용자가 이 페이지의 접근을 허용하지 않았습니다."),
            BlobMethod => write!(f, "blob: URL은 GET으로만 가져올 수 있습니다."),
            BlobMissing => write!(f, "그런 blob이 없거나 이제는 없습니다. URL이 취소되었거나, 다른 페이지의 URL입니다."),
            BlobRange => write!(f, "Range 헤더가 blob에 없는 범위를 요청합니다."),
            ResourcePolicy => write!(f, "서버의 Cross-Origin-Resource-Policy 때문에 다른 사이트의 페이지는 no-cors 모드로 이 응답을 받을 수 없습니다. CORS 문제가 아닙니다."),
            EmbedderPolicy => write!(f, "여러분 페이지의 Cross-Origin-Embedder-Policy는 가져다 써도 된다고 밝힌 것만 받아들이는데, 이 응답은 그렇게 밝히지 않았습니다. CORS 문제가 아닙니다."),
        }
    }
}
