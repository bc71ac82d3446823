//! Recorded answers in a server's place.

use super::Responder;
use crate::browser::{HttpRequest, NetworkFailure};
use crate::fetch::response::Response;
use alloc::string::String;
use alloc::vec::Vec;
use url::Position;

/// One recorded answer, and which requests it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedAnswer {
    /// The method it answers; `None` for any.
    pub method: Option<String>,
    /// The URL it answers, without its fragment; `None` for any.
    pub url: Option<String>,
    /// The answer, or why none came.
    pub result: Result<Response, NetworkFailure>,
    /// Whether it answers only once.
    pub once: bool,
}

impl RecordedAnswer {
    /// An answer to every request.
    #[must_use]
    pub const fn any(response: Response) -> Self {
        Self { method: None, url: None, result: Ok(response), once: false }
    }

    fn fits(&self, request: &HttpRequest) -> bool {
        // The part that is sent; a copy without the fragment would cost an allocation for each answer.
        let url = &request.url[..Position::AfterQuery];
        self.method.as_deref().is_none_or(|method| method == request.method.as_str())
            && self.url.as_deref().is_none_or(|wanted| wanted == url)
    }
}

/// Answers requests from a recording: the first answer that fits. Without one, no answer comes.
#[derive(Debug, Clone, Default)]
pub struct RecordedAnswers(pub Vec<RecordedAnswer>);

impl RecordedAnswers {
    /// Whether some answer fits a request.
    #[must_use]
    pub fn answers(&self, request: &HttpRequest) -> bool {
        self.0.iter().any(|answer| answer.fits(request))
    }
}

impl Responder for RecordedAnswers {
    fn respond(&mut self, request: &HttpRequest) -> Result<Response, NetworkFailure> {
        let index =
            self.0.iter().position(|answer| answer.fits(request)).ok_or(NetworkFailure::NoResponse)?;
        let result =
            self.0.get(index).map_or(Err(NetworkFailure::NoResponse), |answer| answer.result.clone());
        if self.0.get(index).is_some_and(|answer| answer.once) {
            self.0.remove(index);
        }
        result
    }
}
