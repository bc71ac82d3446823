//! Which stacks a message came through.

use crate::stack::Stack;
use corsac::explain::{Report, ResponseShown};

/// The stacks that the last answer gives away by its headers, or the last one that does so: the one nearest to
/// the application first, for there CORS is configured most often.
#[must_use]
pub fn detect(report: &Report) -> Vec<&'static Stack> {
    let answers = report.exchanges.iter().rev().filter_map(|exchange| exchange.response.as_ref());
    answers.map(stacks).find(|found| !found.is_empty()).unwrap_or_default()
}

fn stacks(response: &ResponseShown) -> Vec<&'static Stack> {
    let shows = |stack: &&Stack| stack.signs().iter().any(|sign| sign.is_in(response));
    let mut found: Vec<&Stack> = Stack::all().iter().filter(shows).collect();
    found.sort_by_key(|stack| core::cmp::Reverse(stack.layer()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use corsac::browser::RequestInit;
    use corsac::exchange::{AnswerSpec, Scenario, ScenarioStep, ServerSpec};
    use corsac::explain::diagnose;

    fn report(headers: &[(&str, &str)]) -> Report {
        let request = RequestInit::new("https://app.example", "https://api.example/");
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answer = AnswerSpec { headers, ..AnswerSpec::default() };
        let scenario = Scenario {
            steps: vec![ScenarioStep::Fetch(request)],
            server: ServerSpec { answers: vec![answer], ..ServerSpec::default() },
            ..Scenario::default()
        };
        diagnose(&scenario.play().unwrap()[0])
    }

    fn names(headers: &[(&str, &str)]) -> Vec<&'static str> {
        detect(&report(headers)).into_iter().map(Stack::name).collect()
    }

    #[test]
    fn the_application_comes_before_what_stands_before_it() {
        assert_eq!(names(&[("Server", "nginx/1.22.1"), ("X-Powered-By", "Express")]), ["express", "nginx"]);
        assert_eq!(names(&[("server", "cloudflare"), ("cf-ray", "1")]), ["cloudflare"]);
        assert_eq!(names(&[("Server", "corsac")]), [""; 0]);
    }

    #[test]
    fn a_sign_may_need_another() {
        let opener = ("Cross-Origin-Opener-Policy", "same-origin");
        assert_eq!(names(&[opener]), [""; 0]);
        assert_eq!(names(&[opener, ("X-Frame-Options", "DENY")]), ["django"]);
    }
}
