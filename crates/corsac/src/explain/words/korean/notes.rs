//! What is worth knowing besides.

use super::super::language::Korean;
use super::super::notes::Remark;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Remark<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Remark::*;
        match self.0 {
            PreflightCredentialed => write!(f, "어떤 브라우저도 이 프리플라이트를 보내지 않습니다. 자격 증명만으로는 프리플라이트가 생기지 않습니다. preflight-credentialed 스위치 때문에 생겼습니다."),
            MaxAgeNoNumber { value } => write!(f, "Access-Control-Max-Age 값이 '{value}'입니다. 초를 나타내는 정수가 아니라서 브라우저가 무시하고, 응답을 5초만 보관합니다."),
            MaxAgeMissing => write!(f, "Access-Control-Max-Age가 없으면 브라우저는 프리플라이트의 응답을 5초 동안만 기억하고, 그 뒤에는 다시 묻습니다."),
            Keeps { browser, seconds } => write!(f, "{browser} {seconds}초"),
            MaxAgeCapped { seconds, kept } => write!(f, "서버는 {seconds}초를 허용하지만, 브라우저는 더 짧게 기억합니다: {}", kept.join(", ")),
            VaryMissing { value } => write!(f, "응답이 '{value}' 오리진을 적으면서 Vary: Origin은 보내지 않습니다. 페이지마다 다른 오리진을 적는다면, 캐시가 엉뚱한 응답을 내주게 됩니다."),
            VaryUnneeded { value } => write!(f, "다른 페이지에 보낸 응답에도 똑같이 '{value}' 오리진이 적혀 있습니다. 늘 같다면 Vary: Origin이 없어도 됩니다. 목록에서 골라 적는 서버라면 필요합니다."),
            OpaquePage => write!(f, "이 페이지(로컬 파일, 샌드박스 프레임, data: URL 중 하나)에는 자기 오리진이 없어서 브라우저가 Origin: null을 보냅니다. 서버가 null을 허용해서는 안 됩니다."),
            CacheStale => write!(f, "프리플라이트의 응답을 브라우저 캐시에서 가져왔습니다. 그 사이에 서버가 바뀌었다면, 브라우저는 아직 예전 응답을 따르고 있습니다."),
            CookieIgnored { mode } => write!(f, "응답이 쿠키를 설정하지만 브라우저는 무시합니다. 요청의 credentials 값이 {mode}입니다."),
            NoCookies => write!(f, "서버가 로그인을 요구하는데, 요청에 쿠키가 없었습니다. fetch()는 따로 지정하지 않으면 다른 오리진에 쿠키를 보내지 않습니다."),
            UnneededPreflight { name } => write!(f, "프리플라이트가 생긴 이유는 {name} 헤더 하나뿐인데, 이 요청에는 거의 필요 없는 헤더입니다."),
            MixedOnThisDevice => write!(f, "페이지는 https이고 URL은 이 기기의 http입니다. Chromium과 Firefox는 통과시키지만, Safari는 혼합 콘텐츠로 보고 거부할 수 있습니다."),
            MixedInLocalNetwork => write!(f, "페이지는 https이고 URL은 로컬 네트워크의 http입니다. Chromium은 거부하는 대신 사용자에게 묻지만, Firefox와 Safari는 혼합 콘텐츠로 보고 거부할 수 있습니다."),
            MixedContent => write!(f, "페이지는 https이고 URL은 http입니다. 브라우저는 이런 혼합 콘텐츠를 CORS를 살펴보기도 전에 거부합니다."),
            LocalNetworkByHttp => write!(f, "이 URL은 이 기기나 로컬 네트워크에 있습니다. Chrome은 http로 받은 외부 페이지가 그곳에 접근하는 것을 막고, 어떤 헤더로도 바꿀 수 없습니다."),
            LocalNetwork => write!(f, "URL이 이 기기나 로컬 네트워크에 있습니다. 다른 곳에서 온 페이지가 접근하려고 하면 Chrome은 먼저 사용자에게 묻습니다. 이것을 바꾸는 헤더는 없습니다."),
        }
    }
}
