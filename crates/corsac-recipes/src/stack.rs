//! Kinds of server software, and how each is configured.

use crate::methods::MethodLimit;
use crate::policy::{environment, shown};
use crate::sentence::Sentence;
use crate::sign::Sign;
use crate::trouble::{Advice, Trouble};
use corsac::explain::Language;
use corsac::server::Config;
use serde::Deserialize;
use std::sync::LazyLock;

/// Where a stack stands on the way of a request; nearer to the code is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// A service before somebody's servers: a content delivery network, a gateway in the cloud.
    Edge,
    /// A web server or reverse proxy.
    Server,
    /// The framework that the application is written with.
    Application,
}

/// A text of a configuration, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where, as a phrase in each language: see [`Part::place`].
    place: Sentence,
    /// The text, without a line feed at its end.
    pub text: String,
}

impl Part {
    /// Where the text goes, as a phrase such as "in the http block".
    #[must_use]
    pub fn place(&self, language: Language) -> &str {
        self.place.of(language)
    }
}

/// A kind of server software with its recipe.
#[derive(Debug, Clone)]
pub struct Stack {
    name: &'static str,
    recipe: Recipe,
}

/// A file of `recipes/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    title: String,
    layer: Layer,
    #[serde(default, rename = "sign")]
    signs: Vec<Sign>,
    #[serde(rename = "part")]
    parts: Vec<Template>,
    /// The methods that its configuration can hold; all without it.
    only_methods: Option<MethodLimit>,
    advice: Advice,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    #[serde(rename = "where")]
    place: Sentence,
    text: String,
}

macro_rules! recipes {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../recipes/", $name, ".toml")))),*]
    };
}

/// Each name with its file.
pub(crate) const FILES: &[(&str, &str)] = recipes![
    "nginx" "apache" "caddy" "haproxy" "envoy" "express" "nestjs" "fastify" "koa" "hono" "django" "fastapi" "flask"
    "spring" "aspnet" "rails" "php" "go" "axum" "actix" "api-gateway" "s3" "cloudfront" "cloudflare"
];

/// All of them; a test holds each file to be one that loads.
static STACKS: LazyLock<Vec<Stack>> = LazyLock::new(|| {
    let loaded =
        |(name, text): &(&'static str, &str)| Some(Stack { name, recipe: toml::from_str(text).ok()? });
    FILES.iter().filter_map(loaded).collect()
});

impl Stack {
    /// All stacks, in a fixed order.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &STACKS
    }

    /// The stack of this [name](Self::name).
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().iter().find(|stack| stack.name == name)
    }

    /// The stable name in small letters, such as `api-gateway`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What people call it.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.recipe.title
    }

    /// Where it stands on the way of a request.
    #[must_use]
    pub const fn layer(&self) -> Layer {
        self.recipe.layer
    }

    pub(crate) fn signs(&self) -> &[Sign] {
        &self.recipe.signs
    }

    /// What to mind in this stack about a trouble.
    #[must_use]
    pub fn advice(&self, trouble: Trouble, language: Language) -> &str {
        self.recipe.advice.on(trouble).of(language)
    }

    /// The policy in this stack's configuration. `None` if a name in it has characters that the
    /// configuration's language might take for its own, or if it lists no origin, or `null`. Methods that the stack
    /// does not know are not written: see [`left_out`](Self::left_out).
    #[must_use]
    pub fn write(&self, policy: &Config) -> Option<Vec<Part>> {
        let shown = shown(policy, |method| self.takes(method))?;
        let environment = environment();
        let written = |part: &Template| {
            let text = environment.render_str(&part.text, shown.clone()).ok()?;
            Some(Part { place: part.place.clone(), text: text.trim().into() })
        };
        self.recipe.parts.iter().map(written).collect()
    }

    /// What [`write`](Self::write) leaves out of this policy and why, as a sentence: the methods that the stack's
    /// configuration cannot hold. `None` if nothing is left out.
    #[must_use]
    pub fn left_out(&self, policy: &Config, language: Language) -> Option<String> {
        let limit = self.recipe.only_methods.as_ref()?;
        let methods: Vec<String> =
            policy.allow_methods.iter().filter(|method| !limit.has(method)).cloned().collect();
        (!methods.is_empty()).then(|| limit.why(&methods, language))
    }

    fn takes(&self, method: &str) -> bool {
        self.recipe.only_methods.as_ref().is_none_or(|limit| limit.has(method))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_recipe() {
        for (name, text) in FILES {
            toml::from_str::<Recipe>(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        assert_eq!(Stack::all().len(), FILES.len());
    }
}
