//! The modules of a crate, read from its root file: what each declares, imports and names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::rust::{Kind, Token, close, lex, outline};

/// A `use`, one per leaf of its tree.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    /// Has a visibility, so others may import through it.
    pub public: bool,
    pub path: Vec<String>,
    /// The name it brings into scope; none for `*`.
    pub name: Option<String>,
}

/// A module, inline or a file.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// Index into [`Modules::files`].
    pub file: usize,
    pub parent: Option<usize>,
    pub children: BTreeMap<String, usize>,
    pub(crate) uses: Vec<Use>,
    /// Names of the items it defines itself.
    pub defined: BTreeSet<String>,
    /// Paths written in its items, such as `crate::fetch::HeaderList`.
    pub paths: Vec<Vec<String>>,
    /// Every identifier in its items.
    pub idents: BTreeSet<String>,
}

/// A crate's modules; the root is the first.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    pub list: Vec<Module>,
    pub files: Vec<PathBuf>,
}

/// Reads the crate whose root file is `root`; test modules are left out.
///
/// # Errors
/// Names the file that a `mod` declares and that is not there.
pub(crate) fn read(root: &Path) -> Result<Modules, String> {
    let mut modules = Modules::default();
    let directory = root.parent().unwrap_or(root).to_owned();
    modules.read_file(root, &directory, None)?;
    Ok(modules)
}

impl Modules {
    /// `directory` is where the files of its child modules stand.
    fn read_file(&mut self, file: &Path, directory: &Path, parent: Option<usize>) -> Result<usize, String> {
        let source = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        self.files.push(file.to_owned());
        let all = lex(&source);
        let outline = outline(&all);
        let kept = |i: &usize| !outline.in_test(*i) && !outline.attributes.iter().any(|a| a.contains(i));
        let code: Vec<Token<'_>> = (0..all.len())
            .filter(kept)
            .map(|i| all[i])
            .filter(|t| !matches!(t.kind, Kind::Comment | Kind::Doc))
            .collect();
        self.read_items(&code, directory, self.files.len() - 1, parent)
    }

    fn read_items(
        &mut self,
        tokens: &[Token<'_>],
        directory: &Path,
        file: usize,
        parent: Option<usize>,
    ) -> Result<usize, String> {
        let me = self.list.len();
        self.list.push(Module { file, parent, ..Module::default() });
        let mut at = 0;
        while at < tokens.len() {
            let name = tokens.get(at + 1).map_or("", |t| t.text);
            at = match tokens[at].text {
                "mod" if tokens[at].kind == Kind::Ident => self.child(tokens, at, directory, me)?,
                "use" if name != "<" => self.import(tokens, at, me),
                "macro_rules" => {
                    self.list[me].defined.insert(tokens.get(at + 2).map_or("", |t| t.text).to_owned());
                    at + 1
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union" => {
                    self.list[me].defined.insert(name.to_owned());
                    at + 1
                }
                _ => self.mention(tokens, at, me),
            };
        }
        Ok(me)
    }

    fn child(
        &mut self,
        tokens: &[Token<'_>],
        at: usize,
        directory: &Path,
        me: usize,
    ) -> Result<usize, String> {
        let name = tokens.get(at + 1).map_or("", |t| t.text).to_owned();
        let directory_of_child = directory.join(&name);
        let open = at + 2;
        let (child, next) = if tokens.get(open).is_some_and(|t| t.is("{")) {
            let end = close(tokens, open);
            let file = self.list[me].file;
            (self.read_items(&tokens[open + 1..end], &directory_of_child, file, Some(me))?, end + 1)
        } else {
            let beside = directory.join(format!("{name}.rs"));
            let file = if beside.is_file() { beside } else { directory_of_child.join("mod.rs") };
            (self.read_file(&file, &directory_of_child, Some(me))?, open + 1)
        };
        self.list[me].children.insert(name, child);
        Ok(next)
    }

    fn import(&mut self, tokens: &[Token<'_>], at: usize, me: usize) -> usize {
        let before = &tokens[at.saturating_sub(4)..at];
        let public = before.iter().rev().take_while(|t| !t.is(";") && !t.is("}")).any(|t| t.is("pub"));
        let end = tokens[at..].iter().position(|t| t.is(";")).map_or(tokens.len(), |n| at + n);
        let mut leaves = Vec::new();
        use_tree(&tokens[at + 1..end], &[], &mut leaves);
        self.list[me].uses.extend(leaves.into_iter().map(|(path, name)| Use { public, path, name }));
        end + 1
    }

    /// Notes the identifier or path at `at`; gives the index after it.
    fn mention(&mut self, tokens: &[Token<'_>], at: usize, me: usize) -> usize {
        let begins = at.checked_sub(1).is_none_or(|b| !matches!(tokens[b].text, "." | "$"));
        if tokens[at].kind != Kind::Ident || !begins {
            return at + 1;
        }
        let mut path = vec![tokens[at].text.to_owned()];
        let mut next = at + 1;
        while let [a, b, c, ..] = &tokens[next..]
            && a.is(":")
            && b.is(":")
            && c.kind == Kind::Ident
        {
            path.push(c.text.to_owned());
            next += 3;
        }
        let module = &mut self.list[me];
        module.idents.insert(path[0].clone());
        if path.len() > 1 {
            module.paths.push(path);
        }
        next
    }
}

/// Unfolds `a::{b, c::{self, d as e}, f::*}` into its leaves: path and name in scope.
fn use_tree(tokens: &[Token<'_>], prefix: &[String], leaves: &mut Vec<(Vec<String>, Option<String>)>) {
    let mut path = prefix.to_vec();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.text {
            ":" => {}
            "{" => {
                let end = close(tokens, at);
                return branches(&tokens[at + 1..end]).for_each(|b| use_tree(b, &path, leaves));
            }
            "*" => return leaves.push((path, None)),
            "as" => {
                let name = tokens.get(at + 1).map(|t| t.text.to_owned());
                return leaves.push((path, name));
            }
            "self" if !path.is_empty() => {}
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    let name = path.last().cloned();
    if name.is_some() && !tokens.is_empty() {
        leaves.push((path, name));
    }
}

/// The parts between the commas that stand outside any bracket.
fn branches<'t, 's>(tokens: &'t [Token<'s>]) -> impl Iterator<Item = &'t [Token<'s>]> {
    let mut depth = 0_i32;
    tokens.split(move |t| {
        match t.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        depth == 0 && t.is(",")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_tree_unfolds_into_its_leaves() {
        let tokens = lex("crate::a::{b, c::{self, d as e}, f::*,}");
        let mut leaves = Vec::new();
        use_tree(&tokens, &[], &mut leaves);
        let got: Vec<String> =
            leaves.iter().map(|(p, n)| format!("{} {}", p.join("::"), n.as_deref().unwrap_or("*"))).collect();
        assert_eq!(got, ["crate::a::b b", "crate::a::c c", "crate::a::c::d e", "crate::a::f *"]);
    }
}
