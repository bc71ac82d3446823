//! The request of `corsac explain`, from the words of the command line.

use super::guess::{made_up_origin, with_scheme};
use super::input::TextKind;
use crate::place::Place;
use crate::problem::Problem;
use crate::source::Source;
use crate::words::said::Said;
use crate::words::told::Told;
use corsac::browser::{BodyKind, Initiator, RequestInit};
use corsac::fetch::Origin;
use corsac::fetch::request::{CredentialsMode, RedirectMode, RequestMode};
use corsac_import::{Found, start_of_header};
use std::path::Path;
use url::Url;

/// What the page asks for.
#[derive(Debug, clap::Args)]
pub(super) struct RequestArguments {
    /// The URL that script passes to fetch(), or what you have in hand: a copied command, a file, - for
    /// standard input
    ///
    /// A text is recognised by itself; --help says what can be read. Without it, standard input is read if something
    /// is written into it.
    #[arg(value_name = "URL|TEXT|FILE")]
    pub(super) input: Option<String>,

    /// What the text or file is, where it is not recognised by itself
    #[arg(long = "input", hide_short_help = true, value_name = "KIND", value_parser = kind())]
    pub(super) kind: Option<TextKind>,

    /// Judge by what the text says, and ask nobody
    #[arg(long)]
    pub(super) offline: bool,

    /// Ask the server again for what failed in a recording, to see whether it is mended
    #[arg(long, conflicts_with = "offline")]
    pub(super) replay: bool,

    /// The URL, where a message does not name it
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,

    #[command(flatten)]
    pub(super) options: RequestOptions,
}

/// How the page asks for it.
#[derive(Debug, clap::Args)]
pub(crate) struct RequestOptions {
    /// The origin of the page: scheme, host and port, as in https://app.example.com; or null
    ///
    /// Without it a page is made up: http://localhost:3000 for a URL on this machine, and app.example.com
    /// for any other. May be repeated: each page asks.
    #[arg(short, long = "origin", value_name = "ORIGIN")]
    pub(super) origins: Vec<String>,

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
    pub(super) credentials: Option<CredentialsMode>,

    /// The mode; fetch() says cors by default
    #[arg(long, hide_short_help = true, value_name = "MODE", value_parser = keyword(RequestMode::ALL, RequestMode::as_str))]
    mode: Option<RequestMode>,

    /// What happens on a redirect; fetch() says follow by default
    #[arg(long, hide_short_help = true, value_name = "MODE", value_parser = keyword(RedirectMode::ALL, RedirectMode::as_str))]
    redirect: Option<RedirectMode>,

    /// Who makes the request
    #[arg(long, hide_short_help = true, value_enum, default_value_t = By::Fetch)]
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
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) init: RequestInit,
    /// Cookies that go along, each as `name=value`.
    pub(crate) cookies: Vec<String>,
    /// Whether any certificate will do.
    pub(crate) insecure: bool,
    /// What to tell, each in one sentence.
    pub(crate) notes: Vec<Told>,
    /// Where it stands, if it comes from a file.
    pub(crate) place: Option<Place>,
}

impl Asked {
    /// A request that stands in no file and sends no cookies.
    pub(crate) const fn new(init: RequestInit, notes: Vec<Told>) -> Self {
        Self { init, cookies: Vec::new(), insecure: false, notes, place: None }
    }
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

impl RequestOptions {
    /// The request for a URL.
    pub(crate) fn asked(&self, url: &str) -> Result<Vec<Asked>, Problem> {
        let mut notes = Vec::new();
        let url = with_scheme(url, &mut notes);
        self.complete(Asked::new(RequestInit::new("", url), notes))
    }

    /// A request that a text describes.
    pub(super) fn found(&self, found: Found) -> Result<Vec<Asked>, Problem> {
        let Found { init, cookies, insecure, notes, .. } = found;
        let notes = notes.into_iter().map(Told::Import).collect();
        self.complete(Asked { cookies, insecure, ..Asked::new(init, notes) })
    }

    /// Completes a request by the options, which go before what a text says: once for each page.
    fn complete(&self, asked: Asked) -> Result<Vec<Asked>, Problem> {
        if self.origins.is_empty() {
            return Ok(vec![self.complete_for(asked, None)?]);
        }
        self.origins.iter().map(|origin| self.complete_for(asked.clone(), Some(origin))).collect()
    }

    fn complete_for(&self, mut asked: Asked, origin: Option<&String>) -> Result<Asked, Problem> {
        let Asked { init, notes, .. } = &mut asked;
        let is_relative = init.url.starts_with(['/', '.']) && Url::parse(&init.url).is_err();
        match origin {
            Some(origin) => init.origin = checked_origin(origin, notes)?,
            None if init.origin.is_empty() && is_relative => {
                return Err(Problem::at(&init.url, Said::RelativeUrl).cure(Said::GivePage));
            }
            None if init.origin.is_empty() => init.origin = made_up_origin(&init.url, notes),
            None => {}
        }
        let page = Url::parse(init.client.as_deref().unwrap_or(&init.origin));
        if let Some(url) = page.ok().filter(|_| is_relative).and_then(|page| page.join(&init.url).ok()) {
            init.url = url.into();
        }
        if let Some(text) = &self.body {
            init.body = Some(body(text)?);
            init.body_kind = BodyKind::Text;
            if init.method == "GET" {
                init.method = "POST".to_owned();
            }
        }
        if let Some(method) = &self.method {
            init.method.clone_from(method);
            if self.body.is_none() && matches!(method.as_str(), "GET" | "HEAD") {
                init.body = None;
            }
        }
        for header in &self.headers {
            let (name, value) = parse_header(header)?;
            init.headers.push((name, value));
        }
        init.credentials = self.credentials.or(init.credentials);
        init.mode = self.mode.or(init.mode);
        init.redirect = self.redirect.or(init.redirect);
        init.initiator = match self.by {
            By::Fetch => init.initiator,
            By::Image => Initiator::Image,
            By::Form => Initiator::Navigation,
        };
        Ok(asked)
    }
}

/// The kinds of text by name.
fn kind() -> impl clap::builder::TypedValueParser<Value = TextKind> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    let words = TextKind::NAMES.iter().copied();
    PossibleValuesParser::new(words).try_map(|word| TextKind::parse(&word).ok_or("not one of the kinds"))
}

/// A page's address has a path, its origin has none: the difference is told rather than bent.
fn checked_origin(origin: &str, notes: &mut Vec<Told>) -> Result<String, Problem> {
    if origin.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:")) {
        notes.push(Told::FileOrigin(origin.to_owned()));
        return Ok("null".to_owned());
    }
    if let Some(sent) = as_browsers_send(origin) {
        notes.push(Told::OriginAsSent(origin.to_owned(), sent.clone()));
        return Ok(sent);
    }
    Origin::parse(origin.as_bytes()).map(|_| origin.to_owned()).map_err(|error| {
        let problem = Problem::at(format_args!("--origin {origin}"), Said::Origin(error.kind));
        let whole = with_scheme(origin, &mut Vec::new());
        let meant = Url::parse(&whole).ok().map(|url| url.origin()).filter(url::Origin::is_tuple);
        match meant {
            Some(meant) => problem.cure(Said::Write(meant.ascii_serialization())),
            None => problem.cure(Said::WriteOrigin),
        }
    })
}

/// An origin as browsers send it, if it is one that is written in another way: with its default port, a slash at the
/// end, or capital letters.
fn as_browsers_send(origin: &str) -> Option<String> {
    let url = Url::parse(origin).ok().filter(|url| origin.contains("://") && url.origin().is_tuple())?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let is_anonymous = url.username().is_empty() && url.password().is_none();
    let sent = url.origin().ascii_serialization();
    (is_bare && is_anonymous && sent != origin).then_some(sent)
}

fn parse_header(text: &str) -> Result<(String, String), Problem> {
    let (name, value) = text.split_once(':').ok_or_else(|| {
        Problem::at(format_args!("-H '{}'", start_of_header(text)), Said::NoColon).cure(Said::WriteHeader)
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
    fn a_relative_url_needs_a_page() {
        let options = |origins: &[&str]| RequestOptions {
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            method: None,
            headers: Vec::new(),
            body: None,
            credentials: None,
            mode: None,
            redirect: None,
            by: By::Fetch,
            read: Vec::new(),
        };
        let asked =
            options(&["http://localhost:3000"]).complete(Asked::new(RequestInit::new("", "/x"), Vec::new()));
        assert_eq!(asked.unwrap()[0].init.url, "http://localhost:3000/x");
        let problem = options(&[]).complete(Asked::new(RequestInit::new("", "/x"), Vec::new())).unwrap_err();
        assert!(problem.to_string().contains("--origin"), "{problem}");
    }

    #[test]
    fn an_origin_is_taken_as_browsers_send_it() {
        for (given, sent) in [
            ("file:///home/me/index.html", "null"),
            ("https://x.example:443", "https://x.example"),
            ("HTTP://X.example/", "http://x.example"),
        ] {
            let mut notes = Vec::new();
            assert_eq!(checked_origin(given, &mut notes).unwrap(), sent);
            assert_eq!(notes.len(), 1, "{given}");
        }
        let mut notes = Vec::new();
        assert_eq!(checked_origin("https://x.example:8443", &mut notes).unwrap(), "https://x.example:8443");
        assert!(notes.is_empty());
    }

    #[test]
    fn an_origin_with_a_path_is_corrected() {
        let of = |origin| checked_origin(origin, &mut Vec::new());
        let problem = of("https://app.example.com/index.html").unwrap_err().to_string();
        assert!(problem.contains("write https://app.example.com"), "{problem}");
        let problem = of("localhost:5173").unwrap_err().to_string();
        assert!(problem.ends_with("write http://localhost:5173"), "{problem}");
        assert_eq!(of("null").unwrap(), "null");
    }
}
