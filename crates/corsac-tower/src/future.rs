//! The future of a service behind a policy.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

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
        Inner { #[pin] future: F, pass: Option<Pass> },
        Answer { response: Response<()> },
    }
}

impl<F> CorsFuture<F> {
    pub(crate) fn pass(future: F, pass: Pass) -> Self {
        Self { state: State::Inner { future, pass: Some(pass) } }
    }

    pub(crate) fn answer(response: Response<()>) -> Self {
        Self { state: State::Answer { response } }
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
                let mut response = ready!(future.poll(cx))?;
                if let Some(pass) = pass.take() {
                    pass.write_to(response.headers_mut());
                }
                Poll::Ready(Ok(response))
            }
            StateProjection::Answer { response } => {
                Poll::Ready(Ok(mem::take(response).map(|()| B::default())))
            }
        }
    }
}
