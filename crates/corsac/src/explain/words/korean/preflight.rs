//! About a preflight that was answered with a bad status.

use super::super::language::Korean;
use super::super::preflight::{Goal, Refusal, Rerouted};
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Refusal<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Refusal::*;
        match self.0 {
            WantsLogin { status } => write!(f, "서버가 프리플라이트에 로그인을 요구합니다(상태 코드 {status}). 하지만 브라우저는 프리플라이트에 쿠키도 Authorization도 넣지 않습니다."),
            NotRouted { path, status } => write!(f, "서버가 OPTIONS {path} 요청에 답하지 못합니다(상태 코드 {status}). 이 경로에는 프리플라이트를 처리하는 것이 없습니다."),
            NotRoutedThoughAllowed { path, status } => write!(f, "OPTIONS {path} 응답에 CORS 헤더는 있지만 상태 코드가 {status}입니다. 헤더는 모든 응답에 덧붙을 뿐이고, OPTIONS 요청 자체에 답하는 것이 없습니다."),
            RateLimited => write!(f, "요청 수 제한 때문에 프리플라이트가 거부되었습니다(상태 코드 429). 프리플라이트도 요청 한 번으로 셉니다."),
            ServerError { status } => write!(f, "서버가 프리플라이트를 처리하다가 실패했습니다(상태 코드 {status}). 아직 CORS 문제가 아닙니다. 서버 로그를 확인하세요."),
            Forbidden => write!(f, "프리플라이트에 403이 돌아왔습니다. CORS 계층이 허용하지 않았거나, 그 앞에 있는 방화벽, CSRF 검사, 접근 규칙이 막았습니다."),
            Status { status } => write!(f, "프리플라이트에 {status} 응답이 돌아왔습니다. 브라우저는 200에서 299까지만 받아들입니다."),
            PolicySays { reason } => write!(f, "서버의 CORS 정책이 프리플라이트를 거부하면서 이유를 알려 주었습니다: {reason}"),
            CorsLayer { status, origin, method, headers } => {
                write!(f, "서버의 CORS 계층이 프리플라이트를 거부했습니다(상태 코드 {status}). 다음 중 하나를 허용하지 않습니다: 오리진 {origin}, 메서드 {method}")?;
                match headers {
                    [] => Ok(()),
                    names => write!(f, ", 헤더 {}", names.join(", ")),
                }
            }
        }
    }
}

impl Display for Korean<Rerouted<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Rerouted { goal, to } = self.0;
        match to {
            Some(to) => write!(f, "프리플라이트에 '{to}' 주소로 가라는 리다이렉트가 돌아왔습니다. ")?,
            None => write!(f, "프리플라이트에 리다이렉트가 돌아왔습니다. ")?,
        }
        match goal {
            Goal::Https => write!(f, "http를 https로 바꾸기만 하는 리다이렉트입니다. ")?,
            Goal::Slash => write!(f, "끝의 슬래시 하나만 다릅니다. ")?,
            Goal::Login => return write!(f, "로그인 페이지인데, 프리플라이트에는 세션이 실리지 않습니다."),
            Goal::CanonicalHost => write!(f, "경로는 같고 호스트만 다릅니다. ")?,
            Goal::Other => {}
        }
        write!(f, "브라우저는 프리플라이트의 리다이렉트를 절대 따라가지 않습니다.")
    }
}
