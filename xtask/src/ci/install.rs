//! Installs what a stage needs, from Debian's packages.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::programs::{output, run};

/// A Debian package, and how to see that what it brings is there.
pub(crate) struct Package {
    pub name: &'static str,
    pub is_there: fn() -> bool,
}

pub(crate) const BROWSER: &[Package] = &[
    Package { name: "chromium", is_there: || find("chromium").is_some() },
    Package { name: "chromium-driver", is_there: || find("chromedriver").is_some() },
];

pub(crate) const FIREFOX: &[Package] =
    &[Package { name: "firefox-esr", is_there: || find("firefox-esr").is_some() }];

/// WebKitGTK draws on a screen even if nobody looks.
pub(crate) const WEBKIT: &[Package] = &[
    Package { name: "webkit2gtk-driver", is_there: || find("WebKitWebDriver").is_some() },
    Package { name: "xvfb", is_there: || find("Xvfb").is_some() },
    Package { name: "xauth", is_there: || find("xauth").is_some() },
];

pub(crate) const CPP: &[Package] = &[Package { name: "g++", is_there: || find("c++").is_some() }];

pub(crate) const VALGRIND: &[Package] =
    &[Package { name: "valgrind", is_there: || find("valgrind").is_some() }];

/// Python with what makes virtual environments, which Debian ships apart.
pub(crate) const PYTHON: &[Package] = &[Package {
    name: "python3-venv",
    is_there: || output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok(),
}];

/// Web servers, a cache, and what runs servers in JavaScript.
pub(crate) const SERVERS: &[Package] = &[
    Package { name: "nginx", is_there: || find("nginx").is_some() },
    Package { name: "apache2", is_there: || find("apache2").is_some() },
    Package { name: "caddy", is_there: || find("caddy").is_some() },
    Package { name: "haproxy", is_there: || find("haproxy").is_some() },
    Package { name: "varnish", is_there: || find("varnishd").is_some() },
    Package { name: "nodejs", is_there: || find("node").is_some() },
    Package { name: "npm", is_there: || find("npm").is_some() },
];

/// Rails with rack-cors, and what serves it.
pub(crate) const RAILS: &[Package] = &[
    Package { name: "puma", is_there: || find("puma").is_some() },
    Package {
        name: "ruby-railties",
        is_there: || output(Command::new("ruby").args(["-e", "require 'action_controller/railtie'"])).is_ok(),
    },
    Package {
        name: "ruby-rack-cors",
        is_there: || output(Command::new("ruby").args(["-e", "require 'rack/cors'"])).is_ok(),
    },
];

/// Spring and an embedded Tomcat; the one that Debian has.
pub(crate) const SPRING: &[Package] = &[
    Package { name: "default-jdk-headless", is_there: || find("javac").is_some() },
    Package {
        name: "libspring-web-servlet-java",
        is_there: || is_file("/usr/share/java/spring3-web.servlet.jar"),
    },
    Package { name: "libspring-web-java", is_there: || is_file("/usr/share/java/spring3-web.jar") },
    Package { name: "libtomcat9-java", is_there: || is_file("/usr/share/java/tomcat9-catalina.jar") },
];

pub(crate) const GO: &[Package] = &[
    Package { name: "golang-go", is_there: || find("go").is_some() },
    Package {
        name: "golang-github-rs-cors-dev",
        is_there: || is_file("/usr/share/gocode/src/github.com/rs/cors/cors.go"),
    },
];

pub(crate) const PHP: &[Package] = &[Package { name: "php-cli", is_there: || find("php").is_some() }];

/// Installs what is not there, when this is Debian and we are root.
///
/// # Errors
/// What is missing, and what to do about it.
pub(crate) fn ensure(packages: &[Package]) -> Result<(), String> {
    let packages: Vec<&str> = packages.iter().filter(|p| !(p.is_there)()).map(|p| p.name).collect();
    if packages.is_empty() {
        return Ok(());
    }
    let missing = packages.join(" ");
    if find("apt-get").is_none() || !is_root() {
        return Err(format!("missing, and not ours to install: apt-get install {missing}"));
    }
    let apt =
        |words: &[&str]| run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(words));
    apt(&["-q", "update"])
        .and_then(|()| {
            apt(&[&["-q", "install", "--yes", "--no-install-recommends"], packages.as_slice()].concat())
        })
        .map_err(|why| format!("{missing} cannot be installed: {why}"))
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

fn is_file(path: &str) -> bool {
    Path::new(path).is_file()
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_installed() {
        assert_eq!(ensure(&[Package { name: "no-such-package", is_there: || find("sh").is_some() }]), Ok(()));
        assert!(find("no-such-program").is_none());
    }
}
