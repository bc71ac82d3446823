//! Korean, in 합니다체. What stands in braces is a value of any sound, so no particle that changes with the sound
//! before it follows one.

use super::part::{Label, Told};
use corsac::explain::Language::Korean;

#[rustfmt::skip]
pub(super) fn of(told: &Told) -> String {
    use Told::*;
    match told {
        Import(note) => note.say(Korean),
        ReadAs(url) => format!("{url} 주소로 읽었습니다. fetch()에는 스킴까지 적어야 합니다"),
        FileOrigin(given) => format!("'{given}' 페이지에는 자기 오리진이 없습니다. 브라우저처럼 Origin: null을 보냅니다"),
        OriginAsSent(given, sent) => format!("브라우저는 '{given}' 오리진을 '{sent}' 모양으로 보내므로, 여기서도 그렇게 보냅니다"),
        MadeUpOrigin(origin) => format!("--origin 옵션이 없어서 {origin} 페이지가 요청하는 것으로 보았습니다. 여러분 페이지의 오리진을 알려 주세요"),
        CookiesIdle => "--credentials include 옵션이 없으면 쿠키는 페이지 자신의 오리진에만 갑니다".into(),
        About(request, note) => format!("{request}: {}", of(note)),

        BlockedOnThisMachine(browser) => format!("{} 광고 차단기처럼 이 컴퓨터에 있는 것이 요청을 막았을 때 이 메시지를 출력합니다", the(*browser)),
        MeansOne(browser, name) => format!("{} {name} 진단일 때만 이 메시지를 출력합니다", the(*browser)),
        MeansFew(browser, names) => format!("{} 다음 진단일 때 이 메시지를 출력합니다: {}. 어느 것인지 서버에 물어봅니다", the(*browser), names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")),
        MeansMany { browser, number, first, second, last } => format!("{} 이 메시지를 출력하는 원인은 {first}, {second}부터 {last}까지 {number}가지입니다. 어느 것인지 서버에 물어봅니다", within(*browser)),
        AllowedNow => "이 요청은 지금은 허용됩니다. 메시지가 다른 요청에서 나왔거나(-X와 -H 옵션으로 메서드와 헤더를 알려 주세요), 서버를 고치기 전에 나왔거나, 캐시에 남은 예전 응답 때문에 나온 것입니다".into(),
        NotMeant(name) => format!("{name} 진단은 브라우저의 메시지가 뜻하는 것과 다릅니다. 그사이에 무언가 바뀐 것 같습니다"),
        PrintsWhen { browser, is_preflight } => format!("{} {}다음 가운데 하나일 때 이 메시지를 출력합니다:", the(*browser), if *is_preflight { "프리플라이트의 응답이 " } else { "" }),
        PrintsWhenBlockedHere(browser) => format!("{} 확장 프로그램, 광고 차단기, 방화벽처럼 이 컴퓨터에 있는 것이 요청을 막았을 때 이 메시지를 출력합니다. 서버에서는 어쩔 수 없습니다.", the(*browser)),
        PrintsWhenPolicyForbids(browser) => format!("{} 페이지 자신의 Content-Security-Policy가 요청을 금지할 때 이 메시지를 출력합니다. CORS 문제가 아니므로 요청을 받는 서버의 헤더로는 바꿀 수 없습니다. 페이지를 제공하는 쪽에서 그 서버의 출처를 지시자에 적어야 합니다. fetch()라면 connect-src입니다.", the(*browser)),
        PrintsWhenOpaque(browser) => format!("{} 요소나 no-cors 모드의 요청이 이미지나 스크립트를 기대했는데 JSON이나 HTML 같은 다른 것이 왔을 때 이 메시지를 출력합니다. 응답은 페이지에 닿기 전에 버려집니다. 오류 페이지인 경우가 많으니 URL을 확인하세요. 아니면 crossorigin 속성이나 cors 모드로 요청하고, 서버가 페이지를 허용하게 하세요.", the(*browser)),
        PrintsWhenBodyBroke(browser) => format!("{} 응답의 헤더는 왔지만 본문이 중간에 끊기거나 풀 수 없을 때 이 메시지를 출력합니다. CORS 문제가 아닙니다. 서버나 그 앞의 프록시가 실제로 보내는 것이 Content-Length, Transfer-Encoding, Content-Encoding 헤더와 맞는지 확인하세요.", the(*browser)),
        AskTheServer => "`corsac codes NAME` 명령은 그 진단을 더 자세히 알려 줍니다. --offline 옵션을 빼면 어느 것인지 서버에 물어봅니다.".into(),
        NothingWasSent => "브라우저가 아무것도 보내지 않고 스스로 차단했습니다. 그래서 서버의 응답으로는 알 수 없습니다. 자세한 내용은 `corsac codes NAME` 명령으로 볼 수 있습니다.".into(),

        SentWithCredentials => "브라우저가 차단한 것으로 보아 자격 증명과 함께 보낸 요청입니다".into(),
        CredentialsDecide => "자격 증명이 있으면 차단되고 없으면 허용됩니다. 기록에 쿠키가 빠져 있어서 어느 쪽이었는지 알 수 없습니다".into(),
        BlockedAllTheSame => "그런데도 브라우저는 차단했습니다. 기록에 헤더나 프리플라이트가 빠져 있을 수 있습니다".into(),
        NoAnswerRecorded => "응답이 기록되지 않았습니다".into(),
        AnswersLost { fetches, lines, more } => {
            let more = if *more > 0 { format!("\n  … 외 {more}개") } else { String::new() };
            format!("요청 {fetches}개의 응답이 기록에 없습니다. --replay 옵션을 주면 서버에 다시 물어봅니다:\n  {}{more}", lines.join("\n  "))
        }
        Summary { name, fetches, allowed, failed, same_origin, without_cors, without_page } => {
            let mut parts = vec![format!("허용 {allowed}개"), format!("실패 {failed}종류")];
            for (count, what) in [
                (same_origin, "페이지 자신의 오리진"),
                (without_cors, "CORS와 무관"),
                (without_page, "페이지가 기록되지 않음"),
            ] {
                if *count > 0 {
                    parts.push(format!("{what} {count}개"));
                }
            }
            format!("{name}: 요청 {fetches}개: {}", parts.join(", "))
        }
        Entries { name, numbers, more, alike } => format!("{name}, {}번 항목{}: {alike}", numbers.join(", "), and_more(*more)),

        Signs => "✔ 허용   ✘ 차단   · 보내지 않았고, 지금까지는 막는 것이 없음   ? 응답 없음".into(),
        Inconsistent { column, few, more, is_blocked, others } => {
            let more = and_more(*more);
            let what = if *is_blocked { "차단됩니다" } else { "차단되지 않습니다" };
            format!("{column} 열이 고르지 않습니다. 나머지 {others}개와 달리 다음 요청은 {what}: {}{more}", few.join(", "))
        }
        Cell { file, row, column } => format!("{file}: {row} ({column} 페이지)"),
        WithCookies => ", 쿠키와 함께".into(),
        InVain => ", 어느 정책에도 없음".into(),

        Unmet { expected, found } => format!("기대한 결과는 {expected}, 실제 결과는 {found}입니다."),

        CtrlC => "Ctrl-C를 누르면 끝납니다.".into(),
        Still { url, found, until } => {
            let found = found.map_or_else(|| "응답이 없고".to_owned(), |name| format!("{name} 상태이고"));
            format!("{url}: 아직 {found}, 기다린 결과({until})는 나오지 않았습니다")
        }
        AgainIn { clock, state, seconds } => format!("{clock} {state} - {seconds}초 뒤에 다시"),
        Stopped => "끝났습니다.".into(),
        StoppedWithCut(cut) => format!("끝났습니다. 아직 쓰이던 연결 {cut}개를 끊었습니다."),
        ThisIsTheDemo => "지금 뜨는 것은 데모입니다. 여기에 있는 corsac.toml로 시작하려면: corsac serve corsac.toml".into(),
        ListeningOn(url) => format!("{url} 주소에서 기다립니다"),
        CtrlCAndLog => "Ctrl-C를 누르면 끝납니다. 거부한 요청은 아래에 기록됩니다.".into(),
        NoPolicy => "정책 없음".into(),
        Policy(name) => format!("정책 {name}"),
        Guarded => ", 위조된 요청을 막음".into(),
        AgentTakes(url) => format!("에이전트가 {url} 주소에서 요청을 받습니다"),
        RequestsFromKeyboard => "키보드로 요청을 JSON 한 줄씩 입력하세요. Ctrl-D를 누르면 끝납니다. 예는 --help에 있습니다.".into(),

        Checked { routes, policies, warnings } => format!("라우트 {routes}개, 정책 {policies}개, 경고 {}", number(*warnings)),
        Refused { errors, warnings } => format!("오류 {}, 경고 {}", number(*errors), number(*warnings)),
        NoMistakes => "잘못 없음".into(),
        Counted { errors, warnings } => format!("오류 {errors}개, 경고 {warnings}개"),
        TableHead => "| | 줄 | 종류 | 내용 |".into(),

    }
}

/// How many more there are.
fn and_more(more: usize) -> String {
    if more > 0 { format!(" 외 {more}개") } else { String::new() }
}

/// Words that stand before sentences and behind numbers.
pub(super) const fn label(label: Label) -> &'static str {
    use Label::*;
    match label {
        EntriesSoFar => "항목",
        RequestsSoFar => "요청",
        ScenariosSoFar => "시나리오",
        Error => "오류:",
        Warning => "경고:",
        Help => "도움말:",
        Note => "참고:",
        Timeout => "시간 초과:",
        Write => "이렇게 쓰세요",
    }
}

/// With its particle.
fn the(browser: Option<&'static str>) -> String {
    browser.map_or_else(|| "브라우저는".to_owned(), |name| format!("{name} 브라우저는"))
}

fn within(browser: Option<&'static str>) -> String {
    browser.map_or_else(|| "브라우저가".to_owned(), |name| format!("{name} 브라우저가"))
}

fn number(count: usize) -> String {
    if count == 0 { "없음".to_owned() } else { format!("{count}개") }
}
