//! Fetches without a network: recorded answers in a server's place.

use std::hint::black_box;
use std::time::Duration;

use corsac::browser::{Action, Context, MainFetch, Outcome, PreflightCache, RequestInit};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Responder, exchange};
use corsac::explain::Question;
use corsac::fetch::header::HeaderList;
use corsac::fetch::request::Request;
use corsac::fetch::response::Response;

use crate::Run;

const PAGE: &str = "https://app.example.com";
const SERVER: &str = "https://api.example.org";

/// A kind of fetch; all of them cross origins and are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simulated {
    /// A `GET` that needs no preflight.
    Simple,
    /// A `PUT` with `Authorization`, and the preflight before it; the cache is empty each time.
    Preflighted,
    /// The same with the preflight's answer in the cache.
    CachedPreflight,
    /// A `GET` that is redirected three times, from origin to origin of one site.
    ThreeRedirects,
}

/// Who carries requests and answers to and fro.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// A loop around the machine, which keeps nothing.
    MainFetch,
    /// `exchange`, which keeps all messages and deciding steps in a transcript.
    Exchange,
    /// `exchange`, and the diagnosis of its transcript: what `corsac simulate` does for each fetch.
    Explained,
}

impl Driver {
    /// Every driver, in the order of the table.
    pub const ALL: [Self; 3] = [Self::MainFetch, Self::Exchange, Self::Explained];

    /// What the table calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MainFetch => "MainFetch",
            Self::Exchange => "exchange",
            Self::Explained => "exchange and diagnosis",
        }
    }

    /// Plays one fetch; whether script got its answer, and the number of requests sent.
    fn play(
        self,
        request: Request,
        server: &mut RecordedAnswers,
        cache: &mut PreflightCache,
    ) -> (bool, usize) {
        let mut nobody = ();
        let mut context = Context::new(cache, Duration::ZERO, &mut nobody);
        if self == Self::MainFetch {
            return drive(request, server, &mut context);
        }
        let transcript = exchange(request, server, &mut context);
        let is_allowed = match self {
            Self::Explained => black_box(Question::new(&transcript).diagnose()).is_allowed(),
            _ => transcript.is_allowed(),
        };
        (is_allowed, black_box(transcript).messages.len())
    }
}

fn drive(request: Request, server: &mut RecordedAnswers, context: &mut Context<'_>) -> (bool, usize) {
    let mut fetch = MainFetch::new(request);
    let mut sent = 0;
    loop {
        match fetch.next(context) {
            Action::SendPreflight(request) | Action::Send(request) => {
                sent += 1;
                match server.respond(&request) {
                    Ok(response) => fetch.receive(response, context),
                    Err(failure) => fetch.fail(failure, context),
                }
            }
            Action::Done(outcome) => return (matches!(*black_box(outcome), Outcome::Response(_)), sent),
        }
    }
}

impl Simulated {
    /// Every case, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Simple, Self::Preflighted, Self::CachedPreflight, Self::ThreeRedirects];

    /// What the table calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Preflighted => "preflighted",
            Self::CachedPreflight => "cached preflight",
            Self::ThreeRedirects => "three redirects",
        }
    }

    /// The requests that a fetch sends.
    const fn requests(self) -> usize {
        match self {
            Self::Simple | Self::CachedPreflight => 1,
            Self::Preflighted => 2,
            Self::ThreeRedirects => 4,
        }
    }

    /// Fetches as often as it is told to.
    ///
    /// # Panics
    /// If the fetch is not what the case says: then nothing would be worth measuring.
    #[must_use]
    pub fn run(self, driver: Driver) -> Run {
        let request = self.request();
        let mut server = self.server();
        let mut kept = PreflightCache::new();
        let mut play = move || {
            let mut empty = PreflightCache::new();
            let cache = if self == Self::CachedPreflight { &mut kept } else { &mut empty };
            driver.play(black_box(&request).clone(), &mut server, cache)
        };
        if self == Self::CachedPreflight {
            assert_eq!(play(), (true, 2), "{self:?}: the first fetch fills the cache");
        }
        assert_eq!(play(), (true, self.requests()), "{self:?}");
        Run(Box::new(move |times| {
            for _ in 0..times {
                black_box(play());
            }
        }))
    }

    fn request(self) -> Request {
        let mut init = RequestInit::new(PAGE, format!("{SERVER}/items/1"));
        init.client = Some(format!("{PAGE}/list"));
        if matches!(self, Self::Preflighted | Self::CachedPreflight) {
            init.method = "PUT".to_owned();
            init.headers = [("Authorization", "Bearer token"), ("Content-Type", "application/json")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec();
            init.body = Some("{}".to_owned());
        }
        init.make().expect("a browser makes it").request
    }

    fn server(self) -> RecordedAnswers {
        let shared = ("Access-Control-Allow-Origin", PAGE);
        let mut answers = Vec::new();
        if self == Self::ThreeRedirects {
            let mut from = format!("{SERVER}/items/1");
            for hop in 1..=3 {
                let to = format!("https://api-{hop}.example.org/items/1");
                // Once the redirects have left the first origin, the page's own is hidden.
                let origin = if hop == 1 { PAGE } else { "null" };
                let headers = [("Access-Control-Allow-Origin", origin), ("Location", &to)];
                let response = answer(302, &headers);
                answers.push(RecordedAnswer { url: Some(from), ..RecordedAnswer::any(response) });
                from = to;
            }
            answers.push(RecordedAnswer::any(answer(200, &[("Access-Control-Allow-Origin", "null"), JSON])));
        } else {
            let allows = [
                shared,
                ("Access-Control-Allow-Methods", "PUT, DELETE"),
                ("Access-Control-Allow-Headers", "authorization, content-type"),
                ("Access-Control-Max-Age", "600"),
            ];
            let preflight = RecordedAnswer::any(answer(204, &allows));
            answers.push(RecordedAnswer { method: Some("OPTIONS".to_owned()), ..preflight });
            answers.push(RecordedAnswer::any(answer(200, &[shared, JSON])));
        }
        RecordedAnswers(answers)
    }
}

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn answer(status: u16, headers: &[(&str, &str)]) -> Response {
    let mut list = HeaderList::new();
    for (name, value) in headers {
        list.push(*name, *value);
    }
    Response::new(status, list)
}

/// How long a cache takes for a million answers to preflights, each of another URL, and what it then holds:
/// entries, and the bytes that they count.
///
/// # Panics
/// If the cache holds more than its limits.
#[must_use]
pub fn offer_a_million() -> (Duration, usize, usize) {
    const OFFERS: usize = 1_000_000;
    let mut request = Simulated::Preflighted.request();
    let mut cache = PreflightCache::new();
    let mut nobody = ();
    let base = request.current_url().clone();
    let start = std::time::Instant::now();
    for number in 0..OFFERS {
        let mut url = base.clone();
        url.set_path(&format!("/items/{number}"));
        request = Request::fetch(request.origin, url);
        let key = Context::new(&mut cache, Duration::ZERO, &mut nobody).cache_key(&request);
        let lists = (&["PUT"][..], &["authorization", "content-type"][..]);
        cache.store(&key, &request, lists, (Duration::ZERO, Duration::from_secs(600)));
        let limits = cache.limits();
        assert!(cache.len() <= limits.entries && cache.bytes() <= limits.bytes, "{number}");
    }
    (start.elapsed(), cache.len(), cache.bytes())
}
