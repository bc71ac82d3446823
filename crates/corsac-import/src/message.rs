//! What a browser's console says, recognised and taken apart.

mod causes;
mod console;
mod probe;
mod sentences;
mod symptom;
mod text;

pub use console::Message;
pub use symptom::{Browser, Symptom};

#[cfg(test)]
mod tests;
