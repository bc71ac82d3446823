//! What an expression comes to, as far as the text alone says it.

use oxc_ast::ast::{
    Argument, ArrayExpressionElement, BinaryOperator, Expression, ObjectExpression, ObjectPropertyKind,
    PropertyKey, TemplateLiteral,
};
use oxc_span::{GetSpan as _, Span};
use std::collections::HashMap;

/// A value of script.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(Text),
    Bool(bool),
    Object(Vec<(String, Self)>),
    Array(Vec<Self>),
    /// `FormData`.
    Form,
    /// `URLSearchParams`.
    Search,
    /// `null`, `undefined`.
    Nothing,
    /// Only the running page knows.
    Unknown(Span),
}

/// A text, perhaps with pieces that only the running page knows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    pub(super) text: String,
    /// The pieces that the page knows; names for them stand in the text.
    pub(super) unknown: Vec<Span>,
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(Text { text: text.into(), unknown: Vec::new() })
    }

    /// The value of a property, if it is an object that has it.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(pairs) = self else { return None };
        pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(&text.text),
            _ => None,
        }
    }
}

/// The values that names stand for.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    pub(super) text: &'t str,
    pub(super) known: HashMap<String, Value>,
}

/// How deep expressions are followed; nobody writes deeper ones by hand.
const DEEPEST: usize = 64;

impl Names<'_> {
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
            Expression::Identifier(name) => {
                self.known.get(name.name.as_str()).cloned().unwrap_or(Value::Unknown(name.span))
            }
            Expression::TemplateLiteral(template) => Value::Text(self.template(template, deeper)),
            Expression::BinaryExpression(sum) if sum.operator == BinaryOperator::Addition => {
                let mut text = self.as_text(&sum.left, deeper);
                let right = self.as_text(&sum.right, deeper);
                text.text.push_str(&right.text);
                text.unknown.extend(right.unknown);
                Value::Text(text)
            }
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
            Expression::NewExpression(new) => {
                let of = new.callee.get_inner_expression();
                let argument = new.arguments.first().and_then(Argument::as_expression);
                self.made(of, argument, new.span, deeper)
            }
            Expression::CallExpression(call) => {
                let callee = self.text.get(range(call.callee.span())).unwrap_or_default();
                match callee {
                    // What it holds changes nothing about CORS; that it is a text does.
                    "JSON.stringify" => Value::text(
                        self.text
                            .get(call.arguments.first().map_or(0..0, |argument| range(argument.span())))
                            .unwrap_or_default(),
                    ),
                    "String" | "encodeURIComponent" | "encodeURI" => {
                        let argument = call.arguments.first().and_then(Argument::as_expression);
                        argument
                            .map_or(Value::Nothing, |argument| Value::Text(self.as_text(argument, deeper)))
                    }
                    _ => Value::Unknown(call.span),
                }
            }
            other => Value::Unknown(other.span()),
        }
    }

    fn made(
        &self,
        of: &Expression<'_>,
        argument: Option<&Expression<'_>>,
        span: Span,
        depth: usize,
    ) -> Value {
        let Expression::Identifier(name) = of else { return Value::Unknown(span) };
        match (name.name.as_str(), argument) {
            ("Headers" | "URL" | "Request", Some(argument)) => self.at(argument, depth),
            ("Headers", None) => Value::Object(Vec::new()),
            ("FormData", _) => Value::Form,
            ("URLSearchParams", _) => Value::Search,
            _ => Value::Unknown(span),
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
                    if let Value::Object(inner) = self.at(&spread.argument, depth) {
                        pairs.extend(inner);
                    }
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
                let code = self.text.get(range(span)).unwrap_or_default();
                let name: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                Text { text: if name.is_empty() { "x".into() } else { name }, unknown: vec![span] }
            }
        }
    }
}

/// A place of the parser as a range.
pub(super) fn range(span: Span) -> std::ops::Range<usize> {
    usize::try_from(span.start).unwrap_or_default()..usize::try_from(span.end).unwrap_or_default()
}
