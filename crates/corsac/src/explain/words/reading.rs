//! About an answer that script gets.

/// Why script gets it, and what it cannot read of it.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Reading<'a> {
    Navigation,
    SameOrigin,
    Opaque,
    OpaqueRedirect,
    Preflighted,
    Simple,
    /// After another sentence.
    IsAnError {
        status: u16,
    },
    ExposeMalformed,
    ExposeWildcard,
    Never {
        names: &'a [&'a str],
    },
    NotExposed {
        names: &'a [&'a str],
    },
}
