//! A console's text without what copying did to it: quotes, line breaks, file names before a line.

use crate::web_url::origin_of;
use std::borrow::Cow;

/// A text with straight quotes and single blanks.
#[derive(Debug)]
pub(super) struct Plain(String);

impl Plain {
    pub(super) fn of(text: &str) -> Self {
        let text = without_entities(text);
        let mut plain = String::with_capacity(text.len());
        let mut after_opening = false;
        for c in text.chars() {
            // French sets a blank inside of its quotation marks.
            if std::mem::replace(&mut after_opening, c == '«') && c.is_whitespace() {
                continue;
            }
            match c {
                '»' => {
                    plain.truncate(plain.trim_end().len());
                    plain.push('\'');
                }
                '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '«' | '「' | '」' | '`' => {
                    plain.push('\'')
                }
                '（' => plain.push('('),
                '）' => plain.push(')'),
                '：' => plain.push(':'),
                c if c.is_whitespace() => {
                    if !plain.ends_with(' ') {
                        plain.push(' ');
                    }
                }
                c => plain.push(c),
            }
        }
        Self(plain)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.0.contains(part)
    }

    /// The text between two others.
    pub(super) fn between(&self, start: &str, end: &str) -> Option<&str> {
        between(&self.0, start, end)
    }

    /// `Status code: 401`, in whatever language.
    pub(super) fn status(&self) -> Option<u16> {
        const SIGNS: &[&str] = &[
            "http status code ",
            "status code: ",
            "statuscode: ",
            "상태 코드: ",
            "code d'état : ",
            "código de estado: ",
            "the server responded with a status of ",
            "ステータスコード: ",
            "状态码:",
            "狀態碼:",
            "код состояния: ",
            "codice di stato: ",
            "código de status: ",
            "statuscode is ",
        ];
        let lower = self.0.to_lowercase();
        SIGNS.iter().find_map(|sign| {
            let digits: String = lower.split_once(sign)?.1.trim_start().chars().take(3).collect();
            digits.parse().ok().filter(|status| (100..600).contains(status))
        })
    }

    /// The origin that stands behind some words.
    pub(super) fn origin_after(&self, words: &str) -> Option<String> {
        self.0.match_indices(words).find_map(|(at, _)| {
            let rest = self.0.get(at + words.len()..)?;
            let word = rest.split([' ', '\'', '"']).next()?.trim_end_matches(['.', ',']);
            if word == "null" {
                return Some("null".to_owned());
            }
            origin_of(word)
        })
    }

    /// The first URL in the text that is no place in a script.
    pub(super) fn first_url(&self) -> Option<String> {
        urls(&self.0).map(|(_, url)| url).find(|url| !is_script(url)).map(str::to_owned)
    }

    /// The only URL in the text that is no place in a script.
    pub(super) fn lone_url(&self) -> Option<String> {
        let mut found = urls(&self.0).filter(|(_, url)| !is_script(url)).map(|(_, url)| url);
        let first = found.next()?;
        found.all(|url| url == first).then(|| first.to_owned())
    }

    /// The origin of the scripts in a stack, if they are not those of `url` itself.
    pub(super) fn script_origin(&self, url: Option<&str>) -> Option<String> {
        let own = url.and_then(origin_of);
        urls(&self.0)
            .filter(|(_, url)| is_script(url))
            .filter_map(|(_, url)| origin_of(url))
            .find(|origin| Some(origin) != own.as_ref())
    }
}

/// A text as a page shows it, where it was copied from a page's source.
fn without_entities(text: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, &str); 8] = [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let mut text = Cow::Borrowed(text);
    for (entity, meant) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, meant).into();
        }
    }
    text
}

/// Whether it is a place in a script: `https://a.example/main.js:12:5`.
fn is_script(url: &str) -> bool {
    let mut parts = url.rsplitn(2, ':');
    let line = parts.next().unwrap_or_default();
    let path = parts.next().unwrap_or_default();
    let is_place =
        !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) && path.matches(':').count() > 1;
    let ends = |extension: &str| url.split(['?', ':', '#']).any(|part| part.ends_with(extension));
    is_place && path.contains('/') && path.matches('/').count() > 2
        || ends(".js")
        || ends(".mjs")
        || ends(".tsx")
}

/// The text between two others.
pub(super) fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

/// The http and https URLs in a text, each with its place.
pub(super) fn urls(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("http").filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        if !rest.starts_with("http://") && !rest.starts_with("https://") {
            return None;
        }
        // Browsers print URLs in ASCII; what follows without a blank is the sentence in another script.
        let ends = |c: char| matches!(c, ' ' | '\'' | '"' | '<' | '>' | ')' | '(' | '`') || !c.is_ascii();
        let end = rest.find(ends).unwrap_or(rest.len());
        Some((at, rest.get(..end)?.trim_end_matches(['.', ',', ';', ':'])))
    })
}
