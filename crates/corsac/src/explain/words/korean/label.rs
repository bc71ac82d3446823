//! What stands around the parts of a report.

use super::super::super::report::{Certainty, Verdict};
use super::super::label::Label;
use super::super::language::Korean;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Label<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Label::*;
        match self.0 {
            Allowed => write!(f, "허용됨"),
            Blocked => write!(f, "차단됨"),
            NotSent => write!(f, "보내지 않음"),
            From(page) => write!(f, "보낸 페이지: {page}"),
            FromOpaque => write!(f, "보낸 페이지에 오리진이 없음(null)"),
            LinkOrForm => write!(f, "링크 또는 폼"),
            Mode(mode) => write!(f, "{mode} 모드"),
            WithCookies => write!(f, "쿠키 포함"),
            PreflightCached => write!(f, "프리플라이트의 응답을 캐시에서 가져옴"),
            Cause(message, Certainty::Certain) => write!(f, "{message}"),
            Cause(message, Certainty::Likely) => write!(f, "{message} (가능성이 높지만 확실하지는 않습니다.)"),
            Cause(message, Certainty::Possible) => write!(f, "{message} (가능한 설명 중 하나입니다.)"),
            ByTheStandard(verdict) => write!(f, "Fetch 표준에 따르면 {}.", word(verdict)),
            In(browsers, verdict) => write!(f, "{}에서는 {}.", browsers.join(", "), word(verdict)),
            GoesOn(browsers, method) => write!(f, "{}에서는 계속 진행해 {method} 요청을 보냅니다.", browsers.join(", ")),
            Agreed => write!(f, "Fetch 표준, Chromium, Firefox, Safari의 결과가 모두 같습니다."),
            NothingSent => write!(f, "아무것도 전송되지 않았습니다."),
            MixedContentSent(method) => write!(f, "브라우저는 {method} 요청을 보내지도 않습니다. 여기서는 응답을 보려고 보냈습니다."),
            CacheAnswered(method) => write!(f, "{method} 요청에는 캐시가 답했습니다. 서버는 요청을 보지도 못했을 수 있습니다."),
            Executed(method) => write!(f, "서버는 {method} 요청을 받았고, 이미 처리했을 수 있습니다. 페이지가 응답만 받지 못합니다."),
            NeverSent(method) => write!(f, "실제 {method} 요청은 전송되지 않았습니다."),
            NotReached(method) => write!(f, "{method} 요청은 서버에 도착하지 않았습니다."),
            NotKnown(method) => write!(f, "서버가 {method} 요청을 처리했는지는 알 수 없습니다. 응답이 오지 않았습니다."),
            Fix => write!(f, "해결 방법"),
            Server => write!(f, "서버    "),
            Page => write!(f, "페이지  "),
            Status(status) => write!(f, "상태 코드 {status}"),
            OrCorsac => write!(f, "또는 서버 앞에 corsac을 두고, corsac.toml에 적어도 다음을 적으세요:"),
            WhyPreflight => write!(f, "프리플라이트 이유  "),
            CanRead => write!(f, "코드가 읽는 것     "),
            CannotRead => write!(f, "코드가 못 읽는 것  "),
            CanReadStatus(status) => write!(f, "상태 코드 {status}"),
            Body => write!(f, "본문"),
            Nothing => write!(f, "없음"),
            NextAndMended => write!(f, "다음으로 실패할 것 (위의 변경으로 함께 해결됩니다)"),
            Next => write!(f, "다음으로 실패할 것"),
            Also => write!(f, "참고"),
            WhatBrowsersPrint => write!(f, "브라우저가 출력하는 메시지"),
            Misleading => write!(f, " (오해하기 쉬움)"),
            Docs(name) => write!(f, "문서: corsac codes {name} --lang ko"),
            LeftOut(count) => write!(f, "…  비슷한 메시지 {count}개"),
            Url => write!(f, "URL "),
            Method => write!(f, "메서드 "),
            StatusLine => write!(f, "상태 코드 "),
            Missing => write!(f, "(없음)"),
            ThePreflight => write!(f, "  (프리플라이트)"),
            CookiesOfHost => write!(f, "브라우저에 이 호스트의 쿠키가 있으면 함께 보냅니다"),
        }
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "허용됩니다",
        Verdict::Blocked => "차단됩니다",
        Verdict::Undecided => "이 메시지만으로 정해지지 않습니다",
    }
}
