//! Cookies: those given by hand, and those that servers set.

mod given;
mod jar;
mod set_cookie;

pub(crate) use given::{Cookie, cookie_header};
pub use jar::ThirdPartyCookies;
pub(crate) use jar::{CookieJar, Errand};
