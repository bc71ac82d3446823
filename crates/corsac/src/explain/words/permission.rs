//! About what a preflight's answer allows.

/// A method or a header that the answer does not allow.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Permission<'a> {
    MethodsMalformed {
        element: &'a str,
    },
    /// Whether the server allows the method in upper case.
    MethodCase {
        method: &'a str,
        upper: &'a str,
        allowed: bool,
    },
    MethodCaseOnServer {
        listed: &'a str,
        method: &'a str,
    },
    MethodWildcard {
        method: &'a str,
    },
    NoMethods {
        method: &'a str,
    },
    OtherMethods {
        method: &'a str,
        listed: &'a [&'a str],
    },
    HeadersMalformed {
        element: &'a str,
    },
    AuthorizationWildcard,
    HeaderWildcard {
        names: &'a [&'a str],
    },
    /// The server lists a name that only looks like it.
    HeaderNearly {
        name: &'a str,
        listed: &'a str,
    },
    HeaderWordForAll {
        names: &'a [&'a str],
        word: &'a str,
    },
    HeadersParted {
        list: &'a str,
        by: char,
    },
    MethodWordForAll {
        method: &'a str,
        word: &'a str,
    },
    MethodsParted {
        list: &'a str,
        by: char,
    },
    /// They stand in `Allow`.
    MethodsInAllow {
        method: &'a str,
    },
    NoHeaders {
        names: &'a [&'a str],
    },
    OtherHeaders {
        names: &'a [&'a str],
        listed: &'a [&'a str],
    },
    Tooling {
        names: &'a [&'a str],
        tools: &'a [Tool],
    },
    ContentType {
        value: &'a str,
    },
    ByValue {
        name: &'a str,
        why: Usually,
    },
    Misspelt {
        wrong: &'a str,
        meant: &'a str,
    },
}

/// Why a header needs permission that usually needs none.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Usually {
    TooLong { bytes: usize },
    Byte { at: usize },
    Range,
    Total,
}

/// Who adds headers to requests that the code did not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Tool {
    Named(&'static str),
    SentryOrOpenTelemetry,
    Tracer,
    ForNgrok,
    JQuery,
}
