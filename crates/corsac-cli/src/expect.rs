//! What is expected of the answers, and how each fares by it.

mod baseline;

use crate::arguments::BadValue;
use crate::asking::Answer;
use crate::exit::Exit;
use crate::finding::Level;
use crate::judged::{Judged, level};
use crate::output::Output;
use crate::problem::Problem;
use crate::words::said::Said;
use crate::words::told::Told;
use baseline::Baseline;
use corsac::explain::{Diagnosis, Effect, Name, Report};
use corsac_gateway::file::nearest;
use std::path::PathBuf;

/// What makes a result a failure.
#[derive(Debug, clap::Args)]
pub(crate) struct ExpectArguments {
    /// What is to come out: allowed, blocked, or the name of a diagnosis
    ///
    /// The command ends with 0 if it does, and with 1 if something else comes out.
    #[arg(long, value_name = "WHAT", value_parser = Expect::parse, help_heading = "For builds")]
    expect: Option<Expect>,

    /// From which level on a diagnosis is a failure
    #[arg(long, hide_short_help = true, value_name = "LEVEL", value_enum, default_value_t = FailOn::Error, help_heading = "For builds")]
    fail_on: FailOn,

    /// A file of diagnoses that are known and no failures
    #[arg(long, hide_short_help = true, value_name = "FILE", help_heading = "For builds")]
    baseline: Option<PathBuf>,

    /// Write what is found now into the file of --baseline
    #[arg(
        long,
        hide_short_help = true,
        requires = "baseline",
        conflicts_with = "expect",
        help_heading = "For builds"
    )]
    update_baseline: bool,
}

/// What is to come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    Allowed,
    Blocked,
    /// A diagnosis, as the cause or beside it.
    Named(Name),
}

/// From which level on a diagnosis is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FailOn {
    /// What blocks
    Error,
    /// What will fail some day or for somebody, too
    Warning,
    /// Every remark, too
    Note,
    /// Nothing
    Never,
}

/// The expectations of one run.
#[derive(Debug)]
pub(crate) struct Expectations {
    expect: Option<Expect>,
    fail_on: FailOn,
    /// `None` without a baseline.
    known: Option<Baseline>,
}

impl Expect {
    /// Reads `allowed`, `blocked`, a name, or a name after `code=`.
    pub(crate) fn parse(text: &str) -> Result<Self, BadValue> {
        match text.strip_prefix("code=").unwrap_or(text) {
            "allowed" => Ok(Self::Allowed),
            "blocked" => Ok(Self::Blocked),
            name => Name::parse(name).map(Self::Named).ok_or_else(|| {
                let known =
                    ["allowed", "blocked"].into_iter().chain(Name::ALL.iter().map(|name| name.as_str()));
                match nearest(name, known) {
                    Some(meant) => BadValue(Said::NearestName(meant.to_owned())),
                    None => BadValue(Said::WriteExpected),
                }
            }),
        }
    }

    /// Whether a report says it.
    pub(crate) fn is_met(self, report: &Report) -> bool {
        match self {
            Self::Allowed => report.is_allowed(),
            Self::Blocked => !report.is_allowed() && !report.is_undecided() && !report.is_unanswered(),
            Self::Named(name) => report.diagnoses().any(|diagnosis| diagnosis.name == name),
        }
    }

    /// The word for it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Blocked => "blocked",
            Self::Named(name) => name.as_str(),
        }
    }
}

impl FailOn {
    /// Whether a diagnosis is a failure.
    fn fails(self, diagnosis: &Diagnosis) -> bool {
        level(diagnosis).is_some_and(|level| match self {
            Self::Error => level >= Level::Error,
            Self::Warning => level >= Level::Warning,
            Self::Note => true,
            Self::Never => false,
        })
    }
}

impl ExpectArguments {
    /// Reads the baseline.
    pub(crate) fn expectations(&self) -> Result<Expectations, Problem> {
        if self.fail_on == FailOn::Never && self.expect.is_some() {
            return Err(Problem::at("--fail-on never", Said::NeverWithExpect).cure(Said::LeaveOneOut));
        }
        let known = match &self.baseline {
            Some(path) if !self.update_baseline => Some(Baseline::read(path)?),
            _ => None,
        };
        Ok(Expectations { expect: self.expect, fail_on: self.fail_on, known })
    }

    /// Whether the baseline is to be written.
    pub(crate) const fn updates(&self) -> bool {
        self.update_baseline
    }

    /// Writes the answers, and the baseline if that is asked for; returns the exit code for all together.
    pub(crate) fn finish(
        &self,
        expectations: &Expectations,
        answers: &[Answer],
        output: &Output<'_>,
    ) -> Result<Exit, Problem> {
        let updated = self.updated(answers)?;
        let expectations = updated.as_ref().unwrap_or(expectations);
        output.write(&answers.iter().map(|answer| expectations.judge(answer)).collect::<Vec<_>>())
    }

    /// With what is found now as the baseline, if that is asked for.
    fn updated(&self, answers: &[Answer]) -> Result<Option<Expectations>, Problem> {
        let Some(path) = self.baseline.as_ref().filter(|_| self.update_baseline) else { return Ok(None) };
        let answered = answers.iter().map(|answer| &answer.report).filter(|report| !report.is_unanswered());
        let failing = answered.flat_map(|report| {
            let failing = report.diagnoses().filter(|diagnosis| self.fail_on.fails(diagnosis));
            failing.map(move |diagnosis| (report, diagnosis.name))
        });
        let known = Baseline::of(failing);
        known.write(path)?;
        Ok(Some(Expectations { expect: self.expect, fail_on: self.fail_on, known: Some(known) }))
    }
}

impl Expectations {
    /// How an answer fares.
    pub(crate) fn judge<'a>(&self, answer: &'a Answer) -> Judged<'a> {
        let report = &answer.report;
        let known = self.known.as_ref().map(|baseline| {
            let names = report.diagnoses().map(|diagnosis| diagnosis.name);
            names.filter(|name| baseline.has(report, *name)).collect::<Vec<_>>()
        });
        let exit = self.exit(report, known.as_deref().unwrap_or_default());
        let unmet = self.expect.filter(|expect| exit != Exit::Expected && !expect.is_met(report));
        let found = if report.is_allowed() { "allowed" } else { report.primary.name.as_str() };
        let told = |expect: Expect| Told::Unmet { expected: expect.as_str(), found };
        let unmet = unmet.map(|expect| told(expect).say(report.language));
        Judged { answer, exit, unmet, known }
    }

    fn exit(&self, report: &Report, known: &[Name]) -> Exit {
        let is_new =
            |diagnosis: &Diagnosis| !known.contains(&diagnosis.name) && self.fail_on.fails(diagnosis);
        match self.expect {
            Some(expect) if expect.is_met(report) => {
                // What was expected is no failure; what stands beside it may be one.
                let fails = report.also.iter().any(|d| is_new(d) && d.effect != Effect::Blocks);
                if fails { Exit::Blocked } else { Exit::Expected }
            }
            Some(_) if report.is_undecided() => Exit::Refused,
            Some(_) if report.is_unanswered() => Exit::Unreachable,
            Some(_) if known.contains(&report.primary.name) => Exit::Expected,
            Some(_) => Exit::Blocked,
            None if report.is_undecided() => Exit::Undecided,
            None if report.is_unanswered() => Exit::Unreachable,
            None if report.diagnoses().any(is_new) => Exit::Blocked,
            None => Exit::Expected,
        }
    }
}
