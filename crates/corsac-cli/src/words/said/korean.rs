//! Korean, in 합니다체. What stands in braces is a value of any sound, so no particle that changes with the sound
//! before it follows one.

use super::super::policy_file::{cure as foreign_cure, korean as file_cause};
use super::part::{Belonging, Said};
use corsac::explain::Language::Korean;
use corsac_gateway::file::PathRefused;
use std::io::ErrorKind;

#[rustfmt::skip]
pub(super) fn of(said: &Said) -> String {
    use Said::*;
    let say = |inner: &Said| of(inner);
    match said {
        Plain(text) => text.clone(),
        System(kind, text) => system(*kind).map_or_else(|| text.clone(), |known| format!("{known} ({text})")),

        Import(cause) => cause.say(Korean),
        File(cause) => file_cause(cause),
        Config(cause) => Korean.config_error(*cause),
        Origin(kind) => Korean.origin_error(*kind),
        Path(PathRefused::DotSegments) => "경로에 . 이나 .. 부분이 있습니다".to_owned(),
        Path(PathRefused::Ambiguous) => "경로를 여러 가지로 읽을 수 있습니다".to_owned(),
        HeaderValue(name) => format!("{name} 헤더의 값에 제어 문자가 있어서 보낼 수 없습니다"),
        CookieFor(url) => format!("{url} 주소의 쿠키를 읽을 수 없습니다. 한 줄에 name=value 꼴로 적으세요"),
        CookieUrl(url) => format!("쿠키를 받을 {url:?} 주소는 URL이 아닙니다. https://bank.example처럼 적으세요"),
        SeveralRecordings(count, names) => format!("기록이 {count}개 들어 있습니다: {names}"),
        BadArchive(why) => format!("압축 파일을 읽을 수 없습니다: {why}"),
        Encrypted(name) => format!("안에 든 {name} 파일에 비밀번호가 걸려 있습니다"),
        OddlyPacked(name, how) => format!("안에 든 {name} 파일의 압축 방식({how})은 풀 수 없습니다"),
        NoRecording(shown, more) => {
            let more = if *more > 0 { format!(" 외 {more}개") } else { String::new() };
            let shown = if shown.is_empty() { "없음".to_owned() } else { shown.join(", ") };
            format!("기록이 들어 있지 않습니다. 들어 있는 파일: {shown}{more}")
        }
        NoDiagnosis(text) => format!("{text:?}(이)라는 진단은 없습니다"),
        NoBaseline(why) => format!("기준선 파일이 아닙니다: {why}"),
        BaselineSchema { found, wanted } => format!("기준선 파일이 아닙니다. schema가 {wanted} 대신 {found:?}입니다"),
        NeedsAnswer(method) => format!("{method} 요청의 응답이 있어야 알 수 있는데, 이 요청은 서버의 무언가를 바꿀 수 있습니다"),
        NoAddress(text) => format!("'{text}' 값은 IP 주소가 아닙니다"),
        NotScenario(why) => format!("시나리오로 읽을 수 없습니다: {why}"),
        NoKeyHere(key) => format!("여기에는 {key:?} 키가 없습니다"),
        InTable(path, cause) => format!("{path}: {}", say(cause)),
        NoPreset(name) => format!("{name:?}(이)라는 브라우저는 없습니다"),
        NotRequest(why) => format!("요청으로 읽을 수 없습니다. {}", say(why)),
        AtColumn(why, column) => format!("{why} ({column}번째 글자)"),
        NoHeaderName(name) => format!("{name:?} 값은 헤더 이름이 아닙니다"),
        Doubtful(cause) => Korean.config_warning(*cause),
        Foreign(cure) => foreign_cure(*cure).to_owned(),
        NotJson(why) => format!("JSON으로 읽을 수 없습니다: {why}"),
        NoKey(key, cure) => format!("{key:?} 키는 없습니다. {}", say(cure)),
        Belongs(what) => format!("여기에는 {} 와야 합니다", belonging(*what)),

        Cure(cure) => cure.say(Korean),
        Taken(other) => format!("다른 프로그램이 이미 쓰고 있습니다. 그 프로그램을 끝내거나, {}", say(other)),
        ForAdministrators(other) => format!("1024보다 작은 포트는 관리자만 쓸 수 있습니다. {}", say(other)),
        NotThisMachines(other) => format!("이 컴퓨터에 없는 주소입니다. {}", say(other)),
        SayInput(names) => format!("무엇인지 --input {names} 옵션으로 알려 주세요"),
        Write(text) => format!("이렇게 쓰세요: {text}"),
        NearestDiagnosis(name) => format!("가장 비슷한 이름은 {name}입니다: corsac codes {name}"),
        RoutesAre(paths) => format!("파일에 있는 라우트: {paths}"),
        KnownAre(names) => format!("쓸 수 있는 이름: {names}"),
        SwitchAccepts(switch) => format!("꼭 필요하다면 {switch} = true로 받아들이게 할 수 있습니다"),
        Similar(meant) => format!("비슷한 것: {meant}"),
        NearestName(name) => format!("이런 이름의 진단은 없습니다. 가장 비슷한 이름은 {name}입니다"),
        Several(all) => all.iter().map(of).collect::<Vec<_>>().join(". "),
        TheMachine | TheRequest | TheDemo | TheDemosPolicy | TheGateway | ThePage | TheClient | TheAgent | TheMessage | TheDescription | StandardOutput | Signals | NoPolicy => place(said).to_owned(),
        other => sentence(other).to_owned(),
    }
}

/// What the system's commonest errors mean.
const fn system(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "파일이나 디렉터리가 없습니다",
        ErrorKind::PermissionDenied => "권한이 없습니다",
        ErrorKind::InvalidData => "읽을 수 없는 내용입니다",
        ErrorKind::AddrInUse => "이미 쓰이고 있는 주소입니다",
        ErrorKind::AddrNotAvailable => "쓸 수 없는 주소입니다",
        ErrorKind::IsADirectory => "파일이 아니라 디렉터리입니다",
        ErrorKind::NotADirectory => "디렉터리가 아닙니다",
        ErrorKind::AlreadyExists => "이미 있습니다",
        ErrorKind::StorageFull => "디스크가 가득 찼습니다",
        ErrorKind::UnexpectedEof => "내용이 도중에 끊겼습니다",
        ErrorKind::InvalidInput => "올바르지 않은 값입니다",
        _ => return None,
    })
}

/// Where a problem is.
#[rustfmt::skip]
const fn place(said: &Said) -> &'static str {
    use Said::*;
    match said {
        TheMachine => "이 컴퓨터",
        TheRequest => "요청",
        TheDemo => "데모",
        TheDemosPolicy => "데모의 정책",
        TheGateway => "게이트웨이",
        ThePage => "페이지",
        TheClient => "클라이언트",
        TheAgent => "에이전트",
        TheMessage => "메시지",
        TheDescription => "API 명세",
        StandardOutput => "표준 출력",
        Signals => "시그널",
        NoPolicy => "정책 없음",
        _ => "",
    }
}

/// Those that name nothing.
#[rustfmt::skip]
const fn sentence(said: &Said) -> &'static str {
    use Said::*;
    match said {

        Cookie => "요청의 쿠키를 읽을 수 없습니다. 한 줄에 name=value 꼴로 적으세요",
        RequestsFromInput => "요청도 표준 입력에서 읽습니다",
        GivePolicy => "--policy FILE이나 --config-json JSON으로 정책을 알려 주세요",
        FourPorts => "데모에는 여기서부터 이어지는 포트 네 개가 필요합니다",
        FileHasMistakes => "정책 파일에 잘못이 있으면 시작하지 않습니다",
        Unrecognised => "무엇인지 알아볼 수 없습니다",
        NotExplainedYet => "이런 텍스트는 아직 설명하지 못합니다",
        NothingAboutAnswer => "요청만 보고는 응답을 알 수 없습니다",
        NoUrlInMessage => "메시지에 URL이 없습니다",
        NoServer => "API 서버의 주소가 적혀 있지 않습니다",
        NoColon => "콜론이 없습니다",
        OtherMachines => "다른 컴퓨터가 에이전트를 거쳐 요청을 보낼 수 있게 됩니다",
        NoResults => "이 형식으로 쓸 결과가 없습니다",
        LeaveFormatOut => "--format을 빼거나 json, ndjson 가운데 하나를 쓰세요",
        LongArchive => "파이프로 들어온 압축 파일이 256MiB를 넘습니다",
        SaveArchive => "파일로 저장하고 그 경로를 주세요",
        UnpackOne => "압축을 풀고 원하는 파일을 주세요",
        UnpackFirst => "먼저 압축을 푸세요",
        RelativeUrl => "이 URL은 페이지를 기준으로 한 상대 URL인데, 어느 페이지가 보냈는지 알 수 없습니다",
        GivePage => "--origin https://app.example.com처럼 페이지를 알려 주세요",
        NoExample => "이 페이지에는 예제가 없습니다",
        NeverWithExpect => "--expect와 함께 쓰면 아무것도 알려 줄 수 없습니다",
        NoSuchFile => "파일이 없습니다",
        WatchSends => "watch 명령은 같은 요청을 거듭 보내게 됩니다",
        NoRoute => "이 경로를 맡는 라우트가 없습니다",
        LineTooLong => "한 줄이 16MiB를 넘습니다",
        NotUtf8 => "UTF-8이 아닙니다",
        NoEquals => "= 기호가 없습니다",
        NoNameBeforeEquals => "= 앞에 이름이 없습니다",
        GuardWithoutPolicy => "guard 앞에는 정책이 있어야 합니다. 정책을 넣으세요",
        SeveralRoutes => "파일에 라우트가 여럿 있습니다. path를 넣거나 --route 옵션을 쓰세요",
        KeyTwice => "앞에 이미 나온 키입니다. 둘 가운데 하나를 지우세요",
        KeysByThemselves => "정책의 키는 다른 키 안에 넣지 않고 바로 적습니다",
        NoObject => "여기에는 중괄호로 묶은 객체가 와야 합니다",

        NameAFile => "둘 가운데 하나는 파일로 알려 주세요",
        OtherPorts => "다른 포트를 고르세요. 예: corsac serve --port 9000",
        ChangeListen => "파일의 [server]에서 listen 값을 바꾸세요",
        OtherListen => "--listen 127.0.0.1:PORT 옵션으로 다른 주소를 고르세요",
        MendAbove => "위에 나온 곳을 고치세요. corsac check 명령으로 다시 볼 수 있습니다",
        CheckPath => "경로를 확인하세요. -를 주면 표준 입력을 읽습니다",
        SaveAsUtf8 => "UTF-8로 저장하세요",
        MayNotRead => "이 사용자에게는 파일을 읽을 권한이 없습니다",
        CheckWhole => "파일이 온전한지 확인하세요",
        GiveAnswers => "응답이 든 기록(HAR)이나 응답 헤더도 함께 주세요",
        GiveUrl => "--url 옵션으로 URL을 알려 주세요",
        GiveServer => "--url https://api.example.com처럼 서버 주소를 알려 주세요",
        ExportHar => "네트워크 패널에서 'HAR 내보내기(Export HAR)'나 'HAR로 모두 저장(Save All As HAR)'을 고르세요",
        WriteOrigin => "https://app.example.com처럼 스킴, 호스트, 포트를 적으세요",
        WriteHeader => "'이름: 값' 꼴로 적으세요",
        WriteAddress => "api.example.com=127.0.0.1이나 api.example.com=127.0.0.1:8443처럼 NAME=ADDRESS 꼴로 적으세요",
        WriteConfig => "이렇게 쓰세요: {\"allow_origins\": [\"https://app.example.com\"]}",
        ListenOnLoopback => "127.0.0.1이나 [::1]에서 기다리게 하세요",
        CodesLists => "corsac codes 명령이 모든 진단을 보여 줍니다",
        LeaveOneOut => "둘 가운데 하나를 빼세요",
        UpdateWrites => "--update-baseline 옵션을 주면 만들어집니다",
        UpdateWritesAnew => "--update-baseline 옵션을 주면 새로 만들어집니다",
        SeeDirectory => "디렉터리가 있는지 확인하세요",
        SeeDisk => "디스크가 가득 차지 않았는지 확인하세요",
        WatchPreflight => "프리플라이트만 지켜보다가, 통과하면 corsac explain --send를 쓰세요",
        UntilNotSent => "프리플라이트가 통과했다는 뜻인 --until not-sent를 기다리세요",
        WritableDirectory => "쓸 수 있는 디렉터리를 고르세요",
        SeeHelp => "자세한 것은 '--help'를 보세요.",
        WriteTime => "숫자와 단위를 적으세요: 500ms, 60s, 2m, 1h",
        TimeBounds => "1ms에서 1000000s 사이로 적으세요",
        WriteExpected => "allowed, blocked, 또는 corsac codes에 나오는 진단을 적으세요",
        HelpShowsScenario => "corsac simulate --help에 시나리오의 예가 있습니다",
        Plain(_) | System(..) | Import(_) | File(_) | Config(_) | Origin(_) | Path(_)
        | HeaderValue(_) | SeveralRecordings(..) | BadArchive(_) | Encrypted(_) | OddlyPacked(..) | NoRecording(..) | CookieFor(_) | CookieUrl(_) | NoDiagnosis(_) | NoBaseline(_) | BaselineSchema { .. } | NeedsAnswer(_) | NoAddress(_)
        | NotScenario(_) | NoKeyHere(_) | InTable(..) | NoPreset(_) | NotRequest(_) | NotJson(_) | NoKey(..) | AtColumn(..) | NoHeaderName(_)
        | Doubtful(_) | Foreign(_) | Belongs(_) | Cure(_) | Taken(_) | ForAdministrators(_)
        | NotThisMachines(_) | SayInput(_) | Write(_) | NearestDiagnosis(_) | RoutesAre(_) | KnownAre(_)
        | SwitchAccepts(_) | Several(_) | Similar(_) | NearestName(_) | TheMachine | TheRequest | TheDemo | TheDemosPolicy | TheGateway | ThePage | TheClient | TheAgent | TheMessage | TheDescription | StandardOutput | Signals | NoPolicy => "",
    }
}

/// With its particle.
const fn belonging(what: Belonging) -> &'static str {
    match what {
        Belonging::Text => "따옴표로 묶은 텍스트가",
        Belonging::Texts => "대괄호로 묶은 텍스트 목록이",
        Belonging::Flag => "따옴표 없는 true나 false가",
        Belonging::Number => "따옴표 없는 정수가",
        Belonging::PreflightStatus => "따옴표 없는 숫자 200이나 204가",
    }
}
