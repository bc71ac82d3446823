//! Korean, in 합니다체, without a full stop at the end, for a cure may follow. What stands in braces is a value of
//! any sound, so no particle that changes with the sound before it (은/는, 이/가, 을/를, 과/와, (으)로) follows one.

use super::Korean;
use crate::import_error::{ImportCause, ImportCure};
use crate::note::{Inside, Lost, Note, PageSource, Shortcut};
use std::fmt::{Display, Formatter, Result};

impl Display for Korean<&Note> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Note::*;
        match self.0 {
            OnlyTheShellKnows(word) => write!(f, "{word} 값은 셸만 알 수 있어서, 적힌 그대로 둡니다"),
            ForTheShell(words) => write!(f, "다음은 셸이 쓰는 부분이라 뺐습니다: {}", words.join(" ")),
            NothingLikeIt(options) => write!(f, "다음 옵션은 웹 페이지에 해당하는 기능이 없어서 뺐습니다: {}", options.join(", ")),
            SetByBrowsers(names) => write!(f, "다음 헤더는 브라우저가 알아서 넣는 것이라 뺐습니다: {}", names.join(", ")),
            PageFromReferer(page) => write!(f, "Referer 헤더를 보고 {page} 페이지가 보낸 요청으로 보았습니다"),
            PageIsOwn(page) => write!(f, "Sec-Fetch-Site가 same-origin이라서 {page} 페이지가 보낸 요청으로 보았습니다"),
            NoOrigin(value) => write!(f, "{value:?} 값은 오리진이 아니라서, 어느 페이지가 보낸 요청인지 알 수 없습니다"),
            CookiesProveCredentials => f.write_str("다른 오리진에 쿠키를 보냈으므로 credentials를 'include'로 보았습니다"),
            StorageAccessProvesCredentials => f.write_str("다른 오리진에 Sec-Fetch-Storage-Access 헤더를 보냈으므로 credentials를 'include'로 보았습니다"),
            ReadAs(url) => write!(f, "curl처럼 {url} 주소로 읽었습니다. fetch()에는 스킴까지 적어야 합니다"),
            TakesHeaderOut(name) => write!(f, "-H '{name}:' 옵션은 헤더를 보내는 것이 아니라 빼는 것입니다"),
            NoColon(line) => write!(f, "콜론이 없어서 뺐습니다: -H '{line}'"),
            UserIsAuthorization => f.write_str("-u 옵션은 페이지가 넣은 Authorization 헤더로 읽었습니다"),
            BodyLeftOut(method) => write!(f, "본문은 뺐습니다. curl과 달리 웹 페이지는 {method} 요청에 본문을 실어 보낼 수 없습니다"),
            CurlType => f.write_str("curl은 -d 본문을 application/x-www-form-urlencoded로 보내지만, fetch()는 text/plain으로 보냅니다"),
            BodyInFile(path) => write!(f, "본문은 {path} 파일에 있는데, 이 파일은 읽지 않았습니다"),
            NullAfterRedirect => f.write_str("Origin이 null인 까닭은 리다이렉트를 거친 뒤 브라우저가 null을 보냈거나, 샌드박스에 든 페이지이기 때문입니다"),
            PageFromScripts(page) => write!(f, "메시지에 페이지가 나오지 않아서, 스크립트가 온 {page} 페이지로 보았습니다"),
            PutAssumed => f.write_str("메시지에 메서드가 나오지 않아서 PUT으로 보았습니다. 다른 메서드라면 -X 옵션으로 알려 주세요"),
            GetAssumed(header) => write!(f, "메시지에 메서드가 나오지 않아서 {header} 헤더가 있는 GET 요청으로 보았습니다. 다른 메서드라면 -X 옵션으로 알려 주세요"),
            PostAssumed => f.write_str("메시지에 메서드도 헤더도 나오지 않아서 JSON을 보내는 POST로 보았습니다. 다르다면 -X와 -H 옵션으로 알려 주세요"),
            PageFrom(source) => write!(f, "어느 페이지가 보냈는지는 {} 보고 정했습니다", Korean(*source)),
            LonePreflight(source) => write!(f, "이 프리플라이트 다음에 보냈을 요청은 기록에 없습니다. 어느 페이지가 보냈는지는 {} 보고 정했습니다", Korean(*source)),
            NotFromServer(entry, shortcut) => write!(f, "{entry}번 항목의 응답은 서버가 아니라 {} 온 것입니다", Korean(*shortcut)),
            UnknownInUrl(code) => write!(f, "{code} 값은 실행 중인 페이지만 알 수 있어서, URL에 그 이름을 그대로 넣었습니다"),
            UnknownOptions => f.write_str("이 호출의 옵션은 실행 중인 페이지만 알 수 있어서 뺐습니다"),
            CopiedCredentials => f.write_str("요청을 복사할 때 브라우저는 보낸 쿠키를 보고 credentials 값을 정합니다. 여러분의 코드에 실제로 무엇이 적혀 있는지 확인하세요"),
            UnknownOption(name, code) => write!(f, "{name} 옵션의 값({code})은 실행 중인 페이지만 알 수 있어서 뺐습니다"),
            NoOption(name) => write!(f, "{name} 옵션은 보내는 내용을 바꾸지 않아서 뺐습니다"),
            Jsonp => f.write_str("dataType이 jsonp이면 <script>가 요청하며, CORS가 적용되지 않습니다"),
            NoSend => f.write_str("send() 호출이 없어서, 본문 없이 보내는 것으로 보았습니다"),
            OwnXhr => f.write_str("xhr()가 XMLHttpRequest를 따로 만듭니다. 업로드 이벤트를 듣는다면 프리플라이트가 필요합니다"),
            FileNotRead(file) => write!(f, "{file} 옵션의 파일은 읽지 않았습니다. 그 내용을 직접 적으세요"),
            UnquotedUrl => f.write_str("따옴표가 없으면 셸은 URL을 &에서 끊습니다. URL을 따옴표로 묶으세요"),
            PageFromOwnOrigin(page) => write!(f, "스크립트는 정할 수 없는 Origin 헤더를 보고 {page} 페이지가 보낸 요청으로 보았습니다"),
            ObjectBody => f.write_str("객체를 본문으로 넣으면 [object Object]라는 글자가 됩니다. JSON.stringify()를 쓰세요"),
            UnknownBody(code) => write!(f, "본문({code})은 실행 중인 페이지만 알 수 있어서, 아무 텍스트나 보내는 것으로 보았습니다"),
            UnknownHeaders => f.write_str("헤더는 실행 중인 페이지만 알 수 있어서 뺐습니다. -H 옵션으로 알려 주세요"),
            UnknownValues(names) => write!(f, "다음 헤더의 값은 실행 중인 페이지만 알 수 있어서, 코드를 그대로 값으로 넣었습니다: {}", names.join(", ")),
        }
    }
}

/// With its particle.
impl Display for Korean<PageSource> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            PageSource::Origin => "Origin 헤더를",
            PageSource::Referer => "Referer 헤더를",
            PageSource::Address => "페이지 주소를",
            PageSource::Script => "요청한 스크립트를",
            PageSource::Option => "--origin 옵션을",
        })
    }
}

/// With its particle.
impl Display for Korean<Shortcut> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            Shortcut::Cache => "브라우저 캐시에서",
            Shortcut::ServiceWorker => "서비스 워커에서",
            Shortcut::TestRoute => "테스트의 라우트에서",
        })
    }
}

impl Display for Korean<&Lost> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Lost::Status0 => f.write_str("응답이 기록되지 않았습니다 (상태 0)"),
            Lost::Failed(error, None) => f.write_str(error),
            Lost::Failed(error, Some(inside)) => write!(f, "{error}: {}", Korean(*inside)),
        }
    }
}

impl Display for Korean<Inside> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            Inside::Extension => {
                "광고 차단기처럼 브라우저 안에 있는 것이 막았습니다. 서버에서는 어쩔 수 없습니다"
            }
            Inside::LocalNetwork => "Chrome이 페이지가 로컬 네트워크에 접근하지 못하게 막았습니다",
            Inside::GivenUp => "응답이 오기 전에 페이지가 요청을 취소했습니다",
        })
    }
}

impl Display for Korean<&ImportCause> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use ImportCause::*;
        match self.0 {
            NoMessage => f.write_str("이런 메시지를 출력하는 브라우저는 없습니다"),
            NoCurl => f.write_str("URL이 있는 curl 명령이 없습니다"),
            NoUrl => f.write_str("이 명령에는 URL이 없습니다"),
            NoUri => f.write_str("이 명령에는 -Uri가 없습니다"),
            NoValue(option) => write!(f, "{option} 옵션에는 값이 필요한데, 명령이 여기서 끝납니다"),
            OpenQuote => f.write_str("이 따옴표를 닫지 않았습니다"),
            NoCall => f.write_str("요청을 보내는 곳이 없습니다. fetch(), XMLHttpRequest, axios, $.ajax() 가운데 어느 것도 없습니다"),
            NoJavaScript(why) => write!(f, "자바스크립트로 읽을 수 없습니다: {why}"),
            UnknownUrl(code) => write!(f, "이 URL은 실행 중인 페이지만 알 수 있습니다: {code}"),
            NoRequest => f.write_str("이 응답 앞에 요청이 없습니다"),
            NoHeader => f.write_str("이 줄은 헤더가 아닙니다"),
            NoHar(why) => write!(f, "HAR로 읽을 수 없습니다: {why}"),
            Unreadable(why) => write!(f, "끝까지 읽을 수 없습니다: {why}"),
            NoScript => f.write_str("자바스크립트로 읽을 수 없습니다"),
            NoHeadUrl => f.write_str("이 헤더가 어느 URL의 것인지 적혀 있지 않습니다"),
            HarEnds => f.write_str("기록이 도중에 끊겼습니다"),
            NoJson(why) => write!(f, "JSON으로 읽을 수 없습니다: {why}"),
            NoYaml(why) => write!(f, "YAML로 읽을 수 없습니다: {why}"),
            NoOperation => f.write_str("paths 아래에 오퍼레이션이 없습니다"),
        }
    }
}

impl Display for Korean<ImportCure> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self.0 {
            ImportCure::CopyMessage => "브라우저 콘솔의 빨간 메시지를 URL까지 함께 복사하세요",
            ImportCure::CopyAsCurl => "브라우저의 네트워크 패널에서 'cURL로 복사(Copy as cURL)'를 고르세요",
            ImportCure::CopyAsPowerShell => {
                "브라우저의 네트워크 패널에서 'PowerShell로 복사(Copy as PowerShell)'를 고르세요"
            }
            ImportCure::CopyAsFetch => {
                "브라우저의 네트워크 패널에서 'fetch로 복사(Copy as fetch)'를 고르세요"
            }
            ImportCure::CopyAgain => "명령 전체를 다시 복사하세요",
            ImportCure::PasteWholeCall => "fetch(부터 닫는 괄호까지 호출 전체를 붙여 넣으세요",
            ImportCure::WriteUrl => {
                "그 자리에 URL을 직접 적거나, 브라우저의 네트워크 패널에서 요청을 복사하세요"
            }
            ImportCure::CopyUrlToo => {
                "요청 URL이 있는 부분까지 복사하거나, --url과 --origin 옵션으로 무엇을 요청했는지 알려 주세요"
            }
            ImportCure::GiveRequest => {
                "그 앞에 요청의 헤더를 넣거나, --url과 --origin 옵션으로 무엇을 요청했는지 알려 주세요"
            }
            ImportCure::WriteHeader => "'이름: 값' 꼴로 적고, 헤더가 끝나면 빈 줄을 두세요",
        })
    }
}
