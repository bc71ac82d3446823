//! Requests, answers, and what comes of them.

use core::time::Duration;
use corsac::browser::{Context, Initiator, Outcome, PreflightCache, Quirks, RequestInit};
use corsac::exchange::{RecordedAnswer, RecordedAnswers, Transcript, exchange};
use corsac::fetch::response::Response;

pub(crate) const PAGE: &str = "https://a.test";

/// What is asked for one after the other, and what is answered.
#[derive(Default)]
pub(crate) struct Play {
    pub(crate) inits: Vec<RequestInit>,
    pub(crate) answers: Vec<RecordedAnswer>,
}

/// A request of the page; the text says method and URL.
pub(crate) fn ask(request: &str) -> Play {
    Play::default().then(request)
}

impl Play {
    pub(crate) fn then(mut self, request: &str) -> Self {
        let (method, url) = request.split_once(' ').unwrap();
        let mut init = RequestInit::new(PAGE, url);
        init.method = method.into();
        self.inits.push(init);
        self
    }

    /// Changes the last request.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut RequestInit)) -> Self {
        change(self.inits.last_mut().unwrap());
        self
    }

    /// Sets a header of the last request.
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        self.with(|init| init.headers.push((name.into(), value.into())))
    }

    pub(crate) fn by(self, initiator: Initiator) -> Self {
        self.with(|init| init.initiator = initiator)
    }

    /// Makes the last request once more.
    pub(crate) fn again(mut self) -> Self {
        self.inits.push(self.inits.last().unwrap().clone());
        self
    }

    /// What is answered to a method, any with `*`, and a URL, any with ``: status and header lines.
    pub(crate) fn on(mut self, request: &str, status: u16, lines: &[&str]) -> Self {
        let (method, url) = request.split_once(' ').unwrap_or((request, ""));
        let lines = lines.iter().map(|line| line.split_once(": ").unwrap());
        self.answers.push(RecordedAnswer {
            method: (method != "*").then(|| method.into()),
            url: (!url.is_empty()).then(|| url.into()),
            result: Ok(Response::new(status, lines.collect())),
            once: false,
        });
        self
    }

    /// Every other request is answered 200 and shared with everybody.
    pub(crate) fn rest(self) -> Self {
        self.on("*", 200, &[ANY])
    }

    /// What is sent and what script gets, a line each.
    pub(crate) fn told(&self, quirks: &Quirks) -> String {
        let mut server = RecordedAnswers(self.answers.clone());
        let mut cache = PreflightCache::with_limits(quirks.cache_limits());
        let mut lines = Vec::new();
        for (number, init) in self.inits.iter().enumerate() {
            let mut nobody = ();
            let now = Duration::from_secs(number as u64 * 4);
            let mut context = Context { quirks, ..Context::new(&mut cache, now, &mut nobody) };
            let request = init.make_by(quirks).unwrap().request;
            lines.extend(told(&exchange(request, &mut server, &mut context)));
        }
        lines.join("\n")
    }
}

pub(crate) fn told(transcript: &Transcript) -> Vec<String> {
    let mut lines = Vec::new();
    for message in &transcript.messages {
        let request = &message.request;
        let mut line = format!("{} {}", request.method, request.url);
        let told = |name: &str| !["accept", "referer", "content-length"].contains(&name);
        for header in request.headers.iter().filter(|header| told(&header.name.to_lowercase())) {
            line += &format!(" {}: {};", header.name.to_lowercase(), String::from_utf8_lossy(&header.value));
        }
        lines.push(line);
    }
    lines.push(match &transcript.outcome {
        Outcome::NetworkError(_) => "error".into(),
        Outcome::Response(response) => {
            let names = response.headers.iter().map(|header| {
                format!("{}={}", header.name.to_lowercase(), String::from_utf8_lossy(&header.value))
            });
            format!(
                "{} {} reads {}",
                response.kind.as_str(),
                response.status,
                names.collect::<Vec<_>>().join(" ")
            )
        }
    });
    lines
}

pub(crate) const ANY: &str = "Access-Control-Allow-Origin: *";
pub(crate) const OWN: &str = "Access-Control-Allow-Origin: https://a.test";
pub(crate) const NULL: &str = "Access-Control-Allow-Origin: null";
pub(crate) const CREDENTIALS: &str = "Access-Control-Allow-Credentials: true";
pub(crate) const PUT: &str = "Access-Control-Allow-Methods: PUT";
pub(crate) const ALL_METHODS: &str = "Access-Control-Allow-Methods: *";
pub(crate) const ALL_HEADERS: &str = "Access-Control-Allow-Headers: *";

/// A preflight and its request, twice, four seconds apart.
pub(crate) fn twice(request: &str, lines: &[&str]) -> Play {
    ask(request).again().on("OPTIONS", 204, lines).rest()
}

/// So often is a preflight made.
pub(crate) fn preflights(play: &Play, quirks: &Quirks) -> usize {
    play.told(quirks).lines().filter(|line| line.starts_with("OPTIONS")).count()
}

pub(crate) fn on(switch: &str) -> Quirks {
    let mut quirks = Quirks::STANDARD;
    assert!(quirks.set(switch, true), "{switch}");
    quirks
}

/// With the switch this is told, without it that; a text that begins with `!` must not stand there.
pub(crate) fn differs(switch: &str, play: &Play, with: &str, without: &str) {
    for (quirks, expected) in [(on(switch), with), (Quirks::STANDARD, without)] {
        let told = play.told(&quirks);
        let holds = match expected.strip_prefix('!') {
            Some(absent) => !told.contains(absent),
            None => told.contains(expected),
        };
        assert!(holds, "{switch}: {expected:?} in\n{told}");
    }
}

/// With the switch so many preflights are made, without it so many.
pub(crate) fn asks(switch: &str, play: &Play, with: usize, without: usize) {
    let found = (preflights(play, &on(switch)), preflights(play, &Quirks::STANDARD));
    assert_eq!(found, (with, without), "{switch}:\n{}", play.told(&on(switch)));
}

pub(crate) const AGE: &str = "Access-Control-Max-Age: 60";

/// A request that is redirected once, with every preflight allowed.
pub(crate) fn redirected(request: &str, status: u16, to: &str) -> Play {
    let url = request.split_once(' ').unwrap().1;
    let allowed = [NULL, PUT, "Access-Control-Allow-Headers: authorization", AGE];
    let first = [ANY, PUT, "Access-Control-Allow-Headers: authorization", AGE];
    let play = ask(request).on(&format!("OPTIONS {url}"), 204, &first);
    let play = play.on(&format!("* {url}"), status, &[ANY, &format!("Location: {to}")]);
    play.on("OPTIONS", 204, &allowed).rest()
}
