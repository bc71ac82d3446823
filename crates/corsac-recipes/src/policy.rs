//! A policy as the templates see it.

use corsac::server::Config;
use minijinja::{Environment, UndefinedBehavior, Value};

/// What a template may use; `all_methods` has those that need no permission, too: many stacks want them
/// listed. `None` if a value has a character that means something in some configuration language: it would
/// have to be escaped differently in each, and such names occur in no application. `None`, too, if no origin is listed,
/// which some stacks take for every origin, or `null` is. Methods that are not `writable` are left out.
pub(crate) fn shown(policy: &Config, writable: impl Fn(&str) -> bool) -> Option<Value> {
    let lists = [&policy.allow_methods, &policy.allow_headers, &policy.expose_headers];
    let plain = lists.into_iter().flatten().all(|name| is_plain(name, "-_."))
        && !policy.allow_origins.is_empty()
        && policy.allow_origins.iter().all(|origin| is_plain(origin, "-_.:/[]") && origin != "null");
    let safelisted = ["GET", "HEAD", "POST"].map(String::from);
    let methods: Vec<String> =
        policy.allow_methods.iter().filter(|method| writable(method)).cloned().collect();
    let all_methods: Vec<String> = safelisted.into_iter().chain(methods.clone()).collect();
    plain.then(|| {
        Value::from_pairs([
            ("origins", Value::from(policy.allow_origins.clone())),
            ("credentials", Value::from(policy.allow_credentials)),
            ("methods", Value::from(methods)),
            ("all_methods", Value::from(all_methods)),
            ("headers", Value::from(policy.allow_headers.clone())),
            ("expose", Value::from(policy.expose_headers.clone())),
        ])
    })
}

fn is_plain(text: &str, besides: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || besides.contains(c))
}

/// The environment of the templates: what they name must be there, and these are the ways to write a list.
pub(crate) fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("comma", |list: Vec<String>| list.join(", "));
    environment.add_filter("double", |list: Vec<String>| {
        let quoted: Vec<String> = list.iter().map(|text| format!("\"{text}\"")).collect();
        quoted.join(", ")
    });
    // An alternative of a regular expression that matches exactly these texts.
    environment.add_filter("regex", |list: Vec<String>| {
        let escaped = |text: &String| text.replace('.', r"\.").replace('[', r"\[").replace(']', r"\]");
        Value::from(list.iter().map(escaped).collect::<Vec<_>>().join("|"))
    });
    environment
}
