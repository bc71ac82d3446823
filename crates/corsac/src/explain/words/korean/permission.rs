//! About what a preflight's answer allows.

use super::super::language::Korean;
use super::super::permission::{Permission, Tool, Usually};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Permission<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Permission::*;
        match self.0 {
            MethodsMalformed { element } => write!(f, "Access-Control-Allow-Methods가 메서드 목록이 아닙니다. '{element}' 부분은 메서드가 아닙니다. 따옴표나 괄호 없이 이름을 쉼표로 구분해 적으세요."),
            MethodCase { method, upper, allowed: true } => write!(f, "여러분의 코드는 {method} 메서드를 보내는데, 서버가 허용한 것은 {upper}입니다. 브라우저가 대문자로 바꿔 주는 메서드는 DELETE, GET, HEAD, OPTIONS, POST, PUT뿐입니다."),
            MethodCase { method, upper, allowed: false } => write!(f, "여러분의 코드는 {upper} 대신 {method} 메서드를 보냅니다. 브라우저가 대문자로 바꿔 주는 메서드는 DELETE, GET, HEAD, OPTIONS, POST, PUT뿐입니다."),
            MethodCaseOnServer { listed, method } => write!(f, "서버가 허용한 메서드는 {listed}인데, 요청의 메서드는 {method}입니다. 메서드는 대소문자까지 바이트 단위로 비교합니다."),
            MethodWildcard { method } => write!(f, "서버는 모든 메서드(*)를 허용하지만, 여러분의 코드는 쿠키를 보냅니다. 쿠키를 보낼 때 *는 평범한 이름일 뿐이고, {method} 메서드는 목록에 없습니다."),
            NoMethods { method } => write!(f, "프리플라이트가 {method} 메서드를 써도 되는지 물었는데, 응답에 Access-Control-Allow-Methods가 없습니다."),
            OtherMethods { method, listed } => write!(f, "프리플라이트가 {method} 메서드를 써도 되는지 물었는데, 서버가 허용한 것은 {}입니다.", listed.join(", ")),
            HeadersMalformed { element } => write!(f, "Access-Control-Allow-Headers가 헤더 이름 목록이 아닙니다. '{element}' 부분은 헤더 이름이 아닙니다. 따옴표나 괄호 없이 이름을 쉼표로 구분해 적으세요."),
            AuthorizationWildcard => write!(f, "서버는 모든 헤더(*)를 허용합니다. 하지만 표준에 따르면 *에는 Authorization이 포함되지 않습니다. 브라우저는 아직 통과시키면서, 앞으로는 막겠다고 경고합니다."),
            HeaderWildcard { names } => write!(f, "서버는 모든 헤더(*)를 허용하지만, 여러분의 코드는 쿠키를 보냅니다. 쿠키를 보낼 때 *는 평범한 이름일 뿐이고, {} 헤더는 목록에 없습니다.", names.join(", ")),
            HeaderNearly { name, listed } => write!(f, "프리플라이트가 {name} 헤더를 써도 되는지 물었는데, 서버가 허용한 이름은 '{listed}'입니다. 비슷하지만 다른 이름입니다. {name} 헤더를 적으려던 것으로 보입니다."),
            HeaderWordForAll { names, word } => write!(f, "프리플라이트가 {} 헤더를 써도 되는지 물었는데, 서버가 허용한 것은 '{word}'입니다. 브라우저에게는 그런 이름의 헤더일 뿐입니다. 모두를 뜻하는 것은 * 뿐이고, 쿠키를 보낼 때는 그것도 안 됩니다.", names.join(", ")),
            HeadersParted { list, by } => write!(f, "서버가 목록을 쉼표가 아닌 '{by}' 문자로 구분했습니다: {list}. 브라우저에게는 긴 이름 하나입니다. 목록은 쉼표로만 구분합니다."),
            MethodWordForAll { method, word } => write!(f, "프리플라이트가 {method} 메서드를 써도 되는지 물었는데, 서버가 허용한 것은 '{word}'입니다. 브라우저에게는 그런 이름의 메서드일 뿐입니다. 모두를 뜻하는 것은 * 뿐이고, 쿠키를 보낼 때는 그것도 안 됩니다."),
            MethodsParted { list, by } => write!(f, "서버가 목록을 쉼표가 아닌 '{by}' 문자로 구분했습니다: {list}. 브라우저에게는 긴 이름 하나입니다. 목록은 쉼표로만 구분합니다."),
            MethodsInAllow { method } => write!(f, "프리플라이트가 {method} 메서드를 써도 되는지 물었는데, 응답에 Access-Control-Allow-Methods가 없습니다. Allow 헤더는 있지만, 브라우저는 여기서 그것을 보지 않습니다."),
            NoHeaders { names } => write!(f, "프리플라이트가 {} 헤더를 써도 되는지 물었는데, 응답은 아무 헤더도 허용하지 않습니다.", names.join(", ")),
            OtherHeaders { names, listed } => write!(f, "프리플라이트가 {} 헤더를 써도 되는지 물었는데, 서버가 허용한 것은 {}뿐입니다.", names.join(", "), listed.join(", ")),
            Tooling { names, tools } => write!(f, "{} 헤더는 여러분의 코드가 아니라 도구({})가 붙인 것으로 보입니다. 서버는 이 헤더를 허용하지 않습니다.", names.join(", "), several(tools)),
            ContentType { value } => write!(f, "Content-Type이 '{value}'이면 허가가 필요한데, 프리플라이트의 응답에 content-type이 없습니다. 허가가 필요 없는 형식은 HTML 폼이 보낼 수 있는 세 가지뿐입니다."),
            ByValue { name, why } => write!(f, "{name} 헤더는 보통 허가가 필요 없지만, {} 서버는 이 헤더를 목록에 넣지 않았습니다.", Korean(why)),
            Misspelt { wrong, meant } => write!(f, "'{wrong}'라는 헤더는 없습니다. 이름이 틀려서 브라우저가 무시합니다. {meant} 헤더를 쓰려던 것으로 보입니다."),
        }
    }
}

impl Display for Korean<Usually> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Usually::TooLong { bytes } => {
                write!(f, "값이 {bytes}바이트라서 허가 없이 보낼 수 있는 128바이트를 넘습니다.")
            }
            Usually::Byte { at } => write!(f, "값의 {at}번째 자리에 허가가 필요한 바이트가 있습니다."),
            Usually::Range => {
                write!(f, "bytes=0-99처럼 시작이 있는 범위 하나일 때만 허가 없이 보낼 수 있습니다.")
            }
            Usually::Total => write!(f, "이런 헤더를 모두 합치면 1024바이트를 넘습니다."),
        }
    }
}

impl Display for Korean<Tool> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Tool::Named(name) => write!(f, "{name}"),
            Tool::SentryOrOpenTelemetry => write!(f, "Sentry 또는 OpenTelemetry"),
            Tool::Tracer => write!(f, "OpenTelemetry 또는 다른 추적 도구"),
            Tool::ForNgrok => write!(f, "ngrok 경고 화면을 피하려는 코드"),
            Tool::JQuery => write!(f, "jQuery 같은 라이브러리"),
        }
    }
}

fn several(tools: &[Tool]) -> String {
    let tools: Vec<_> = tools.iter().map(|tool| Korean(*tool).to_string()).collect();
    tools.join(", ")
}
