//! Which file imports which, with re-exports followed to the file that defines the name.
//!
//! A `pub use` gives a name away and is no import of its own; using the name in the same file is.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Modules, Use};

/// For each file (an index into [`Modules::files`]) the files it imports.
pub(crate) type Imports = BTreeMap<usize, BTreeSet<usize>>;

enum Target {
    Module(usize),
    /// An item, by the file that defines it.
    Item(usize),
}

/// Finds the imports between the files of one crate.
pub(crate) fn imports(modules: &Modules) -> Imports {
    let mut found = Imports::new();
    for (me, module) in modules.list.iter().enumerate() {
        let mut add = |path: &[String]| {
            if let Some(file) = modules.file_of(path, me) {
                found.entry(module.file).or_default().insert(file);
            }
        };
        module.paths.iter().for_each(|p| add(p));
        let counts = |u: &&Use| !u.public || u.name.as_ref().is_some_and(|n| module.idents.contains(n));
        module.uses.iter().filter(counts).for_each(|u| add(&u.path));
    }
    for (file, imported) in &mut found {
        imported.remove(file);
    }
    found
}

/// The circles: sets of files each of which reaches all the others. Of each, one closed walk is given.
pub(crate) fn circles(imports: &Imports) -> Vec<Vec<usize>> {
    let mut done = BTreeSet::new();
    let mut circles = Vec::new();
    for &file in imports.keys() {
        if done.contains(&file) {
            continue;
        }
        if let Some(walk) = shortest_way_back(imports, file) {
            let ahead = reached(imports, file);
            done.extend(ahead.into_iter().filter(|&other| reached(imports, other).contains(&file)));
            circles.push(walk);
        }
    }
    circles
}

fn reached(imports: &Imports, start: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut ahead = vec![start];
    while let Some(file) = ahead.pop() {
        ahead.extend(imports.get(&file).into_iter().flatten().filter(|f| seen.insert(**f)));
    }
    seen
}

fn shortest_way_back(imports: &Imports, start: usize) -> Option<Vec<usize>> {
    let mut ways: Vec<Vec<usize>> = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let last = *way.last()?;
            for &next in imports.get(&last).into_iter().flatten() {
                let grown = [way.as_slice(), &[next]].concat();
                if next == start {
                    return Some(grown);
                }
                if seen.insert(next) {
                    longer.push(grown);
                }
            }
        }
        ways = longer;
    }
    None
}

impl Modules {
    /// The file behind a path written in module `from`; none when it leads out of the crate.
    fn file_of(&self, path: &[String], from: usize) -> Option<usize> {
        match self.resolve(path, from, 0)? {
            Target::Module(m) => Some(self.list[m].file),
            Target::Item(file) => Some(file),
        }
    }

    fn resolve(&self, path: &[String], from: usize, depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let module = &self.list[from];
        match first.as_str() {
            "crate" => self.walk(0, rest, depth),
            "self" => self.walk(from, rest, depth),
            "super" => {
                let parent = module.parent?;
                match rest.first().map(String::as_str) {
                    Some("super") => self.resolve(rest, parent, depth),
                    _ => self.walk(parent, rest, depth),
                }
            }
            name => {
                let child = *module.children.get(name)?;
                self.walk(child, rest, depth)
            }
        }
    }

    /// Follows `path` down from `module`; `depth` stops re-exports that chase each other.
    fn walk(&self, module: usize, path: &[String], depth: usize) -> Option<Target> {
        let Some((name, rest)) = path.split_first() else {
            return Some(Target::Module(module));
        };
        let here = &self.list[module];
        if let Some(&child) = here.children.get(name) {
            return self.walk(child, rest, depth);
        }
        if here.defined.contains(name) || depth > 16 {
            return Some(Target::Item(here.file));
        }
        if let Some(named) = here.uses.iter().find(|u| u.name.as_ref() == Some(name)) {
            return match self.resolve(&named.path, module, depth + 1)? {
                Target::Module(m) => self.walk(m, rest, depth + 1),
                item @ Target::Item(_) => Some(item),
            };
        }
        let globs = here.uses.iter().filter(|u| u.name.is_none());
        let mut through = globs.filter_map(|glob| match self.resolve(&glob.path, module, depth + 1)? {
            Target::Module(m) if self.offers(m, name) => self.walk(m, path, depth + 1),
            _ => None,
        });
        through.next().or(Some(Target::Item(here.file)))
    }

    fn offers(&self, module: usize, name: &String) -> bool {
        let module = &self.list[module];
        module.defined.contains(name)
            || module.children.contains_key(name)
            || module.uses.iter().any(|u| u.name.as_ref() == Some(name))
    }
}
