//! What the demo says when it starts, in each language.

use corsac::explain::Language;

/// A part of it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Demo {
    Open,
    Bank,
    FrontEnd,
    Hostile,
    Terminal,
    Everybody,
    Browser,
    WithoutCorsac,
    Stop,
}

impl Demo {
    /// It in a language.
    pub(crate) const fn say(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english(),
            Language::Korean => self.korean(),
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Open => "A bank, a front end and a hostile site. Open them in this order:",
            Self::Bank => "the bank, behind corsac: log in as Alice",
            Self::FrontEnd => "a front end that its policy allows: reads Alice's account",
            Self::Hostile => "a hostile site that it does not: sends the same, gets nothing",
            Self::Terminal => "In another terminal:",
            Self::Everybody => "The bank answers everybody: CORS guards users of browsers, not the server.",
            Self::Browser => "What a browser makes of it, and why:",
            Self::WithoutCorsac => "The same bank without corsac in front of it:",
            Self::Stop => "Ctrl-C stops it. Requests that corsac refuses are logged below.",
        }
    }

    const fn korean(self) -> &'static str {
        match self {
            Self::Open => "은행, 프런트엔드, 악성 사이트입니다. 이 차례로 열어 보세요:",
            Self::Bank => "corsac 뒤에 있는 은행: 앨리스로 로그인하세요",
            Self::FrontEnd => "정책이 허용하는 프런트엔드: 앨리스의 계좌를 읽습니다",
            Self::Hostile => "정책이 허용하지 않는 악성 사이트: 같은 요청을 보내도 아무것도 얻지 못합니다",
            Self::Terminal => "다른 터미널에서:",
            Self::Everybody => "은행은 누구에게나 답합니다. CORS는 서버가 아니라 브라우저 사용자를 지킵니다.",
            Self::Browser => "브라우저가 그 응답을 어떻게 받아들이는지, 왜 그런지:",
            Self::WithoutCorsac => "앞에 corsac이 없는 같은 은행:",
            Self::Stop => "Ctrl-C를 누르면 끝납니다. corsac이 거부한 요청은 아래에 기록됩니다.",
        }
    }
}
