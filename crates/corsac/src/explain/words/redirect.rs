//! About redirects.

/// What a redirect does to a request.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Redirect<'a> {
    Userinfo { url: &'a str },
    SeveralLocations,
    InvalidLocation,
    Scheme { scheme: &'a str },
    Limit,
    BodyStream,
    ModeError,
    ToLogin,
    ToLoginRead,
    MethodChanged { status: u16, method: &'a str },
    DropsAuthorization,
}
