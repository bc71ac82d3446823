//! What the browser made of each header, and why there was a preflight.

use super::super::judged::{Judgement, Reason};
use super::super::language::Korean;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Judgement<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Judgement::StatusOk => write!(f, "200에서 299 사이입니다"),
            Judgement::StatusMustBeOk => write!(f, "200에서 299 사이여야 합니다"),
            Judgement::RedirectNotFollowed => write!(f, "여기서는 리다이렉트를 따라가지 않습니다"),
            Judgement::AnyOrigin => write!(f, "모든 오리진"),
            Judgement::Exact => write!(f, "정확히 같습니다"),
            Judgement::MustBe(value) => write!(f, "있어야 할 값: {value}"),
            Judgement::IsNot(origin) => write!(f, "{origin} 값과 다릅니다"),
            Judgement::NotNeeded => write!(f, "쿠키를 보내지 않으면 필요 없습니다"),
            Judgement::NeededWithCookies => write!(f, "쿠키를 보낼 때 필요합니다"),
            Judgement::NotMethods => write!(f, "메서드 목록이 아닙니다"),
            Judgement::NotHeaderNames => write!(f, "헤더 이름 목록이 아닙니다"),
            Judgement::MustList(names) => write!(f, "목록에 있어야 할 이름: {}", names.join(", ")),
            Judgement::NeedsNoPermission(method) => write!(f, "{method} 메서드는 허가가 필요 없습니다"),
            Judgement::Allowed(name) => write!(f, "{name} 허용됨"),
            Judgement::AllAllowed(count) => write!(f, "{count}개 모두 허용됨"),
            Judgement::NoneAskedFor => write!(f, "묻지 않았습니다"),
            Judgement::KeepsCaches => write!(f, "캐시가 섞이지 않게 합니다"),
            Judgement::Followed => write!(f, "따라갔습니다"),
            Judgement::NotFollowed => write!(f, "따라가지 않습니다"),
            Judgement::LeadsNowhere => write!(f, "갈 곳이 없습니다"),
        }
    }
}

impl Display for Korean<Reason<'_>> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Reason::Method(method) => write!(f, "{method} 메서드"),
            Reason::Header(name) => write!(f, "{name} 헤더"),
            Reason::ContentType(name, value) => write!(f, "{name} {value}"),
            Reason::TooLong(name) => write!(f, "128바이트를 넘는 {name} 헤더"),
            Reason::Byte(name) => write!(f, "{name} 헤더의 안전하지 않은 바이트"),
            Reason::Range(name) => write!(f, "시작이 있는 범위 하나가 아닌 {name} 헤더"),
            Reason::Total(name) => write!(f, "합쳐서 1024바이트를 넘는 헤더 중 하나인 {name}"),
            Reason::Upload => write!(f, "업로드 이벤트 리스너 또는 스트림 본문"),
        }
    }
}
