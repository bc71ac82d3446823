//! About the request as the code makes it.

use super::super::language::Korean;
use super::super::request::Making;
use super::origin::malformed;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Making<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Making::*;
        match self.0 {
            BadPort { port } => write!(f, "브라우저는 헤더가 어떻든 {port} 포트에는 절대 연결하지 않습니다. HTTP가 아닌 다른 프로토콜이 쓰는 포트입니다."),
            ModeSameOrigin { origin, page } => write!(f, "여러분의 코드는 mode를 same-origin으로 정했는데, '{origin}' 오리진은 페이지의 오리진('{page}')과 다릅니다."),
            NoCorsRedirectMode { mode } => write!(f, "no-cors 모드에서는 리다이렉트를 따라가야 하는데, 여러분의 코드는 redirect: {mode:?} 옵션을 썼습니다."),
            SchemeUnsupported { scheme } => write!(f, "CORS는 http와 https에만 있는데, 이것은 {scheme}: URL입니다."),
            PageOriginInvalid { value, kind } => write!(f, "페이지의 오리진으로 준 '{value}' 값은 오리진이 아닙니다. {}.", malformed(kind)),
            UrlInvalid { url } => write!(f, "'{url}' 값은 절대 URL이 아닙니다."),
            ClientInvalid { url } => write!(f, "요청이 출발지라고 밝힌 '{url}' 값은 절대 URL이 아닙니다."),
            MissingScheme { url } => write!(f, "'{url}' 값에 스킴이 빠졌습니다. 브라우저는 첫 콜론 앞부분을 스킴으로 보거나, 전체를 경로로 봅니다."),
            Userinfo => write!(f, "URL에 사용자 이름이나 비밀번호가 있습니다. fetch()는 이런 URL을 거부합니다."),
            HeaderInvalid { name } => write!(f, "'{name}' 헤더의 이름이나 값은 HTTP가 허용하지 않는 것입니다."),
            BodyNotAllowed { method } => write!(f, "여러분의 코드는 {method} 요청에 본문을 넣었는데, 이 메서드에는 본문이 없습니다."),
            ModeNavigate => write!(f, "navigate 모드는 링크와 폼을 위한 것이고, 스크립트는 쓸 수 없습니다."),
            NotCached => write!(f, "여러분의 코드는 cache: \"only-if-cached\" 옵션을 썼는데, 브라우저 캐시에 이 URL의 응답이 없습니다. 그래서 아무것도 보내지 않았습니다."),
            OnlyIfCached => write!(f, "브라우저가 요청을 거부합니다. cache 모드 only-if-cached는 mode same-origin에서만 쓸 수 있습니다."),
            StreamMode => write!(f, "브라우저가 요청을 거부합니다. 스트림 본문은 cors 모드나 same-origin 모드에서만 보낼 수 있습니다."),
            StreamKeepalive => write!(f, "브라우저가 요청을 거부합니다. keepalive 요청의 본문은 스트림일 수 없습니다."),
            MethodForbidden { method } => write!(f, "어떤 스크립트도 {method} 메서드를 쓸 수 없습니다. 브라우저는 CONNECT, TRACE, TRACK을 스크립트에 내주지 않습니다."),
            NoCorsMethod { method } => write!(f, "no-cors 모드에서는 GET, HEAD, POST만 쓸 수 있고, {method} 메서드는 쓸 수 없습니다."),
            MethodInvalid { method } => write!(f, "{method:?} 값은 HTTP 메서드가 아닙니다."),
            ResponseHeaders { names } => write!(f, "여러분의 코드가 요청에 {} 헤더를 넣었습니다. 이것은 응답 헤더라서 서버가 보내야 합니다. 요청에 넣으면 실패하는 프리플라이트만 생깁니다.", names.join(", ")),
            ForbiddenHeaders { names } => write!(f, "여러분의 코드가 {} 헤더를 넣었습니다. 이 헤더는 브라우저만 정할 수 있고, 스크립트가 적은 값은 조용히 버려집니다.", names.join(", ")),
            NoCorsHeaders { names } => write!(f, "no-cors 모드에서 브라우저는 {} 헤더를 조용히 버립니다.", names.join(", ")),
        }
    }
}
