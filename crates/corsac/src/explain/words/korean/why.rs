//! The reasons of a policy.

use super::super::language::Korean;
use crate::server::Why;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Why> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            Why::NotCors => "요청에 Origin이 없으므로 CORS와 관계가 없습니다",
            Why::Allowed => "오리진이 허용되어 있습니다",
            Why::PreflightAllowed => "프리플라이트가 물은 것이 모두 허용되어 있습니다",
            Why::SameOrigin => "요청이 서비스 자신의 오리진에서 왔습니다",
            Why::OriginNotAllowed => "allow_origins에 요청의 오리진이 없습니다",
            Why::OriginSourceFailed => {
                "allow_origins에 오리진이 없고, 그래도 허용되는지 알아보는 데 실패했습니다"
            }
            Why::NullOrigin => {
                "샌드박스 프레임이나 로컬 파일처럼 오리진이 null인데, null은 허용되어 있지 않습니다"
            }
            Why::MalformedOrigin => "Origin에 든 값이 오리진이 아니므로, 브라우저가 보낸 것이 아닙니다",
            Why::SeveralOrigins => "Origin이 여러 줄이므로, 브라우저가 보낸 것이 아닙니다",
            Why::MethodNotAllowed => "프리플라이트가 물은 메서드가 allow_methods에 없습니다",
            Why::MalformedMethod => "Access-Control-Request-Method에 든 값이 메서드가 아닙니다",
            Why::SeveralMethods => "Access-Control-Request-Method가 여러 줄입니다",
            Why::HeaderNotAllowed => "프리플라이트가 물은 헤더 중에 allow_headers에 없는 것이 있습니다",
            Why::MalformedHeaders => {
                "Access-Control-Request-Headers에 어떤 브라우저도 보내지 않을 만큼 공백이나 빈 항목이 많습니다"
            }
        })
    }
}
