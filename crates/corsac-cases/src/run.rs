//! Plays the whole corpus against one kind of server.

use crate::corpus::{self, Case};
use crate::judge::{judge, judge_direct, judge_refused};
use crate::proof::unproven;
use corsac::browser::HttpRequest;
use corsac::exchange::Responder;
use corsac::fetch::{HeaderList, Method};

/// Plays every case against the responder that `serve` makes for it, and returns the number of
/// cases and what went wrong, a line for each difference.
///
/// # Errors
/// The corpus cannot be read.
pub fn run<R: Responder>(
    mut serve: impl FnMut(&Case) -> Result<R, String>,
) -> Result<(usize, Vec<String>), corpus::CorpusError> {
    let cases = corpus::read(&corpus::directory())?;
    let mut failures = Vec::new();
    for case in &cases {
        let found = play(case, &mut serve).unwrap_or_else(|error| vec![error]);
        failures.extend(found.into_iter().map(|difference| format!("{case}: {difference}")));
    }
    Ok((cases.len(), failures))
}

fn play<R: Responder>(
    case: &Case,
    serve: &mut impl FnMut(&Case) -> Result<R, String>,
) -> Result<Vec<String>, String> {
    if let Some(name) = &case.expect.refused {
        return Ok(judge_refused(case, name));
    }
    let mut server = serve(case)?;
    let transcripts = case.scenario.play_against(&mut server).map_err(|error| error.to_string())?;
    let mut differences = judge(case, &transcripts);
    differences.extend(transcripts.iter().filter_map(unproven));
    for direct in &case.expect.direct {
        let request = HttpRequest {
            method: Method::new(&direct.method).map_err(|error| error.to_string())?,
            url: direct.url.parse().map_err(|error| format!("{}: {error}", direct.url))?,
            headers: direct.headers.iter().map(|(n, v)| (n.as_str(), v.as_bytes())).collect::<HeaderList>(),
            include_credentials: true,
            sends_body: false,
        };
        match server.respond(&request) {
            Ok(response) => differences.extend(judge_direct(&direct.answer, &response)),
            Err(failure) => differences.push(format!("no answer to the direct request: {failure:?}")),
        }
    }
    Ok(differences)
}
