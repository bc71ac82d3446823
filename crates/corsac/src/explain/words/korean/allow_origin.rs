//! About `Access-Control-Allow-Origin` and `Access-Control-Allow-Credentials`.

use super::super::allow_origin::{AllowOrigin, Miss, Permit, both_of_web};
use super::super::language::Korean;
use super::origin::malformed;
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<AllowOrigin<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use AllowOrigin::*;
        match self.0 {
            TrailingSlash { value } => write!(f, "서버가 허용한 값은 '{value}'인데, 끝에 슬래시가 있습니다. 오리진 끝에는 슬래시가 없고, 브라우저는 바이트 단위로 비교합니다."),
            HasPath { value } => write!(f, "서버가 허용한 값은 '{value}'인데, 오리진보다 깁니다. 오리진은 스킴, 호스트, 포트까지이고 그 뒤에는 아무것도 오지 않습니다."),
            MissingScheme { value, page } => write!(f, "서버가 허용한 값은 '{value}'인데, 스킴이 빠졌습니다. 페이지의 오리진은 스킴까지 포함한 '{page}'입니다."),
            SchemeDiffers { value, page } if both_of_web(value, page) => write!(f, "서버가 허용한 오리진은 '{value}'이고, 페이지의 오리진은 '{page}'입니다. http와 https는 서로 다른 오리진입니다."),
            SchemeDiffers { value, page } => write!(f, "서버가 허용한 오리진은 '{value}'이고, 페이지의 오리진은 '{page}'입니다. 스킴이 다르면 다른 오리진입니다."),
            PortDiffers { value, page } => write!(f, "서버가 허용한 오리진은 '{value}'이고, 페이지의 오리진은 '{page}'입니다. 포트가 다르면 다른 오리진입니다."),
            DefaultPort { value, page } => write!(f, "서버가 허용한 값은 '{value}'인데, 기본 포트까지 적혀 있습니다. 브라우저는 기본 포트를 빼고 보냅니다: '{page}'"),
            Case { value } => write!(f, "서버가 허용한 값은 '{value}'인데, 대문자가 섞여 있습니다. 브라우저는 오리진을 소문자로 보내고 바이트 단위로 비교합니다."),
            Www { value, page } => write!(f, "서버가 허용한 오리진은 '{value}'이고, 페이지의 오리진은 '{page}'입니다. www.가 있는 것과 없는 것은 서로 다른 오리진입니다."),
            UnicodeHost { value, page } => write!(f, "서버가 허용한 값은 '{value}'인데, ASCII가 아닌 글자가 있습니다. 브라우저는 호스트를 퓨니코드(punycode)로 바꿔 보냅니다: '{page}'"),
            LoopbackAlias { value, page } => write!(f, "서버가 허용한 오리진은 '{value}'이고, 페이지의 오리진은 '{page}'입니다. 같은 컴퓨터라도 부르는 이름이 다르면 다른 오리진입니다."),
            WildcardPattern { value } => write!(f, "서버가 패턴으로 답했습니다: '{value}'. 브라우저는 패턴을 모릅니다. 정확한 오리진 하나, 또는 *만 쓸 수 있습니다."),
            Null { page } => write!(f, "서버가 null이라고 답했습니다. null은 자기 오리진이 없는 페이지에만 맞습니다. 이 페이지의 오리진은 '{page}'입니다."),
            List { value } => write!(f, "서버가 오리진을 여러 개 적었습니다: '{value}'. 이 헤더에는 하나만 쓸 수 있으므로, 그중 요청을 보낸 오리진 하나를 서버가 골라 적어야 합니다."),
            Empty => write!(f, "서버가 Access-Control-Allow-Origin을 값 없이 보냈습니다."),
            Quoted { value } => write!(f, "서버가 값에 따옴표까지 넣었습니다: '{value}'. 따옴표는 설정 파일에 쓰는 것이고, 헤더에는 들어가지 않습니다."),
            ListInBrackets { value } => write!(f, "서버가 설정의 목록을 통째로 헤더에 적었습니다: '{value}'. 이 헤더에는 괄호와 따옴표 없이 오리진 하나만 씁니다."),
            Object { value } => write!(f, "서버가 '{value}' 값으로 답했습니다. 텍스트가 들어갈 자리에 프로그램의 객체를 그대로 적었습니다."),
            Regex { value } => write!(f, "서버가 정규 표현식으로 답했습니다: '{value}'. 브라우저는 패턴을 모릅니다. 비교는 서버가 하고, 정확한 오리진 하나로 답해야 합니다."),
            Invisible { value } => write!(f, "서버가 '{value}' 값으로 답했습니다. 눈에 보이지 않는 글자가 섞여 있는데, 복사하다가 들어간 것으로 보입니다."),
            NameAgain { value } => write!(f, "서버가 값에 헤더 이름까지 적었습니다: '{value}'. 값에는 오리진만 씁니다."),
            SeveralParted { value } => write!(f, "서버가 오리진을 여러 개 적었습니다: '{value}'. 무엇으로 구분하든 목록은 쓸 수 없으므로, 요청을 보낸 오리진 하나를 서버가 골라 적어야 합니다."),
            Dot { value, page } => write!(f, "서버가 허용한 오리진은 '{value}'인데, 호스트 끝에 점이 있습니다. 페이지의 오리진은 점이 없는 '{page}'입니다. 둘은 서로 다른 오리진입니다."),
            Itself { value, page } => write!(f, "서버가 자기 자신의 오리진을 허용했습니다: '{value}'. 이 헤더에는 요청을 보낸 페이지의 오리진을 써야 하고, 그 오리진은 '{page}'입니다."),
            UnsetVariable { value } => write!(f, "서버가 '{value}' 값으로 답했습니다. 오리진이 아니라, 값이 채워지지 않은 변수로 보입니다."),
            Invalid { value } => write!(f, "서버가 '{value}' 값으로 답했습니다. 이 값은 오리진이 아닙니다."),
            TruthValue { value } => write!(f, "서버가 '{value}' 값으로 답했습니다. 이 헤더는 켜고 끄는 스위치가 아니라 페이지의 오리진이 들어가는 자리입니다. true는 Access-Control-Allow-Credentials에 씁니다."),
            MismatchWithoutScheme { value, page } => write!(f, "서버가 '{value}' 값으로 답했고, 페이지의 오리진은 '{page}'입니다. 앞에 스킴이 없으면 '{value}' 값은 어떤 페이지도 허용하지 않습니다."),
            Mismatch { value, page } => write!(f, "서버가 허용한 오리진은 '{value}'이고, 페이지의 오리진은 '{page}'입니다."),
            OtherClient { value, page } => write!(f, "캐시가 이 응답을 보냈습니다. '{value}' 페이지를 위해 만든 응답인데, Vary: Origin이 없어서 캐시가 '{page}' 페이지에도 똑같이 내줍니다."),
        }
    }
}

impl Display for Korean<Permit<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Permit::*;
        match self.0 {
            Wildcard => write!(f, "서버는 \"모든 사이트\"(*)라고 답했지만, 여러분의 코드는 쿠키를 보냅니다. 쿠키를 보낼 때 브라우저는 페이지의 정확한 오리진만 받아들입니다."),
            Duplicate { values } => write!(f, "이 헤더가 {}번 들어 있습니다({}). 애플리케이션과 프록시처럼 두 구성 요소가 각각 헤더를 붙이고 있습니다.", values.len(), values.join(", ")),
            OpaquePage { value } => write!(f, "이 페이지(로컬 파일, 샌드박스 프레임, data: URL 중 하나)에는 자기 오리진이 없어서 브라우저가 Origin: null을 보냅니다. 서버가 허용한 오리진은 '{value}'입니다."),
            Tainted { page, value } => write!(f, "리다이렉트가 한 외부 오리진에서 또 다른 외부 오리진으로 이어졌습니다. 그 뒤로 브라우저는 '{page}' 대신 Origin: null을 보내는데, 서버가 허용한 오리진은 '{value}'입니다."),
            CredentialsNotTrue { value } => write!(f, "Access-Control-Allow-Credentials 값이 '{value}'입니다. 소문자 true를 따옴표 없이 한 번만 적어야 인정됩니다."),
            CredentialsMissing => write!(f, "여러분의 코드는 쿠키를 보내는데, 서버는 쿠키를 받겠다고 하지 않았습니다. Access-Control-Allow-Credentials가 없습니다."),
            MissingCached => write!(f, "캐시가 이 응답을 보냈는데, Access-Control-Allow-Origin이 없습니다. Origin이 없는 요청에 대한 응답을 저장해 둔 것으로 보입니다."),
            MissingCachedOnly => write!(f, "캐시가 준 응답입니다. Access-Control-Allow-Origin 없이 저장되어 있는데, 아마 Origin이 없는 요청의 응답이었을 것입니다. 캐시를 거치지 않고 물으면 서버는 이 헤더를 보냅니다."),
            PreflightOkResponseNot { method } => write!(f, "프리플라이트의 응답은 괜찮지만, 실제 {method} 요청의 응답에 Access-Control-Allow-Origin이 없습니다. 두 응답 모두에 필요합니다."),
            BesidesAnError { status } => write!(f, " 게다가 이 응답은 오류입니다(상태 코드 {status})."),
            MissingOnError { status: status @ 500..=599 } => write!(f, "서버에서 실제로 오류가 났습니다(상태 코드 {status}). 오류 응답에는 CORS 헤더가 없어서, 스크립트는 상태 코드조차 볼 수 없습니다."),
            MissingOnError { status } => write!(f, "서버가 요청 자체를 거부했습니다(상태 코드 {status}). 오류 응답에는 CORS 헤더가 없어서, 스크립트는 상태 코드조차 볼 수 없습니다."),
            MissingButVaries { page } => write!(f, "서버는 CORS를 압니다(응답에 Vary: Origin이 있습니다). 하지만 '{page}' 오리진을 허용하지는 않았습니다. 허용 목록에 없거나, 중간의 무언가가 Origin 헤더를 지웠습니다."),
            MissingAmongOthers { page } => write!(f, "서버가 다른 CORS 헤더는 보내지만 Access-Control-Allow-Origin이 없습니다. 서버가 허용하는 오리진 중에 '{page}' 오리진이 없는 것으로 보입니다."),
            Missing { page } => write!(f, "'{page}' 페이지가 응답을 읽어도 된다고 서버가 말하지 않았습니다. Access-Control-Allow-Origin이 없습니다."),
            MissingAfterRedirect { page } => write!(f, "응답에 Access-Control-Allow-Origin이 없습니다. 그런데 페이지의 오리진을 적어 넣는 것만으로는 부족합니다. 리다이렉트가 한 외부 오리진에서 또 다른 외부 오리진으로 이어져서, 브라우저가 '{page}' 대신 Origin: null을 보내기 때문입니다."),
            MissingOnRedirect { status } => write!(f, "서버가 리다이렉트({status})로 답했는데, 그 응답에 Access-Control-Allow-Origin이 없습니다. 마지막 응답만이 아니라 중간의 모든 응답에 필요합니다."),
        }
    }
}

impl Display for Korean<&Miss> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Miss::NotText => write!(f, "텍스트가 아닙니다"),
            Miss::Empty => write!(f, "비어 있습니다"),
            Miss::MatchesNoPage => write!(f, "오리진이 있는 페이지와는 맞지 않습니다"),
            Miss::TruthValue => write!(f, "오리진이 아닙니다"),
            Miss::Variable => write!(f, "값이 없는 변수입니다"),
            Miss::Object => write!(f, "프로그램의 객체입니다"),
            Miss::Regex => write!(f, "정규 표현식은 오리진이 아닙니다"),
            Miss::Invisible => write!(f, "보이지 않는 글자입니다"),
            Miss::NameAgain => write!(f, "헤더 이름은 값이 아닙니다"),
            Miss::Punctuation => write!(f, "오리진의 일부가 아닙니다"),
            Miss::Encoded => write!(f, "퍼센트 인코딩하지 말고 그대로 쓰세요"),
            Miss::Slashes => write!(f, "스킴 뒤에는 슬래시가 두 개 필요합니다"),
            Miss::Dot => write!(f, "끝에 점이 있습니다"),
            Miss::QuotationMarks => write!(f, "따옴표도 값의 일부가 됩니다"),
            Miss::AnotherOrigin => write!(f, "다른 오리진입니다"),
            Miss::OnlyOne => write!(f, "오리진은 하나만 쓸 수 있습니다"),
            Miss::Pattern => write!(f, "브라우저는 패턴을 모릅니다"),
            Miss::Slash => write!(f, "오리진 끝에는 슬래시가 없습니다"),
            Miss::EndsBefore => write!(f, "오리진은 이 앞에서 끝납니다"),
            Miss::SchemeMissing(scheme) => write!(f, "앞에 {scheme}:// 부분이 없습니다"),
            Miss::UpperCase => write!(f, "대문자입니다"),
            Miss::Punycode => write!(f, "브라우저는 퓨니코드로 보냅니다"),
            Miss::Malformed(kind) => write!(f, "{}", malformed(*kind)),
            Miss::Schemes { allowed, page } => write!(f, "여기는 '{allowed}', 페이지는 '{page}'입니다"),
            Miss::DefaultPort => write!(f, "브라우저는 기본 포트를 빼고 보냅니다"),
            Miss::Ports { allowed, page } => {
                write!(f, "여기는 ")?;
                port(f, *allowed)?;
                write!(f, ", 페이지는 ")?;
                port(f, *page)?;
                write!(f, "입니다")
            }
            Miss::Www => write!(f, "www.가 붙으면 다른 호스트입니다"),
            Miss::PageSays(host) => write!(f, "페이지는 '{host}'입니다"),
            Miss::Others { scheme, host, port } => {
                let parts = [(*scheme, "스킴"), (*host, "호스트"), (*port, "포트")];
                let parts: Vec<&str> = parts.into_iter().filter(|(d, _)| *d).map(|(_, part)| part).collect();
                write!(f, "다른 것: {}", parts.join(", "))
            }
            Miss::OthersWithoutScheme { host, port } => {
                let parts = [(*host, "호스트"), (*port, "포트")];
                let parts: Vec<&str> = parts.into_iter().filter(|(d, _)| *d).map(|(_, part)| part).collect();
                write!(f, "스킴이 없고, 다른 것: {}", parts.join(", "))
            }
        }
    }
}

fn port(f: &mut Formatter<'_>, port: Option<u16>) -> Result {
    match port {
        Some(port) => write!(f, "{port} 포트"),
        None => write!(f, "포트 없음"),
    }
}
