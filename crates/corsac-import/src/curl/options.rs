//! curl's options.

use crate::import_error::ImportError;
use crate::import_error::{ImportCause, ImportCure};
use crate::shell::Word;

/// What the options of a command say.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) urls: Vec<Word>,
    pub(super) method: Option<String>,
    pub(super) headers: Vec<String>,
    pub(super) cookies: Vec<String>,
    pub(super) data: Vec<Data>,
    pub(super) form: bool,
    pub(super) user: Option<String>,
    pub(super) get: bool,
    pub(super) head: bool,
    pub(super) upload: bool,
    pub(super) json: bool,
    /// What `--url-query` adds to the URL.
    pub(super) query: Vec<String>,
    /// Files with headers or cookies, which nobody reads here, each with its option.
    pub(super) files: Vec<String>,
    pub(super) insecure: bool,
    /// Options that mean nothing to a page.
    pub(super) dropped: Vec<String>,
}

/// A piece of the body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Data {
    /// It stands as it is; `@` reads a file unless it is raw.
    Text(String),
    /// It comes from a file that nobody reads here.
    File(String),
    /// `--data-urlencode`.
    Encoded(String),
}

/// Short options with a value, and the long names of those that have one, too.
const SHORT: &[(char, &str)] = &[
    ('A', "user-agent"),
    ('b', "cookie"),
    ('c', "cookie-jar"),
    ('C', "continue-at"),
    ('d', "data"),
    ('D', "dump-header"),
    ('e', "referer"),
    ('E', "cert"),
    ('F', "form"),
    ('h', "help"),
    ('H', "header"),
    ('K', "config"),
    ('m', "max-time"),
    ('o', "output"),
    ('P', "ftp-port"),
    ('Q', "quote"),
    ('r', "range"),
    ('t', "telnet-option"),
    ('T', "upload-file"),
    ('u', "user"),
    ('U', "proxy-user"),
    ('w', "write-out"),
    ('x', "proxy"),
    ('X', "request"),
    ('y', "speed-time"),
    ('Y', "speed-limit"),
    ('z', "time-cond"),
];

/// Short options without a value that say something about the request.
const SWITCHES: &[(char, &str)] = &[('G', "get"), ('I', "head"), ('k', "insecure"), (':', "next")];

/// Long options with a value that have no short form.
const LONG: &[&str] = &[
    "url",
    "json",
    "data-raw",
    "data-binary",
    "data-ascii",
    "data-urlencode",
    "form-string",
    "oauth2-bearer",
    "abstract-unix-socket",
    "alt-svc",
    "aws-sigv4",
    "cacert",
    "capath",
    "cert-type",
    "ciphers",
    "connect-timeout",
    "connect-to",
    "create-file-mode",
    "crlfile",
    "curves",
    "delegation",
    "dns-interface",
    "dns-ipv4-addr",
    "dns-ipv6-addr",
    "dns-servers",
    "doh-url",
    "ech",
    "egd-file",
    "engine",
    "etag-compare",
    "etag-save",
    "expect100-timeout",
    "ftp-account",
    "ftp-alternative-to-user",
    "ftp-method",
    "ftp-ssl-ccc-mode",
    "happy-eyeballs-timeout-ms",
    "haproxy-clientip",
    "hostpubmd5",
    "hostpubsha256",
    "hsts",
    "interface",
    "ip-tos",
    "ipfs-gateway",
    "keepalive-cnt",
    "keepalive-time",
    "key",
    "key-type",
    "krb",
    "libcurl",
    "limit-rate",
    "local-port",
    "login-options",
    "mail-auth",
    "mail-from",
    "mail-rcpt",
    "max-filesize",
    "max-redirs",
    "netrc-file",
    "noproxy",
    "output-dir",
    "parallel-max",
    "pass",
    "pinnedpubkey",
    "preproxy",
    "proto",
    "proto-default",
    "proto-redir",
    "proxy-cacert",
    "proxy-capath",
    "proxy-cert",
    "proxy-cert-type",
    "proxy-ciphers",
    "proxy-crlfile",
    "proxy-header",
    "proxy-key",
    "proxy-key-type",
    "proxy-pass",
    "proxy-pinnedpubkey",
    "proxy-service-name",
    "proxy-tls13-ciphers",
    "proxy-tlsauthtype",
    "proxy-tlspassword",
    "proxy-tlsuser",
    "proxy1.0",
    "pubkey",
    "random-file",
    "rate",
    "request-target",
    "resolve",
    "retry",
    "retry-delay",
    "retry-max-time",
    "sasl-authzid",
    "service-name",
    "socks4",
    "socks4a",
    "socks5",
    "socks5-gssapi-service",
    "socks5-hostname",
    "stderr",
    "tftp-blksize",
    "tls-max",
    "tls13-ciphers",
    "tlsauthtype",
    "tlspassword",
    "tlsuser",
    "trace",
    "trace-ascii",
    "trace-config",
    "unix-socket",
    "url-query",
    "variable",
    "vlan-priority",
];

/// Options that change nothing about what is sent, so that nobody misses them.
const SILENT: &[&str] =
    &["compressed", "location", "silent", "show-error", "verbose", "include", "-s", "-S", "-v", "-i", "-L"];

/// Reads the words behind `curl`; `--next` begins another request.
pub(super) fn read(text: &str, words: Vec<Word>) -> Result<Vec<Given>, ImportError> {
    let mut all = vec![Given::default()];
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if let Some(long) = word.text.strip_prefix("--").filter(|long| !long.is_empty()) {
            long_option(text, (&word, long), &mut words, &mut all)?;
        } else if word.text.starts_with('-') && word.text.len() > 1 {
            short_options(text, &word, &mut words, &mut all)?;
        } else if word.text != "--" {
            last(&mut all).urls.push(word);
        }
    }
    Ok(all)
}

fn last(all: &mut Vec<Given>) -> &mut Given {
    if all.is_empty() {
        all.push(Given::default());
    }
    let at = all.len() - 1;
    #[expect(clippy::indexing_slicing, reason = "a list that was just made sure to have a last element")]
    &mut all[at]
}

fn long_option(
    text: &str,
    (word, long): (&Word, &str),
    words: &mut impl Iterator<Item = Word>,
    all: &mut Vec<Given>,
) -> Result<(), ImportError> {
    let takes = |long: &str| LONG.contains(&long) || SHORT.iter().any(|(_, name)| *name == long);
    // curl itself wants a blank between them; what is meant is plain.
    if let Some((name, value)) = long.split_once('=').filter(|(name, _)| takes(name)) {
        let start = word.span.end.saturating_sub(value.len());
        let value = Word { text: value.to_owned(), span: start.max(word.span.start)..word.span.end };
        last(all).set(name, value, &format!("--{name}"));
        return Ok(());
    }
    if !takes(long) {
        switch(long, &word.text, all);
        return Ok(());
    }
    let value = words.next().ok_or_else(|| missing(text, word, &word.text))?;
    last(all).set(long, value, &word.text);
    Ok(())
}

/// Short options stand together, and the value of the last one may, too: `-sXPOST`.
fn short_options(
    text: &str,
    word: &Word,
    words: &mut impl Iterator<Item = Word>,
    all: &mut Vec<Given>,
) -> Result<(), ImportError> {
    let mut chars = word.text.chars();
    let _dash = chars.next();
    while let Some(c) = chars.next() {
        let option = format!("-{c}");
        let Some((_, name)) = SHORT.iter().find(|(short, _)| *short == c) else {
            let name = SWITCHES.iter().find(|(short, _)| *short == c).map_or("", |(_, name)| *name);
            switch(name, &option, all);
            continue;
        };
        let value = match chars.as_str() {
            "" => words.next().ok_or_else(|| missing(text, word, &option))?,
            rest => Word { text: rest.to_owned(), span: word.span.clone() },
        };
        last(all).set(name, value, &option);
        return Ok(());
    }
    Ok(())
}

fn missing(text: &str, word: &Word, option: &str) -> ImportError {
    ImportError::at(text, word.span.clone(), ImportCause::NoValue(option.to_owned()))
        .cure(ImportCure::CopyAgain)
}

fn switch(name: &str, option: &str, all: &mut Vec<Given>) {
    if name == "next" {
        all.push(Given::default());
        return;
    }
    let given = last(all);
    match name {
        "get" => given.get = true,
        "head" => given.head = true,
        "insecure" => given.insecure = true,
        name if SILENT.contains(&name) || SILENT.contains(&option) => {}
        _ => given.dropped.push(option.to_owned()),
    }
}

impl Given {
    fn set(&mut self, name: &str, value: Word, option: &str) {
        let Word { text, .. } = &value;
        let file_or = |text: &str| match text.strip_prefix('@') {
            Some(path) => Data::File(path.to_owned()),
            None => Data::Text(text.to_owned()),
        };
        match name {
            "url" => self.urls.push(value),
            "request" => self.method = Some(text.clone()),
            "header" if text.starts_with('@') => self.files.push(format!("-H {text}")),
            "header" => self.headers.push(text.clone()),
            "url-query" => self.query.push(text.clone()),
            "user-agent" => self.headers.push(format!("User-Agent: {text}")),
            "referer" => self.headers.push(format!("Referer: {}", text.trim_end_matches(";auto"))),
            "range" => self.headers.push(format!("Range: bytes={text}")),
            "oauth2-bearer" => self.headers.push(format!("Authorization: Bearer {text}")),
            "cookie" if text.contains('=') => self.cookies.push(text.clone()),
            "cookie" => self.files.push(format!("-b {text}")),
            "data" | "data-ascii" | "data-binary" => self.data.push(file_or(text)),
            "data-raw" => self.data.push(Data::Text(text.clone())),
            "data-urlencode" => self.data.push(Data::Encoded(text.clone())),
            "json" => {
                self.json = true;
                self.data.push(file_or(text));
            }
            "form" | "form-string" => {
                self.form = true;
                self.data.push(Data::Text(text.clone()));
            }
            "user" => self.user = Some(text.clone()),
            "upload-file" => {
                self.upload = true;
                self.data.push(Data::File(text.clone()));
            }
            _ if may_be_secret(name) => self.dropped.push(option.to_owned()),
            _ => self.dropped.push(format!("{option} {text}")),
        }
    }
}

/// Whether an option's value may hold a password, so that it is not repeated.
fn may_be_secret(name: &str) -> bool {
    let is_proxy = name.starts_with("proxy") || name.starts_with("socks");
    is_proxy || matches!(name, "cert" | "key" | "netrc-file" | "pass" | "preproxy" | "tlspassword")
}
