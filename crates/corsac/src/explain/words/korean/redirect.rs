//! About redirects.

use super::super::language::Korean;
use super::super::redirect::Redirect;
use core::fmt::{Display, Formatter, Result};

impl Display for Korean<Redirect<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Redirect::*;
        match self.0 {
            Userinfo { url } => write!(f, "리다이렉트가 사용자 이름이나 비밀번호가 든 URL('{url}')로 이어집니다. 다른 오리진으로 보내는 요청은 이런 리다이렉트를 따라갈 수 없습니다."),
            SeveralLocations => write!(f, "리다이렉트에 Location이 둘 이상 있습니다."),
            InvalidLocation => write!(f, "리다이렉트가 갈 곳이 없습니다. Location이 URL이 아닙니다."),
            Scheme { scheme } => write!(f, "리다이렉트가 {scheme}: URL로 이어집니다. fetch()는 http와 https로 가는 리다이렉트만 따라갑니다."),
            Limit => write!(f, "리다이렉트가 20번을 넘었습니다. 같은 곳을 맴도는 것으로 보입니다."),
            BodyStream => write!(f, "리다이렉트를 따라가려면 요청 본문이 다시 필요한데, 스트림은 한 번만 보낼 수 있습니다."),
            ModeError => write!(f, "서버가 리다이렉트로 답했는데, 여러분의 코드는 redirect: \"error\" 옵션을 썼습니다."),
            ToLogin => write!(f, "서버가 요청을 로그인 페이지로 리다이렉트했습니다. 세션이 만료된 것으로 보입니다. 로그인 페이지는 사람을 위한 것이라 CORS 헤더가 없습니다."),
            ToLoginRead => write!(f, "서버가 요청을 로그인 페이지로 리다이렉트했습니다. 세션이 만료된 것으로 보입니다. 스크립트는 요청한 응답이 아니라 그 로그인 페이지를 받습니다."),
            MethodChanged { status, method } => write!(f, "리다이렉트({status})가 {method} 요청을 본문 없는 GET으로 바꾸었습니다. 상태 코드가 307이나 308이었다면 그대로 유지됩니다."),
            DropsAuthorization => write!(f, "리다이렉트가 다른 오리진으로 이어져서, 브라우저가 도중에 Authorization을 뺐습니다."),
        }
    }
}
