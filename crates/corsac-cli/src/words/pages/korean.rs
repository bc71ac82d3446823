//! The pages of the demo in Korean.

use super::part::{Action, Actions, Bank, FrontEnd, Hostile, Nav, Pages, PolicyComments, Script, Teller};

/// All of them.
pub(super) const KOREAN: Pages = Pages {
    nav: NAV,
    bank: BANK,
    front_end: FRONT_END,
    hostile: HOSTILE,
    teller: TELLER,
    policy: POLICY,
    script: SCRIPT,
    actions: ACTIONS,
};

const NAV: Nav = Nav { bank: "은행", front_end: "프런트엔드", hostile: "악성 사이트" };

const BANK: Bank = Bank {
    title: "은행",
    who: "corsac 뒤에 있음",
    introduction: "CORS를 전혀 모르는 API이고, 그 앞에 corsac이 있습니다. 이 페이지는 은행 자신의 페이지라서 요청하는 \
                   쪽과 API의 오리진이 같습니다. 그래서 CORS가 적용되지 않습니다.",
    then: "다음에 할 일",
    log_in: "여기나 프런트엔드에서 로그인하세요.",
    open_front_end: "정책이 허용하는 <a href=\"{{FRONT_END}}/\">프런트엔드</a>를 여세요. 앨리스의 계좌를 읽습니다.",
    open_hostile: "정책이 허용하지 않는 <a href=\"{{HOSTILE}}/\">악성 사이트</a>를 여세요. 같은 요청에 같은 쿠키를 \
                   보내도 응답을 읽지 못합니다.",
    policy: "정책",
};

const FRONT_END: FrontEnd = FrontEnd {
    title: "은행이 허용하는 프런트엔드",
    who: "정책이 허용함",
    introduction: "이 페이지는 <code>{{BANK}}</code>에 있는 은행 API를 호출합니다. 포트가 다르면 오리진도 다르므로 \
                   브라우저는 응답에 허가가 적혀 있는지 봅니다. 은행 앞에 있는 corsac이 이 오리진의 이름을 적어 \
                   허가합니다.",
    cookies: "쿠키는 호스트만 구별하고 포트는 구별하지 않습니다. <code>localhost</code>의 페이지는 모두 같은 사이트이므로 \
              어느 페이지에서 요청해도 앨리스의 쿠키가 함께 갑니다. 프리플라이트의 응답은 10분 동안 보관되므로, 두 번째로 \
              누를 때는 다시 묻지 않습니다.",
};

const HOSTILE: Hostile = Hostile {
    title: "악성 사이트",
    who: "정책이 허용하지 않음",
    introduction: "여러분은 은행에 로그인한 채로 우연히 이 페이지에 들어왔습니다. 이 페이지의 스크립트는 할 수 있는 일을 \
                   다 해 봅니다. 여러분의 쿠키로 <code>{{BANK}}</code>에 요청을 보내는 것입니다. 훔칠 것이 있도록 먼저 \
                   <a href=\"{{FRONT_END}}/\">로그인</a>하세요.",
    cookies: "<code>localhost</code>에서는 포트가 달라도 이 페이지와 은행이 같은 사이트라서 쿠키가 함께 갑니다. \
              <a href=\"{{HOSTILE_ELSEWHERE}}/\">이 페이지를 127.0.0.1로 열어 보세요</a>. 그러면 다른 사이트가 되고, \
              쿠키의 <code>SameSite=Lax</code> 때문에 쿠키는 가지 않습니다. CORS의 판정은 어느 쪽이나 같습니다.",
};

const TELLER: Teller = Teller { sent: "은행이 앨리스의 계좌에서 {amount}만큼 보냈습니다." };

const POLICY: PolicyComments = PolicyComments {
    guard: "위조한 폼을 거부합니다. 이 페이지의 폼만 예외입니다",
    unguarded: "같은 은행인데 아무도 폼을 생각하지 않았습니다",
    seconds: "초",
    debug: "거부한 이유를 알려 줍니다. 실제 서비스에서는 끄세요",
};

const SCRIPT: Script = Script {
    run: "실행",
    browser_is: "이 브라우저:",
    logged_in: "앨리스로 로그인함",
    not_logged_in: "로그인하지 않음",
    balance: "앨리스의 잔액:",
    limit: "한도:",
    arrivals: "은행에 도착한 요청 수:",
    your_browser: "브라우저에서",
    at_the_bank: "은행에서",
    why: "corsac이 말하는 이유",
    opaque: "불투명한 응답",
    opaque_means: "스크립트는 상태 코드도 본문도 보지 못합니다.",
    reads_status: "✔ 스크립트가 상태 코드 {status}의 응답을 읽었습니다",
    error_means: "스크립트가 아는 것은 이것뿐입니다. 브라우저 콘솔에는 조금 더 나옵니다.",
    form_sent: "브라우저가 폼을 보냈습니다",
    form_needs_nothing: "폼을 보내는 데에는 허가가 필요 없습니다.",
    nothing_arrived: "아무것도 도착하지 않았습니다.",
    stopped_before: "요청은 은행에 닿기 전에 멈췄습니다.",
    arrived_with_cookie: " 요청이 앨리스의 쿠키와 함께 도착했고, 응답의 상태 코드는 {status}입니다.",
    arrived_without_cookie: " 요청이 앨리스의 쿠키 없이 도착했고, 응답의 상태 코드는 {status}입니다.",
    no_explanation: "설명 없음",
    form_refused: "게이트웨이의 방어가 거부했습니다. 요청이 어디에서 왔는지를 브라우저가 알려 주는데(Sec-Fetch-Site, \
                   Origin), 방어는 이 오리진을 믿지 않습니다.",
    form_done: "CORS는 응답을 읽는 일을 다룰 뿐, 폼을 막지 않습니다. 여기에서는 다른 것도 막지 않았습니다.",
    form_harmless: "CORS는 폼을 막지 않습니다. 쿠키가 없었을 뿐입니다. 다른 사이트에서 온 요청이라 SameSite가 쿠키를 뺐습니다.",
    message_by_message: "터미널에서처럼 메시지 하나씩 보기",
    frame: "은행의 응답이 담긴 프레임입니다. 이 페이지는 그 안을 볼 수 없습니다. 거부되면 비어 있습니다:",
    frame_title: "폼에 대한 은행의 응답",
};

const ACTIONS: Actions = Actions {
    own_log_in: Action {
        title: "앨리스로 로그인",
        note: "응답이 쿠키를 설정합니다. 스크립트는 그 쿠키를 읽지 못합니다(HttpOnly).",
    },
    own_read: Action {
        title: "계좌 읽기",
        note: "페이지와 URL의 오리진이 같습니다. CORS도 프리플라이트도 없습니다.",
    },
    own_limit: Action {
        title: "한도 바꾸기", note: "PUT이지만 역시 프리플라이트가 없습니다."
    },
    log_in: Action {
        title: "은행에 로그인",
        note: "JSON은 폼이 보내는 형식이 아니므로 프리플라이트가 먼저 묻습니다. 응답은 은행의 쿠키를 설정합니다.",
    },
    read: Action {
        title: "앨리스의 계좌 읽기",
        note: "앨리스의 쿠키가 있는 단순 요청입니다. 프리플라이트가 없습니다.",
    },
    read_without_cookie: Action {
        title: "쿠키 없이 같은 요청",
        note: "credentials: \"include\"가 없으면 은행은 누가 묻는지 모릅니다. 오류가 오고, 스크립트는 그 오류를 읽을 수 있습니다.",
    },
    limit: Action {
        title: "한도 바꾸기",
        note: "PUT에는 프리플라이트가 필요합니다. 정책의 목록에 PUT과 content-type이 있습니다.",
    },
    method: Action {
        title: "정책의 목록에 없는 메서드",
        note: "허용된 오리진도 목록에 있는 일만 할 수 있습니다.",
    },
    header: Action {
        title: "정책의 목록에 없는 헤더",
        note: "모니터링 도구는 이런 헤더를 말없이 덧붙입니다.",
    },
    steal: Action {
        title: "피해자의 계좌 읽기",
        note: "브라우저가 이 요청을 보내지 않는다고 믿는 사람이 많습니다. 실제로는 보냅니다. 가운데 칸을 보세요.",
    },
    steal_with_header: Action {
        title: "따로 정한 헤더를 붙여 같은 요청",
        note: "이번에는 프리플라이트가 먼저 묻고, 거부됩니다.",
    },
    steal_limit: Action {
        title: "피해자의 한도 바꾸기",
        note: "JSON을 보내는 PUT에도 프리플라이트가 필요합니다.",
    },
    no_cors: Action {
        title: "CORS 없이 묻기",
        note: "mode: \"no-cors\"는 오류를 없앨 뿐입니다. 응답이 열리지는 않습니다.",
    },
    forge: Action {
        title: "폼으로 이체 위조하기",
        note: "폼은 어디로든 쿠키와 함께 프리플라이트 없이 보낼 수 있습니다. CORS는 막지 않고, 게이트웨이의 방어가 막습니다.",
    },
    forge_unguarded: Action {
        title: "방어를 두지 않은 곳에 같은 폼",
        note: "같은 은행, 같은 CORS 정책에 경로만 다르고 방어가 없습니다. 잔액을 지켜보세요.",
    },
};
