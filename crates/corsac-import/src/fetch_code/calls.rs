//! The calls in a script that make requests.

use super::evaluate::{Names, Value, range};
use super::options::{Made, settle};
use crate::found::Found;
use crate::import_error::ImportError;
use corsac::browser::Initiator;
use oxc_ast::ast::{BindingPattern, CallExpression, Comment, Expression, VariableDeclarator};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan as _, Span};
use std::ops::Range;

/// axios's functions that take a body between URL and options.
const WITH_BODY: [&str; 3] = ["post", "put", "patch"];
/// The others.
const WITHOUT_BODY: [&str; 4] = ["get", "delete", "head", "options"];

/// Walks through a script and collects what it asks for.
pub(super) struct Calls<'t> {
    names: Names<'t>,
    comments: Vec<Range<usize>>,
    made: Vec<Result<Found, ImportError>>,
}

impl<'t> Calls<'t> {
    pub(super) fn new(text: &'t str, comments: &[Comment]) -> Self {
        let comments = comments.iter().map(|comment| range(comment.content_span())).collect();
        Self { names: Names { text, ..Names::default() }, comments, made: Vec::new() }
    }

    /// The requests, or the first mistake.
    pub(super) fn found(self) -> Result<Vec<Found>, ImportError> {
        let text = self.names.text;
        let found = self.made.into_iter().collect::<Result<Vec<_>, _>>()?;
        if found.is_empty() {
            return Err(ImportError::whole(text, "no call of fetch() or axios stands here")
                .cure("in the browser's network panel, choose Copy as fetch"));
        }
        Ok(found)
    }

    fn call(&mut self, call: &CallExpression<'_>) {
        let argument = |index: usize| self.names.argument(call.arguments.get(index));
        let (by, url, options, body) = match call.callee.get_inner_expression() {
            Expression::Identifier(name) if name.name == "fetch" => {
                (Initiator::Fetch, argument(0), argument(1), None)
            }
            Expression::Identifier(name) if name.name == "axios" => {
                let options = argument(0);
                let (url, options) = match options {
                    Some(Value::Text(url)) => (Some(Value::Text(url)), argument(1)),
                    options => (options.as_ref().and_then(|options| options.get("url")).cloned(), options),
                };
                (Initiator::Xhr, url, options, None)
            }
            Expression::StaticMemberExpression(member) => {
                let name = member.property.name.as_str();
                let object = self.names.text.get(range(member.object.span())).unwrap_or_default();
                let method = ("method".to_owned(), method_of(name));
                match (object, name) {
                    ("window" | "globalThis" | "self", "fetch") => {
                        (Initiator::Fetch, argument(0), argument(1), None)
                    }
                    ("axios", _) if WITH_BODY.contains(&name) => {
                        (Initiator::Xhr, argument(0), with(argument(2), method), argument(1))
                    }
                    ("axios", _) if WITHOUT_BODY.contains(&name) => {
                        (Initiator::Xhr, argument(0), with(argument(1), method), None)
                    }
                    _ => return,
                }
            }
            _ => return,
        };
        let made = Made { by, url, options, body, span: range(call.span) };
        let comments = self.comments_in(call.span);
        self.made.push(settle(self.names.text, made, &comments));
    }

    /// The texts of the comments inside a call: newer copies keep there what script may not set.
    fn comments_in(&self, span: Span) -> Vec<&'t str> {
        let span = range(span);
        let inside = |comment: &&Range<usize>| span.start <= comment.start && comment.end <= span.end;
        let text = self.names.text;
        self.comments.iter().filter(inside).filter_map(|comment| text.get(comment.clone())).collect()
    }
}

fn method_of(name: &str) -> Value {
    Value::Text(super::evaluate::Text { text: name.to_ascii_uppercase(), unknown: Vec::new() })
}

fn with(options: Option<Value>, pair: (String, Value)) -> Option<Value> {
    let mut pairs = match options {
        Some(Value::Object(pairs)) => pairs,
        _ => Vec::new(),
    };
    pairs.push(pair);
    Some(Value::Object(pairs))
}

impl<'a> Visit<'a> for Calls<'_> {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.call(call);
        walk::walk_call_expression(self, call);
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(name), Some(init)) = (&declarator.id, &declarator.init) {
            let value = self.names.value(init);
            if !matches!(value, Value::Unknown(_)) {
                self.names.known.insert(name.name.to_string(), value);
            }
        }
        walk::walk_variable_declarator(self, declarator);
    }
}
