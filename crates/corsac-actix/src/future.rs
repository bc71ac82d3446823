//! The future of a service behind a policy.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::ServiceResponse;
use pin_project_lite::pin_project;

use crate::ruling::Pass;

pin_project! {
    /// The response of [`CorsService`](crate::CorsService): the inner service's with the policy's headers, or
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
        Answer { response: Option<ServiceResponse> },
    }
}

impl<F> CorsFuture<F> {
    pub(crate) fn pass(future: F, pass: Pass) -> Self {
        Self { state: State::Inner { future, pass } }
    }

    pub(crate) fn answer(response: ServiceResponse) -> Self {
        Self { state: State::Answer { response: Some(response) } }
    }
}

impl<F, B> Future for CorsFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjection::Inner { future, pass } => {
                let mut outcome = ready!(future.poll(cx));
                match &mut outcome {
                    Ok(response) => pass.write_once(response.headers_mut()),
                    Err(error) => take_along(error, pass.clone()),
                }
                Poll::Ready(outcome.map(ServiceResponse::map_into_left_body))
            }
            StateProjection::Answer { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response.map_into_right_body())),
                None => Poll::Pending,
            },
        }
    }
}

/// An error becomes a response only further out: it takes the headers along.
fn take_along(error: &mut Error, pass: Pass) {
    error.add_response_mapper(move |mut response| {
        pass.write_to(response.headers_mut());
        response
    });
}
