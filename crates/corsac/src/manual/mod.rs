#![doc = include_str!("manual.md")]

#[doc = include_str!("defaults.md")]
pub mod defaults {}

#[doc = include_str!("threats.md")]
pub mod threats {}

#[doc = include_str!("deployment.md")]
pub mod deployment {}

#[doc = include_str!("limits.md")]
pub mod limits {}
