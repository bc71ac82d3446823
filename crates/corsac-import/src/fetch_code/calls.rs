//! The calls in a script that make requests.

use super::evaluate::{Names, range};
use super::libraries::{axios, jquery};
use super::options::{Made, settle};
use super::value::Value;
use super::xhr::Xhr;
use crate::found::Found;
use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use corsac::browser::Initiator;
use oxc_ast::ast::{
    AssignmentExpression, BindingPattern, CallExpression, Comment, Expression, NewExpression,
    VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan as _, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// Walks through a script and collects what it asks for.
pub(super) struct Calls<'t> {
    names: Names<'t>,
    comments: Vec<Range<usize>>,
    made: Vec<Result<Found, ImportError>>,
    /// XMLHttpRequests by their names.
    xhrs: BTreeMap<String, Xhr>,
    /// What is set on an XMLHttpRequest that the code does not make itself: in jQuery's beforeSend, perhaps.
    loose: Vec<(Span, Loose)>,
    /// What `$.ajaxSetup()` sets.
    setup: Vec<(String, Value)>,
}

#[derive(Debug, Clone)]
enum Loose {
    Header(String, Value),
    Credentials,
}

impl<'t> Calls<'t> {
    pub(super) fn new(text: &'t str, comments: &[Comment]) -> Self {
        Self {
            names: Names::new(text),
            comments: comments.iter().map(|comment| range(comment.content_span())).collect(),
            made: Vec::new(),
            xhrs: BTreeMap::new(),
            loose: Vec::new(),
            setup: Vec::new(),
        }
    }

    /// The requests in the order of the text, or the first mistake.
    pub(super) fn found(mut self) -> Result<Vec<Found>, ImportError> {
        for mut xhr in std::mem::take(&mut self.xhrs).into_values() {
            if let Some(made) = xhr.send(None, None) {
                self.settle(made, Span::default());
            }
        }
        let place = |made: &Result<Found, ImportError>| match made {
            Ok(found) => found.span.start,
            Err(error) => error.span.start,
        };
        self.made.sort_by_key(place);
        let found = self.made.into_iter().collect::<Result<Vec<_>, _>>()?;
        if found.is_empty() {
            return Err(
                ImportError::whole(self.names.text, ImportCause::NoCall).cure(ImportCure::CopyAsFetch)
            );
        }
        Ok(found)
    }

    fn call(&mut self, call: &CallExpression<'_>) {
        let argument = |index: usize| self.names.argument(call.arguments.get(index));
        let callee = call.callee.get_inner_expression();
        let code = self.names.code(callee.span());
        let (object, name) = code.rsplit_once('.').unwrap_or(("", code));
        let object = object.trim().trim_end_matches(['?', '!']).trim();
        if !matches!(callee, Expression::Identifier(_) | Expression::StaticMemberExpression(_)) {
            return;
        }
        let span = range(call.span);
        let all = || [argument(0), argument(1), argument(2)];
        let made = match (object, name.trim()) {
            ("" | "window" | "globalThis" | "self", "fetch") => {
                Some(Made::new(Initiator::Fetch, argument(0), argument(1), span))
            }
            ("navigator" | "window.navigator", "sendBeacon") => Some(Made {
                body: argument(1).or_else(|| Some(Value::text(""))),
                ..Made::new(Initiator::Beacon, argument(0), None, span)
            }),
            ("$" | "jQuery" | "window.$", "ajaxSetup") => {
                self.setup.extend(argument(0).map(Value::into_pairs).unwrap_or_default());
                return;
            }
            ("$" | "jQuery" | "window.$", name) => jquery(&self.setup, name, all(), span),
            ("", name) => match self.names.named(name) {
                Some(client @ Value::Client(_)) => axios(client, None, all(), span),
                _ => return,
            },
            (object, name) => match self.names.named(object) {
                Some(client @ Value::Client(_)) => axios(client, Some(name), all(), span),
                _ if is_http_client(object) => axios(&Value::Client(Vec::new()), Some(name), all(), span),
                _ => return self.method(call, object, name),
            },
        };
        if let Some(made) = made {
            self.settle(made, call.span);
        }
    }

    /// A method of an object that may be an XMLHttpRequest, or a map of headers.
    fn method(&mut self, call: &CallExpression<'_>, object: &str, name: &str) {
        let (first, second) =
            (self.names.argument(call.arguments.first()), self.names.argument(call.arguments.get(1)));
        match (name, first, second) {
            ("open", Some(method), Some(url)) if self.xhrs.contains_key(object) || is_method(&method) => {
                let xhr = self.xhrs.entry(object.to_owned()).or_default();
                let sent = if xhr.is_open() { xhr.clone().send(None, None) } else { None };
                xhr.open((method, url), call.span);
                if let Some(made) = sent {
                    self.settle(made, Span::default());
                }
            }
            ("setRequestHeader", Some(name), Some(value)) => {
                let Some(name) = name.as_text().map(str::to_owned) else { return };
                match self.xhrs.get_mut(object).filter(|xhr| xhr.is_open()) {
                    Some(xhr) => xhr.header(&name, value),
                    None => self.loose.push((call.span, Loose::Header(name, value))),
                }
            }
            ("send", body, _) => {
                let made = self.xhrs.get_mut(object).and_then(|xhr| xhr.send(body, Some(call.span)));
                if let Some(made) = made {
                    self.settle(made, Span::default());
                }
            }
            ("addEventListener", ..) => {
                let upload = object.strip_suffix(".upload").and_then(|xhr| self.xhrs.get_mut(xhr));
                upload.into_iter().for_each(Xhr::listen_to_upload);
            }
            ("append" | "set", Some(Value::Text(name)), Some(value)) => {
                if let Some(Value::Object(_)) = self.names.named(object) {
                    self.names.assign(&format!("{object}[{:?}]", name.text), value);
                }
            }
            _ => {}
        }
    }

    /// Makes the request, with what stands in comments and callbacks inside the call.
    fn settle(&mut self, mut made: Made, call: Span) {
        let inside = |span: &Span| call.start <= span.start && span.end <= call.end;
        for (_, loose) in self.loose.iter().filter(|(span, _)| inside(span)) {
            match loose {
                Loose::Header(name, value) => made.headers.push((name.clone(), value.clone())),
                Loose::Credentials => made.credentials = true,
            }
        }
        self.loose.retain(|(span, _)| !inside(span));
        let comments = self.comments_in(&made.span);
        self.made.push(settle(self.names.text, made, &comments));
    }

    /// The texts of the comments inside a call: newer copies keep there what script may not set.
    fn comments_in(&self, span: &Range<usize>) -> Vec<&'t str> {
        let inside = |comment: &&Range<usize>| span.start <= comment.start && comment.end <= span.end;
        let text = self.names.text;
        self.comments.iter().filter(inside).filter_map(|comment| text.get(comment.clone())).collect()
    }

    /// A name gets a value.
    fn assign(&mut self, code: &str, value: Value, span: Span) {
        if value == Value::Xhr {
            self.xhrs.insert(code.trim().to_owned(), Xhr::default());
            return;
        }
        if let Some(object) = code.strip_suffix(".withCredentials") {
            match self.xhrs.get_mut(object) {
                Some(xhr) => xhr.with_credentials(value == Value::Bool(true)),
                None if value == Value::Bool(true) && self.names.named(object).is_none() => {
                    self.loose.push((span, Loose::Credentials));
                }
                None => {}
            }
        }
        if let Some((object, _)) = code.split_once(".upload.on") {
            self.xhrs.get_mut(object).into_iter().for_each(Xhr::listen_to_upload);
        }
        self.names.assign(code, value);
    }
}

/// Angular's HttpClient, whose methods take what axios's take.
fn is_http_client(object: &str) -> bool {
    let name = object.rsplit('.').next().unwrap_or_default();
    matches!(name, "http" | "_http" | "$http" | "httpClient" | "_httpClient" | "$axios" | "axios")
}

/// Whether the first argument of `open()` is that of an XMLHttpRequest.
fn is_method(value: &Value) -> bool {
    let is_word = |text: &str| {
        !text.is_empty() && text.len() < 12 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    value.as_text().is_some_and(is_word)
}

impl<'a> Visit<'a> for Calls<'_> {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        // What is set inside, such as in a callback, belongs to the call.
        walk::walk_call_expression(self, call);
        self.call(call);
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        walk::walk_new_expression(self, new);
        if self.names.code(new.callee.span()) == "EventSource" {
            let argument = |index: usize| self.names.argument(new.arguments.get(index));
            let made = Made::new(Initiator::EventSource, argument(0), argument(1), range(new.span));
            self.settle(made, new.span);
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(name), Some(init)) = (&declarator.id, &declarator.init) {
            let value = self.names.value(init);
            self.assign(name.name.as_str(), value, declarator.span);
        }
        walk::walk_variable_declarator(self, declarator);
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let code = self.names.code(assignment.left.span());
        let value = self.names.value(&assignment.right);
        self.assign(code, value, assignment.span);
        walk::walk_assignment_expression(self, assignment);
    }
}
