//! Names and what stands behind them: `xhr`, `this.api`, `axios.defaults.headers.common['X-A']`.

/// The parts of a name as it is written; `None` if only the running page knows some of them.
pub(super) fn parts(code: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = code.trim();
    while !rest.is_empty() {
        rest = match rest.strip_prefix('[') {
            Some(inside) => {
                let (key, after) = inside.split_once(']')?;
                let key = key.trim();
                let quote = key.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
                parts.push(key.strip_prefix(quote)?.strip_suffix(quote)?);
                after.trim_start()
            }
            None => {
                let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
                let name = rest.get(..end).filter(|name| !name.is_empty())?;
                parts.push(name);
                rest.get(end..)?.trim_start()
            }
        };
        let dotted =
            rest.strip_prefix("?.").or_else(|| rest.strip_prefix("!.")).or_else(|| rest.strip_prefix('.'));
        rest = match dotted {
            Some(after) if !after.trim().is_empty() => after.trim_start(),
            Some(_) => return None,
            None if rest.is_empty() || rest.starts_with('[') => rest,
            None => return None,
        };
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(parts("this.api").unwrap(), ["this", "api"]);
        assert_eq!(parts("a?.b['c-d'] .e").unwrap(), ["a", "b", "c-d", "e"]);
        for unknown in ["", "a.", "a[b]", "a()", "a + b", "a['b'", ".", "[']"] {
            assert_eq!(parts(unknown), None, "{unknown}");
        }
    }
}
