//! One page that needs nothing else: no script, no font, no request.

mod line;
mod report;
mod table;
mod timeline;

use super::fold;
use super::words::{Words, words};
use crate::exit::Exit;
use crate::harmless::with_first_sign_as;
use crate::judged::Judged;
use corsac::explain::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// How the page looks.
const STYLE: &str = include_str!("html/page.css");

/// The digest of the style, which alone the page's policy lets in; a test computes it anew.
const STYLE_DIGEST: &str = include_str!("html/page.css.sha256");

/// How many reports a page tells in full; the table counts them all.
const TOLD: usize = 200;

/// A page with all results.
pub(super) fn write(command: &'static str, results: &[Judged<'_>]) -> String {
    let told = told(results);
    let language = results.first().map_or_else(Language::default, |result| result.answer.report.language);
    let said = words(language);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        STYLE_DIGEST.trim()
    );
    let page = html! {
        (DOCTYPE)
        html lang=(language.as_str()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title(results, said)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.top { p { b { "corsac " (command) } } }
                main {
                    @if let [one] = results {
                        (report::article(one, 1, true))
                    } @else {
                        (several(results, &told, said))
                    }
                }
                footer { p { "corsac " (env!("CARGO_PKG_VERSION")) " · " (said.masked) } }
            }
        }
    };
    with_first_sign_as(&page.into_string(), "&#35;")
}

/// What a browser's tab shows.
fn title(results: &[Judged<'_>], said: &Words) -> String {
    let failed = results.iter().filter(|result| result.exit != Exit::Expected).count();
    match results {
        [one] => {
            let report = &one.answer.report;
            format!("{} – {} {}", report.primary.name, report.request.method, report.request.url)
        }
        all => format!("CORS: {failed} / {} {}: {}", all.len(), said.requests, said.not_as_expected),
    }
}

/// The reports that are told in full: first one of each cause, then the other failures, then the rest.
fn told<'j, 'a>(results: &'j [Judged<'a>]) -> Vec<&'j Judged<'a>> {
    let mut told = fold::first_of_each(results);
    let warned = fold::warnings(results).into_iter().filter_map(|group| group.results.into_iter().next());
    let failures = results.iter().filter(|result| result.exit != Exit::Expected);
    let rest = results.iter().filter(|result| result.exit == Exit::Expected);
    for result in warned.chain(failures).chain(rest) {
        if told.len() < TOLD && !told.iter().any(|other| std::ptr::eq(*other, result)) {
            told.push(result);
        }
    }
    told
}

fn several(results: &[Judged<'_>], told: &[&Judged<'_>], said: &Words) -> Markup {
    html! {
        h1 { (title(results, said)) }
        (table::table(results, told, said))
        h2 { (said.one_by_one) }
        @if told.len() < results.len() {
            p.faint { (said.told) ": " (told.len()) " / " (results.len()) }
        }
        @for (index, result) in told.iter().enumerate() {
            (report::article(result, index + 1, false))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    #[test]
    fn the_policy_lets_the_style_in() {
        let shell = "openssl dgst -sha256 -binary | openssl base64";
        let child =
            Command::new("sh").args(["-c", shell]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.expect("a shell");
        child.stdin.take().expect("a pipe").write_all(STYLE.as_bytes()).expect("it reads");
        let digest = child.wait_with_output().expect("it ends").stdout;
        assert_eq!(
            STYLE_DIGEST.trim(),
            String::from_utf8_lossy(&digest).trim(),
            "write it to page.css.sha256"
        );
    }
}
