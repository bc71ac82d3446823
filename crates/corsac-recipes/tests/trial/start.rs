//! Starting a server with a configuration.

use crate::configuration::text;
use crate::listed::Listed;
use crate::rust;
use corsac_cases::lab::{NodeModules, Program, Venv, find};
use corsac_recipes::Part;
use std::any::Any;
use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

/// How long a server may take until it takes connections.
const PATIENCE: Duration = Duration::from_secs(60);
const CURE: &str = "apt-get install nginx apache2 caddy haproxy varnish";

/// What the servers need.
pub(crate) struct Programs {
    venv: Venv,
    node: NodeModules,
    /// A folder that goes away with this.
    servers: PathBuf,
}

impl Drop for Programs {
    fn drop(&mut self) {
        // What is left behind is in the way of nobody.
        drop(fs::remove_dir_all(&self.servers));
    }
}

/// A running server; it stops when this is dropped.
pub(crate) struct Running {
    address: SocketAddr,
    _until_dropped: Box<dyn Any>,
}

impl Running {
    fn new(address: SocketAddr, until_dropped: impl Any) -> Self {
        Self { address, _until_dropped: Box::new(until_dropped) }
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Programs {
    pub(crate) async fn prepare() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trial");
        tokio::task::spawn_blocking(move || Self {
            venv: Venv::holding(&folder.join("python"), include_str!("requirements.txt"))
                .unwrap_or_else(|e| panic!("{e}")),
            node: NodeModules::holding(&folder.join("node"), include_str!("package.json"))
                .unwrap_or_else(|e| panic!("{e}")),
            servers: std::env::temp_dir().join(format!("corsac-trial-{}", std::process::id())),
        })
        .await
        .unwrap()
    }

    /// Starts a listed server, mended with a recipe or broken without.
    pub(crate) async fn start(
        &self,
        listed: &Listed,
        recipe: Option<&[Part]>,
        upstream: SocketAddr,
    ) -> Running {
        match listed.file.as_deref() {
            Some(file) => self.program(listed, file, recipe, upstream).await,
            None if listed.stack == "axum" => {
                let served = rust::axum(recipe).await;
                Running::new(served.address(), served)
            }
            None => {
                let actix = rust::actix(recipe);
                Running::new(actix.address, actix)
            }
        }
    }

    async fn program(
        &self,
        listed: &Listed,
        file: &str,
        recipe: Option<&[Part]>,
        upstream: SocketAddr,
    ) -> Running {
        let address = free().await;
        let places = [
            ("port", address.port().to_string()),
            ("upstream", upstream.to_string()),
            ("upstream port", upstream.port().to_string()),
        ];
        let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trial/servers");
        let file_text = fs::read_to_string(servers.join(file)).unwrap();
        let folder = self.folder(listed);
        fs::write(folder.join("members"), "reader:{PLAIN}secret\n").unwrap();
        let path = folder.join(file);
        fs::write(&path, text(&file_text, recipe, &places)).unwrap();
        let (program, arguments) = self.command(&listed.stack, &folder, &path, address);
        let mut program = Program::start(&program, &arguments, &[]).unwrap_or_else(|e| panic!("{e}"));
        if !answers(address).await {
            let nothing = |_: &str| None::<()>;
            let said = program.wait_for("that it listens", Duration::from_millis(100), nothing).await;
            panic!("{file}: {}", said.unwrap_err());
        }
        Running::new(address, program)
    }

    /// Where the configuration lies: what requires packages must lie beside them. The others get an empty
    /// folder each, since a server that is killed leaves its notes behind; and not in the checkout, since
    /// servers that give up the rights of root may not read what is in a home.
    fn folder(&self, listed: &Listed) -> PathBuf {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        match listed.stack.as_str() {
            "express" | "fastify" => self.node.folder().to_owned(),
            stack => {
                let number = STARTED.fetch_add(1, Ordering::Relaxed);
                let folder = self.servers.join(format!("{number}-{stack}"));
                fs::create_dir_all(&folder).unwrap();
                folder
            }
        }
    }

    fn command(
        &self,
        stack: &str,
        folder: &Path,
        path: &Path,
        address: SocketAddr,
    ) -> (PathBuf, Vec<OsString>) {
        let found = |name: &str| {
            let system = [name.to_owned(), format!("../sbin/{name}")];
            let names: Vec<&str> = system.iter().map(String::as_str).collect();
            find(&names, CURE).unwrap_or_else(|e| panic!("{e}"))
        };
        let words = |list: &[&str]| list.iter().map(OsString::from).collect::<Vec<_>>();
        let (folder, path) = (folder.display().to_string(), path.display().to_string());
        match stack {
            "nginx" => (found("nginx"), words(&["-p", &folder, "-c", &path])),
            "apache" => (found("apache2"), words(&["-d", &folder, "-f", &path, "-D", "FOREGROUND"])),
            "caddy" => (found("caddy"), words(&["run", "--adapter", "caddyfile", "--config", &path])),
            "haproxy" => (found("haproxy"), words(&["-db", "-f", &path])),
            "envoy" => {
                let words =
                    words(&["-c", &path, "--use-dynamic-base-id", "--concurrency", "1", "-l", "error"]);
                (self.venv.program("envoy"), words)
            }
            "varnish" => {
                let at = address.to_string();
                (found("varnishd"), words(&["-F", "-n", &folder, "-a", &at, "-f", &path, "-s", "malloc,16m"]))
            }
            "express" | "fastify" => {
                (NodeModules::node().unwrap_or_else(|e| panic!("{e}")), words(&[path.as_str()]))
            }
            _ => (self.venv.python(), words(&[path.as_str()])),
        }
    }
}

/// A port that was free a moment ago.
async fn free() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    listener.local_addr().unwrap()
}

async fn answers(address: SocketAddr) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if TcpStream::connect(address).await.is_ok() {
            return true;
        }
        sleep(Duration::from_millis(50)).await;
    }
    false
}
