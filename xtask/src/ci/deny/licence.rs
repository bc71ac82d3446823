//! SPDX licence expressions against a list of allowed licences.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// The licences that `deny.toml` allows.
pub(crate) fn allowed(rules: &Table) -> BTreeSet<String> {
    let list = rules.get("licenses").and_then(|l| l.get("allow")).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether the licence expression can be met with allowed licences alone.
///
/// # Errors
/// What is wrong with the expression.
pub(crate) fn holds(expression: &str, allowed: &BTreeSet<String>) -> Result<bool, String> {
    // `MIT/Apache-2.0` is how crates said OR before SPDX.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    let holds = reader.any()?;
    if reader.words.is_empty() { Ok(holds) } else { Err(format!("{:?} is left over", reader.words[0])) }
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a BTreeSet<String>,
}

impl Reader<'_> {
    fn any(&mut self) -> Result<bool, String> {
        let mut holds = self.all()?;
        while self.eat("OR") {
            holds |= self.all()?;
        }
        Ok(holds)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut holds = self.one()?;
        while self.eat("AND") {
            holds &= self.one()?;
        }
        Ok(holds)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.eat("(") {
            let holds = self.any()?;
            return if self.eat(")") { Ok(holds) } else { Err("a bracket is not closed".to_owned()) };
        }
        let mut licence = self.next()?.to_owned();
        if self.eat("WITH") {
            licence = format!("{licence} WITH {}", self.next()?);
        }
        Ok(self.allowed.contains(&licence))
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }

    fn next(&mut self) -> Result<&str, String> {
        let (first, rest) = self.words.split_first().ok_or("a licence is missing")?;
        self.words = rest;
        if matches!(*first, "AND" | "OR" | "WITH" | ")") {
            Err(format!("{first} stands where a licence should"))
        } else {
            Ok(first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_weighed() {
        let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into();
        let holds = |e| holds(e, &allowed);
        for yes in [
            "MIT",
            "MIT/GPL-2.0",
            "GPL-2.0 OR (MIT AND Apache-2.0)",
            "Apache-2.0 WITH LLVM-exception",
            "GPL-2.0 AND X OR MIT",
        ] {
            assert_eq!(holds(yes), Ok(true), "{yes}");
        }
        for no in ["GPL-2.0", "MIT AND GPL-2.0", "(GPL-2.0 OR MIT) AND X", "MIT WITH LLVM-exception"] {
            assert_eq!(holds(no), Ok(false), "{no}");
        }
        for broken in ["", "MIT OR", "(MIT", "MIT Apache-2.0", "AND MIT"] {
            assert!(holds(broken).is_err(), "{broken}");
        }
    }
}
