//! What is wrong or doubtful about a policy.

use super::super::language::Korean;
use super::origin::malformed;
use crate::fetch::origin::OriginErrorKind;
use crate::server::{ConfigErrorCause, ConfigWarningCause, PatternErrorKind};
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<ConfigErrorCause> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use ConfigErrorCause::*;
        f.write_str(match self.0 {
            NoOrigins => "허용하는 오리진이 없습니다. 하나 이상 적으세요",
            Pattern(kind) => return Korean(kind).fmt(f),
            PatternNotAllowedHere => "여기에는 와일드카드 없이 온전한 오리진만 쓸 수 있습니다",
            AnyOriginWithCredentials => "브라우저는 자격 증명이 있는 요청에 *를 받아 주지 않습니다. 오리진을 하나하나 적으세요",
            InsecureOriginWithCredentials => "자격 증명을 허용하는데 TLS가 없으면, 같은 네트워크에 있는 누구나 이 오리진 행세를 할 수 있습니다",
            PublicSuffixWithCredentials => "자격 증명을 허용하는데, 여기에 맞는 도메인은 누구나 등록할 수 있습니다",
            MalformedMethod => "HTTP 메서드가 아닙니다. 한 항목에 메서드 하나만, 공백이나 쉼표 없이 적으세요",
            ForbiddenMethod => "스크립트가 CONNECT, TRACE, TRACK을 보내게 해 주는 브라우저는 없습니다",
            MalformedHeaderName => "헤더 이름이 아닙니다. 한 항목에 이름 하나만, 공백이나 콜론 없이 적으세요",
            ForbiddenRequestHeader => "스크립트가 정할 수 없는 헤더라서 허용을 묻는 일도 없습니다. 지우세요",
            ResponseHeaderInRequest => "응답 헤더라서 요청에는 들어가지 않습니다. 지우세요",
            ForbiddenResponseHeader => "이 헤더는 노출해도 스크립트가 읽을 수 없습니다. 지우세요",
            CorsHeaderExposed => "CORS가 쓰는 헤더이고, 스크립트가 읽을 것이 아닙니다. 지우세요",
            AnyHeaderExposedWithCredentials => "자격 증명이 있으면 브라우저는 *를 그런 이름의 헤더로 봅니다. 이름을 하나하나 적으세요",
            MaxAgeOutOfBounds => "max_age는 0에서 86400초 사이이거나, 캐시를 막는 -1입니다",
            PreflightStatus => "허용된 프리플라이트의 응답 상태는 200이나 204입니다",
            ResourcePolicy => "same-origin, same-site, cross-origin 가운데 하나여야 합니다",
        })
    }
}

impl Display for Korean<PatternErrorKind> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use PatternErrorKind::*;
        f.write_str(match self.0 {
            Origin(OriginErrorKind::Null) => "어느 사이트든 샌드박스에 든 프레임은 모두 오리진이 null입니다",
            Origin(kind) => malformed(kind),
            Whitespace => "오리진 앞뒤에 공백이 있습니다",
            MisplacedWildcard => "*는 https://*.example.com처럼 하위 도메인 자리나 http://localhost:*처럼 포트 자리에만 쓸 수 있습니다",
            WildcardBeforeAddress => "IP 주소에는 하위 도메인이 없습니다",
            WildcardWithoutName => "*. 뒤에는 호스트 이름만 올 수 있는데, 이름이 없습니다",
            OpaqueScheme => "이 스킴으로 연 페이지는 오리진이 null입니다",
            DefaultPort => "브라우저는 스킴의 기본 포트를 적지 않습니다",
            RegularExpression => "정규식은 쓸 수 없습니다. 오리진을 그대로 적으세요. 하위 도메인은 호스트 앞에 *.를, 아무 포트나 허용하려면 뒤에 :*를 붙입니다",
            PortList => "한 항목에 포트는 하나입니다. 아무 포트나 허용하려면 :*를 쓰세요",
            UnbracketedIpv6 => "IPv6 주소는 대괄호 안에 적어야 합니다",
            UncompressedIpv6 => "브라우저는 IPv6 주소를 가장 짧게 줄여서 보냅니다",
            MappedIpv6 => "IPv6 꼴로 적은 IPv4 주소입니다. IPv4 주소로 적으세요",
            EmptyLabel => "점이 잇달아 있거나 맨 앞에 있습니다",
            TrailingDots => "끝에는 점을 하나만 둘 수 있습니다",
            HyphenatedLabel => "점과 점 사이의 이름이 하이픈으로 시작하거나 끝납니다",
            LongLabel => "점과 점 사이의 이름이 63바이트를 넘습니다",
            LongHost => "호스트 이름이 253바이트를 넘습니다",
            Punycode => "xn--로 시작하지만 퓨니코드가 아닙니다",
        })
    }
}

impl Display for Korean<ConfigWarningCause> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use ConfigWarningCause::*;
        f.write_str(match self.0 {
            MethodCase => "메서드는 대소문자를 가리며, 브라우저는 이 메서드를 스크립트에 적힌 그대로 보냅니다",
            OriginBesideAny => "*는 이 오리진을 포함해 모든 오리진을 허용합니다",
            NameBesideAny => "*에 이것도 들어 있습니다",
            AuthorizationNotCovered => "*에는 Authorization만 빼고 모든 헤더가 들어 있습니다. 스크립트가 보낸다면 그것도 적으세요",
            Duplicate => "목록의 앞쪽에 이미 있습니다",
            RedundantOrigin => "다른 항목의 와일드카드에 이미 들어 있습니다",
            SchemeOfNoPage => "이 스킴을 쓰는 페이지는 없습니다. WebSocket도 자기 페이지의 http나 https 오리진을 달고 옵니다",
            SafelistedMethod => "GET, HEAD, POST는 언제나 허용됩니다",
            SafelistedResponseHeader => "스크립트가 언제나 읽을 수 있는 헤더입니다",
            MaxAgeAboveCaps => "Chromium은 프리플라이트 응답을 최대 7200초, Safari는 600초까지만 보관합니다",
            CredentialsBesideAuthorization => "스크립트가 직접 넣는 Authorization 헤더에는 자격 증명이 필요 없습니다. 쿠키도 쓰는 것이 아니라면 지우세요",
            NullOriginWithCredentials => "웹의 어떤 페이지든 오리진이 null인 프레임 안에서 사용자의 쿠키로 요청을 보낼 수 있습니다",
            NeedlessSwitch => "이 스위치가 필요한 것이 없습니다. 나중에 생길 실수까지 받아들이지 않도록 지우세요",
        })
    }
}

impl Display for Korean<OriginErrorKind> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(malformed(self.0))
    }
}
