//! What the tests are made of.

use corsac_gateway::file::PolicyFile;
use corsac_gateway::proxy::{Gateway, Stopped};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

/// Longer than anything here takes.
pub(crate) const LONG: Duration = Duration::from_secs(10);

/// A gateway that serves on a port of its own.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    events: Arc<Mutex<Vec<String>>>,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<Stopped>,
}

impl Running {
    pub(crate) async fn start(file: &str) -> Self {
        let file = PolicyFile::parse(file).unwrap_or_else(|errors| panic!("{errors}"));
        Self::serve(Gateway::from_file(&file).unwrap()).await
    }

    pub(crate) async fn serve(gateway: Gateway) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let events = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&events);
        let gateway = gateway.on_event(move |event| heard.lock().unwrap().push(event.to_string()));
        let (stop, stopping) = oneshot::channel::<()>();
        let serving = tokio::spawn(async move {
            gateway
                .serve(listener, async {
                    let _ = stopping.await;
                })
                .await
        });
        Self { address, events, stop: Some(stop), serving }
    }

    /// What has been told so far.
    pub(crate) fn events(&self) -> Vec<String> {
        self.events.lock().unwrap().clone()
    }

    pub(crate) async fn connect(&self) -> Wire {
        Wire::new(TcpStream::connect(self.address).await.unwrap())
    }

    /// Sends bytes on a connection of their own, and reads the whole answer; the request says
    /// `Connection: close`, or is answered so.
    pub(crate) async fn exchange(&self, request: &str) -> Answer {
        let mut wire = self.connect().await;
        wire.send(request).await;
        wire.answer().await
    }

    /// Stops serving from one moment to the other.
    pub(crate) fn abort(&self) {
        self.serving.abort();
    }

    /// Begins to stop.
    pub(crate) fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Waits until it has stopped.
    pub(crate) async fn stopped(self) -> Stopped {
        tokio::time::timeout(LONG, self.serving).await.expect("it stops").unwrap()
    }
}

/// A service that does what a test says with each connection.
pub(crate) struct Upstream {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    panics: Arc<AtomicUsize>,
    _accepting: JoinSet<()>,
}

impl Upstream {
    pub(crate) async fn start<F>(serve: impl Fn(Wire) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let panics = Arc::new(AtomicUsize::new(0));
        let (counted, panicked) = (Arc::clone(&connections), Arc::clone(&panics));
        let mut accepting = JoinSet::new();
        accepting.spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::Relaxed);
                let panic = CountIfPanicking(Arc::clone(&panicked));
                let served = serve(Wire::new(stream));
                open.spawn(async move {
                    let _panic = panic;
                    served.await;
                });
            }
        });
        Self { address, connections, panics, _accepting: accepting }
    }

    /// Answers every request with these header lines and the request's own head as the body.
    pub(crate) async fn echo(lines: &'static str) -> Self {
        Self::start(move |mut wire| async move {
            while let Some(head) = wire.head().await {
                let length = head.len();
                wire.send(&format!("HTTP/1.1 200 OK\r\n{lines}Content-Length: {length}\r\n\r\n{head}")).await;
            }
        })
        .await
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections there have been.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// A panic in a task of its own would pass unnoticed.
struct CountIfPanicking(Arc<AtomicUsize>);

impl Drop for CountIfPanicking {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        let panics = self.panics.load(Ordering::Relaxed);
        assert!(panics == 0 || std::thread::panicking(), "the upstream got what it did not expect");
    }
}

/// One end of a connection.
pub(crate) struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Wire {
    fn new(stream: TcpStream) -> Self {
        Self { stream, buffer: Vec::new() }
    }

    pub(crate) async fn send(&mut self, text: &str) {
        // The other end may have gone already; what it said before is what counts.
        let _ = self.stream.write_all(text.as_bytes()).await;
    }

    /// Reads until `end` has come, and returns everything up to it.
    pub(crate) async fn until(&mut self, end: &str) -> Option<String> {
        loop {
            if let Some(at) = self.buffer.windows(end.len()).position(|bytes| bytes == end.as_bytes()) {
                let rest = self.buffer.split_off(at + end.len());
                let read = std::mem::replace(&mut self.buffer, rest);
                return Some(String::from_utf8(read).unwrap());
            }
            let read = tokio::time::timeout(LONG, self.stream.read_buf(&mut self.buffer)).await;
            match read.unwrap_or_else(|_| panic!("no {end:?} in {:?}", String::from_utf8_lossy(&self.buffer)))
            {
                Ok(0) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The head of the next message; `None` if the connection has ended.
    pub(crate) async fn head(&mut self) -> Option<String> {
        self.until("\r\n\r\n").await
    }

    /// Everything until the connection ends.
    pub(crate) async fn rest(&mut self) -> String {
        let read = self.stream.read_to_end(&mut self.buffer);
        let _ = tokio::time::timeout(LONG, read).await.expect("the connection ends");
        String::from_utf8(std::mem::take(&mut self.buffer)).unwrap()
    }

    /// An answer, and the end of the connection.
    pub(crate) async fn answer(&mut self) -> Answer {
        let head = self.head().await.expect("an answer");
        Answer { head, body: self.rest().await }
    }

    /// An answer whose length is told, on a connection that goes on.
    pub(crate) async fn sized_answer(&mut self) -> Answer {
        let head = self.head().await.expect("an answer");
        let mut answer = Answer { head, body: String::new() };
        let length: usize = answer.header("content-length").unwrap().parse().unwrap();
        while self.buffer.len() < length {
            assert_ne!(self.stream.read_buf(&mut self.buffer).await.unwrap(), 0);
        }
        let rest = self.buffer.split_off(length);
        answer.body = String::from_utf8(std::mem::replace(&mut self.buffer, rest)).unwrap();
        answer
    }
}

/// An answer as it stood on the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn status(&self) -> u16 {
        self.head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// The values of a header, one for each line.
    pub(crate) fn lines(&self, name: &str) -> Vec<&str> {
        lines(&self.head, name)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.lines(name).first().copied()
    }
}

/// The values of a header in a head, one for each line.
pub(crate) fn lines<'h>(head: &'h str, name: &str) -> Vec<&'h str> {
    let lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    lines.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).collect()
}
