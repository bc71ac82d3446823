//! What further requests are for, and what they showed.

use crate::probed::{Finding, Obstacle, Purpose};
use corsac::explain::Language;

/// What stands over the further requests.
pub(crate) const fn heading(language: Language) -> &'static str {
    match language {
        Language::English => "Probes – further requests, to find out why",
        Language::Korean => "추가 확인 – 까닭을 알아보려고 더 보낸 요청",
    }
}

/// What a further request is for. `page` is the origin of its page.
pub(crate) fn reason(language: Language, purpose: Purpose, page: &str) -> String {
    match (language, purpose) {
        (Language::English, Purpose::OtherOrigin) => {
            format!("Does the answer depend on the page? The same, from {page}.")
        }
        (Language::English, Purpose::Past(Obstacle::Credentials)) => {
            "Is it about the cookies alone? The same without them.".into()
        }
        (Language::English, Purpose::Past(Obstacle::Redirect)) => {
            "Would the URL that the redirect leads to do? Asked directly; a browser would not follow.".into()
        }
        (Language::English, Purpose::Past(Obstacle::Cache)) => {
            "Did a cache keep an unfit answer? The same, fresh from the server.".into()
        }
        (Language::English, Purpose::Past(Obstacle::Preflight)) => {
            "Is it about OPTIONS alone? A plain GET, which needs no preflight.".into()
        }
        (Language::English, Purpose::NoOrigin) => {
            "What do caches keep of requests without Origin, such as those for images? The same without it."
                .into()
        }
        (Language::English, Purpose::OverTls) => {
            "Does the server speak TLS at this port? A plain GET by https.".into()
        }
        (Language::English, Purpose::OtherLoopback) => {
            "Does the server listen at this machine's other loopback address? A plain GET there.".into()
        }
        (Language::Korean, Purpose::OverTls) => {
            "서버가 이 포트에서 TLS를 쓰나요? https로 단순한 GET을 보냅니다.".into()
        }
        (Language::Korean, Purpose::OtherLoopback) => {
            "서버가 이 컴퓨터의 다른 루프백 주소에서 듣고 있나요? 그 주소로 단순한 GET을 보냅니다.".into()
        }
        (Language::Korean, Purpose::NoOrigin) => {
            "이미지처럼 Origin이 없는 요청의 응답은 캐시에 어떻게 남나요? 같은 요청을 Origin 없이 보냅니다."
                .into()
        }
        (Language::Korean, Purpose::OtherOrigin) => {
            format!("응답이 페이지에 따라 달라지나요? 같은 요청을 {page} 페이지로 보냅니다.")
        }
        (Language::Korean, Purpose::Past(Obstacle::Credentials)) => {
            "쿠키 때문일 뿐인가요? 같은 요청을 쿠키 없이 보냅니다.".into()
        }
        (Language::Korean, Purpose::Past(Obstacle::Redirect)) => {
            "리다이렉트가 가리키는 URL은 괜찮은가요? 브라우저는 따라가지 않으므로 직접 보냅니다.".into()
        }
        (Language::Korean, Purpose::Past(Obstacle::Cache)) => {
            "캐시에 맞지 않는 응답이 남아 있나요? 캐시를 거치지 않고 다시 보냅니다.".into()
        }
        (Language::Korean, Purpose::Past(Obstacle::Preflight)) => {
            "OPTIONS만 문제인가요? 프리플라이트가 필요 없는 단순한 GET을 보냅니다.".into()
        }
    }
}

/// What a further request showed.
pub(crate) fn finding(language: Language, finding: &Finding) -> String {
    match language {
        Language::English => english(finding),
        Language::Korean => korean(finding),
    }
}

fn english(finding: &Finding) -> String {
    match finding {
        Finding::Passes(obstacle) => match obstacle {
            Obstacle::Credentials => {
                "It passes: if the page needs no cookies, leave credentials: \"include\" out.".into()
            }
            Obstacle::Redirect => "It passes: write this URL in the page's code.".into(),
            Obstacle::Cache => {
                "It passes: the server is right and the cache is not. Add Vary: Origin, then empty the cache.".into()
            }
            Obstacle::Preflight => {
                "It passes: the CORS headers are there, only OPTIONS does not get through to them.".into()
            }
        },
        Finding::PreflightPasses(obstacle) => match obstacle {
            Obstacle::Redirect => {
                "The preflight passes: write this URL in the page's code. Nothing more was sent.".into()
            }
            _ => "The preflight passes. Nothing more was sent.".into(),
        },
        Finding::Fails(obstacle, name) => match obstacle {
            Obstacle::Cache => format!("It fails, too ({name}): it is the server, not the cache."),
            Obstacle::Preflight => format!("It fails, too ({name}): not only OPTIONS has to be mended."),
            Obstacle::Credentials => format!("It fails, too ({name}): leaving them out is not enough."),
            Obstacle::Redirect => format!("It fails, too ({name}): changing the URL is not enough."),
        },
        Finding::StillCached => {
            "A cache answered this, too, although it was told to ask the server: empty it, and ask again.".into()
        }
        Finding::RedirectedAgain => "It is redirected, too, which no preflight survives.".into(),
        Finding::NoAnswer(Some(name)) => format!("No answer came ({name}), so this stays open."),
        Finding::NoAnswer(None) => "No answer came in time, so this stays open.".into(),
        Finding::NobodyNamed => {
            "It gets no Access-Control-Allow-Origin either: CORS is not set up for this URL, or only for \
             certain other origins."
                .into()
        }
        Finding::SameForAll(value) => {
            format!("It gets the same Access-Control-Allow-Origin, {value}: the answer does not depend on the page.")
        }
        Finding::LetsIn(value) => format!(
            "It is let in, by Access-Control-Allow-Origin: {value}. Nobody has listed this page, so the server \
             seems to let in any page."
        ),
        Finding::LetsInWithCookies(value) => format!(
            "It is let in, by Access-Control-Allow-Origin: {value}, and with cookies: any website can read this \
             with your users' cookies. List the pages that may."
        ),
        Finding::NoneForOther => {
            "It gets no Access-Control-Allow-Origin: the answer depends on the page, so it needs Vary: Origin.".into()
        }
        Finding::NamesOther(value) => {
            format!("It gets another Access-Control-Allow-Origin, {value}: the answer depends on the page.")
        }
        Finding::KeptApart => "Its answer has Vary: Origin, so that caches keep it apart from those for pages.".into(),
        Finding::SpeaksTls => "It does: write https in the URL.".into(),
        Finding::SpeaksNoTls => "It does not: TLS is not what is wrong.".into(),
        Finding::Listens => "It does: the address in the URL is the wrong one of the two.".into(),
        Finding::NothingListens => "Nothing listens there either: the server is not running, or at another port.".into(),
        Finding::NotKeptApart => {
            "Its answer has no Vary: Origin: a cache that keeps it hands it to pages, too, and they are blocked. \
             Send Vary: Origin on every answer, also on this one."
                .into()
        }
    }
}

fn korean(finding: &Finding) -> String {
    match finding {
        Finding::Passes(obstacle) => match obstacle {
            Obstacle::Credentials => {
                "통과합니다. 쿠키가 필요 없다면 credentials: \"include\"를 빼세요.".into()
            }
            Obstacle::Redirect => "통과합니다. 페이지 코드에 이 URL을 쓰세요.".into(),
            Obstacle::Cache => {
                "통과합니다. 서버는 맞고 캐시가 틀렸습니다. Vary: Origin을 더하고 캐시를 비우세요.".into()
            }
            Obstacle::Preflight => "통과합니다. CORS 헤더는 있고, OPTIONS 요청만 거기까지 닿지 못합니다.".into(),
        },
        Finding::PreflightPasses(obstacle) => match obstacle {
            Obstacle::Redirect => {
                "프리플라이트가 통과합니다. 페이지 코드에 이 URL을 쓰세요. 더 보낸 것은 없습니다.".into()
            }
            _ => "프리플라이트가 통과합니다. 더 보낸 것은 없습니다.".into(),
        },
        Finding::Fails(obstacle, name) => match obstacle {
            Obstacle::Cache => format!("역시 실패합니다({name}). 캐시가 아니라 서버의 문제입니다."),
            Obstacle::Preflight => format!("역시 실패합니다({name}). OPTIONS만 고쳐서는 안 됩니다."),
            Obstacle::Credentials => format!("역시 실패합니다({name}). 쿠키를 빼는 것만으로는 안 됩니다."),
            Obstacle::Redirect => format!("역시 실패합니다({name}). URL을 바꾸는 것만으로는 안 됩니다."),
        },
        Finding::StillCached => {
            "서버에 물으라고 했는데도 이번에도 캐시가 답했습니다. 캐시를 비우고 다시 해 보세요.".into()
        }
        Finding::RedirectedAgain => "이 URL도 리다이렉트되므로 프리플라이트가 실패합니다.".into(),
        Finding::NoAnswer(Some(name)) => format!("응답이 오지 않아({name}) 알 수 없습니다."),
        Finding::NoAnswer(None) => "제때 응답이 오지 않아 알 수 없습니다.".into(),
        Finding::NobodyNamed => {
            "역시 Access-Control-Allow-Origin이 없습니다. 이 URL에 CORS가 설정되지 않았거나, 정해진 다른 출처에만 \
             설정되어 있습니다."
                .into()
        }
        Finding::SameForAll(value) => {
            format!("Access-Control-Allow-Origin이 똑같이 {value}입니다. 응답이 페이지에 따라 달라지지 않습니다.")
        }
        Finding::LetsIn(value) => format!(
            "Access-Control-Allow-Origin: {value} 헤더로 허용됩니다. 아무도 등록하지 않은 페이지이므로, 서버가 모든 \
             페이지를 허용하는 것으로 보입니다."
        ),
        Finding::LetsInWithCookies(value) => format!(
            "Access-Control-Allow-Origin: {value} 헤더로, 쿠키까지 허용됩니다. 어떤 웹사이트든 사용자의 쿠키로 이 응답을 \
             읽을 수 있습니다. 허용할 페이지만 등록하세요."
        ),
        Finding::NoneForOther => {
            "Access-Control-Allow-Origin이 없습니다. 응답이 페이지에 따라 달라지므로 Vary: Origin이 필요합니다.".into()
        }
        Finding::NamesOther(value) => {
            format!("Access-Control-Allow-Origin이 다릅니다({value}). 응답이 페이지에 따라 달라집니다.")
        }
        Finding::KeptApart => "이 응답에는 Vary: Origin이 있으므로 캐시가 페이지용 응답과 따로 보관합니다.".into(),
        Finding::SpeaksTls => "TLS를 씁니다. URL을 https로 쓰세요.".into(),
        Finding::SpeaksNoTls => "TLS를 쓰지 않습니다. TLS 문제는 아닙니다.".into(),
        Finding::Listens => "거기에서는 듣고 있습니다. URL의 주소가 둘 중 틀린 쪽입니다.".into(),
        Finding::NothingListens => "거기에서도 아무것도 답하지 않습니다. 서버가 꺼져 있거나 다른 포트에 있습니다.".into(),
        Finding::NotKeptApart => {
            "이 응답에는 Vary: Origin이 없습니다. 캐시가 이것을 보관했다가 페이지에도 주면 차단됩니다. 이런 응답을 포함한 모든 응답에 \
             Vary: Origin을 보내세요."
                .into()
        }
    }
}

/// What is said of requests that are only listed.
pub(crate) const fn nothing_sent(language: Language) -> &'static str {
    match language {
        Language::English => "Nothing is sent. Without --dry-run, this would be sent first:",
        Language::Korean => "아무것도 보내지 않습니다. --dry-run이 없으면 먼저 이것을 보냅니다:",
    }
}

/// When the request itself follows its preflight.
pub(crate) fn then(language: Language, is_sent: bool) -> &'static str {
    match (language, is_sent) {
        (Language::English, true) => "if the preflight allows it",
        (Language::English, false) => "held back, because --send is not given",
        (Language::Korean, true) => "프리플라이트가 허용하면",
        (Language::Korean, false) => "--send 옵션이 없으므로 보내지 않음",
    }
}

/// What stands over the further requests that may follow.
pub(crate) const fn may_follow(language: Language) -> &'static str {
    match language {
        Language::English => {
            "If no answer comes, or it is blocked or depends on a cache, those of these that can tell why would follow:"
        }
        Language::Korean => {
            "응답이 오지 않거나 차단되거나 캐시에 좌우되면, 까닭을 알려 줄 수 있는 다음 요청이 뒤따릅니다:"
        }
    }
}

/// That a request would not be sent, because browsers do not make it.
pub(crate) const fn never_sent(language: Language) -> &'static str {
    match language {
        Language::English => "Nothing would be sent: no browser makes this request.",
        Language::Korean => "보낼 것이 없습니다. 브라우저는 이런 요청을 하지 않습니다.",
    }
}
