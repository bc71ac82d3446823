//! What people have in hand when CORS fails, read: a copied command, a console message, a recording.
//!
//! A text goes in; out comes what was asked, and what was answered where the text says so. Nothing here
//! reads a file or asks a server, and no rule of CORS lives here: the engine judges what was found.
//!
//! ```
//! use corsac_import::{Imported, Kind, import};
//!
//! let text = "curl 'https://api.example.com/items' -X DELETE -H 'Origin: https://app.example.com'";
//! assert_eq!(Kind::of(text), Some(Kind::Curl));
//! let Imported::Requests(requests) = import(text, Kind::Curl)? else { unreachable!() };
//! assert_eq!(requests[0].init.origin, "https://app.example.com");
//! # Ok::<(), corsac_import::ImportError>(())
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unreachable
    )
)]

mod browser_headers;
mod curl;
mod fetch_code;
mod found;
mod har;
mod heads;
mod import_error;
mod kind;
mod message;
mod note;
mod openapi;
mod recorded;
mod shell;
mod web_url;
mod words;

pub use browser_headers::start_of_header;
pub use found::Found;
pub use har::{Fetches, Har, HarError, template};
pub use heads::heads;
pub use import_error::{ImportCause, ImportCure, ImportError};
pub use kind::{Imported, Kind, import};
pub use message::{Browser, Message, Symptom};
pub use note::{Inside, Lost, Note, PageSource, Shortcut};
pub use openapi::{Api, Operation};
pub use recorded::{Played, Recorded};
