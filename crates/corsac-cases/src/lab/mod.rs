//! Real parts to play a case against: a server that answers exactly what it is told, a real browser, a real
//! FastAPI.
//!
//! Needs the feature `lab`, and for the browser and FastAPI programs from outside; an error says what to
//! install.
//!
//! | part | what it is |
//! | --- | --- |
//! | [`Answering`] | scripted HTTP/1.1 server on loopback, exact to the byte |
//! | [`Sites`] | every origin a browser can name, on one port, in front of real servers |
//! | [`Chromium`], [`Tab`] | headless Chromium, a page in it, what script saw and what arrived |
//! | [`Browser`] | Chromium, [`Firefox`] or [`WebKit`], asked for no more than all of them can do |
//! | [`FastApi`] | a FastAPI application under uvicorn, bare or with its own `CORSMiddleware` |
//! | [`Responding`] | server on loopback, for http and https and every host, that answers as a responder says |

mod action;
mod answered;
mod answering;
mod batch;
mod bidi;
mod browser;
mod chromium;
mod chromium_browser;
mod devtools;
mod document;
mod doing;
mod driver;
mod due;
mod exceptions;
mod fastapi;
mod firefox;
mod leaving;
mod node;
mod observed;
mod origins;
mod profile;
mod program;
mod responding;
mod script;
mod sites;
mod socks;
mod tab;
mod tls;
mod venv;
mod webkit;
mod wire;

pub use action::{Action, Beacon, Body, Element, EventSource, Fetch, Font, Form, Xhr};
pub use answered::Answered;
pub use answering::Answering;
pub use batch::Batch;
pub use bidi::BidiError;
pub use browser::{Browser, BrowserError, Forgetful};
pub use chromium::{Chromium, ChromiumError, ThirdPartyCookies};
pub use devtools::{ConsoleLine, CorsErrorStatus, LoadingFailed};
pub use document::compare_document;
pub use doing::Doing;
pub use driver::DriverError;
pub use due::{Due, due};
pub use exceptions::Exceptions;
pub use fastapi::{CorsMiddleware, FastApi, FastApiError};
pub use firefox::Firefox;
pub use leaving::{Leaving, Shown};
pub use node::NodeModules;
pub use origins::{origin_of, origins};
pub use program::{Program, ProgramError, find};
pub use responding::Responding;
pub use script::{Answer, Script};
pub use sites::{Arrival, Sites, SitesError};
pub use tab::{Failure, Observation, Page, Response, Seen, Tab};
pub use venv::{Venv, VenvError};
pub use webkit::WebKit;
pub use wire::{Line, Received, WireError};
