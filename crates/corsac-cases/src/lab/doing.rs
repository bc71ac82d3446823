//! A case's request as something that a page in a browser does.

use corsac::browser::{BodyKind, CrossOrigin, Initiator, RequestInit};
use corsac::fetch::request::CredentialsMode;
use serde::Serialize;
use url::form_urlencoded;

use super::action::{Action, Beacon, Body, Element, EventSource, Fetch, Font, Form, Xhr};

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
        let url = init.url.as_str();
        let element = |tag, attributes: &[_]| Element::with(tag, crossorigin(init), attributes).into();
        let with_credentials = init.credentials == Some(CredentialsMode::Include);
        Self::Act(match init.initiator {
            Initiator::Navigation => return Self::Leave(form(init)),
            Initiator::Image => Element::image(url, crossorigin(init)).into(),
            Initiator::Audio => element("audio", &[("src", url)]),
            Initiator::Video => element("video", &[("src", url)]),
            Initiator::Script => element("script", &[("src", url)]),
            Initiator::Module => element("script", &[("type", "module"), ("src", url)]),
            Initiator::Style => element("link", &[("rel", "stylesheet"), ("href", url)]),
            Initiator::Font => Font { url: url.to_owned() }.into(),
            Initiator::EventSource => EventSource { url: url.to_owned(), with_credentials }.into(),
            Initiator::Beacon => Beacon { url: url.to_owned(), body: body(init) }.into(),
            Initiator::Xhr => xhr(init).into(),
            _ if init.use_cors_preflight || init.upload_listener => xhr(init).into(),
            _ => fetch(init).into(),
        })
    }
}

const fn crossorigin(init: &RequestInit) -> Option<&'static str> {
    match init.crossorigin {
        None => None,
        Some(CrossOrigin::Anonymous) => Some("anonymous"),
        Some(CrossOrigin::UseCredentials) => Some("use-credentials"),
    }
}

/// The body in the form that has this kind.
fn body(init: &RequestInit) -> Option<Body> {
    let text = init.body.clone()?;
    Some(match &init.body_kind {
        BodyKind::Blob(kind) => Body::Blob(text, kind.clone()),
        BodyKind::Bytes => Body::Bytes(text.into_bytes()),
        BodyKind::UrlSearchParams => Body::UrlEncoded(fields(&text)),
        BodyKind::FormData => Body::Multipart(fields(&text)),
        _ => Body::Text(text),
    })
}

fn fields(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

fn fetch(init: &RequestInit) -> Fetch {
    Fetch {
        url: init.url.clone(),
        method: Some(init.method.clone()),
        headers: init.headers.clone(),
        body: body(init),
        mode: text(init.mode),
        credentials: text(init.credentials),
        redirect: text(init.redirect),
        cache: text(init.cache),
        referrer_policy: text(init.referrer_policy),
        keepalive: init.keepalive.then_some(true),
    }
}

/// Only script's own upload listener asks for a preflight in any case.
fn xhr(init: &RequestInit) -> Xhr {
    Xhr {
        url: init.url.clone(),
        method: init.method.clone(),
        headers: init.headers.clone(),
        body: body(init),
        with_credentials: text(init.credentials).as_deref() == Some("include"),
        upload_listener: init.upload_listener || init.use_cors_preflight,
    }
}

fn form(init: &RequestInit) -> Form {
    let fields = fields(init.body.as_deref().unwrap_or_default());
    Form { url: init.url.clone(), method: init.method.to_lowercase(), enctype: String::new(), fields }
}

/// The text that script writes for a value of the Standard's enumerations.
fn text(value: Option<impl Serialize>) -> Option<String> {
    let value = serde_json::to_value(value).ok()?;
    value.as_str().map(str::to_owned)
}
