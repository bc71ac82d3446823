//! What the pages of the demo say, in each language.
//!
//! A page names a word by its path, as in `{{bank.title}}`; the script finds those under `script` and `actions`.
//! Words of pages are HTML, in which `{{BANK}}` and the like stand for the demo's origins; those of the script are
//! plain text, in which `{status}` stands for a number.

mod english;
mod korean;
mod part;

use corsac::explain::Language;
pub(crate) use part::{Pages, PolicyComments};

impl Pages {
    /// The words of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &english::ENGLISH,
            Language::Korean => &korean::KOREAN,
        }
    }
}
