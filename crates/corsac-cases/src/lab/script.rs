//! What a scripted server answers: exact answers, and which request gets which.

use std::time::Duration;

use super::wire::Received;

/// One answer, line by line as it will stand on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub(super) status: u16,
    pub(super) reason: String,
    pub(super) lines: Vec<Vec<u8>>,
    pub(super) body: Vec<u8>,
    pub(super) delay: Duration,
    pub(super) ending: Ending,
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Answer with a length, wait for the next request.
    KeepAlive,
    /// Answer with a length and `Connection: close`, then close.
    Close,
    /// Answer with the told lines and nothing else, then close.
    Exact,
    /// Close without a byte.
    HangUp,
}

impl Answer {
    /// An answer of this status with no header line but the length of its body.
    pub const fn new(status: u16) -> Self {
        Self {
            status,
            reason: String::new(),
            lines: Vec::new(),
            body: Vec::new(),
            delay: Duration::ZERO,
            ending: Ending::KeepAlive,
        }
    }

    /// No answer at all: the connection is closed as soon as the request has been read.
    pub const fn hang_up() -> Self {
        let mut answer = Self::new(0);
        answer.ending = Ending::HangUp;
        answer
    }

    /// Adds one header line (`"Name: value"`, no line end), sent byte for byte.
    #[must_use]
    pub fn line(mut self, line: impl Into<Vec<u8>>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// The reason phrase of the status line; empty unless told.
    #[must_use]
    pub fn reason(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.reason);
        self
    }

    /// The body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Waits this long before the first byte.
    #[must_use]
    pub const fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Says `Connection: close` and closes.
    #[must_use]
    pub const fn close(mut self) -> Self {
        self.ending = Ending::Close;
        self
    }

    /// Sends the told lines alone, without a length, and closes.
    #[must_use]
    pub const fn exactly(mut self) -> Self {
        self.ending = Ending::Exact;
        self
    }

    /// The bytes that answer `request`; none when the answer is to hang up.
    pub(super) fn bytes_for(&self, request: &Received) -> Vec<u8> {
        if self.ending == Ending::HangUp {
            return Vec::new();
        }
        let mut bytes = format!("HTTP/1.1 {} {}\r\n", self.status, self.reason).into_bytes();
        for line in &self.lines {
            bytes.extend_from_slice(line);
            bytes.extend_from_slice(b"\r\n");
        }
        if self.ending != Ending::Exact && self.wants_length() {
            bytes.extend_from_slice(format!("Content-Length: {}\r\n", self.body.len()).as_bytes());
        }
        if self.ending == Ending::Close {
            bytes.extend_from_slice(b"Connection: close\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        if request.method != "HEAD" {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }

    /// Whether a `Content-Length` line has to be added for the answer to end where its body does.
    fn wants_length(&self) -> bool {
        let frames = |line: &Vec<u8>| {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            name.eq_ignore_ascii_case(b"content-length") || name.eq_ignore_ascii_case(b"transfer-encoding")
        };
        !matches!(self.status, 100..=199 | 204 | 304) && !self.lines.iter().any(frames)
    }

    pub(super) const fn keeps_alive(&self) -> bool {
        matches!(self.ending, Ending::KeepAlive)
    }
}

/// Which request gets which answer. A request that no rule fits is hung up on, so that it cannot pass
/// unnoticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    /// Method and path; `None` fits every request.
    of: Option<(String, String)>,
    answers: Vec<Answer>,
    /// How many of `answers` were given.
    given: usize,
    /// Whether the last answer is given again and again.
    repeats: bool,
}

impl Script {
    /// A script that answers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One answer for every request.
    pub fn always(answer: Answer) -> Self {
        Self { rules: vec![Rule { of: None, answers: vec![answer], given: 0, repeats: true }] }
    }

    /// The first request gets the first answer, the second the second, whatever they ask; one too many is
    /// hung up on.
    pub fn steps(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers = answers.into_iter().collect();
        Self { rules: vec![Rule { of: None, answers, given: 0, repeats: false }] }
    }

    /// Requests of this method for this path get this answer; the query does not count. Said again for the
    /// same method and path, the answers follow one another and the last one stays.
    #[must_use]
    pub fn on(mut self, method: &str, path: &str, answer: Answer) -> Self {
        let of = Some((method.to_owned(), path.to_owned()));
        match self.rules.iter_mut().find(|rule| rule.of == of) {
            Some(rule) => rule.answers.push(answer),
            None => self.rules.push(Rule { of, answers: vec![answer], given: 0, repeats: true }),
        }
        self
    }

    /// Requests that no rule so far fits get this answer.
    #[must_use]
    pub fn otherwise(mut self, answer: Answer) -> Self {
        self.rules.extend(Self::always(answer).rules);
        self
    }

    /// The answer to `request`, and one step on.
    pub(super) fn answer(&mut self, request: &Received) -> Answer {
        let rule = self.rules.iter_mut().find(|rule| rule.fits(request));
        rule.and_then(Rule::next).unwrap_or_else(Answer::hang_up)
    }
}

impl Rule {
    fn fits(&self, request: &Received) -> bool {
        let path = request.target.split('?').next().unwrap_or_default();
        self.of.as_ref().is_none_or(|(method, wanted)| *method == request.method && wanted == path)
    }

    fn next(&mut self) -> Option<Answer> {
        let last = self.answers.len().saturating_sub(1);
        let at = if self.repeats { self.given.min(last) } else { self.given };
        self.given += 1;
        self.answers.get(at).cloned()
    }
}
