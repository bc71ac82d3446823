//! An answer in lines, the body piece by piece as it comes.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http_body::{Body, Frame};
use serde_json::{Map, Value, json};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::body::ResponseBody;

/// As many lines wait for a reader that is slow; then the fetch waits, too.
const WAITING: usize = 4;

/// Lines as they are written. Whoever lets go of them gives the fetch up.
#[derive(Debug)]
pub(super) struct Lines(Receiver<Bytes>);

impl Body for Lines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|line| line.map(|line| Ok(Frame::data(line))))
    }
}

/// The answer, then the body.
pub(super) fn lines(answer: Map<String, Value>, body: Option<ResponseBody>) -> Lines {
    let (sender, receiver) = channel(WAITING);
    tokio::spawn(write(sender, answer.into(), body));
    Lines(receiver)
}

async fn write(sender: Sender<Bytes>, answer: Value, body: Option<ResponseBody>) {
    let mut body = body;
    let mut next = Some(answer);
    while let Some(value) = next {
        if sender.send(format!("{value}\n").into()).await.is_err() {
            return;
        }
        let Some(reading) = &mut body else { return };
        // The reader may be gone long before the next piece comes.
        let piece = tokio::select! {
            piece = reading.chunk() => piece,
            () = sender.closed() => return,
        };
        next = match piece {
            Ok(piece) => piece.map(|piece| json!({ "body": BASE64_STANDARD.encode(piece) })),
            Err(why) => {
                body = None;
                Some(json!({ "bodyError": why.to_string() }))
            }
        };
    }
}
