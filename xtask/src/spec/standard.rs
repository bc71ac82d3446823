//! The Standard's source (Bikeshed) as algorithms: name, and the plain text of each top-level step.
//!
//! Notes, examples and warnings are left out, and so is all markup: what remains changes only when
//! the meaning may have changed.

/// An algorithm or a definition of the Standard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub name: String,
    /// Text of each top-level step; of a definition without a list, one text.
    pub texts: Vec<String>,
    /// Whether the texts are numbered steps.
    pub numbered: bool,
}

/// Finds what the anchor (`id` of a `<dfn>`, written or generated) defines.
pub(crate) fn entry(source: &str, anchor: &str) -> Option<Entry> {
    let mut from = 0;
    while let Some(at) = source[from..].find("<dfn").map(|n| from + n) {
        let tag = Tag::at(source, at)?;
        let end = tag.end + source[tag.end..].find("</dfn>")?;
        let name = plain(&source[tag.end..end]);
        if id_of(&tag, &name) == anchor {
            let start = source[..at].rfind("<p").unwrap_or(at);
            return Some(read(&source[start..], name));
        }
        from = end;
    }
    heading(source, anchor)
}

/// A heading that is a definition itself, with what follows it.
fn heading(source: &str, anchor: &str) -> Option<Entry> {
    let starts = source.match_indices("<h").map(|(at, _)| at);
    let tags = starts.filter_map(|at| Tag::at(source, at));
    let found = tags.filter(|tag| tag.is_heading() && tag.attribute("dfn").is_some());
    let tag = found.into_iter().find(|tag| id_of(tag, "").trim_end_matches('?') == anchor)?;
    let close = format!("</{}>", tag.name);
    let end = tag.end + source[tag.end..].find(&close)?;
    Some(read(&source[end + close.len()..], plain(&source[tag.end..end])))
}

/// FNV-1a, 64 bits, as 16 hexadecimal digits: it guards against drift, not against forgery.
pub(crate) fn digest(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// A tag in the source, `<dfn id=x>` or `</ol>`.
struct Tag<'a> {
    name: &'a str,
    closing: bool,
    inner: &'a str,
    /// One past its `>`.
    end: usize,
}

impl<'a> Tag<'a> {
    fn at(source: &'a str, at: usize) -> Option<Self> {
        let rest = source[at..].strip_prefix('<')?;
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |r| (true, r));
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let inner = &rest[..tag_length(rest)?];
        let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        Some(Self { name, closing, inner, end: at + 2 + usize::from(closing) + inner.len() })
    }

    /// An attribute's value; the empty string when it has none.
    fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.inner[self.name.len()..].trim_start();
        while !rest.is_empty() {
            let name = &rest[..rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len())];
            rest = rest[name.len()..].trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let mark = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let body = if mark.is_some() { &after[1..] } else { after };
                let ends = |c: char| mark.map_or_else(|| c.is_whitespace(), |m| c == m);
                value = &body[..body.find(ends).unwrap_or(body.len())];
                rest = body[value.len()..].trim_start_matches(['"', '\'']).trim_start();
            }
            if name == wanted {
                return Some(value);
            }
        }
        None
    }

    /// Text that explains and does not rule.
    fn is_aside(&self) -> bool {
        let class = self.attribute("class").unwrap_or_default();
        class.split_whitespace().any(|c| matches!(c, "note" | "example" | "warning"))
    }

    fn is_block(&self) -> bool {
        matches!(
            self.name,
            "p" | "div" | "ol" | "ul" | "dl" | "li" | "dt" | "dd" | "pre" | "hr" | "details" | "table"
        ) || self.is_heading()
    }

    fn is_heading(&self) -> bool {
        matches!(self.name, "h2" | "h3" | "h4" | "h5" | "h6")
    }
}

/// Length up to the `>` that ends the tag, over quoted values.
fn tag_length(inner: &str) -> Option<usize> {
    let mut mark = None;
    inner.find(|c: char| {
        match mark {
            None if c == '>' => return true,
            None if c == '"' => mark = Some(c),
            Some(m) if c == m => mark = None,
            _ => {}
        }
        false
    })
}

/// The anchor of a definition: its `id`, or the one Bikeshed makes from its text and what it is for.
fn id_of(tag: &Tag<'_>, name: &str) -> String {
    if let Some(id) = tag.attribute("id") {
        return id.to_owned();
    }
    let text = tag.attribute("lt").map_or(name, |lt| lt.split('|').next().unwrap_or(lt));
    match tag.attribute("for").filter(|f| !f.is_empty()) {
        Some(owner) => format!("{}-{}", slug(owner), slug(text)),
        None => slug(text),
    }
}

fn slug(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c.to_ascii_lowercase()),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    });
    kept.collect()
}

/// Text without tags and comments, white space made single.
fn plain(source: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < source.len() {
        if let Some(comment) = source[at..].strip_prefix("<!--") {
            at += 4 + comment.find("-->").map_or(comment.len(), |n| n + 3);
        } else if let Some(tag) = Tag::at(source, at) {
            at = tag.end;
        } else {
            let next = source[at + 1..].find('<').map_or(source.len(), |n| at + 1 + n);
            text.push_str(&source[at..next]);
            at = next;
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads the definition that starts `source`, up to where the next begins.
fn read(source: &str, name: String) -> Entry {
    let mut reader =
        Reader { source, at: 0, lists: Vec::new(), divs: 0, steps: Vec::new(), definition: String::new() };
    while reader.step() {}
    let numbered = !reader.steps.is_empty();
    let texts = if numbered { reader.steps } else { vec![reader.definition] };
    Entry { name, texts: texts.iter().map(|t| plain(t)).collect(), numbered }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    /// Open lists, outermost first.
    lists: Vec<&'a str>,
    /// Open `<div>`s.
    divs: usize,
    /// Markup of each step so far.
    steps: Vec<String>,
    /// Markup of everything outside the numbered list.
    definition: String,
}

impl<'a> Reader<'a> {
    /// Takes one tag, comment or run of text; false at the end of the definition.
    fn step(&mut self) -> bool {
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return false;
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.at += 4 + comment.find("-->").map_or(comment.len(), |n| n + 3);
            return true;
        }
        let Some(tag) = Tag::at(self.source, self.at) else {
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest[first..].find('<').map_or(rest.len(), |n| first + n);
            self.keep(self.at + length);
            return true;
        };
        self.tag(&tag)
    }

    fn tag(&mut self, tag: &Tag<'a>) -> bool {
        if !tag.closing && tag.is_aside() {
            self.skip(tag);
            return true;
        }
        if self.lists.is_empty() && self.ends_definition(tag) {
            return false;
        }
        match tag.name {
            "ol" | "ul" | "dl" if tag.closing => {
                self.lists.pop();
                let steps_are_over = self.lists.is_empty() && tag.name == "ol";
                self.keep(tag.end);
                return !steps_are_over;
            }
            "ol" | "ul" | "dl" => self.lists.push(tag.name),
            "li" if self.lists == ["ol"] => self.steps.push(String::new()),
            "div" if tag.closing => self.divs = self.divs.saturating_sub(1),
            "div" => self.divs += 1,
            _ => {}
        }
        self.keep(tag.end);
        true
    }

    fn ends_definition(&self, tag: &Tag<'_>) -> bool {
        let leaves_its_div = tag.name == "div" && tag.closing && self.divs == 0;
        let next_begins = !tag.closing
            && tag.name == "p"
            && self.at > 0
            && paragraph(&self.source[tag.end..]).contains("<dfn");
        let algorithm = !tag.closing && tag.name == "div" && tag.attribute("algorithm").is_some();
        leaves_its_div || next_begins || algorithm || tag.is_heading() || tag.name == "hr"
    }

    /// Moves on to `to`, adding what lies between to the step at hand or to the definition.
    fn keep(&mut self, to: usize) {
        let text = &self.source[self.at..to];
        let into = if self.lists.first() == Some(&"ol") {
            self.steps.last_mut()
        } else {
            Some(&mut self.definition)
        };
        if let Some(into) = into {
            // A block stands apart from what comes before it, however the source breaks its lines.
            if Tag::at(text, 0).is_some_and(|t| t.is_block()) {
                into.push(' ');
            }
            into.push_str(text);
        }
        self.at = to;
    }

    /// Moves past an aside: a `<div>` to its end, a paragraph to the next block.
    fn skip(&mut self, aside: &Tag<'_>) {
        self.at = aside.end;
        let mut divs = usize::from(aside.name == "div");
        let mut from = self.at;
        while let Some(at) = self.source[from..].find('<').map(|n| from + n) {
            let Some(tag) = Tag::at(self.source, at) else {
                from = at + 1;
                continue;
            };
            if aside.name != "div" && tag.is_block() {
                self.at = at;
                return;
            }
            if tag.name == "div" {
                divs = if tag.closing { divs.saturating_sub(1) } else { divs + 1 };
            }
            from = tag.end;
            if aside.name == "div" && divs == 0 {
                break;
            }
        }
        self.at = from;
    }
}

/// The rest of a paragraph, up to the next block.
fn paragraph(rest: &str) -> &str {
    let blocks = rest.match_indices('<').map(|(at, _)| at);
    let mut blocks = blocks.filter(|&at| Tag::at(rest, at).is_some_and(|t| t.is_block()));
    &rest[..blocks.next().unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "
<div algorithm>
<p id=old>To <dfn export id=concept-x>do x</dfn> given <var>y</var>:

<ol>
 <li><p>Let <var>y</var> be
 1. <!-- why -->

 <li>
  <p>If so:

  <ol>
   <li><p>First.
   <li><p>Second.
  </ol>

  <p class=note>An aside with a <a href=\"a>b\">link</a>.

 <li>
  <div class=\"big example\"><div><p>No <ol><li>no</ol></div></div>
  <ul><li>One</ul>
</ol>

<p>After.
</div>

<p>A <dfn lt=\"bad method|bad\">bad `<code>method</code>`</dfn> is one of

<ul class=brief>
 <li>`<code>A</code>`
</ul>

<p class=example>Such as b.

<p>is true.

<p>A <dfn for=request>worse one</dfn> is bad.
<h4>Next</h4>
<p>Text.
";

    #[test]
    fn the_top_level_steps_without_markup_and_asides() {
        let entry = entry(SOURCE, "concept-x").unwrap();
        assert_eq!((entry.name.as_str(), entry.numbered), ("do x", true));
        assert_eq!(entry.texts, ["Let y be 1.", "If so: First. Second.", "One"]);
    }

    #[test]
    fn a_definition_ends_where_the_next_begins() {
        let bad = entry(SOURCE, "bad-method").unwrap();
        assert_eq!((bad.name.as_str(), bad.numbered), ("bad `method`", false));
        assert_eq!(bad.texts, ["A bad `method` is one of `A` is true."]);
        assert_eq!(entry(SOURCE, "request-worse-one").unwrap().texts, ["A worse one is bad."]);
    }

    #[test]
    fn only_definitions_have_anchors() {
        assert!(entry(SOURCE, "old").is_none());
    }

    #[test]
    fn a_changed_word_changes_the_digest_and_a_changed_link_does_not() {
        let digest_of = |source: &str| digest(&entry(source, "concept-x").unwrap().texts[1]);
        assert_ne!(digest_of(SOURCE), digest_of(&SOURCE.replace("Second", "Third")));
        assert_eq!(
            digest_of(SOURCE),
            digest_of(&SOURCE.replace("<p>Second.", "<p><a>Second</a>.").replace("a>b", "c"))
        );
        assert_eq!(digest(""), "cbf29ce484222325");
    }
}
