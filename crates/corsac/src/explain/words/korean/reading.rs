//! About an answer that script gets.

use super::super::language::Korean;
use super::super::reading::{Flaw, Reading};
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Reading<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Reading::*;
        match self.0 {
            Navigation => write!(f, "링크나 폼입니다. 브라우저는 응답을 페이지로 보여 주고, CORS는 적용되지 않습니다. 이런 요청은 어느 사이트에서든 서버에 도착하며, 보낸 페이지는 응답을 전혀 읽지 못합니다."),
            SameOrigin => write!(f, "페이지와 URL의 오리진이 같으므로 CORS가 적용되지 않습니다."),
            Opaque => write!(f, "요청을 no-cors 모드로 보냈습니다. 스크립트는 응답에서 아무것도, 상태 코드조차 읽을 수 없습니다."),
            OpaqueRedirect => write!(f, "서버가 리다이렉트로 답했고, 여러분의 코드는 따라가지 말라고 했습니다. 스크립트는 리다이렉트가 있었다는 것만 알 수 있습니다."),
            Preflighted => write!(f, "서버가 요청을 미리 허용했고, 응답을 페이지와 공유합니다."),
            Simple => write!(f, "서버가 응답을 페이지와 공유합니다. 프리플라이트는 필요 없었습니다."),
            IsAnError { status } => write!(f, " 응답 자체는 오류입니다(상태 코드 {status}). 이것은 CORS와 관계가 없습니다."),
            ExposeMalformed => write!(f, "Access-Control-Expose-Headers가 헤더 이름 목록이 아니라서, 아무 헤더도 노출하지 않습니다."),
            ExposeWildcard => write!(f, "서버는 모든 헤더(*)를 노출하지만, 여러분의 코드는 쿠키를 보냅니다. 쿠키를 보낼 때 *는 평범한 이름일 뿐이고 아무 헤더도 노출하지 않습니다."),
            Never { names } => write!(f, "어떤 스크립트도 {} 헤더를 읽을 수 없습니다. 브라우저가 내주지 않습니다.", names.join(", ")),
            CookieRefused { name, flaw: Flaw::Domain { domain, host } } => write!(f, "브라우저가 쿠키를 저장하지 않습니다: '{name}'. 쿠키의 Domain 값은 '{domain}'인데, 응답을 보낸 호스트는 '{host}'입니다."),
            CookieRefused { name, flaw: Flaw::SecureByHttp } => write!(f, "브라우저가 쿠키를 저장하지 않습니다: '{name}'. Secure 쿠키인데 URL이 http입니다."),
            CookieRefused { name, flaw: Flaw::Prefix } => write!(f, "브라우저가 쿠키를 저장하지 않습니다: '{name}'. 이런 이름은 Secure를 약속하고, __Host-로 시작하면 Path=/가 있고 Domain이 없다는 것까지 약속합니다."),
            CookieRefused { name, flaw: Flaw::NoneWithoutSecure } => write!(f, "브라우저가 쿠키를 저장하지 않습니다: '{name}'. SameSite=None에는 Secure가 필요합니다."),
            CookieRefused { name, flaw: Flaw::SameSite { value } } => write!(f, "브라우저가 쿠키를 저장하지 않습니다: '{name}'. SameSite 값이 '{value}'인데 페이지가 다른 사이트에 있습니다. CORS 설정으로는 바꿀 수 없습니다."),
            CookieRefused { name, flaw: Flaw::NoSameSite } => write!(f, "Chromium이 쿠키를 저장하지 않습니다: '{name}'. SameSite가 없으면 SameSite=Lax로 보는데, 페이지가 다른 사이트에 있습니다. Safari와 Firefox도 저마다의 규칙으로 다른 사이트의 쿠키를 막습니다."),
            NotExposed { names } => write!(f, "여러분의 코드는 {} 헤더를 읽으려고 하는데, 서버가 이 헤더를 다른 오리진의 스크립트에 노출하지 않습니다.", names.join(", ")),
        }
    }
}
