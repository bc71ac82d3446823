//! The mistakes of policy files in Korean; the gateway has them in English.

use corsac::explain::Language::Korean;
use corsac_gateway::file::{FileCause, ForeignCure, RoutePathError, UpstreamError, ValueKind, Wanted};

/// A cause in Korean, without a full stop.
#[rustfmt::skip]
pub(super) fn korean(cause: &FileCause) -> String {
    use FileCause::*;
    match cause {
        Syntax(why) => format!("TOML로 읽을 수 없습니다: {why}"),
        UnknownKey { key, known } if known.is_empty() => format!("{key} 키는 없습니다"),
        UnknownKey { key, known } => format!("여기에는 {key} 키가 없습니다. 쓸 수 있는 키: {}", known.join(", ")),
        AnyKey { key, list } => format!("{key} 키는 없습니다. {list} = [\"*\"]라고 적으세요"),
        ForeignKey { key, cure: why } => format!("{key} 키는 없습니다. {}", cure(*why)),
        WrongType { wanted, found } => format!("여기에는 {} 와야 하는데, {}입니다", wanted_in_korean(*wanted), kind(*found)),
        NotTable(head) => format!("여기에는 테이블이 와야 합니다. 한 줄에 {head}만 적고, 그 아래에 키를 적으세요"),
        Timeout(most) => format!("시간제한은 1초에서 {most}초 사이입니다"),
        UndefinedPolicy(key) => format!("파일에 [policy.{key}] 정책이 없습니다"),
        Config(cause) => Korean.config_error(*cause),
        Doubtful(cause) => Korean.config_warning(*cause),
        Path(error) => path(*error).to_owned(),
        Upstream(error) => upstream(*error).to_owned(),
        Unquoted => "텍스트는 따옴표로 묶어야 합니다".to_owned(),
        Capitals => "true와 false는 소문자로 적습니다".to_owned(),
        Unit => "숫자는 단위 없이 적습니다".to_owned(),
        Twice => "같은 키나 테이블이 두 번 나옵니다".to_owned(),
        SingleRoute => "라우트는 여럿일 수 있으므로 대괄호를 두 겹으로 [[route]]라고 적으세요".to_owned(),
        NoRoute => "라우트가 없습니다. [[route]]를 적고 그 아래에 path, upstream, policy를 적으세요".to_owned(),
        NoPath => "라우트에는 path가 있어야 합니다. 예: path = \"/\"".to_owned(),
        NoUpstream => "라우트에는 upstream이 있어야 합니다. 예: upstream = \"http://127.0.0.1:8000\"".to_owned(),
        Listen => "여기에는 127.0.0.1:8080처럼 IP 주소와 포트가 와야 합니다".to_owned(),
        UpstreamIsListen => "게이트웨이 자신의 주소라서 끝없이 자신을 부르게 됩니다".to_owned(),
        DuplicatePath => "앞의 라우트가 이미 이 경로를 맡고 있습니다".to_owned(),
        UnusedPolicy => "이 정책을 쓰는 라우트가 없습니다".to_owned(),
        GuardWithoutPolicy => "guard 앞에는 페이지가 거부 응답을 읽을 수 있게 정책이 있어야 합니다. 정책을 넣으세요".to_owned(),
        AnyOriginOnLoopback => "정책은 모든 오리진을 허용하는데 서버는 이 컴퓨터에서만 열려 있습니다. 이 컴퓨터의 브라우저로 여는 어떤 페이지든 응답을 읽을 수 있습니다. 앞에 다른 서버가 있는 것이 아니라면 오리진을 하나하나 적으세요".to_owned(),
        AnyOriginForAdministrators => "정책은 모든 오리진을 허용하는데 경로는 서비스 운영자가 쓰는 곳으로 보입니다. 오리진을 하나하나 적으세요".to_owned(),
    }
}

const fn path(error: RoutePathError) -> &'static str {
    match error {
        RoutePathError::NoSlash => "경로는 슬래시로 시작합니다",
        RoutePathError::Query => "라우트는 쿼리와 프래그먼트를 뺀 경로만 보고 고릅니다",
        RoutePathError::Wildcard => "경로는 그 아래를 모두 맡으므로 와일드카드를 쓰지 않습니다",
        RoutePathError::EmptySegment => "슬래시가 잇달아 있습니다",
        RoutePathError::DotSegment => "클라이언트는 경로를 보내기 전에 . 과 .. 부분을 풀어 버립니다",
        RoutePathError::Ambiguous => {
            "공백, \\, ; 그리고 이스케이프한 슬래시는 프로그램마다 다른 경로로 읽습니다"
        }
    }
}

const fn upstream(error: UpstreamError) -> &'static str {
    match error {
        UpstreamError::Malformed => "여기에는 http://127.0.0.1:8000처럼 URL이 와야 합니다",
        UpstreamError::Scheme => "업스트림에는 http나 https로 연결합니다 (WebSocket도 http로 갑니다)",
        UpstreamError::Userinfo => "여기에는 사용자 이름이나 비밀번호를 적지 않습니다",
        UpstreamError::Path => "업스트림에는 경로를 적지 않습니다. 요청의 경로가 그대로 붙습니다",
        UpstreamError::Port => "포트는 1에서 65535 사이의 숫자입니다",
    }
}

/// With its particle.
const fn wanted_in_korean(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "따옴표로 묶은 텍스트가",
        Wanted::Texts => "대괄호로 묶은 텍스트 목록이",
        Wanted::Flag => "따옴표 없는 true나 false가",
        Wanted::Number => "따옴표 없는 정수가",
    }
}

const fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "텍스트",
        ValueKind::Number => "정수",
        ValueKind::Fraction => "소수",
        ValueKind::Flag => "true나 false",
        ValueKind::Time => "날짜나 시각",
        ValueKind::List => "목록",
        ValueKind::Table => "테이블",
    }
}

/// Why another middleware's option has no key, and what to do.
#[rustfmt::skip]
pub(super) const fn cure(cure: ForeignCure) -> &'static str {
    match cure {
        ForeignCure::RegularExpression => "정규식은 쓸 수 없습니다. 점이나 앵커 하나만 빠져도 엉뚱한 사이트가 허용되기 때문입니다. 하위 도메인은 https://*.example.com, 아무 포트나 허용하려면 http://localhost:*라고 적으세요",
        ForeignCure::Function => "여기에는 함수를 쓸 수 없습니다. 오리진을 하나하나 적거나, Rust에서 OriginSource를 쓰세요",
        ForeignCure::PrivateNetwork => "브라우저가 Private Network Access를 포기했으므로 허용할 것이 없습니다. 지우세요",
        ForeignCure::Vary => "Vary는 모든 응답에 알아서 알맞게 들어갑니다. 지우세요",
        ForeignCure::Preflights => "프리플라이트에는 정책이 답하고, 서비스에는 가지 않습니다. 지우세요",
        ForeignCure::OtherHeaders => "서비스가 보낸 CORS 헤더 대신 정책의 헤더가 들어갑니다. 지우세요",
        ForeignCure::Router => "정책은 서비스의 라우트를 모릅니다. 메서드를 allow_methods에 적으세요",
        ForeignCure::Wildcard => "*는 자격 증명을 허용하지 않으면 그대로 보내고, 허용하면 거부됩니다. 지우세요",
        ForeignCure::StrictPreflight => "Origin과 Access-Control-Request-Method가 없는 OPTIONS는 프리플라이트가 아니므로 서비스로 갑니다. 지우세요",
        ForeignCure::Paths => "정책은 경로를 고르지 않습니다. 라우트마다 필요한 정책을 정하세요",
        ForeignCure::Credentials => "allow_credentials가 true가 아니면 자격 증명은 허용되지 않습니다. 지우세요",
        ForeignCure::WildcardWithCredentials => "브라우저는 자격 증명이 있는 요청에 *를 받아 주지 않습니다. 오리진을 하나하나 적으세요",
        ForeignCure::Wildcards => "https://*.example.com과 http://localhost:*는 그대로 쓸 수 있습니다. 지우세요",
        ForeignCure::Schemes => "어떤 스킴이든 쓸 수 있습니다. tauri://localhost처럼 오리진 전체를 적으세요",
        ForeignCure::Extensions => "chrome-extension://abcdefghijklmnopabcdefghijklmnop처럼 확장 프로그램의 오리진을 적으세요",
        ForeignCure::Files => "file: 페이지는 샌드박스에 든 프레임과 마찬가지로 오리진이 null입니다. http://localhost로 여세요",
        ForeignCure::WebSockets => "WebSocket은 페이지의 오리진을 달고 옵니다. 그 오리진을 적으세요. check_websockets를 켜면 다른 오리진의 WebSocket을 거부합니다",
        ForeignCure::Always => "Origin이 없는 요청에 헤더를 넣을지는 정책이 알아서 정합니다. 지우세요",
        ForeignCure::Errors => "오류 응답에도 다른 응답과 같은 헤더가 들어갑니다. 지우세요",
        ForeignCure::Log => "정책이 어떻게 정했는지는 서버가 알려 줍니다. 지우세요",
        ForeignCure::Switch => "여기에 있는 정책은 언제나 적용됩니다. 지우세요",
        ForeignCure::NoPolicy => "대신 정책 전체를 지우세요",
        ForeignCure::MaxAge => "프리플라이트 응답을 얼마나 보관할지는 max_age로 정합니다",
        ForeignCure::OwnOrigin => "서비스 자신의 오리진에 있는 페이지는 허용이 필요 없습니다. 지우세요. 프록시 뒤에서 enforce가 거부한다면 own_origins에 적으세요",
        ForeignCure::ContentTypes => "application/json처럼 허용이 필요한 Content-Type은 헤더 이름으로 허용합니다. allow_headers에 content-type을 적으세요",
        ForeignCure::Beginnings => "앞부분만 적을 수는 없습니다. 이름 전체를 적거나, 하위 도메인은 https://*.example.com, 아무 포트나 허용하려면 http://localhost:*, 자격 증명이 없다면 *를 적으세요",
        ForeignCure::Hook => "정책은 언제나 서비스보다 먼저 적용됩니다. 지우세요",
        ForeignCure::Isolation => "Cross-Origin-Opener-Policy와 Cross-Origin-Embedder-Policy는 CORS가 아니며 서비스가 보냅니다. 지우세요",
        ForeignCure::Deliver => "다른 오리진의 요청은 서비스로 갑니다. enforce = true로 하면 대신 403으로 답합니다",
        ForeignCure::Localhost => "자기 컴퓨터의 페이지를 허용하려면 개발하는 동안에만 http://localhost:*를 적으세요",
        ForeignCure::Defaults => "적지 않은 것은 허용되지 않습니다. 오리진과 메서드와 헤더를 적으세요",
        ForeignCure::Name => "파일에 있는 정책의 이름은 [policy.app]처럼 표의 이름입니다. 지우세요",
        ForeignCure::Guard => "폼처럼 CORS가 필요 없는 요청을 누가 보낼 수 있는지는 라우트의 guard가 정합니다. guard = [\"https://app.example.com\"]처럼 거기에 적으세요",
        ForeignCure::Exposed => "이름을 응답에서 모으지 않습니다. expose_headers에 이름을 적거나, 자격 증명이 없다면 *를 적으세요",
    }
}
