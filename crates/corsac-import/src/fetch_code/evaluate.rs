//! What an expression comes to, as far as the text alone says it.

use super::path;
use super::value::{Text, Value};
use oxc_ast::ast::{
    Argument, ArrayExpressionElement, BinaryOperator, CallExpression, Expression, LogicalExpression,
    LogicalOperator, NewExpression, ObjectExpression, ObjectPropertyKind, PropertyKey, TemplateLiteral,
};
use oxc_span::{GetSpan as _, Span};
use std::collections::HashMap;
use url::Url;

/// The values that names stand for.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    pub(super) text: &'t str,
    known: HashMap<String, Value>,
}

/// How deep expressions are followed; nobody writes deeper ones by hand.
const DEEPEST: usize = 64;
/// How much may be known of one name: values that name themselves would double with each line.
const LARGEST: usize = 1000;

impl<'t> Names<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let known = HashMap::from([("axios".to_owned(), Value::Client(Vec::new()))]);
        Self { text, known }
    }

    /// The text of a piece of script.
    pub(super) fn code(&self, span: Span) -> &'t str {
        self.text.get(range(span)).unwrap_or_default()
    }

    /// The value of a name as it is written.
    pub(super) fn named(&self, code: &str) -> Option<&Value> {
        let parts = path::parts(code)?;
        (1..=parts.len()).rev().find_map(|length| {
            let (name, rest) = parts.split_at_checked(length)?;
            let value = self.known.get(&name.join("."))?;
            rest.iter().try_fold(value, |value, part| value.get(part))
        })
    }

    /// Gives a value to a name as it is written, or to a part of what it stands for.
    pub(super) fn assign(&mut self, code: &str, value: Value) {
        let Some(parts) = path::parts(code).filter(|_| size(&value) < LARGEST) else { return };
        for length in (1..parts.len()).rev() {
            let Some((name, rest)) = parts.split_at_checked(length) else { continue };
            if let Some(known) = self.known.get_mut(&name.join(".")).filter(|known| size(known) < LARGEST) {
                known.set(rest, value);
                return;
            }
        }
        if !matches!(value, Value::Unknown(_)) {
            self.known.insert(parts.join("."), value);
        }
    }

    pub(super) fn value(&self, expression: &Expression<'_>) -> Value {
        self.at(expression, DEEPEST)
    }

    pub(super) fn argument(&self, argument: Option<&Argument<'_>>) -> Option<Value> {
        argument.map(|argument| match argument.as_expression() {
            Some(expression) => self.value(expression),
            None => Value::Unknown(argument.span()),
        })
    }

    fn at(&self, expression: &Expression<'_>, depth: usize) -> Value {
        let expression = expression.get_inner_expression();
        let Some(deeper) = depth.checked_sub(1) else { return Value::Unknown(expression.span()) };
        match expression {
            Expression::StringLiteral(text) => Value::text(text.value.as_str()),
            Expression::NumericLiteral(number) => Value::text(number.value.to_string()),
            Expression::BooleanLiteral(value) => Value::Bool(value.value),
            Expression::NullLiteral(_) => Value::Nothing,
            Expression::Identifier(name) if name.name == "undefined" => Value::Nothing,
            Expression::Identifier(_)
            | Expression::StaticMemberExpression(_)
            | Expression::ComputedMemberExpression(_)
            | Expression::ChainExpression(_) => self.name(expression.span()),
            Expression::TemplateLiteral(template) => Value::Text(self.template(template, deeper)),
            Expression::BinaryExpression(sum) if sum.operator == BinaryOperator::Addition => {
                let mut text = self.as_text(&sum.left, deeper);
                let right = self.as_text(&sum.right, deeper);
                text.text.push_str(&right.text);
                text.unknown.extend(right.unknown);
                Value::Text(text)
            }
            Expression::LogicalExpression(either) => self.either(either, deeper),
            Expression::ObjectExpression(object) => self.object(object, deeper),
            Expression::ArrayExpression(array) => Value::Array(
                array
                    .elements
                    .iter()
                    .map(|element| match element {
                        ArrayExpressionElement::SpreadElement(spread) => Value::Unknown(spread.span),
                        ArrayExpressionElement::Elision(_) => Value::Nothing,
                        element => element
                            .as_expression()
                            .map_or(Value::Nothing, |expression| self.at(expression, deeper)),
                    })
                    .collect(),
            ),
            Expression::NewExpression(new) => self.made(new, deeper),
            Expression::CallExpression(call) => self.returned(call, deeper),
            other => Value::Unknown(other.span()),
        }
    }

    /// The value of a name or of a property. A URL's own properties are the URL.
    fn name(&self, span: Span) -> Value {
        let code = self.code(span);
        let whole = || code.strip_suffix(".href").and_then(|url| self.named(url));
        self.named(code).or_else(whole).cloned().unwrap_or(Value::Unknown(span))
    }

    /// `process.env.API || 'http://localhost:8000'`: the side that the text knows.
    fn either(&self, either: &LogicalExpression<'_>, depth: usize) -> Value {
        let left = self.at(&either.left, depth);
        match (either.operator, &left) {
            (LogicalOperator::Or | LogicalOperator::Coalesce, Value::Unknown(_) | Value::Nothing) => {
                self.at(&either.right, depth)
            }
            (LogicalOperator::Or | LogicalOperator::Coalesce, _) => left,
            (LogicalOperator::And, _) => Value::Unknown(either.span),
        }
    }

    /// What a call gives back.
    fn returned(&self, call: &CallExpression<'_>, depth: usize) -> Value {
        let callee = self.code(call.callee.span());
        let argument = call.arguments.first().and_then(Argument::as_expression);
        let known = match callee {
            // What it holds changes nothing about CORS; that it is a text does.
            "JSON.stringify" => {
                return Value::text(
                    self.code(call.arguments.first().map_or_else(Span::default, |argument| argument.span())),
                );
            }
            "String" | "encodeURIComponent" | "encodeURI" => {
                argument.map(|argument| Value::Text(self.as_text(argument, depth)))
            }
            "axios.create" => argument.map_or(Some(Value::Client(Vec::new())), |argument| {
                let mut pairs = self.named("axios").cloned().map(Value::into_pairs).unwrap_or_default();
                pairs.extend(self.at(argument, depth).into_pairs());
                Some(Value::Client(pairs))
            }),
            _ => None,
        };
        known.or_else(|| self.chained(call, depth)).unwrap_or(Value::Unknown(call.span))
    }

    /// `url.toString()`, `new HttpHeaders().set('X-A', '1')`.
    fn chained(&self, call: &CallExpression<'_>, depth: usize) -> Option<Value> {
        let Expression::StaticMemberExpression(member) = call.callee.get_inner_expression() else {
            return None;
        };
        let mut own = self.at(&member.object, depth);
        match (member.property.name.as_str(), &own) {
            ("toString" | "trim" | "valueOf", Value::Text(_)) => Some(own),
            ("set" | "append", Value::Object(_)) => {
                let argument = |index: usize| call.arguments.get(index).and_then(Argument::as_expression);
                let name = self.at(argument(0)?, depth);
                let value = self.at(argument(1)?, depth);
                own.set(&[name.as_text()?], value);
                Some(own)
            }
            _ => None,
        }
    }

    fn made(&self, new: &NewExpression<'_>, depth: usize) -> Value {
        let unknown = Value::Unknown(new.span);
        let Expression::Identifier(of) = new.callee.get_inner_expression() else { return unknown };
        let expression = |index: usize| new.arguments.get(index).and_then(Argument::as_expression);
        let argument = |index: usize| expression(index).map(|expression| self.at(expression, depth));
        match (of.name.as_str(), argument(0)) {
            ("Headers" | "HttpHeaders", given) => given.unwrap_or_else(|| Value::Object(Vec::new())),
            ("URL", Some(Value::Text(url))) => Value::Text(joined(url, argument(1))),
            ("URL", Some(given)) => given,
            ("Request", Some(url)) => {
                let options = argument(1).unwrap_or_else(|| Value::Object(Vec::new()));
                Value::Request(Box::new((url, options)))
            }
            ("FormData", _) => Value::Form,
            ("URLSearchParams", _) => Value::Search,
            ("XMLHttpRequest", _) => Value::Xhr,
            _ => unknown,
        }
    }

    fn object(&self, object: &ObjectExpression<'_>, depth: usize) -> Value {
        let mut pairs = Vec::new();
        for property in &object.properties {
            match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    let name = match &property.key {
                        PropertyKey::StaticIdentifier(name) => Some(name.name.to_string()),
                        PropertyKey::StringLiteral(name) => Some(name.value.to_string()),
                        _ => None,
                    };
                    if let Some(name) = name {
                        pairs.push((name, self.at(&property.value, depth)));
                    }
                }
                ObjectPropertyKind::SpreadProperty(spread) => {
                    pairs.extend(self.at(&spread.argument, depth).into_pairs());
                }
            }
        }
        Value::Object(pairs)
    }

    fn template(&self, template: &TemplateLiteral<'_>, depth: usize) -> Text {
        let mut text = Text::default();
        let mut expressions = template.expressions.iter();
        for quasi in &template.quasis {
            let cooked = quasi.value.cooked.as_ref().unwrap_or(&quasi.value.raw);
            text.text.push_str(cooked.as_str());
            if let Some(expression) = expressions.next() {
                let piece = self.as_text(expression, depth);
                text.text.push_str(&piece.text);
                text.unknown.extend(piece.unknown);
            }
        }
        text
    }

    /// A value as a text; what is not known is named after the code that knows it.
    fn as_text(&self, expression: &Expression<'_>, depth: usize) -> Text {
        match self.at(expression, depth) {
            Value::Text(text) => text,
            Value::Bool(value) => Text { text: value.to_string(), unknown: Vec::new() },
            _ => {
                let span = expression.span();
                let code = self.code(span);
                let name: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                Text { text: if name.is_empty() { "x".into() } else { name }, unknown: vec![span] }
            }
        }
    }
}

/// `new URL(path, base)`.
fn joined(url: Text, base: Option<Value>) -> Text {
    let Some(Value::Text(base)) = base else { return url };
    let Some(whole) = Url::parse(&base.text).ok().and_then(|base| base.join(&url.text).ok()) else {
        return url;
    };
    Text { text: whole.into(), unknown: [base.unknown, url.unknown].concat() }
}

/// How many values there are in a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(pairs) | Value::Client(pairs) => {
            pairs.iter().map(|(_, value)| size(value)).fold(1, usize::saturating_add)
        }
        Value::Array(list) => list.iter().map(size).fold(1, usize::saturating_add),
        Value::Request(both) => size(&both.0).saturating_add(size(&both.1)),
        Value::Text(text) => 1 + text.text.len() / 20,
        _ => 1,
    }
}

/// A place of the parser as a range.
pub(super) fn range(span: Span) -> std::ops::Range<usize> {
    usize::try_from(span.start).unwrap_or_default()..usize::try_from(span.end).unwrap_or_default()
}
