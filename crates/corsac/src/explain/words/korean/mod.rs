//! Korean, in 합니다체. What stands in braces is a value of any sound, so no particle that changes with
//! the sound before it (은/는, 이/가, 을/를, 과/와, (으)로) follows one: a noun such as 오리진 or 헤더
//! does, or 입니다 after a blank.

mod allow_origin;
mod config;
mod fix;
mod judged;
mod label;
mod network;
mod note;
mod notes;
mod origin;
mod permission;
mod preflight;
mod reading;
mod redirect;
mod request;
mod title;
mod why;
