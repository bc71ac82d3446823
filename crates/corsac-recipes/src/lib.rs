//! What to write where, so that a server of a known kind answers as a policy says.
//!
//! A [`Stack`] is one kind of server software with its recipe: signs by which it is recognised, the text of
//! its configuration as a template, and a sentence for each way in which it usually goes wrong. The recipes
//! are data: one file each in `recipes/`.
//!
//! [`detect`] recognises stacks by the headers of their answers, [`advise`] adds the recipe to a
//! [`Report`](corsac::explain::Report). Nothing here is a rule of CORS: what has to be allowed, the
//! engine says.
//!
//! ```
//! use corsac::server::Config;
//! use corsac_recipes::Stack;
//!
//! let policy = Config { allow_origins: vec!["https://app.example".into()], ..Config::default() };
//! let nginx = Stack::named("nginx").ok_or("no such stack")?;
//! let parts = nginx.write(&policy).ok_or("a name that cannot be written")?;
//! assert!(parts[0].text.contains("map $http_origin $cors_origin"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod advise;
mod detect;
mod methods;
mod policy;
mod sentence;
mod sign;
mod stack;
mod trouble;

pub use advise::advise;
pub use detect::detect;
pub use stack::{Layer, Part, Stack};
pub use trouble::Trouble;
