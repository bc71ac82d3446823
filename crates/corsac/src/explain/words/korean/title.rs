//! The titles of diagnoses, each in one line without a full stop.

use super::super::super::name::Name;
use super::super::language::Korean;
use core::fmt::{Display, Formatter, Result};

/// Gives each name its title; a name without one does not compile.
macro_rules! titles {
    ($($name:ident = $title:literal;)+) => {
        impl Display for Korean<Name> {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                f.write_str(match self.0 {
                    $(Name::$name => $title,)+
                })
            }
        }
    };
}

titles! {
    OkSameOrigin = "페이지와 URL의 오리진이 같아 CORS가 적용되지 않습니다";
    OkSimple = "프리플라이트 없이 허용되었습니다";
    OkPreflighted = "프리플라이트를 거쳐 허용되었습니다";
    OkOpaque = "no-cors 모드로 보내서, 스크립트는 응답에서 아무것도 읽을 수 없습니다";
    OkOpaqueRedirect = "스크립트가 따라가지 말라고 한 리다이렉트입니다";
    OkNavigation = "CORS와 관계없는 링크나 폼입니다";

    UrlInvalid = "URL이 절대 URL이 아닙니다";
    UrlMissingScheme = "URL에 http://나 https://가 빠졌습니다";
    UrlUserinfo = "URL에 사용자 이름이나 비밀번호가 있습니다";
    SchemeUnsupported = "CORS는 http와 https에만 있습니다";
    BadPort = "브라우저는 이 포트에 절대 연결하지 않습니다";
    PageOriginInvalid = "페이지의 오리진으로 준 값이 오리진이 아닙니다";
    PageOriginNull = "페이지의 오리진이 불투명(opaque)해서 null로 전송됩니다";
    ModeSameOrigin = "코드가 자기 오리진에만 요청하도록 정했습니다";
    OnlyIfCachedMode = "캐시 모드 only-if-cached는 same-origin 모드에서만 쓸 수 있습니다";
    NotCached = "코드가 브라우저 캐시만 허용했는데, 캐시에 응답이 없습니다";
    ModeNavigate = "navigate 모드는 스크립트가 쓸 수 없습니다";
    NoCorsRedirectMode = "no-cors 모드에서는 리다이렉트를 따라가야 합니다";
    NoCorsMethod = "no-cors 모드에서는 GET, HEAD, POST만 쓸 수 있습니다";
    NoCorsHeader = "no-cors 모드에서는 이 요청 헤더가 버려집니다";
    MethodInvalid = "HTTP 메서드가 아닙니다";
    MethodForbidden = "스크립트가 쓸 수 없는 메서드입니다";
    HeaderInvalid = "HTTP가 허용하지 않는 헤더입니다";
    BodyNotAllowed = "GET과 HEAD에는 본문이 없습니다";
    MixedContent = "https 페이지는 http 주소를 가져올 수 없습니다";
    LocalNetworkDenied = "페이지가 이 기기나 로컬 네트워크에 접근하기 전에 Chrome이 사용자에게 묻습니다";
    ForbiddenRequestHeader = "브라우저만 정할 수 있는 요청 헤더입니다";
    ResponseHeaderOnRequest = "응답 헤더를 요청에 넣었습니다";
    UnneededPreflight = "빼도 되는 헤더 하나 때문에 프리플라이트가 생깁니다";

    DnsFailure = "호스트 이름에 주소가 없습니다";
    ServerUnreachable = "이 호스트와 포트에서 아무것도 답하지 않습니다";
    TlsFailure = "인증서나 TLS 핸드셰이크에 문제가 있습니다";
    Timeout = "제때 응답이 오지 않았습니다";
    NotHttp = "답한 것이 HTTP가 아닙니다";
    NoResponse = "응답이 오기 전에 연결이 끊겼습니다";
    PreflightNoResponse = "프리플라이트의 응답이 오기 전에 연결이 끊겼습니다";
    NotSent = "요청을 보내지 않아서 결과를 알 수 없습니다";
    IntermediaryAnswered = "서버 대신 프록시나 CDN이 답한 것으로 보입니다";

    PreflightRedirected = "프리플라이트에 리다이렉트가 돌아왔습니다";
    PreflightRedirectedToHttps = "프리플라이트가 http에서 https로 리다이렉트되었습니다";
    PreflightRedirectedTrailingSlash = "프리플라이트가 슬래시를 붙이거나 떼는 리다이렉트를 받았습니다";
    PreflightRedirectedToLogin = "프리플라이트가 로그인 페이지로 리다이렉트되었습니다";
    PreflightRedirectedCanonicalHost = "프리플라이트가 다른 호스트 이름으로 리다이렉트되었습니다";
    PreflightRequiresAuth = "로그인 정보가 절대 실리지 않는 프리플라이트에 서버가 로그인을 요구합니다";
    PreflightNotRouted = "서버가 이 경로의 OPTIONS에 답하지 못합니다";
    PreflightRejectedByCorsLayer = "서버의 CORS 계층이 프리플라이트를 거부했습니다";
    PreflightServerError = "프리플라이트 때문에 서버에서 오류가 났습니다";
    PreflightRateLimited = "프리플라이트가 요청 수 제한에 걸렸습니다";
    PreflightStatusNotOk = "프리플라이트의 상태 코드가 200에서 299 사이가 아닙니다";
    PreflightCredentialed = "어떤 브라우저도 보내지 않는 프리플라이트입니다";
    PreflightCacheStale = "프리플라이트의 오래된 응답이 쓰이고 있을 수 있습니다";

    HeaderMisspelt = "CORS 헤더의 이름이 틀렸습니다";
    AllowOriginMissing = "응답에 Access-Control-Allow-Origin이 없습니다";
    AllowOriginMissingOnError = "오류 응답에 CORS 헤더가 없습니다";
    AllowOriginMissingOnRedirect = "리다이렉트에 Access-Control-Allow-Origin이 없습니다";
    AllowOriginMissingCached = "캐시가 Access-Control-Allow-Origin이 없는 응답을 보냈습니다";
    PreflightOkResponseNot = "프리플라이트에만 CORS 헤더가 있습니다";
    AllowOriginMismatch = "Access-Control-Allow-Origin에 다른 오리진이 적혀 있습니다";
    AllowOriginTrailingSlash = "Access-Control-Allow-Origin이 슬래시로 끝납니다";
    AllowOriginHasPath = "Access-Control-Allow-Origin에 경로가 있습니다";
    AllowOriginMissingScheme = "Access-Control-Allow-Origin에 http://나 https://가 빠졌습니다";
    AllowOriginSchemeDiffers = "Access-Control-Allow-Origin의 스킴이 다릅니다";
    AllowOriginPortDiffers = "Access-Control-Allow-Origin의 포트가 다릅니다";
    AllowOriginDefaultPort = "Access-Control-Allow-Origin에 기본 포트가 적혀 있습니다";
    AllowOriginCase = "Access-Control-Allow-Origin에 대문자가 있습니다";
    AllowOriginWww = "Access-Control-Allow-Origin이 www.만큼 다릅니다";
    AllowOriginUnicodeHost = "Access-Control-Allow-Origin에 ASCII가 아닌 글자가 있습니다";
    AllowOriginLoopbackAlias = "localhost와 127.0.0.1은 서로 다른 오리진입니다";
    AllowOriginWildcardPattern = "Access-Control-Allow-Origin에 패턴이 있습니다";
    AllowOriginOtherClient = "캐시가 다른 오리진을 위해 만든 응답을 보냈습니다";
    AllowOriginTainted = "다른 오리진으로 리다이렉트된 뒤에 브라우저가 Origin: null을 보냅니다";
    AllowOriginNull = "Access-Control-Allow-Origin이 null입니다";
    AllowOriginDuplicate = "Access-Control-Allow-Origin이 두 번 이상 있습니다";
    AllowOriginList = "Access-Control-Allow-Origin에 오리진이 여러 개 있습니다";
    AllowOriginEmpty = "Access-Control-Allow-Origin이 비어 있습니다";
    AllowOriginQuoted = "Access-Control-Allow-Origin에 따옴표가 있습니다";
    AllowOriginUnsetVariable = "Access-Control-Allow-Origin이 값 없는 변수로 보입니다";
    AllowOriginInvalid = "Access-Control-Allow-Origin이 오리진이 아닙니다";
    AllowOriginWildcardWithCredentials = "Access-Control-Allow-Origin이 *인데 요청에 자격 증명이 있습니다";
    AllowCredentialsMissing = "Access-Control-Allow-Credentials가 없습니다";
    AllowCredentialsNotTrue = "Access-Control-Allow-Credentials가 정확히 true가 아닙니다";

    AllowMethodsMalformed = "Access-Control-Allow-Methods가 메서드 목록이 아닙니다";
    MethodCase = "코드의 메서드가 대문자가 아닙니다";
    MethodCaseOnServer = "Access-Control-Allow-Methods에 적힌 메서드의 대소문자가 다릅니다";
    MethodWildcardWithCredentials = "Access-Control-Allow-Methods가 *인데 요청에 자격 증명이 있습니다";
    MethodNotAllowed = "Access-Control-Allow-Methods에 이 메서드가 없습니다";
    AllowHeadersMalformed = "Access-Control-Allow-Headers가 헤더 이름 목록이 아닙니다";
    HeaderWildcardWithCredentials = "Access-Control-Allow-Headers가 *인데 요청에 자격 증명이 있습니다";
    AuthorizationWildcard = "Access-Control-Allow-Headers의 *에는 Authorization이 포함되지 않습니다";
    ContentTypeNotSafelisted = "이 Content-Type에는 허가가 필요한데 프리플라이트가 받지 못했습니다";
    SafelistedValueUnsafe = "안전 목록에 있는 헤더이지만 값이 너무 길거나 안전하지 않은 바이트가 있습니다";
    HeaderAddedByTooling = "허가가 필요한 헤더를 도구가 붙였습니다";
    HeaderNotAllowed = "Access-Control-Allow-Headers에 없는 헤더가 있습니다";
    MaxAgeMissing = "Access-Control-Max-Age가 없으면 프리플라이트의 응답은 5초 동안만 유효합니다";
    MaxAgeCapped = "브라우저는 프리플라이트의 응답을 서버가 말한 것보다 짧게 기억합니다";

    RedirectToLogin = "요청이 로그인 페이지로 리다이렉트되었습니다";
    RedirectUserinfo = "사용자 이름이나 비밀번호가 든 URL로 리다이렉트되었습니다";
    RedirectLocationInvalid = "갈 곳이 없는 리다이렉트입니다";
    RedirectSchemeUnsupported = "http나 https가 아닌 곳으로 리다이렉트되었습니다";
    RedirectLimit = "리다이렉트가 20번을 넘었습니다";
    RedirectModeError = "코드가 금지한 리다이렉트가 돌아왔습니다";
    RedirectBodyStream = "리다이렉트를 따라가려면 스트림 본문이 다시 필요합니다";
    RedirectMethodChanged = "리다이렉트가 메서드를 GET으로 바꾸었습니다";
    RedirectDropsAuthorization = "다른 오리진으로 가는 리다이렉트에서 Authorization이 빠집니다";

    CorpBlocked = "Cross-Origin-Resource-Policy 때문에 이 페이지는 응답을 받을 수 없습니다";
    TypeUnfit = "응답의 형식이 페이지가 쓰려는 용도와 맞지 않습니다";
    ResponseHeaderNotExposed = "스크립트가 이 응답 헤더를 읽을 수 없습니다";
    ExposeHeadersMalformed = "Access-Control-Expose-Headers가 헤더 이름 목록이 아닙니다";
    ExposeWildcardWithCredentials = "Access-Control-Expose-Headers가 *인데 요청에 자격 증명이 있습니다";
    CookieRefused = "브라우저가 응답의 쿠키를 저장하지 않습니다";
    CredentialsOmitted = "요청에 쿠키가 없었습니다";
    VaryOriginMissing = "응답에 오리진이 적혀 있는데 Vary에는 없습니다";
}
