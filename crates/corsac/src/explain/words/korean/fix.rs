//! Ways out.

use super::super::fix::{AtServer, InPage, Mend};
use super::super::language::Korean;
use crate::browser::TlsFailure;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<InPage<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use InPage::*;
        match self.0 {
            DefaultMode => write!(f, "기본 모드를 쓰세요:"),
            LeaveOutRedirect => write!(f, "redirect 옵션을 빼거나 cors 모드를 쓰세요."),
            FileOverHttp => write!(f, "파일을 http://localhost 같은 http 주소로 제공하고, 그 URL을 호출하세요."),
            OtherScheme => write!(f, "http나 https URL로 요청하세요."),
            WebSocket => write!(f, "WebSocket으로 여세요. WebSocket에는 CORS가 적용되지 않고, 서버가 직접 Origin을 확인합니다:"),
            GivePageOrigin => write!(f, "페이지의 오리진을 https://app.example.com처럼 스킴, 호스트, 포트로 적으세요."),
            WholeUrl => write!(f, "스킴과 호스트까지 URL 전체를 적으세요."),
            HeaderCharacters => write!(f, "이름에는 영문자, 숫자, 하이픈을 쓰고, 값에는 줄바꿈을 넣지 마세요."),
            Post => write!(f, "POST를 쓰거나, 값을 URL의 쿼리에 넣으세요."),
            ChangeMode => write!(f, "모드를 바꾸거나, 그 모드와 맞지 않는 옵션을 빼세요."),
            AskTheServer => write!(f, "캐시에 없을 때는 서버에 묻게 하세요:"),
            SameOriginModeOrForceCache => write!(f, "페이지와 오리진이 같은 URL이면 mode: \"same-origin\"도 함께 쓰고, 아니면 force-cache를 쓰세요:"),
            BodyInOnePiece => write!(f, "본문을 텍스트, Blob, FormData로 보내거나 keepalive를 빼세요."),
            WriteScheme => write!(f, "스킴을 적으세요:"),
            CredentialsInHeader => write!(f, "헤더에 담아 보내고, 서버가 그 헤더를 허용하게 하세요:"),
            AnotherMethod => write!(f, "다른 메서드를 쓰세요."),
            CorsForMethod => write!(f, "cors 모드를 쓰고, 서버가 그 메서드를 허용하게 하세요."),
            MethodWithoutSpaces => write!(f, "PUT처럼 공백 없는 메서드를 쓰세요."),
            MethodAs(method) => write!(f, "메서드를 대문자로 쓰세요({method}):"),
            Delete(names) => write!(f, "요청 헤더에서 {} 헤더를 지우세요.", names.join(", ")),
            CorsForHeader => write!(f, "cors 모드를 쓰고, 서버가 그 헤더를 허용하게 하세요."),
            TellTheTool => write!(f, "또는 이 호스트로 가는 요청에는 헤더를 붙이지 않도록 도구를 설정하세요."),
            CorrectHost => write!(f, "URL의 호스트를 고치거나, 그 이름을 DNS에 등록하세요."),
            CorrectPort => write!(f, "curl -v로 그 포트에서 무엇이 답하는지 보고, URL의 포트나 서버를 고치세요."),
            HttpUrl => write!(f, "http URL을 호출하거나, 이 포트에서 TLS를 쓰게 하세요:"),
            Localhost => write!(f, "localhost로 쓰세요. 그러면 브라우저가 두 주소에 모두 물어봅니다:"),
            FinalUrl => write!(f, "리다이렉트가 필요 없도록 최종 URL을 호출하세요:"),
            FinalUrlOrBody => write!(f, "최종 URL을 호출하거나, 본문을 텍스트, Blob, FormData로 보내세요."),
            FinalUrlOrFollow => write!(f, "최종 URL을 호출하거나, 리다이렉트를 따라가세요:"),
            ThenLogin => write!(f, "그다음 코드에서 직접 사용자를 로그인 페이지로 보내세요:"),
            AskWithCors => write!(f, "또는 crossorigin 속성 등으로 CORS 요청을 보내고, 서버가 허용하게 하세요."),
            CorsToRead => write!(f, "응답을 읽으려면 cors 모드를 쓰고, 서버가 페이지의 오리진을 허용하게 하세요."),
            CheckUrl => write!(f, "URL이 맞는지 확인하세요. 오류 페이지는 text/html로 옵니다."),
            SendLess => write!(f, "더 적게 보내거나 keepalive를 빼세요."),
            TargetAddressSpace => write!(f, "targetAddressSpace를 서버가 있는 곳으로 정하거나 빼세요."),
            PageOverHttps => write!(f, "페이지를 https로 제공하세요."),
            AskTheUser => write!(f, "사용자에게 허용해 달라고 요청하고, 무엇 때문에 필요한지 미리 알리세요."),
            OwnOrigin => write!(f, "페이지를 http://localhost:8000 같은 자기 오리진에서 제공하세요."),
            OneMachine(page, url) => write!(f, "{page} 주소와 {url} 주소는 이름만 다른 같은 컴퓨터이지만, 오리진은 둘입니다. 페이지와 같은 이름을 쓰면 CORS가 필요 없습니다:"),
            SendCookies => write!(f, "서버에 쿠키가 필요하면 쿠키를 보내세요:"),
            LeaveOut(name) => write!(f, "{name} 헤더를 빼세요."),
            HttpsUrl => write!(f, "https URL을 호출하세요:"),
            WithoutCookies => write!(f, "쿠키가 필요 없으면 다른 오리진에 보내지 마세요:"),
        }
    }
}

impl Display for Korean<AtServer> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use AtServer::*;
        match self.0 {
            AnotherPort => write!(f, "8080 같은 다른 포트에서 제공하세요."),
            Start => write!(f, "서버를 켜거나, URL의 호스트와 포트를 고치세요."),
            Certificate => write!(f, "탭에서 URL을 열어 브라우저가 말하는 이유를 확인하고, 그 인증서의 발급 기관을 신뢰하게 하거나 이 포트에서 TLS를 쓰게 하세요."),
            CertificateFor(why) => f.write_str(certificate(why)),
            ListenAtOtherLoopback { v6 } => write!(f, "또는 서버가 {} 주소에서도 듣게 하세요.", if v6 { "[::1]" } else { "127.0.0.1" }),
            LogForHang => write!(f, "서버 로그에서 이 요청을 찾아보세요. 서버가 멈추었거나 과부하일 수 있습니다."),
            AnswerOptions => write!(f, "서버가 OPTIONS에 204와 CORS 헤더로 답하게 하세요."),
            Log => write!(f, "서버 로그에서 이 요청을 찾아보세요."),
            OptionsBeforeLogin => write!(f, "로그인 검사 전에 OPTIONS에 답하고, 세션이 없는 스크립트 요청에는 리다이렉트가 아니라 401로 답하세요."),
            OptionsBeforeRedirect => write!(f, "또는 리다이렉트하기 전에 이 URL의 OPTIONS에 204와 CORS 헤더로 답하세요. 실제 요청은 그래도 리다이렉트됩니다."),
            OptionsAtTarget => write!(f, "그리고 그 URL이 OPTIONS에 204와 CORS 헤더로 답하게 하세요. 여기서 답하는 것만으로는 부족합니다. 실제 요청이 다른 오리진으로 리다이렉트되면서 Origin: null로 바뀌기 때문입니다."),
            NoRedirectElsewhere => write!(f, "또는 다른 오리진으로 리다이렉트하지 말고 바로 답하세요. null은 절대 허용하지 마세요."),
            OneLocation => write!(f, "Location을 하나만 보내세요."),
            UrlAsLocation => write!(f, "Location에는 URL이나 슬래시로 시작하는 경로를 적으세요."),
            RedirectToHttp => write!(f, "http나 https URL로 리다이렉트하거나, URL을 본문에 담아 답하세요."),
            NoCircle => write!(f, "서로 리다이렉트하는 두 URL을 찾아, 그중 하나가 직접 답하게 하세요."),
            WithoutUserinfo => write!(f, "사용자 이름과 비밀번호를 뺀 URL로 리다이렉트하세요."),
            LoginWith401 => write!(f, "세션이 없는 스크립트 요청에는 리다이렉트 대신 401로 답하세요. Sec-Fetch-Mode: cors로 페이지 이동과 구별할 수 있습니다."),
            CrossOriginPolicy => write!(f, "모든 사이트가 가져다 써도 되는 것에는 Cross-Origin-Resource-Policy: cross-origin을 보내세요."),
            Expose => write!(f, "헤더를 노출하세요:"),
            ContentType => write!(f, "파일에 맞는 형식을 보내세요. 스크립트는 text/javascript, 스타일시트는 text/css입니다."),
            CookieForOtherSites => write!(f, "다른 사이트의 페이지가 이 쿠키를 써도 된다면 https에서 이렇게 보내세요. 아니면 페이지와 서버를 한 도메인 아래에 두세요:"),
            CookieSecure => write!(f, "https에서 이렇게 보내세요:"),
            CookieWithoutDomain => write!(f, "Domain을 빼거나, 호스트 자신의 도메인을 적으세요:"),
            CookieWholeHost => write!(f, "https에서 이렇게 보내세요:"),
            CookieByHttps => write!(f, "URL을 https로 제공하거나, 개발하는 동안에는 Secure를 빼세요."),
            AskLessOften => write!(f, "프리플라이트를 덜 보내려면:"),
            SendVary => write!(f, "모든 응답에 보내세요. 아무도 허용하지 않는 응답에도 필요합니다:"),
            HttpsFirst => write!(f, "먼저 페이지를 https로 제공하세요. 암호화하지 않은 http 페이지는 네트워크의 누구나 바꿀 수 있으므로, 쿠키로 만든 응답을 받아서는 안 됩니다."),
            OwnOrigin => write!(f, "페이지를 자기 오리진에서 제공하세요. https URL을 쓰고, 개발 중에는 http://localhost를 쓰세요."),
        }
    }
}

/// What to do about a failed TLS handshake.
#[rustfmt::skip]
const fn certificate(why: TlsFailure) -> &'static str {
    match why {
        TlsFailure::SelfSigned => "mkcert로 인증서를 만드세요. mkcert -install을 하면 브라우저가 그 발급 기관을 신뢰합니다. 아니면 이 인증서를 신뢰하게 하세요. 탭에서 경고를 넘기는 것으로도 당분간은 됩니다.",
        TlsFailure::UnknownIssuer => "서버가 인증서 체인 전체를 보내게 하거나, 이 컴퓨터가 그 발급 기관을 신뢰하게 하세요.",
        TlsFailure::Expired => "인증서를 갱신하고, 서버가 새 인증서를 쓰도록 다시 읽게 하세요.",
        TlsFailure::NotYetValid => "두 컴퓨터의 시계를 맞추거나, 인증서를 새로 만드세요.",
        TlsFailure::OtherHost => "인증서에 적힌 이름으로 서버를 호출하거나, 이 이름이 적힌 인증서를 받으세요.",
        TlsFailure::OldProtocol => "서버가 TLS 1.2나 1.3을 쓰게 하세요.",
        TlsFailure::ClientCertificate => "서버가 OPTIONS에는 클라이언트 인증서 없이 답하게 하고, 요청은 credentials: \"include\"로 보내세요.",
        _ => "탭에서 URL을 열어 브라우저가 말하는 이유를 확인하세요.",
    }
}

impl Display for Korean<Mend<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Mend::*;
        match self.0 {
            And(mend) => write!(f, "그리고 {}", Korean(*mend)),
            IfCookies(mend) => write!(f, "쿠키가 필요하면, {}", Korean(*mend)),
            OptionsBeforeLogin => write!(f, "로그인 검사 전에 OPTIONS에 답하세요. 프리플라이트의 응답:"),
            RouteOptions => write!(f, "이 경로의 OPTIONS에 답하세요. 라우터 전체를 감싸는 CORS 계층을 두는 것이 가장 좋습니다. 프리플라이트의 응답:"),
            OptionsBeforeFailure => write!(f, "실패하는 부분을 고치거나, 그 전에 OPTIONS에 답하세요. 프리플라이트의 응답:"),
            OptionsBeforeCounting => write!(f, "요청 수를 세기 전에 OPTIONS에 답하세요. 프리플라이트의 응답:"),
            LetCorsLayerAllow { page } => write!(f, "'{page}' 페이지가 이 요청을 보내도 된다면, 서버의 CORS 설정에서 그 오리진과 메서드와 헤더를 허용하세요. 프리플라이트의 응답:"),
            ErrorLogin => write!(f, "로그인하거나, 서버가 요청을 거부한 이유를 찾으세요. 그다음 오류 응답에도 헤더를 넣으세요:"),
            ErrorNothingThere => write!(f, "URL과 메서드를 고치세요. 서버의 그 자리에는 아무것도 없습니다. 그다음 오류 응답에도 헤더를 넣으세요:"),
            ErrorNotAccepted => write!(f, "서버가 무엇을 받아들이지 않는지 찾으세요. 그다음 오류 응답에도 헤더를 넣으세요:"),
            ErrorInLog => write!(f, "서버 로그에서 오류를 찾으세요. 그다음 오류 응답에도 헤더를 넣으세요:"),
            VaryEverywhere => write!(f, "CORS 헤더가 없는 응답까지 모든 응답에 Vary: Origin을 보내고, 캐시를 비우세요:"),
            OrTheRedirect => write!(f, "또는 리다이렉트 응답에도 헤더를 넣으세요:"),
            OneWriter => write!(f, "한 구성 요소만 이 헤더를 쓰게 하고, 나머지에서는 지우세요:"),
            IfPageMaySend { page, credentialed } => write!(f, "'{page}' 페이지가 이 요청을 보내도 된다면, 프리플라이트의 응답을 바꾸세요{}:", the_answer_itself(credentialed)),
            IfPageMayRead { page } => write!(f, "'{page}' 페이지가 이 응답을 읽어도 된다면, 응답을 바꾸세요:"),
            Preflight { credentialed } => write!(f, "프리플라이트의 응답을 바꾸세요{}:", the_answer_itself(credentialed)),
            AnswerTo { method } => write!(f, "실제 {method} 요청의 응답을 바꾸세요:"),
            Answer => write!(f, "응답을 바꾸세요:"),
        }
    }
}

/// What the answer after a preflight needs besides.
const fn the_answer_itself(credentialed: bool) -> &'static str {
    if credentialed {
        "(실제 요청의 응답에도 오리진과 쿠키 허가가 필요합니다)"
    } else {
        "(실제 요청의 응답에도 오리진이 필요합니다)"
    }
}
