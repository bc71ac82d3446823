//! Random policies, requests and services: whoever puts a policy in front of a service answers as the engine says.
//! The seed is fixed: every run makes the same ones.

use corsac::browser::HttpRequest;
use corsac::exchange::{AnswerSpec, Responder, ServerSpec};
use corsac::fetch::{HeaderList, Method, Response};
use corsac::server::Config;

const SEED: u64 = 0x0000_c075;
const SERVERS: usize = 100;
const REQUESTS: usize = 4;

/// Numbers that look random, by [splitmix64](https://prng.di.unimi.it/splitmix64.c).
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of these.
    ///
    /// # Panics
    /// There are none.
    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        let length = u64::try_from(of.len()).unwrap_or(u64::MAX);
        of[usize::try_from(self.number() % length).unwrap_or_default()]
    }

    /// Yes, in so many of a hundred.
    pub const fn percent(&mut self, percent: u64) -> bool {
        self.number() % 100 < percent
    }

    /// Each of these, or not.
    fn some(&mut self, of: &[&str], percent: u64) -> Vec<String> {
        of.iter().filter(|_| self.percent(percent)).map(|&one| one.to_owned()).collect()
    }
}

/// Asks each random server each of its requests, in memory and through the responder that `serve` makes for it:
/// the number of requests, and a line for each difference.
///
/// # Errors
/// A server or a request that the engine does not take: a mistake of this module.
pub fn run<R: Responder>(
    mut serve: impl FnMut(&ServerSpec) -> Result<R, String>,
) -> Result<(usize, Vec<String>), String> {
    let mut random = Random::new(SEED);
    let (mut asked, mut differences) = (0, Vec::new());
    for _ in 0..SERVERS {
        let server = server(&mut random);
        let mut engine = server.build().map_err(|error| format!("{server:?}: {error}"))?;
        let mut other = serve(&server)?;
        for _ in 0..REQUESTS {
            let request = request(&mut random)?;
            let expected = engine.respond(&request).map(|response| told(&response));
            let found = other.respond(&request).map(|response| told(&response));
            asked += 1;
            if expected != found {
                differences
                    .push(format!("{server:?}\n{request:?}\n  expected {expected:?}\n  found    {found:?}"));
            }
        }
    }
    Ok((asked, differences))
}

/// What is compared: the status, the lines that a policy may write, and the names in `Vary`.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    status: u16,
    lines: Vec<(String, String)>,
    vary: Vec<String>,
}

fn told(response: &Response) -> Told {
    let name = |name: &str| name.to_ascii_lowercase();
    let ours = |name: &str| {
        name.starts_with("access-control-")
            || matches!(name, "timing-allow-origin" | "cross-origin-resource-policy" | "corsac-diagnosis")
    };
    let lines = response.headers.iter().map(|line| (name(&line.name), line.value.escape_ascii().to_string()));
    let mut lines: Vec<_> = lines.filter(|(name, _)| ours(name)).collect();
    lines.sort();
    let vary = response.headers.lines("vary").map(|line| name(&String::from_utf8_lossy(line)));
    let mut vary: Vec<String> = vary
        .flat_map(|line| line.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>())
        .filter(|name| !name.is_empty())
        .collect();
    vary.sort();
    Told { status: response.status, lines, vary }
}

fn server(random: &mut Random) -> ServerSpec {
    let trusted = ["https://app.test", "https://x.sub.test"];
    ServerSpec {
        policy: Some(policy(random)),
        guard: random.percent(25).then(|| random.some(&trusted, 50)),
        answers: vec![answer(random)],
    }
}

fn policy(random: &mut Random) -> Config {
    let listed = ["https://app.test", "https://*.sub.test", "http://localhost:*", "tauri://localhost"];
    let mut origins = random.some(&listed, 60);
    let any = origins.is_empty() || random.percent(20);
    if any {
        origins = vec!["*".to_owned()];
    }
    let allow_credentials = !any && random.percent(40);
    let exposed: &[&str] = if allow_credentials { &["ETag", "X-Total"] } else { &["ETag", "X-Total", "*"] };
    Config {
        allow_origins: origins,
        allow_credentials,
        allow_methods: random.some(&["PUT", "patch", "PATCH", "DELETE", "*"], 30),
        allow_headers: random.some(&["X-A", "x-b", "Content-Type", "authorization", "*"], 35),
        expose_headers: random.some(exposed, 40),
        max_age: random.percent(50).then(|| *random.pick(&[&-1, &0, &600])),
        preflight_status: *random.pick(&[&204, &200]),
        enforce: random.percent(30),
        own_origins: random.some(&["https://own.test"], 20),
        check_websockets: random.percent(30),
        timing_allow_origin: random.percent(30),
        cross_origin_resource_policy: random.percent(30).then(|| "same-site".to_owned()),
        debug: random.percent(30),
        dangerously_allow_insecure_origins: true,
        ..Config::default()
    }
}

/// A service that may speak of CORS itself.
fn answer(random: &mut Random) -> AnswerSpec {
    const LINES: [(&str, &str); 11] = [
        ("Vary", "Accept-Encoding, ORIGIN"),
        ("vary", "accept,, accept-language"),
        ("Vary", "*"),
        ("Access-Control-Allow-Origin", "*"),
        ("access-control-allow-origin", "https://other.test"),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Expose-Headers", "X-Own"),
        ("Access-Control-Allow-Private-Network", "true"),
        ("Timing-Allow-Origin", "*"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("ETag", "\"1\""),
    ];
    let lines = LINES.iter().filter(|_| random.percent(25)).map(|&(name, value)| (name.into(), value.into()));
    let headers = lines.collect();
    AnswerSpec {
        status: *random.pick(&[&200, &201, &304, &401, &404, &500]),
        headers,
        ..AnswerSpec::default()
    }
}

fn request(random: &mut Random) -> Result<HttpRequest, String> {
    const ORIGINS: [&str; 13] = [
        "https://app.test",
        "https://app.test",
        "https://a.sub.test",
        "https://sub.test",
        "http://localhost:3000",
        "tauri://localhost",
        "https://api.test",
        "https://own.test",
        "https://app.test/",
        "null",
        "",
        "HTTPS://app.test",
        "https://äpp.test",
    ];
    let mut headers: Vec<(&str, &str)> = Vec::new();
    let of = |random: &mut Random, percents: [u64; 2]| {
        percents.into_iter().filter(|percent| random.percent(*percent)).count()
    };
    for _ in 0..of(random, [85, 8]) {
        headers.push(("Origin", random.pick(&ORIGINS)));
    }
    let is_preflight = random.percent(45);
    let method = if is_preflight {
        "OPTIONS"
    } else {
        random.pick(&["GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "options"])
    };
    if is_preflight || random.percent(10) {
        for _ in 0..of(random, [95, 5]) {
            let methods = ["GET", "POST", "PUT", "patch", "PATCH", "DELETE", "M", "put", "", "a b"];
            headers.push(("Access-Control-Request-Method", random.pick(&methods)));
        }
        for _ in 0..of(random, [60, 30]) {
            let names = [
                "x-a",
                "x-a,x-b",
                "X-A ,\tx-b",
                "authorization",
                "content-type,x-a",
                "x-c",
                ",,",
                "",
                "x-a, ,x-b",
                "x-b,x-a",
            ];
            headers.push(("Access-Control-Request-Headers", random.pick(&names)));
        }
    }
    if random.percent(30) {
        headers.push(("Sec-Fetch-Site", random.pick(&["cross-site", "same-site", "same-origin", "none"])));
    }
    if method == "GET" && random.percent(25) {
        headers.extend([("Connection", "upgrade"), ("Upgrade", "websocket")]);
    }
    Ok(HttpRequest {
        method: Method::new(method).map_err(|error| error.to_string())?,
        url: "https://api.test/items?page=2".parse().map_err(|error| format!("{error}"))?,
        headers: headers.iter().map(|(name, value)| (*name, value.as_bytes())).collect::<HeaderList>(),
        include_credentials: true,
        sends_body: matches!(method, "POST" | "PUT" | "PATCH"),
    })
}
