//! Routes that answer every page of the Web, and seem not to be meant for it.

use super::cause::FileCause as Cause;
use std::ops::Range;

use corsac::server::Policy;

use super::mistake::FileMistakeKind as Kind;
use super::mistakes::{Draft, Mistakes};
use super::route_path::RoutePath;
use super::server::Server;

/// Segments of paths behind which services keep what is for those who run them.
const FOR_ADMINISTRATORS: [&str; 8] =
    ["admin", "internal", "private", "debug", "metrics", "actuator", "management", "console"];

/// Warns of `*` where only this machine, or those who run the service, should get an answer.
pub(super) fn check(
    policy: &Policy,
    path: &RoutePath,
    server: &Server,
    mistakes: &mut Mistakes<'_>,
    span: &Range<usize>,
    place: &str,
) {
    if !policy.config().allow_origins.iter().any(|origin| origin == "*") {
        return;
    }
    let mut warn = |kind, cause| mistakes.add(Draft::new(kind, span.clone(), place, cause).warns());
    if server.listen.ip().is_loopback() {
        warn(Kind::AnyOriginOnLoopback, Cause::AnyOriginOnLoopback);
    }
    let is_for_administrators = |segment: &Vec<u8>| {
        FOR_ADMINISTRATORS.iter().any(|name| segment.eq_ignore_ascii_case(name.as_bytes()))
    };
    if path.segments().iter().any(is_for_administrators) {
        warn(Kind::AnyOriginForAdministrators, Cause::AnyOriginForAdministrators);
    }
}
