//! A real FastAPI application under uvicorn.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use serde::Serialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::program::{Program, ProgramError};
use super::venv::Venv;

/// The application.
const APP: &str = include_str!("../../peers/fastapi_app.py");
/// How long Python may take to import FastAPI and to answer once.
const PATIENCE: Duration = Duration::from_secs(60);

/// The arguments of FastAPI's own `CORSMiddleware`; defaults are FastAPI's where they are not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorsMiddleware {
    /// `allow_origins`
    pub allow_origins: Vec<String>,
    /// `allow_credentials`
    pub allow_credentials: bool,
    /// `allow_methods`
    pub allow_methods: Vec<String>,
    /// `allow_headers`
    pub allow_headers: Vec<String>,
}

impl CorsMiddleware {
    /// The settings of story 7 for these origins: credentials, four methods, every header.
    pub fn story_7(allow_origins: &[&str]) -> Self {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        Self {
            allow_origins: texts(allow_origins),
            allow_credentials: true,
            allow_methods: texts(&["GET", "POST", "PUT", "DELETE"]),
            allow_headers: texts(&["*"]),
        }
    }
}

/// Why the application does not answer.
#[derive(Debug)]
pub enum FastApiError {
    /// Python did not start or the application did not get as far as listening.
    Program(ProgramError),
    /// The middleware's arguments cannot be written as JSON.
    Settings(serde_json::Error),
    /// It listens, but gave no answer.
    Silent(SocketAddr, io::Error),
}

impl fmt::Display for FastApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(error) => error.fmt(f),
            Self::Settings(error) => write!(f, "the middleware's settings: {error}"),
            Self::Silent(address, error) => write!(f, "FastAPI at {address} does not answer: {error}"),
        }
    }
}

impl std::error::Error for FastApiError {}

impl From<ProgramError> for FastApiError {
    fn from(error: ProgramError) -> Self {
        Self::Program(error)
    }
}

/// The running application; `peers/fastapi_app.py` has its routes. It stops when this is dropped.
#[derive(Debug)]
pub struct FastApi {
    address: SocketAddr,
    _program: Program,
}

impl FastApi {
    /// Starts the application, bare or with its own middleware, and waits until it answers.
    ///
    /// # Errors
    /// See [`FastApiError`].
    pub async fn start(venv: &Venv, middleware: Option<&CorsMiddleware>) -> Result<Self, FastApiError> {
        let settings = middleware.map(serde_json::to_string).transpose().map_err(FastApiError::Settings)?;
        let environment = [("CORSAC_CORS", settings.unwrap_or_default())];
        let mut program = Program::start(&venv.python(), &["-c".into(), APP.into()], &environment)?;
        let port_of = |line: &str| line.strip_prefix("listening on ")?.parse::<u16>().ok();
        let port = program.wait_for("on which port it listens", PATIENCE, port_of).await?;
        let address = (Ipv4Addr::LOCALHOST, port).into();
        let answer = timeout(PATIENCE, first_answer(address)).await;
        let answer = answer.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        answer.map_err(|error| FastApiError::Silent(address, error))?;
        Ok(Self { address, _program: program })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The serialized origin under which it is reached directly.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// The port is open before uvicorn runs: an answer shows that it does.
async fn first_answer(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    if answer.starts_with(b"HTTP/1.1 200 ") { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}
