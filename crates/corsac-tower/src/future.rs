//! The future of a service behind a policy.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Response;
use pin_project_lite::pin_project;

use crate::ruling::Pass;

pin_project! {
    /// The response of [`Cors`](crate::Cors): the inner service's with the policy's headers, or
    /// the policy's own.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct CorsFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjection]
    enum State<F> {
        Inner { #[pin] future: F, pass: Pass },
        // Taken when it is given; a future is not asked again.
        Answer { response: Option<Response<()>> },
    }
}

impl<F> CorsFuture<F> {
    #[inline]
    pub(crate) fn pass(future: F, pass: Pass) -> Self {
        Self { state: State::Inner { future, pass } }
    }

    #[inline]
    pub(crate) fn answer(response: Response<()>) -> Self {
        Self { state: State::Answer { response: Some(response) } }
    }
}

impl<F, B, E> Future for CorsFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjection::Inner { future, pass } => {
                // Written where it lies: a response is large, and each move of it is a copy.
                let mut outcome = future.poll(cx);
                if let Poll::Ready(Ok(response)) = &mut outcome {
                    pass.write_once(response.headers_mut());
                }
                outcome
            }
            StateProjection::Answer { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response.map(|()| B::default()))),
                None => Poll::Pending,
            },
        }
    }
}
