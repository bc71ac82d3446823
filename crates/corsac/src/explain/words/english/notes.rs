//! What is worth knowing besides.

use super::super::language::English;
use super::super::notes::Remark;
use core::fmt::{Display, Formatter, Result};

impl Display for English<Remark<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Remark::*;
        match self.0 {
            PreflightCredentialed => write!(f, "No browser would have sent this preflight: credentials alone never cause one. The preflight-credentialed switch did."),
            MaxAgeNoNumber { value } => write!(f, "Access-Control-Max-Age is {value}, which is no whole number of seconds. Browsers ignore it, and keep the answer for 5 seconds."),
            MaxAgeMissing => write!(f, "Without Access-Control-Max-Age browsers keep the preflight's answer for five seconds only, then ask again."),
            Keeps { browser, seconds } => write!(f, "{browser} keeps it {seconds} seconds"),
            MaxAgeCapped { seconds, kept } => write!(f, "The server allows {seconds} seconds, and browsers keep less: {}.", kept.join(", ")),
            VaryMissing { value } => write!(f, "The answer names {value} and has no Vary: Origin. If it names another page's origin to another page, a cache will hand out the wrong one."),
            VaryUnneeded { value } => write!(f, "The answer names {value} to another page, too, so it seems to be always the same, and then needs no Vary: Origin. A server that chooses from a list needs it."),
            OpaquePage => write!(f, "The page has no origin of its own (a file, a sandboxed frame or a data: URL): the browser sends Origin: null, and a server should not allow that."),
            CacheStale => write!(f, "The preflight was answered from the browser's cache. If the server has changed since, the browser still goes by the old answer."),
            CookieIgnored { mode } => write!(f, "The answer sets a cookie, and the browser ignores it: the request was made with credentials {mode}."),
            NoCookies => write!(f, "The server wants a login, and the request went without cookies: fetch() sends none to other origins unless told to."),
            UnneededPreflight { name } => write!(f, "Only {name} causes the preflight, and this request hardly needs it."),
            MixedOnThisDevice => write!(f, "The page is https and the URL is http on this device. Chromium and Firefox let that pass; Safari may refuse it as mixed content."),
            MixedInLocalNetwork => write!(f, "The page is https and the URL is http in the local network. Chromium asks the user instead of refusing it; Firefox and Safari may refuse it as mixed content."),
            MixedContent => write!(f, "The page is https and the URL is http. Browsers refuse such mixed content before CORS is even looked at."),
            LocalNetworkByHttp => write!(f, "The URL is on this device or in the local network. Chrome does not let a page from elsewhere reach it that came by plain http; no header changes that."),
            LocalNetwork => write!(f, "The URL is on this device or in the local network. Chrome asks the user before a page from elsewhere may reach it; no header changes that."),
        }
    }
}
