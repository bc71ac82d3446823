//! The structure of the workspace as a table.

use std::fmt::Write as _;

use super::files::{self, Sizes};
use super::imports::{circles, imports};
use super::rules::Rules;
use super::{floors::part, modules};
use crate::source_files;
use crate::workspace::Package;

/// One row a crate, and below it one a floor's module: files, lines, median and greatest.
pub(crate) fn render(packages: &[Package], rules: &Rules) -> Result<String, String> {
    let mut out = format!(
        "{:<28} {:>5} {:>6} {:>16} {:>20} {:>7}\n",
        "", "files", "lines", "file median/max", "function median/max", "circles"
    );
    for package in packages {
        let sources = package.directory.join("src");
        let sizes: Vec<Sizes> =
            source_files::list(&sources)?.iter().map(|f| files::measure(f)).collect::<Result<_, _>>()?;
        let mut circle_count = 0;
        for target in package.targets.iter().filter(|t| t.is_code()) {
            circle_count += circles(&imports(&modules::read(&target.root)?)).len();
        }
        row(&mut out, &package.name, &sizes, &circle_count.to_string());
        let Some(floors) = rules.floors.get(&package.name) else {
            continue;
        };
        let mut floors: Vec<(&String, &i64)> = floors.iter().collect();
        floors.sort_by_key(|(_, floor)| **floor);
        for (module, floor) in floors {
            let of_module: Vec<Sizes> = sizes
                .iter()
                .filter(|s| part(&s.file, &sources.join("lib.rs")) == **module)
                .cloned()
                .collect();
            row(&mut out, &format!("  {floor} {module}"), &of_module, "");
        }
    }
    Ok(out)
}

fn row(out: &mut String, name: &str, sizes: &[Sizes], circles: &str) {
    let lines: Vec<usize> = sizes.iter().map(|s| s.lines).collect();
    let functions: Vec<usize> = sizes.iter().flat_map(|s| &s.functions).map(|f| f.2).collect();
    let total: usize = lines.iter().sum();
    let _infallible = writeln!(
        out,
        "{name:<28} {:>5} {total:>6} {:>16} {:>20} {circles:>7}",
        lines.len(),
        spread(lines),
        spread(functions)
    );
}

/// Median and greatest, as `12 / 80`.
fn spread(mut values: Vec<usize>) -> String {
    values.sort_unstable();
    match (values.get(values.len() / 2), values.last()) {
        (Some(median), Some(max)) => format!("{median} / {max}"),
        _ => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_greatest() {
        assert_eq!(spread(vec![9, 1, 3]), "3 / 9");
        assert_eq!(spread(Vec::new()), "-");
    }
}
