//! Writing what came of requests, in every form; both `explain` and `simulate` end here.

mod finding;
mod fold;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod markup;
mod probes;
mod sarif;
mod summary;
mod text;
mod words;

pub(crate) use github::write as github;
pub(crate) use junit::{Case, write as junit};
pub(crate) use markup::{code as markdown_code, fence as markdown_fence, words as markdown_words};
pub(crate) use sarif::write as sarif;

use crate::exit::Exit;
use crate::format::Format;
use crate::harmless::without_commands;
use crate::judged::Judged;
use crate::out::Out;
use crate::print::{print, print_text};
use crate::problem::Problem;
use crate::terminal::Terminal;

/// What is written, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output<'a> {
    /// The command, such as `explain`.
    pub(crate) command: &'static str,
    pub(crate) format: Format,
    /// Whether the answers are a list even if there is one only, and each is told in full.
    pub(crate) each: bool,
    pub(crate) terminal: &'a Terminal,
}

impl Output<'_> {
    /// Writes all results to standard output, and returns the exit code that sums them up.
    pub(crate) fn write(&self, results: &[Judged<'_>]) -> Result<Exit, Problem> {
        match self.format {
            Format::Text => self.text(results)?,
            Format::Json => print(&self.json(results)?)?,
            Format::Ndjson => {
                let mut out = Out::new();
                for result in results {
                    if out.is_open {
                        out.write(&json::line(result)?)?;
                    }
                }
                out.flush()?;
            }
            Format::Sarif => print(&sarif::write(self.command, &finding::of_all(results))?)?,
            Format::Junit => print_text(&junit::of_results(self.command, results))?,
            Format::Github => print(&github::write(&finding::of_all(results)))?,
            Format::Markdown => print_text(&markdown::write(results))?,
            Format::Html => print(&html::write(self.command, results))?,
        }
        Ok(sum(results))
    }

    fn text(&self, results: &[Judged<'_>]) -> Result<(), Problem> {
        let is_long = results.len() > 1 && !self.each;
        let mut out = Out::new();
        if is_long {
            out.write(&without_commands(&summary::write(results, self.terminal)))?;
        }
        let shown = if is_long { fold::first_of_each(results) } else { results.iter().collect() };
        for (index, result) in shown.into_iter().enumerate() {
            if is_long || index > 0 {
                out.write("\n")?;
            }
            out.write(&without_commands(&text::write(result, self.command, self.terminal)))?;
        }
        out.flush()
    }

    fn json(&self, results: &[Judged<'_>]) -> Result<String, Problem> {
        match results {
            [one] if !self.each => json::one(one),
            all => json::list(all),
        }
    }
}

/// The exit code for all together.
pub(crate) fn sum(results: &[Judged<'_>]) -> Exit {
    results.iter().fold(Exit::Expected, |worst, result| worst.and(result.exit))
}
