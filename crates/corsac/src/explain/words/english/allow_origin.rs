//! About `Access-Control-Allow-Origin` and `Access-Control-Allow-Credentials`.

use super::super::allow_origin::{AllowOrigin, Miss, Permit, both_of_web};
use super::super::language::English;
use super::and;
use crate::fetch::origin::OriginError;
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};

impl Display for English<AllowOrigin<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use AllowOrigin::*;
        match self.0 {
            TrailingSlash { value } => write!(f, "The server allows {value} with a slash at the end. An origin has none, and browsers compare byte by byte."),
            HasPath { value } => write!(f, "The server allows {value}, which is more than an origin: scheme, host and port, and nothing after them."),
            MissingScheme { value, page } => write!(f, "The server allows {value} without a scheme. The page's origin is {page}, with its scheme."),
            SchemeDiffers { value, page } if both_of_web(value, page) => write!(f, "The server allows {value}, and the page is {page}: http and https make two origins."),
            SchemeDiffers { value, page } => write!(f, "The server allows {value}, and the page is {page}: another scheme makes another origin."),
            PortDiffers { value, page } => write!(f, "The server allows {value}, and the page is {page}: another port makes another origin."),
            DefaultPort { value, page } => write!(f, "The server allows {value} with its default port written out. Browsers leave it out: {page}."),
            Case { value } => write!(f, "The server allows {value} with capital letters. Browsers send origins in lower case and compare byte by byte."),
            Www { value, page } => write!(f, "The server allows {value}, and the page is {page}: with and without www. are two origins."),
            UnicodeHost { value, page } => write!(f, "The server allows {value} in letters outside ASCII. Browsers send the host's punycode form: {page}."),
            LoopbackAlias { value, page } => write!(f, "The server allows {value}, and the page is {page}: one machine under two names makes two origins."),
            WildcardPattern { value } => write!(f, "The server answers with the pattern {value}. Browsers know no patterns: only one exact origin, or * alone."),
            Null { page } => write!(f, "The server answers null, which matches only pages without an origin of their own. The page is {page}."),
            List { value } => write!(f, "The server lists several origins: {value}. The header takes one, so the server must pick the one that asks."),
            Empty => write!(f, "The server sends Access-Control-Allow-Origin without a value."),
            Quoted { value } => write!(f, "The server puts quotation marks into the value: {value}. They belong to the configuration, not to the header."),
            ListInBrackets { value } => write!(f, "The server writes a whole list of its configuration into the header: {value}. The header takes one origin, without brackets or quotation marks."),
            Object { value } => write!(f, "The server answers {value}: a program's object was written where a text belongs."),
            Regex { value } => write!(f, "The server answers with the regular expression {value}. Browsers know no patterns: the server must compare, and answer with one exact origin."),
            Invisible { value } => write!(f, "The server answers {value}: a character that nobody sees stands in it, probably from copying."),
            NameAgain { value } => write!(f, "The server writes a header's name into the value: {value}. The value is the origin alone."),
            SeveralParted { value } => write!(f, "The server lists several origins: {value}. No list is allowed here, whatever parts it, so the server must pick the one that asks."),
            Dot { value, page } => write!(f, "The server allows {value}, whose host ends with a dot; the page is {page}, without one. These are two origins."),
            Itself { value, page } => write!(f, "The server allows {value}, which is its own origin. The header takes the origin of the page that asks, and that is {page}."),
            UnsetVariable { value } => write!(f, "The server answers {value}, which looks like a variable that nobody filled in, not like an origin."),
            Invalid { value } => write!(f, "The server answers {value}, which is no origin."),
            TruthValue { value } => write!(f, "The server answers {value}, as if the header were a switch. It holds the origin of the page; true stands in Access-Control-Allow-Credentials."),
            MismatchWithoutScheme { value, page } => write!(f, "The server answers {value}, and the page is {page}. Without a scheme before it, {value} allows no page at all."),
            Mismatch { value, page } => write!(f, "The server allows {value}, and the page is {page}."),
            OtherClient { value, page } => write!(f, "A cache served this answer. It was made for {value}, and without Vary: Origin the cache gives it to {page} too."),
        }
    }
}

impl Display for English<Permit<'_>> {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        use Permit::*;
        match self.0 {
            Wildcard => write!(f, "The server answers \"any site\" (*), but your code sends cookies. With cookies a browser accepts only the page's exact origin."),
            Duplicate { values } => write!(f, "The header is there {} times ({}): two components each add it, for instance the application and a proxy.", values.len(), and(values)),
            OpaquePage { value } => write!(f, "The page has no origin of its own (a file, a sandboxed frame or a data: URL), so the browser sends Origin: null, and the server allows {value}."),
            Tainted { page, value } => write!(f, "A redirect led from one foreign origin to another. From then on the browser sends Origin: null instead of {page}, and the server allows {value}."),
            CredentialsNotTrue { value } => write!(f, "Access-Control-Allow-Credentials is {value}. Only true counts: once, in lower case, without quotation marks."),
            CredentialsMissing => write!(f, "Your code sends cookies, and the server does not say that it accepts them: Access-Control-Allow-Credentials is missing."),
            MissingCached => write!(f, "A cache served this answer, and it has no Access-Control-Allow-Origin: it was probably stored for a request without Origin."),
            MissingCachedOnly => write!(f, "A cache served this answer, which was stored without Access-Control-Allow-Origin, probably for a request without Origin. Asked past the cache, the server sends it."),
            PreflightOkResponseNot { method } => write!(f, "The preflight was answered well, but the answer to the {method} itself has no Access-Control-Allow-Origin. Both need it."),
            BesidesAnError { status } => write!(f, " The answer is an error besides, status {status}."),
            MissingOnError { status: status @ 500..=599 } => write!(f, "This is a real error of the server, status {status}. Its error answers carry no CORS headers, so script cannot even see the status."),
            MissingOnError { status } => write!(f, "The server refuses the request itself, with status {status}. Its error answers carry no CORS headers, so script cannot even see the status."),
            MissingButVaries { page } => write!(f, "The server knows CORS (its answer says Vary: Origin), but it does not name {page}: that origin is not on its list, or something on the way drops the Origin header."),
            MissingAmongOthers { page } => write!(f, "The server sends other CORS headers, but Access-Control-Allow-Origin is missing: {page} is probably not among the origins that it allows."),
            Missing { page } => write!(f, "The server does not say that {page} may read its answer: Access-Control-Allow-Origin is missing."),
            MissingAfterRedirect { page } => write!(f, "The answer has no Access-Control-Allow-Origin, and naming the page there would not be enough: a redirect led from one foreign origin to another, so the browser sends Origin: null instead of {page}."),
            MissingOnRedirect { status } => write!(f, "The server answers with a redirect ({status}) that has no Access-Control-Allow-Origin. Every answer on the way needs it, not just the last."),
        }
    }
}

impl Display for English<&Miss> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Miss::NotText => write!(f, "not text"),
            Miss::Empty => write!(f, "empty"),
            Miss::MatchesNoPage => write!(f, "matches no page that has an origin"),
            Miss::TruthValue => write!(f, "no origin"),
            Miss::Variable => write!(f, "a variable without a value"),
            Miss::Object => write!(f, "an object of a program"),
            Miss::Regex => write!(f, "a regular expression is no origin"),
            Miss::Invisible => write!(f, "an invisible character"),
            Miss::NameAgain => write!(f, "a header's name is no part of the value"),
            Miss::Punctuation => write!(f, "does not belong to an origin"),
            Miss::Encoded => write!(f, "percent-encoded: write it as it is"),
            Miss::Slashes => write!(f, "two slashes belong after the scheme"),
            Miss::Dot => write!(f, "a dot at the end"),
            Miss::QuotationMarks => write!(f, "quotation marks belong to the value"),
            Miss::AnotherOrigin => write!(f, "another origin"),
            Miss::OnlyOne => write!(f, "only one origin may stand here"),
            Miss::Pattern => write!(f, "browsers know no patterns"),
            Miss::Slash => write!(f, "an origin ends without a slash"),
            Miss::EndsBefore => write!(f, "an origin ends before this"),
            Miss::SchemeMissing(scheme) => write!(f, "{scheme}:// is missing"),
            Miss::UpperCase => write!(f, "upper case"),
            Miss::Punycode => write!(f, "browsers send punycode"),
            Miss::Malformed(kind) => OriginError { kind: *kind, at: 0 }.fmt(f),
            Miss::Schemes { allowed, page } => write!(f, "{allowed}, but the page is {page}"),
            Miss::DefaultPort => write!(f, "browsers leave out the default port"),
            Miss::Ports { allowed, page } => {
                port(f, *allowed)?;
                write!(f, ", but the page has ")?;
                port(f, *page)
            }
            Miss::Www => write!(f, "www. makes another host"),
            Miss::PageSays(host) => write!(f, "the page says {host}"),
            Miss::Others { scheme, host, port } => {
                let parts = [(*scheme, "scheme"), (*host, "host"), (*port, "port")];
                let parts: Vec<&str> = parts.into_iter().filter(|(d, _)| *d).map(|(_, part)| part).collect();
                write!(f, "another {}", and(&parts))
            }
            Miss::OthersWithoutScheme { host, port } => {
                let parts = [(*host, "host"), (*port, "port")];
                let parts: Vec<&str> = parts.into_iter().filter(|(d, _)| *d).map(|(_, part)| part).collect();
                write!(f, "no scheme, and another {}", and(&parts))
            }
        }
    }
}

fn port(f: &mut Formatter<'_>, port: Option<u16>) -> Result {
    match port {
        Some(port) => write!(f, "port {port}"),
        None => write!(f, "no port"),
    }
}
