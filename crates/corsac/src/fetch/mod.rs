//! The Fetch Standard's nouns: terms without decisions.

pub mod address_space;
#[cfg(feature = "browser")]
pub mod data_url;
pub mod guard;
pub mod header;
pub mod header_name;
pub mod list_values;
pub mod method;
pub mod mime;
pub mod origin;
pub mod range;
#[cfg(feature = "browser")]
pub mod request;
#[cfg(feature = "browser")]
pub mod response;
pub mod safelist;
pub mod site;

pub use address_space::AddressSpace;
pub use guard::{GuardError, HeadersGuard};
pub use header::{Header, HeaderList};
pub use method::{Method, MethodError};
pub use origin::{Origin, OriginError, OriginErrorKind, OriginRef, TupleOrigin};
#[cfg(feature = "browser")]
pub use request::Request;
#[cfg(feature = "browser")]
pub use response::Response;
