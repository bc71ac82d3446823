//! The policy file, `corsac.toml`: which paths go to which upstream behind which policy.
//!
//! ```toml
//! [server]                              # optional, and so is each of its keys; these are the defaults
//! listen = "127.0.0.1:8080"
//! connect_timeout = 5                   # seconds to reach an upstream
//! response_timeout = 60                 # seconds that an upstream may be silent before its answer begins
//! header_timeout = 10                   # seconds that a client may take to send the head of a request
//! stop_timeout = 10                     # seconds that requests under way may take when the gateway stops
//!
//! [[route]]                             # the longest path that fits decides
//! path = "/"                            # this path and all below it
//! upstream = "http://127.0.0.1:8000"    # http or https; the request's own path is appended
//! policy = "app"                        # without one, the upstream's own CORS headers go through untouched
//! guard = ["https://front.example.com"] # optional: refuse forged cross-site requests, but from these origins
//!
//! [policy.app]                          # the fields of corsac::server::Config
//! allow_origins = ["https://front.example.com"]
//! allow_credentials = true
//! allow_methods = ["PUT", "DELETE"]
//! allow_headers = ["*"]
//! max_age = 600                         # seconds
//! ```
//!
//! [`PolicyFile::parse`] reports every mistake at once, each with its place, its cause and, where there
//! is one, the corrected value:
//!
//! ```
//! use corsac_gateway::file::PolicyFile;
//!
//! let text = r#"
//! [[route]]
//! path = "/"
//! upstream = "http://127.0.0.1:8000"
//! policy = "app"
//!
//! [policy.app]
//! allow_origins = ["https://example.com/"]
//! "#;
//! let mistakes = PolicyFile::parse(text).unwrap_err();
//! let mistake = mistakes.iter().next().unwrap();
//! assert_eq!((mistake.line, mistake.column), (8, 38));
//! assert_eq!(&text[mistake.span.clone()], "/");
//! assert_eq!(mistake.suggestion.as_deref(), Some("\"https://example.com\""));
//! ```

mod cause;
mod exposure;
mod foreign;
mod keys;
mod meant;
mod mistake;
mod mistakes;
mod nearest;
mod parse;
mod policy;
mod route;
mod route_path;
mod routes;
mod server;
mod unquoted;
mod upstream;

pub use cause::{FileCause, ValueKind, Wanted};
pub use foreign::{Foreign, ForeignCure, foreign};
pub use meant::{meant_flag, meant_items, meant_number, meant_seconds};
pub use mistake::{FileErrors, FileMistake, FileMistakeKind, Severity};
pub use nearest::nearest;
pub use parse::PolicyFile;
pub use route::Route;
pub use route_path::{RoutePath, RoutePathError};
pub use routes::{PathRefused, Routes};
pub use server::Server;
pub use upstream::{Upstream, UpstreamError};
