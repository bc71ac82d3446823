//! Starting a server with a configuration.

use crate::commands::{Command, Installed};
use crate::configuration::{Form, text};
use crate::listed::Listed;
use crate::rust;
use corsac_cases::lab::{NodeModules, Program, Venv};
use std::any::Any;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

/// How long a server may take until it takes connections.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the servers need.
pub(crate) struct Programs {
    installed: Installed,
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
            installed: Installed {
                venv: Venv::holding(&folder.join("python"), include_str!("requirements.txt"))
                    .unwrap_or_else(|e| panic!("{e}")),
                node: NodeModules::holding(&folder.join("node"), include_str!("package.json"))
                    .unwrap_or_else(|e| panic!("{e}")),
                go: folder.join("go"),
            },
            servers: std::env::temp_dir().join(format!("corsac-trial-{}", std::process::id())),
        })
        .await
        .unwrap()
    }

    /// Starts a listed server in a form, and what stands before it.
    pub(crate) async fn start(
        &self,
        listed: &Listed,
        form: Form<'_>,
        upstream: SocketAddr,
    ) -> Result<Running, String> {
        let running = match listed.file.as_deref() {
            Some(file) => self.program(&listed.stack, file, form, upstream).await?,
            None if listed.stack == "axum" => {
                let served = rust::axum(form).await;
                Running::new(served.address(), served)
            }
            None => {
                let actix = rust::actix(form);
                Running::new(actix.address, actix)
            }
        };
        let Some(before) = &listed.behind else { return Ok(running) };
        let cache = self.program("varnish", before, form, running.address()).await?;
        Ok(Running::new(cache.address, (cache, running)))
    }

    async fn program(
        &self,
        stack: &str,
        file: &str,
        form: Form<'_>,
        upstream: SocketAddr,
    ) -> Result<Running, String> {
        let address = free().await;
        let places = [
            ("port", address.port().to_string()),
            ("upstream", upstream.to_string()),
            ("upstream port", upstream.port().to_string()),
        ];
        let folder = self.folder(stack);
        fs::write(folder.join("members"), "reader:{PLAIN}secret\n").unwrap();
        // Apache reads no plain passwords.
        fs::write(folder.join("hashed"), "reader:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n").unwrap();
        let write = |name: &str| {
            let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trial/servers").join(name);
            let path = folder.join(format!("{}-{name}", address.port()));
            fs::write(&path, text(&fs::read_to_string(kept).unwrap(), form, &places)).unwrap();
            path
        };
        let path = write(file);
        let Command { program, arguments, environment } =
            self.installed.command(stack, &folder, &path, address);
        let mut program =
            Program::start(&program, &arguments, &environment).unwrap_or_else(|e| panic!("{e}"));
        if !answers(address, &program).await {
            let nothing = |_: &str| None::<()>;
            let said = program.wait_for("that it listens", Duration::from_millis(100), nothing).await;
            return Err(format!("{file}: {}", said.unwrap_err()));
        }
        Ok(Running::new(address, program))
    }

    /// Where the configuration lies: what requires packages must lie beside them. The others get an empty
    /// folder each, since a server that is killed leaves its notes behind; and not in the checkout, since
    /// servers that give up the rights of root may not read what is in a home.
    fn folder(&self, stack: &str) -> PathBuf {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        match stack {
            "express" | "fastify" | "koa" | "hono" | "nestjs" | "s3" => {
                self.installed.node.folder().to_owned()
            }
            stack => {
                let number = STARTED.fetch_add(1, Ordering::Relaxed);
                let folder = self.servers.join(format!("{number}-{stack}"));
                fs::create_dir_all(&folder).unwrap();
                folder
            }
        }
    }
}

/// A port that was free a moment ago.
async fn free() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    listener.local_addr().unwrap()
}

/// Whether it takes connections before it ends or patience does.
async fn answers(address: SocketAddr, program: &Program) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE && !program.has_ended() {
        if TcpStream::connect(address).await.is_ok() {
            return true;
        }
        sleep(Duration::from_millis(50)).await;
    }
    false
}
