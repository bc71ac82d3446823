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
        let (frames, referrer) = (("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"));
        assert_eq!(names(&[opener, frames]), [""; 0]);
        assert_eq!(names(&[opener, frames, referrer]), ["django"]);
        assert_eq!(names(&[("X-Runtime", "0.04")]), [""; 0]);
        assert_eq!(names(&[("X-Runtime", "0.04"), ("X-Request-Id", "1")]), ["rails"]);
    }

    #[test]
    fn of_two_in_an_answer_the_one_that_the_code_is_written_with_comes_first() {
        let django = [
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
        ];
        let of = |server| names(&[&django[..], &[("Server", server)]].concat());
        assert_eq!(of("uvicorn")[0], "django");
        assert_eq!(of("nginx")[0], "django");
        assert_eq!(names(&[("Server", "AmazonS3"), ("X-Amz-Cf-Id", "1")]), ["s3", "cloudfront"]);
        assert_eq!(names(&[("x-amz-apigw-id", "1"), ("x-amz-cf-id", "1")]), ["api-gateway", "cloudfront"]);
        assert_eq!(names(&[("server", "cloudflare"), ("x-powered-by", "PHP/8.2.36")]), ["php", "cloudflare"]);
        assert_eq!(names(&[("Server", "Kestrel"), ("Via", "1.1 Caddy")]), ["aspnet", "caddy"]);
    }

    #[test]
    fn what_only_looks_like_a_stack_is_none() {
        let none: &[&[(&str, &str)]] = &[
            &[("Server", "awselb/2.0")],
            &[("x-amzn-RequestId", "1"), ("x-amzn-Trace-Id", "Root=1")],
            &[("x-amz-request-id", "1")],
            &[("Server", "Vercel"), ("x-vercel-id", "icn1::1"), ("x-vercel-cache", "MISS")],
            &[("X-Powered-By", "Next.js")],
            &[("Server", "gunicorn")],
            &[("Server", "Cowboy"), ("Via", "1.1 vegur")],
            &[("Server", "Netlify"), ("x-nf-request-id", "1")],
            &[("Server", "GitHub.com"), ("Via", "1.1 varnish"), ("X-Served-By", "cache-icn1")],
            &[("Server", "Google Frontend"), ("Via", "1.1 google")],
            // IIS says this of whatever it serves.
            &[("Server", "Microsoft-IIS/10.0"), ("X-Powered-By", "ASP.NET")],
            &[("Server", "Apache-Coyote/1.1")],
            // Its proxies are configured through Istio.
            &[("Server", "istio-envoy"), ("x-envoy-upstream-service-time", "3")],
            // Helmet's, for Express, which hides its name then.
            &[("Cross-Origin-Opener-Policy", "same-origin"), ("X-Frame-Options", "SAMEORIGIN")],
            &[("Server", "WSGIServer/0.2 CPython/3.11.7")],
        ];
        for headers in none {
            assert_eq!(names(headers), [""; 0], "{headers:?}");
        }
    }

    #[test]
    fn a_name_is_told_with_and_without_its_version() {
        for (header, value, stack) in [
            ("server", "nginx", "nginx"),
            ("server", "openresty/1.27.1.2", "nginx"),
            ("server", "Apache", "apache"),
            ("server", "Apache/2.4.71 (Debian)", "apache"),
            ("server", "Werkzeug/3.1.9 Python/3.11.7", "flask"),
            ("server", "hypercorn-h2", "fastapi"),
            ("server", "hypercorn-h3", "fastapi"),
            ("server", "envoy", "envoy"),
            ("via", "1.1 Caddy", "caddy"),
        ] {
            assert_eq!(names(&[(header, value)]), [stack], "{header}: {value}");
        }
    }
}
