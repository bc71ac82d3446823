//! The Fetch Standard's nouns: terms without decisions.

pub mod header;
pub mod header_name;
pub mod list_values;
pub mod method;
pub mod mime;
pub mod origin;
pub mod range;
pub mod safelist;
pub mod site;

pub use header::{Header, HeaderList};
pub use method::{Method, MethodError};
pub use origin::{Origin, OriginError, OriginErrorKind, OriginRef, TupleOrigin};
