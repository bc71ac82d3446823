//! Programs that run beside this one, and end with it.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{self, Command, Stdio};
use std::thread;
use std::time::Duration;

/// The core of what is measured, and the core of everything else.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Core {
    Measured,
    Other,
}

/// A running program; it is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Child(process::Child);

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether a program can be started.
pub(crate) fn is_there(program: &str) -> bool {
    let found =
        Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// A command on a core, where that can be had.
pub(crate) fn on(core: Core, program: &str) -> Command {
    let has_two = thread::available_parallelism().is_ok_and(|cores| cores.get() > 1);
    if !(has_two && is_there("taskset")) {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.args(["-c", if matches!(core, Core::Measured) { "1" } else { "0" }, program]);
    command
}

/// A port that is free now.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl Child {
    /// Starts a program and waits until it listens.
    pub(crate) fn start(mut command: Command, port: u16) -> io::Result<Self> {
        let child = Self(command.stdin(Stdio::null()).spawn()?);
        for _ in 0..100 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(child);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(io::Error::other(format!("{command:?} does not listen on port {port}")))
    }

    /// The processor time that it has used, in seconds; Linux only, elsewhere none.
    pub(crate) fn cpu_seconds(&self) -> Option<f64> {
        /// Ticks a second of /proc, on every Linux that we know.
        const TICKS: f64 = 100.0;
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).ok()?;
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        let ticks = |field: Option<&str>| field?.parse::<u32>().ok().map(f64::from);
        Some((ticks(fields.next())? + ticks(fields.next())?) / TICKS)
    }
}
