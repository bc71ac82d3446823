//! A report as text for a terminal: the verdict, the cause, the line to change, then the evidence.

mod browsers;
mod fixes;
mod headline;
mod hop;
mod line;
mod page;
mod pointer;
mod style;
mod text;

pub use headline::Headline;
pub use line::render_line;
pub use style::TextStyle;
pub use text::render_text;
