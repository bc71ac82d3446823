//! The request of `corsac explain`, from the words of the command line.

use super::guess::{made_up_origin, with_scheme};
use crate::problem::Problem;
use crate::source::Source;
use corsac::browser::{Initiator, RequestInit};
use corsac::fetch::Origin;
use corsac::fetch::request::{CredentialsMode, RedirectMode, RequestMode};
use std::path::Path;
use url::Url;

/// What the page asks for.
#[derive(Debug, clap::Args)]
pub(super) struct RequestArguments {
    /// The URL that script passes to fetch()
    url: String,

    #[command(flatten)]
    pub(super) options: RequestOptions,
}

/// How the page asks for it.
#[derive(Debug, clap::Args)]
pub(crate) struct RequestOptions {
    /// The origin of the page: scheme, host and port, as in https://app.example.com; or null
    ///
    /// Without it a page is made up: http://localhost:3000 for a URL on this machine, and app.example.com
    /// for any other.
    #[arg(short, long)]
    origin: Option<String>,

    /// The method; GET by default, or POST with a body
    #[arg(short = 'X', long, value_name = "METHOD")]
    method: Option<String>,

    /// A header that script sets, as 'Name: value'; may be repeated
    #[arg(short = 'H', long = "header", value_name = "HEADER")]
    headers: Vec<String>,

    /// The body; @FILE reads it from a file, @- from standard input
    ///
    /// As with fetch(), the type of a text is text/plain;charset=UTF-8 unless a Content-Type is given.
    #[arg(short = 'd', long = "data", value_name = "BODY")]
    body: Option<String>,

    /// When cookies go along; fetch() says same-origin by default
    #[arg(long, value_name = "MODE", value_parser = keyword(CredentialsMode::ALL, CredentialsMode::as_str))]
    credentials: Option<CredentialsMode>,

    /// The mode; fetch() says cors by default
    #[arg(long, value_parser = keyword(RequestMode::ALL, RequestMode::as_str))]
    mode: Option<RequestMode>,

    /// What happens on a redirect; fetch() says follow by default
    #[arg(long, value_name = "MODE", value_parser = keyword(RedirectMode::ALL, RedirectMode::as_str))]
    redirect: Option<RedirectMode>,

    /// Who makes the request
    #[arg(long, value_enum, default_value_t = By::Fetch)]
    by: By,

    /// A response header that script wants to read; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) read: Vec<String>,
}

/// Who makes the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// A script's fetch() or XMLHttpRequest
    Fetch,
    /// An <img> without crossorigin
    Image,
    /// A link that is followed or a form that is sent
    Form,
}

/// A request, and what was assumed about it.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) init: RequestInit,
    /// What to tell, each in one sentence.
    pub(crate) notes: Vec<String>,
}

/// Reads one of the Standard's keywords, and lists them all where a word is none.
fn keyword<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl clap::builder::TypedValueParser<Value = T> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    PossibleValuesParser::new(all.iter().map(|value| name(*value))).try_map(move |word| {
        all.iter().copied().find(|value| name(*value) == word).ok_or("not one of the keywords")
    })
}

impl RequestArguments {
    /// The request.
    pub(super) fn asked(&self) -> Result<Asked, Problem> {
        self.options.asked(&self.url)
    }
}

impl RequestOptions {
    /// A request for this URL.
    pub(crate) fn asked(&self, url: &str) -> Result<Asked, Problem> {
        let mut notes = Vec::new();
        let url = with_scheme(url, &mut notes);
        let origin = match &self.origin {
            Some(origin) => checked_origin(origin)?,
            None => made_up_origin(&url, &mut notes),
        };
        let mut init = RequestInit::new(origin, url);
        init.body = self.body.as_deref().map(body).transpose()?;
        let usual = if init.body.is_some() { "POST" } else { "GET" };
        init.method = self.method.as_deref().unwrap_or(usual).to_owned();
        init.headers = self.headers.iter().map(|header| parse_header(header)).collect::<Result<_, _>>()?;
        init.credentials = self.credentials;
        init.mode = self.mode;
        init.redirect = self.redirect;
        init.initiator = match self.by {
            By::Fetch => Initiator::Fetch,
            By::Image => Initiator::Image,
            By::Form => Initiator::Navigation,
        };
        Ok(Asked { init, notes })
    }
}

/// A page's address has a path, its origin has none: the difference is told rather than bent.
fn checked_origin(origin: &str) -> Result<String, Problem> {
    Origin::parse(origin.as_bytes()).map(|_| origin.to_owned()).map_err(|error| {
        let problem = Problem::new(format_args!("--origin {origin}"), error);
        let meant = Url::parse(origin).ok().map(|url| url.origin()).filter(url::Origin::is_tuple);
        match meant {
            Some(meant) => problem.cure(format_args!("write {}", meant.ascii_serialization())),
            None => problem.cure("write scheme, host and port, as in https://app.example.com"),
        }
    })
}

fn parse_header(text: &str) -> Result<(String, String), Problem> {
    let (name, value) = text.split_once(':').ok_or_else(|| {
        Problem::new(format_args!("-H '{text}'"), "there is no colon in it").cure("write 'Name: value'")
    })?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn body(text: &str) -> Result<String, Problem> {
    match text.strip_prefix('@') {
        Some(path) => Ok(Source::read(Path::new(path))?.text),
        None => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_with_a_path_is_corrected() {
        let problem = checked_origin("https://app.example.com/index.html").unwrap_err().to_string();
        assert!(problem.contains("write https://app.example.com"), "{problem}");
        assert_eq!(checked_origin("null").unwrap(), "null");
    }
}
