//! Many results, gathered by their diagnosis.

use crate::exit::Exit;
use crate::judged::Judged;
use corsac::explain::{Effect, Language, Name};

/// The results with one cause.
#[derive(Debug)]
pub(super) struct Group<'j, 'a> {
    pub(super) name: Name,
    pub(super) effect: Effect,
    pub(super) results: Vec<&'j Judged<'a>>,
}

impl Group<'_, '_> {
    /// The language in which it is told.
    pub(super) fn language(&self) -> Language {
        self.results.first().map_or_else(Language::default, |result| result.answer.report.language)
    }
}

/// The results by their cause: what is blocked first, then what is not decided, then what is allowed; of each,
/// the most frequent first.
pub(super) fn by_cause<'j, 'a>(results: &'j [Judged<'a>]) -> Vec<Group<'j, 'a>> {
    let mut groups: Vec<Group<'j, 'a>> = Vec::new();
    for result in results {
        let primary = &result.answer.report.primary;
        gather(&mut groups, primary.name, primary.effect, result);
    }
    in_order(groups)
}

/// The warnings beside the causes.
pub(super) fn warnings<'j, 'a>(results: &'j [Judged<'a>]) -> Vec<Group<'j, 'a>> {
    let mut groups: Vec<Group<'j, 'a>> = Vec::new();
    for result in results {
        for diagnosis in result.answer.report.also.iter().filter(|also| also.effect == Effect::Warns) {
            gather(&mut groups, diagnosis.name, diagnosis.effect, result);
        }
    }
    in_order(groups)
}

fn gather<'j, 'a>(groups: &mut Vec<Group<'j, 'a>>, name: Name, effect: Effect, result: &'j Judged<'a>) {
    match groups.iter_mut().find(|group| group.name == name && group.effect == effect) {
        Some(group) => group.results.push(result),
        None => groups.push(Group { name, effect, results: vec![result] }),
    }
}

fn in_order<'j, 'a>(mut groups: Vec<Group<'j, 'a>>) -> Vec<Group<'j, 'a>> {
    let rank = |group: &Group<'_, '_>| match group.effect {
        _ if group.name == Name::NotSent => 1,
        Effect::Blocks => 0,
        Effect::Warns => 2,
        Effect::Informs => 3,
        Effect::Allows => 4,
    };
    groups.sort_by_key(|group| (rank(group), usize::MAX - group.results.len()));
    groups
}

/// The first failure of each cause, to be shown in full.
pub(super) fn first_of_each<'j, 'a>(results: &'j [Judged<'a>]) -> Vec<&'j Judged<'a>> {
    let failing =
        |group: Group<'j, 'a>| group.results.into_iter().find(|result| result.exit != Exit::Expected);
    by_cause(results).into_iter().filter_map(failing).collect()
}

/// How the requests with one cause fare: how many times each of them, method and URL, in the order of their
/// first mention.
pub(super) fn requests<'j>(group: &Group<'j, '_>) -> Vec<(&'j str, &'j str, usize)> {
    let mut counted: Vec<(&str, &str, usize)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for result in &group.results {
        let asked = &result.answer.report.request;
        let key = (asked.method.as_str(), asked.url.as_str());
        let at = *places.entry(key).or_insert(counted.len());
        match counted.get_mut(at) {
            Some((.., count)) => *count += 1,
            None => counted.push((key.0, key.1, 1)),
        }
    }
    counted
}
