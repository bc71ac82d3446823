//! The index against the code.

use super::code::{Function, Step};
use super::index::{Algorithm, Index};

/// What is missing, out of order or said twice.
pub(crate) fn check(index: &Index, functions: &[Function]) -> Vec<String> {
    let mut findings: Vec<String> = index.algorithms.iter().flat_map(|a| algorithm(a, functions)).collect();
    for function in functions.iter().filter(|f| !f.steps.is_empty()) {
        if !function.anchors.iter().any(|a| index.find(a).is_some()) {
            findings.push(format!(
                "{} {}: follows {}, which spec/fetch.toml does not list",
                function.place,
                function.name,
                function.anchors.join(", ")
            ));
        }
    }
    findings
}

fn algorithm(algorithm: &Algorithm, functions: &[Function]) -> Vec<String> {
    let Algorithm { anchor, name, steps, not_done, .. } = algorithm;
    let linking: Vec<&Function> = functions.iter().filter(|f| f.anchors.contains(anchor)).collect();
    // A link alone may be a mere reference; the steps make it the algorithm.
    let following: Vec<&Function> =
        linking.iter().copied().filter(|f| *steps == 0 || !f.steps.is_empty()).collect();
    match (following.as_slice(), not_done) {
        ([], Some(reason)) if reason.is_empty() => {
            vec![format!("{anchor} ({name}): not_done needs a reason")]
        }
        ([], Some(_)) => Vec::new(),
        ([], None) if linking.is_empty() => vec![format!(
            "{anchor} ({name}): no function links it, and spec/fetch.toml does not say not_done"
        )],
        ([], None) => vec![format!(
            "{} {}: links {anchor} ({name}) but numbers none of its {steps} steps",
            linking[0].place, linking[0].name
        )],
        ([first, ..], Some(_)) => vec![format!(
            "{} {}: follows {anchor} ({name}), which spec/fetch.toml says is not done",
            first.place, first.name
        )],
        ([first, rest @ ..], None) => match rest.iter().find(|f| f.file != first.file) {
            Some(other) if *steps > 0 => vec![format!(
                "{} and {}: both follow {anchor} ({name}); one file must hold all of it",
                first.place, other.place
            )],
            _ if *steps == 0 => Vec::new(),
            _ => in_order(algorithm, &following),
        },
    }
}

/// Each step once and in order, over the functions that share the algorithm.
fn in_order(algorithm: &Algorithm, functions: &[&Function]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut done = 0;
    for function in functions {
        for step in &function.steps {
            let at = format!("{}:{}: {} ({})", function.file, step.line, function.name, algorithm.anchor);
            let missing = one_step(step, done, algorithm.steps, &at, &mut findings);
            findings.extend(missing.map(|n| format!("{at}: step {n} is missing before this")));
            done = done.max(*step.numbers.end());
        }
    }
    if let Some(last) = functions.last() {
        let missing = done + 1..=algorithm.steps;
        findings
            .extend(missing.map(|n| {
                format!("{} {} ({}): step {n} is missing", last.place, last.name, algorithm.anchor)
            }));
    }
    findings
}

/// Judges one comment after step `done`; gives the steps it jumps over.
fn one_step(
    step: &Step,
    done: usize,
    count: usize,
    at: &str,
    findings: &mut Vec<String>,
) -> std::ops::Range<usize> {
    let (first, last) = (*step.numbers.start(), *step.numbers.end());
    let none = 0..0;
    let wrong = if step.inner {
        (first != done).then(|| format!("a step inside {first} stands after step {done}"))
    } else if first == 0 || last < first || last > count {
        Some(format!("there is no step {first}–{last}: it has {count}"))
    } else if first <= done {
        Some(format!("step {first} is out of order or stands twice"))
    } else if step.text.is_empty() || step.text == "Not done:" || step.text == "Not done." {
        Some(format!("step {first} says nothing"))
    } else {
        return done + 1..first;
    };
    findings.extend(wrong.map(|why| format!("{at}: {why}")));
    none
}

#[cfg(test)]
mod tests {
    use super::super::code::functions_in;
    use super::*;

    fn index(steps: usize, not_done: Option<&str>) -> Index {
        let algorithm = Algorithm {
            anchor: "x".to_owned(),
            name: "X".to_owned(),
            steps,
            not_done: not_done.map(str::to_owned),
            ..Algorithm::default()
        };
        Index { commit: String::new(), algorithms: vec![algorithm] }
    }

    const LINK: &str = "/// [X](https://fetch.spec.whatwg.org/#x)\n";

    fn found(steps: usize, bodies: &[&str]) -> Vec<String> {
        let source: String = bodies.iter().map(|body| format!("{LINK}fn x() {{\n{body}\n}}\n")).collect();
        check(&index(steps, None), &functions_in("a.rs", &source))
    }

    #[test]
    fn every_step_once_and_in_order_passes() {
        assert_eq!(
            found(4, &["// 1. One.\n// 2–3. Both.\n// 3.1. Inside.\n// 4. Not done: no clock."]),
            [""; 0]
        );
        assert_eq!(found(3, &["// 1. One.", "// 2. Two.\n// 3. Three."]), [""; 0]);
        assert_eq!(found(0, &[""]), [""; 0]);
    }

    #[test]
    fn a_missing_step_is_named() {
        assert_eq!(found(3, &["// 1. One.\n// 3. Three."]), ["a.rs:4: x (x): step 2 is missing before this"]);
        assert_eq!(found(2, &["// 1. One."]), ["a.rs:2 x (x): step 2 is missing"]);
    }

    #[test]
    fn order_repetition_and_emptiness_are_found() {
        assert_eq!(
            found(2, &["// 1. One.\n// 2. Two.\n// 1. One."]),
            ["a.rs:5: x (x): step 1 is out of order or stands twice"]
        );
        assert_eq!(found(1, &["// 1. One.\n// 2. Two."]), ["a.rs:4: x (x): there is no step 2–2: it has 1"]);
        assert_eq!(found(1, &["// 1. Not done:"]), ["a.rs:3: x (x): step 1 says nothing"]);
        assert_eq!(
            found(1, &["// 1. One.\n// 2.1. Inside."]),
            ["a.rs:4: x (x): a step inside 2 stands after step 1"]
        );
    }

    #[test]
    fn an_algorithm_is_in_the_code_or_said_not_to_be() {
        let none = functions_in("a.rs", "");
        assert_eq!(
            check(&index(1, None), &none),
            ["x (X): no function links it, and spec/fetch.toml does not say not_done"]
        );
        assert_eq!(check(&index(1, Some("a reason")), &none), [""; 0]);
        assert_eq!(check(&index(1, Some("")), &none), ["x (X): not_done needs a reason"]);
        let one = functions_in("a.rs", &format!("{LINK}fn x() {{\n// 1. One.\n}}"));
        assert_eq!(
            check(&index(1, Some("a reason")), &one),
            ["a.rs:2 x: follows x (X), which spec/fetch.toml says is not done"]
        );
        assert_eq!(found(1, &[""]), ["a.rs:2 x: links x (X) but numbers none of its 1 steps"]);
    }

    #[test]
    fn one_file_holds_an_algorithm() {
        let source = format!("{LINK}fn x() {{\n// 1. One.\n}}");
        let functions = [functions_in("a.rs", &source), functions_in("b.rs", &source)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        assert_eq!(
            check(&index(1, None), &functions),
            ["a.rs:2 and b.rs:2: both follow x (X); one file must hold all of it"]
        );
    }

    #[test]
    fn numbered_steps_of_an_algorithm_out_of_scope_are_found() {
        let other = functions_in("a.rs", "/// <https://fetch.spec.whatwg.org/#y>\nfn y() { // 1. One.\n}");
        assert_eq!(
            check(&index(0, Some("later")), &other),
            ["a.rs:2 y: follows y, which spec/fetch.toml does not list"]
        );
    }
}
