//! What is wrong with a text that should be an origin.

use crate::fetch::origin::OriginErrorKind;

pub(super) const fn malformed(kind: OriginErrorKind) -> &'static str {
    match kind {
        OriginErrorKind::Empty => "비어 있습니다. 오리진은 https://example.com처럼 스킴://호스트입니다",
        OriginErrorKind::Null => "null은 모든 불투명(opaque) 오리진을 뜻하며, 특정 오리진의 이름이 아닙니다",
        OriginErrorKind::TooLong => "오리진이라기에는 너무 깁니다",
        OriginErrorKind::MissingScheme => "스킴이 없습니다. https://example.com처럼 쓰세요",
        OriginErrorKind::InvalidScheme => "스킴이 올바르지 않습니다. https:// 또는 http://로 쓰세요",
        OriginErrorKind::MissingHost => ":// 뒤에 호스트가 없습니다",
        OriginErrorKind::InvalidHost => "호스트 이름에 쓸 수 없는 글자입니다",
        OriginErrorKind::UpperCase => "대문자입니다. 브라우저는 오리진을 소문자로 보냅니다",
        OriginErrorKind::NotAscii => {
            "ASCII가 아닙니다. 브라우저는 이런 호스트 이름을 퓨니코드(xn--…)로 보냅니다"
        }
        OriginErrorKind::InvalidIpv6 => "대괄호 안이 IPv6 주소가 아닙니다",
        OriginErrorKind::InvalidIpv4 => "IPv4 주소가 아니고, 숫자로 끝나는 호스트 이름은 없습니다",
        OriginErrorKind::InvalidPort => "포트가 1에서 65535 사이의 숫자가 아닙니다",
        OriginErrorKind::Userinfo => "오리진에는 사용자 이름이나 비밀번호가 없습니다",
        OriginErrorKind::TrailingSlash => "오리진 끝에는 슬래시가 없습니다",
        OriginErrorKind::Path => "오리진에는 경로가 없습니다",
        OriginErrorKind::Query => "오리진에는 쿼리가 없습니다",
        OriginErrorKind::Fragment => "오리진에는 프래그먼트(#)가 없습니다",
        OriginErrorKind::List => "오리진이 둘 이상입니다",
    }
}
