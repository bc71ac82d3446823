//! About `Access-Control-Allow-Origin` and `Access-Control-Allow-Credentials`.

use crate::fetch::origin::OriginErrorKind;
use alloc::string::String;

/// How `Access-Control-Allow-Origin` misses: `value` is what it holds, `page` the origin that it
/// should hold.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum AllowOrigin<'a> {
    TrailingSlash {
        value: &'a str,
    },
    HasPath {
        value: &'a str,
    },
    MissingScheme {
        value: &'a str,
        page: &'a str,
    },
    SchemeDiffers {
        value: &'a str,
        page: &'a str,
    },
    PortDiffers {
        value: &'a str,
        page: &'a str,
    },
    DefaultPort {
        value: &'a str,
        page: &'a str,
    },
    Case {
        value: &'a str,
    },
    Www {
        value: &'a str,
        page: &'a str,
    },
    UnicodeHost {
        value: &'a str,
        page: &'a str,
    },
    LoopbackAlias {
        value: &'a str,
        page: &'a str,
    },
    WildcardPattern {
        value: &'a str,
    },
    Null {
        page: &'a str,
    },
    List {
        value: &'a str,
    },
    Empty,
    Quoted {
        value: &'a str,
    },
    ListInBrackets {
        value: &'a str,
    },
    Object {
        value: &'a str,
    },
    Regex {
        value: &'a str,
    },
    Invisible {
        value: &'a str,
    },
    NameAgain {
        value: &'a str,
    },
    SeveralParted {
        value: &'a str,
    },
    Dot {
        value: &'a str,
        page: &'a str,
    },
    Itself {
        value: &'a str,
        page: &'a str,
    },
    UnsetVariable {
        value: &'a str,
    },
    Invalid {
        value: &'a str,
    },
    TruthValue {
        value: &'a str,
    },
    Mismatch {
        value: &'a str,
        page: &'a str,
    },
    /// It is another page, and as it stands none at all.
    MismatchWithoutScheme {
        value: &'a str,
        page: &'a str,
    },
    OtherClient {
        value: &'a str,
        page: &'a str,
    },
}

/// What else is wrong with the permission to read.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Permit<'a> {
    Wildcard,
    Duplicate {
        values: &'a [&'a str],
    },
    OpaquePage {
        value: &'a str,
    },
    Tainted {
        page: &'a str,
        value: &'a str,
    },
    CredentialsNotTrue {
        value: &'a str,
    },
    CredentialsMissing,
    MissingCached,
    /// Past the cache it is there.
    MissingCachedOnly,
    PreflightOkResponseNot {
        method: &'a str,
    },
    /// After another sentence.
    BesidesAnError {
        status: u16,
    },
    MissingOnError {
        status: u16,
    },
    MissingButVaries {
        page: &'a str,
    },
    MissingAmongOthers {
        page: &'a str,
    },
    Missing {
        page: &'a str,
    },
    MissingAfterRedirect {
        page: &'a str,
    },
    MissingOnRedirect {
        status: u16,
    },
}

/// A few words under the bytes by which a value misses an origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Miss {
    NotText,
    Empty,
    MatchesNoPage,
    Variable,
    TruthValue,
    /// An object of a program, written as text.
    Object,
    /// A regular expression.
    Regex,
    /// A character that shows nothing.
    Invisible,
    /// The header's own name.
    NameAgain,
    /// A mark that ends a line of a configuration, or parts its values.
    Punctuation,
    /// Percent-encoded.
    Encoded,
    /// A scheme without two slashes after it.
    Slashes,
    /// A host with a dot at its end.
    Dot,
    QuotationMarks,
    AnotherOrigin,
    OnlyOne,
    Pattern,
    Slash,
    EndsBefore,
    SchemeMissing(String),
    UpperCase,
    Punycode,
    Malformed(OriginErrorKind),
    Schemes {
        allowed: String,
        page: String,
    },
    DefaultPort,
    Ports {
        allowed: Option<u16>,
        page: Option<u16>,
    },
    Www,
    PageSays(String),
    /// Whether scheme, host and port differ.
    Others {
        scheme: bool,
        host: bool,
        port: bool,
    },
    /// The scheme is missing, and with one the host or the port would differ.
    OthersWithoutScheme {
        host: bool,
        port: bool,
    },
}

/// Whether two origins are of http and https.
pub(in super::super) fn both_of_web(one: &str, other: &str) -> bool {
    [one, other].iter().all(|origin| origin.starts_with("http://") || origin.starts_with("https://"))
}
