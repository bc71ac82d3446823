//! A case's request as something that a page in a browser does.

use corsac::browser::{Initiator, RequestInit};
use serde::Serialize;
use url::form_urlencoded;

use super::action::{Action, Body, Element, Fetch, Form, Xhr};

/// What a page does to make a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Something after which the page is still there.
    Act(Action),
    /// It sends a form and leaves.
    Leave(Form),
}

impl From<&RequestInit> for Doing {
    fn from(init: &RequestInit) -> Self {
        let url = init.url.clone();
        match init.initiator {
            Initiator::Navigation => Self::Leave(form(init)),
            Initiator::Image => Self::Act(Element::image(url, None).into()),
            _ if init.use_cors_preflight || init.upload_listener => Self::Act(xhr(init).into()),
            _ => Self::Act(fetch(init).into()),
        }
    }
}

fn fetch(init: &RequestInit) -> Fetch {
    Fetch {
        url: init.url.clone(),
        method: Some(init.method.clone()),
        headers: init.headers.clone(),
        body: init.body.clone().map(Body::Text),
        mode: text(init.mode),
        credentials: text(init.credentials),
        redirect: text(init.redirect),
        cache: text(init.cache),
        referrer_policy: text(init.referrer_policy),
        keepalive: None,
    }
}

/// Only script's own upload listener asks for a preflight in any case.
fn xhr(init: &RequestInit) -> Xhr {
    Xhr {
        url: init.url.clone(),
        method: init.method.clone(),
        headers: init.headers.clone(),
        body: init.body.clone().map(Body::Text),
        with_credentials: text(init.credentials).as_deref() == Some("include"),
        upload_listener: true,
    }
}

fn form(init: &RequestInit) -> Form {
    let body = init.body.as_deref().unwrap_or_default();
    let fields = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    Form { url: init.url.clone(), method: init.method.to_lowercase(), enctype: String::new(), fields }
}

/// The text that script writes for a value of the Standard's enumerations.
fn text(value: Option<impl Serialize>) -> Option<String> {
    let value = serde_json::to_value(value).ok()?;
    value.as_str().map(str::to_owned)
}
