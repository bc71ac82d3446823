//! What the command itself says around explanations and pages, in each language.

pub(crate) mod demo;
pub(crate) mod first_use;
pub(crate) mod pages;
mod policy_file;
pub(crate) mod probes;
pub(crate) mod said;
pub(crate) mod told;

use corsac::explain::{Language, Phase};

/// What stands over the diagnoses of a part of a fetch.
pub(crate) const fn heading(language: Language, phase: Phase) -> &'static str {
    match (language, phase) {
        (Language::English, Phase::Request) => "Before anything is sent",
        (Language::English, Phase::Network) => "On the way to the server",
        (Language::English, Phase::Preflight) => "At the preflight's answer",
        (Language::English, Phase::Redirect) => "At a redirect",
        (Language::English, Phase::Response) => "At the answer",
        (Language::English, Phase::Cache) => "In a cache",
        (Language::English, _) => "Elsewhere",
        (Language::Korean, Phase::Request) => "보내기 전",
        (Language::Korean, Phase::Network) => "서버로 가는 길",
        (Language::Korean, Phase::Preflight) => "프리플라이트의 응답",
        (Language::Korean, Phase::Redirect) => "리다이렉트",
        (Language::Korean, Phase::Response) => "응답",
        (Language::Korean, Phase::Cache) => "캐시",
        (Language::Korean, _) => "그 밖",
    }
}

/// What stands over the diagnoses that block nothing.
pub(crate) const fn nothing_blocked(language: Language) -> &'static str {
    match language {
        Language::English => "Nothing is blocked",
        Language::Korean => "차단되지 않음",
    }
}

/// What a preflight is called.
pub(crate) const fn preflight(language: Language) -> &'static str {
    match language {
        Language::English => "preflight",
        Language::Korean => "프리플라이트",
    }
}

/// How to see the page of a diagnosis.
pub(crate) const fn how_to_see_a_page(language: Language) -> &'static str {
    match language {
        Language::English => "corsac codes NAME prints the page of one.",
        Language::Korean => "corsac codes NAME 명령은 그 진단의 페이지를 보여 줍니다.",
    }
}

/// How to send what was held back.
pub(crate) fn add_send(language: Language, method: &str) -> String {
    match language {
        Language::English => format!("To send the {method} and see the answer to it, add --send."),
        Language::Korean => format!("{method} 요청을 실제로 보내고 응답을 보려면 --send 옵션을 붙이세요."),
    }
}

/// What stands before the reason why no answer came.
pub(crate) const fn connection(language: Language) -> &'static str {
    match language {
        Language::English => "Connection",
        Language::Korean => "연결",
    }
}

/// That a browser may not see yet what has changed at the server.
pub(crate) const fn may_be_kept(language: Language) -> &'static str {
    match language {
        Language::English => {
            "A browser may still have the old answer to the preflight in its cache: reload the page with the \
             developer tools open and their cache off."
        }
        Language::Korean => {
            "브라우저 캐시에 예전 프리플라이트 응답이 남아 있을 수 있습니다. 개발자 도구를 열고 캐시를 끈 채 페이지를 \
             새로 고치세요."
        }
    }
}

/// What code scanning needs of a request that stands in no file.
pub(crate) const fn name_an_anchor(language: Language) -> &'static str {
    match language {
        Language::English => {
            "code scanning shows nothing without a file: name the one in which CORS is configured with --anchor FILE"
        }
        Language::Korean => {
            "코드 스캐닝은 파일이 없으면 아무것도 보여 주지 않습니다. CORS를 설정한 파일을 --anchor FILE 옵션으로 \
             지정하세요"
        }
    }
}

/// How to look past a bad certificate.
pub(crate) const fn add_insecure(language: Language) -> &'static str {
    match language {
        Language::English => "To look past the certificate, add --insecure.",
        Language::Korean => "인증서를 검사하지 않으려면 --insecure 옵션을 붙이세요.",
    }
}
