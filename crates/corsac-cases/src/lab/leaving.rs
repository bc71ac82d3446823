//! A page that the browser leaves by sending a form, in any browser.

use serde::Deserialize;

use super::action::Form;

const ACT: &str = include_str!("act.js");
const SHOWN: &str = include_str!("shown.js");

/// Sends a form in the page's own place, as a user's click does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The form.
    pub form: Form,
}

impl Leaving {
    /// The body of a function for [`Browser::run`](super::Browser::run). It returns before the browser leaves.
    ///
    /// # Errors
    /// A form that cannot be written as JSON.
    pub fn script(&self) -> serde_json::Result<String> {
        let form = serde_json::to_string(&self.form)?;
        let send = format!(
            "const form = formOf({form}, \"_self\"); document.body.append(form); setTimeout(() => form.submit());"
        );
        Ok(format!("{ACT}\n{send}\nreturn location.href;"))
    }
}

/// What the browser shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shown {
    /// Its address. Where an error comes without a body browsers show a page of their own, at another address or none.
    pub url: String,
    /// Whether it is all there.
    pub whole: bool,
    /// The status it came with; 0 if it is not told.
    pub status: u16,
    /// Its text.
    pub body: String,
}

impl Shown {
    /// The body of a function for [`Browser::run`](super::Browser::run).
    #[must_use]
    pub fn script() -> String {
        format!("const shown = () => {{ {SHOWN} }};\nreturn JSON.stringify(shown());")
    }

    /// What is shown, from the text that the function returned.
    ///
    /// # Errors
    /// The text is not what the function returns.
    pub fn read(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}
