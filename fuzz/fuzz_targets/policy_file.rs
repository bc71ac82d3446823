//! Any text as a policy file: its mistakes lie in the text, and what has none can be served.
#![no_main]

use corsac::server::Policy;
use corsac_gateway::file::{FileMistake, PolicyFile, Severity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match PolicyFile::parse(text) {
        Ok(file) => {
            assert!(file.warnings.iter().all(|mistake| mistake.severity == Severity::Warning));
            file.warnings.iter().for_each(|mistake| lies_in(text, mistake));
            served(&file);
        }
        Err(errors) => {
            assert!(errors.iter().any(|mistake| mistake.severity == Severity::Error));
            assert!(errors.iter().is_sorted_by_key(|mistake| mistake.span.start));
            errors.iter().for_each(|mistake| lies_in(text, mistake));
        }
    }
});

/// The place of a mistake, and what a reader is told of it.
fn lies_in(text: &str, mistake: &FileMistake) {
    let (span, whole) = (mistake.span.clone(), mistake.whole.clone());
    assert!(text.get(whole.clone()).is_some() && text.get(span.clone()).is_some(), "{mistake:?}");
    assert!(whole.start <= span.start && span.end <= whole.end, "{mistake:?}");
    let line = text.split('\n').nth(mistake.line - 1).expect("the line is there");
    assert!(mistake.column <= line.chars().count() + 1, "{mistake:?}");
    assert!(!mistake.to_string().contains('\n'), "{mistake:?}");
    if let Some(suggestion) = &mistake.suggestion {
        // A key stays a key and a value a value, so following advice breaks nothing else.
        let corrected = [&text[..whole.start], suggestion, &text[whole.end..]].concat();
        let _never_panics = PolicyFile::parse(&corrected);
    }
}

/// What a file without errors promises.
fn served(file: &PolicyFile) {
    assert!(!file.routes.is_empty());
    for (index, route) in file.routes.iter().enumerate() {
        assert!(file.routes[..index].iter().all(|earlier| earlier.path != route.path));
        assert_eq!(route.upstream.to_string().parse().as_ref(), Ok(&route.upstream));
        assert_eq!(route.path.as_str().parse().as_ref(), Ok(&route.path));
        if let Some(policy) = &route.policy {
            assert_eq!(Policy::new(policy.config().clone()).as_ref(), Ok(&**policy));
            assert!(file.policies.values().any(|known| known == policy));
        }
    }
}
