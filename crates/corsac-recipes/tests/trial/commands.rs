//! How each server is started.

use corsac_cases::lab::{NodeModules, Venv, find};
use std::ffi::OsString;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

const CURE: &str = "cargo xtask ci --only servers installs it";
const JARS: &str = "/usr/share/java";
/// What a Spring application in an embedded Tomcat needs, as Debian names it.
const SPRING: &[&str] = &[
    "spring3-core",
    "spring3-beans",
    "spring3-context",
    "spring3-aop",
    "spring3-expression",
    "spring3-web",
    "spring3-web.servlet",
    "tomcat9-catalina",
    "tomcat9-coyote",
    "tomcat9-juli",
    "tomcat9-util",
    "tomcat9-util-scan",
    "tomcat9-api",
    "tomcat9-annotations-api",
    "tomcat9-servlet-api",
    "tomcat9-jni",
    "tomcat9-jaspic-api",
    "tomcat9-el-api",
    "tomcat9-jsp-api",
    "commons-logging",
];

/// What was installed for the servers, beside Debian's packages.
pub(crate) struct Installed {
    pub(crate) venv: Venv,
    pub(crate) node: NodeModules,
    /// Where Go keeps what it has compiled.
    pub(crate) go: PathBuf,
}

/// What starts a server.
pub(crate) struct Command {
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl Command {
    fn new(program: PathBuf, words: &[&str]) -> Self {
        Self { program, arguments: words.iter().map(OsString::from).collect(), environment: Vec::new() }
    }
}

impl Installed {
    pub(crate) fn command(&self, stack: &str, folder: &Path, path: &Path, address: SocketAddr) -> Command {
        let at = address.to_string();
        let (folder, file) = (&*folder.to_string_lossy(), &*path.to_string_lossy());
        match stack {
            "nginx" => Command::new(found("nginx"), &["-p", folder, "-c", file]),
            "apache" => Command::new(found("apache2"), &["-d", folder, "-f", file, "-D", "FOREGROUND"]),
            "caddy" => Command::new(found("caddy"), &["run", "--adapter", "caddyfile", "--config", file]),
            "haproxy" => Command::new(found("haproxy"), &["-db", "-f", file]),
            "envoy" => Command::new(
                self.venv.program("envoy"),
                &["-c", file, "--use-dynamic-base-id", "--concurrency", "1", "-l", "error"],
            ),
            "varnish" => Command::new(
                found("varnishd"),
                &["-F", "-n", folder, "-a", &at, "-f", file, "-s", "malloc,16m"],
            ),
            "php" => Command::new(found("php"), &["-S", &at, file]),
            "rails" => Command::new(found("puma"), &["-e", "production", "-b", &format!("tcp://{at}"), file]),
            "spring" => spring(file),
            "go" => self.go(file),
            "cloudflare" => self.workerd(folder, file),
            "express" | "fastify" | "koa" | "hono" | "nestjs" | "s3" => {
                Command::new(NodeModules::node().unwrap_or_else(|e| panic!("{e}")), &[file])
            }
            _ => Command::new(self.venv.python(), &[file]),
        }
    }

    fn go(&self, file: &str) -> Command {
        let environment = vec![
            ("GO111MODULE", "off".to_owned()),
            ("GOPATH", "/usr/share/gocode".to_owned()),
            ("GOCACHE", self.go.display().to_string()),
        ];
        Command { environment, ..Command::new(found("go"), &["run", file]) }
    }

    /// The runtime of Cloudflare's Workers, with the file as the one Worker.
    fn workerd(&self, folder: &str, file: &str) -> Command {
        let configuration = Path::new(folder).join("config.capnp");
        // It embeds what lies beside it.
        let worker = fs::read_to_string(file).unwrap();
        let (settings, worker) = worker.split_once("//--\n").unwrap();
        fs::write(file, worker).unwrap();
        let name = Path::new(file).file_name().unwrap().to_string_lossy();
        let settings: String =
            settings.lines().map(|line| format!("{}\n", line.trim_start_matches("// "))).collect();
        fs::write(&configuration, settings.replace("@worker@", &name)).unwrap();
        let program = self.node.folder().join("node_modules/.bin/workerd");
        Command::new(program, &["serve", &configuration.to_string_lossy()])
    }
}

/// Java compiles a single file by itself; Debian's Spring makes classes in ways that Java 17 has to be told
/// to bear.
fn spring(file: &str) -> Command {
    let jars: Vec<String> = SPRING.iter().map(|jar| format!("{JARS}/{jar}.jar")).collect();
    let options =
        ["--add-opens", "java.base/java.lang=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
    Command::new(found("java"), &[&options[..], &["-cp", &jars.join(":"), file]].concat())
}

fn found(name: &str) -> PathBuf {
    find(&[name, &format!("../sbin/{name}")], CURE).unwrap_or_else(|e| panic!("{e}"))
}
