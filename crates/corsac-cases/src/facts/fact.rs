//! How a fact is written.

use corsac::browser::{CrossOrigin, Initiator, Permission};
use corsac::fetch::request::{
    BlobUrlEntry, CacheMode, CredentialsMode, EmbedderPolicyValue, RedirectMode, ReferrerPolicy, RequestMode,
};
use corsac::fetch::{AddressSpace, HeadersGuard};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of facts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Answers that several facts share, named as `@name` in them.
    #[serde(default)]
    pub answers: BTreeMap<String, Vec<String>>,
    /// The facts.
    #[serde(rename = "fact")]
    pub facts: Vec<Fact>,
}

/// One fact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its name, which no other has.
    pub id: String,
    /// The file of the web-platform-tests that establishes it.
    pub see: Option<String>,
    /// The origin of the page.
    #[serde(default = "page")]
    pub page: String,
    /// What a preflight to the same URL has allowed before, with the first request's credentials.
    #[serde(default)]
    pub cached: Cached,
    /// What the page asks for, one after the other, with one preflight cache.
    #[serde(default)]
    pub request: Vec<FactRequest>,
    /// What is answered at each hop.
    #[serde(default)]
    pub hop: Vec<Hop>,
    /// The address space that the page came from.
    pub client_space: Option<AddressSpace>,
    /// The address spaces of hosts.
    #[serde(default)]
    pub spaces: BTreeMap<String, AddressSpace>,
    /// What the person says to a page that wants to reach another space.
    #[serde(default)]
    pub permission: Permission,
    /// What guards the list of headers that script appends to, in place of requests.
    pub guard: Option<HeadersGuard>,
    /// The headers appended.
    #[serde(default)]
    pub append: Vec<(String, String)>,
    /// The value that the first one has then; `None` if it is not there.
    pub gives: Option<String>,
    /// What the Standard asks for.
    #[serde(flatten)]
    pub expected: Expected,
    /// What Chromium 156 does, where it differs.
    #[serde(rename = "chromium-156")]
    pub chromium: Option<Expected>,
    /// What Firefox 153 does, where it differs.
    #[serde(rename = "firefox-153")]
    pub firefox: Option<Expected>,
    /// What WebKitGTK 2.50 does. Unlike the others it is played only where this is stated.
    #[serde(rename = "webkitgtk-2.50")]
    pub webkit: Option<Expected>,
    /// Chromium's code for the failure, and what it comes with.
    #[serde(rename = "chromium-code")]
    pub chromium_code: Option<Vec<String>>,
    /// Firefox's keys for it.
    #[serde(rename = "firefox-keys")]
    pub firefox_keys: Option<Vec<String>>,
}

fn page() -> String {
    "http://page.test:8000".into()
}

/// What the preflight cache knows from the start.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cached {
    /// Methods.
    pub methods: Vec<String>,
    /// Header names.
    pub headers: Vec<String>,
}

/// What a page asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of corsac::browser::RequestInit")]
pub struct FactRequest {
    pub url: String,
    #[serde(default = "get")]
    pub method: String,
    #[serde(default)]
    pub initiator: Initiator,
    pub mode: Option<RequestMode>,
    pub credentials: Option<CredentialsMode>,
    pub redirect: Option<RedirectMode>,
    pub cache: Option<CacheMode>,
    pub referrer_policy: Option<ReferrerPolicy>,
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The kind of the body, if there is one: `String`, `FormData`, `Blob` and so on.
    pub body: Option<String>,
    /// The bytes of the body, where that matters.
    #[serde(default = "one")]
    pub body_bytes: usize,
    #[serde(default)]
    pub keepalive: bool,
    #[serde(default)]
    pub user_initiated: bool,
    #[serde(default)]
    pub upload_listener: bool,
    pub target_address_space: Option<AddressSpace>,
    pub embedder_policy: Option<EmbedderPolicyValue>,
    pub crossorigin: Option<CrossOrigin>,
    pub referrer: Option<String>,
    pub blob: Option<BlobUrlEntry>,
    /// Seconds that pass before.
    #[serde(default)]
    pub after: u64,
}

const fn one() -> usize {
    1
}

fn get() -> String {
    "GET".into()
}

/// What is answered at one hop: a status and header lines, or `@name`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hop {
    /// To the preflight.
    pub preflight: Option<Answer>,
    /// To the request itself.
    pub actual: Option<Answer>,
}

/// An answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One that several facts share.
    Named(String),
    /// Status and header lines.
    Lines(Vec<String>),
}

/// What must come of it. What is not stated is not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Expected {
    /// What script gets for each request.
    #[serde(default)]
    pub results: Vec<Outcome>,
    /// What is sent: hop and method, header lines, `!name` for a header that must not be there and
    /// `+credentials` where cookies may go along. `Origin` and the two headers of a preflight must
    /// not be there unless stated.
    pub sent: Option<Vec<Vec<String>>>,
}

/// What script gets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Whether it gets an error.
    #[serde(default)]
    pub error: bool,
    /// `response.type`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The status.
    pub status: Option<u16>,
    /// Whether a redirect was followed; compared where the type is stated.
    #[serde(default)]
    pub redirected: bool,
    /// Whether script may see how long it took.
    pub timing: Option<bool>,
    /// The headers that script can read, of those that the answer has.
    pub reads: Option<Vec<String>>,
}

/// A fact that the engine does not follow, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The fact.
    pub id: String,
    /// The user agents concerned; all of them if there are none.
    #[serde(default)]
    pub of: Vec<String>,
    /// The part of the fact that does not hold, `result`, `message` and so on; the whole of it if it is
    /// not stated.
    pub part: Option<String>,
    /// Why.
    pub because: String,
}
