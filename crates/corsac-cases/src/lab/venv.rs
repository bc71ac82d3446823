//! A Python virtual environment with pinned packages, made once and kept.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::program::{ProgramError, find};

/// What the environment of FastAPI holds.
const REQUIREMENTS: &str = include_str!("../../peers/requirements.txt");
const CURE: &str = "apt-get install python3 python3-venv";

/// Why there is no environment.
#[derive(Debug)]
pub enum VenvError {
    /// Python is missing or does not start.
    Program(ProgramError),
    /// A file of the environment could not be written or read.
    Io(PathBuf, io::Error),
    /// A step failed; carries what it was, what may cure it and what it wrote.
    Step {
        /// The step.
        step: &'static str,
        /// What may cure it.
        cure: &'static str,
        /// What it wrote.
        said: String,
    },
}

impl fmt::Display for VenvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(error) => error.fmt(f),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Step { step, cure, said } => write!(f, "{step} failed ({cure}): {}", said.trim()),
        }
    }
}

impl std::error::Error for VenvError {}

impl From<ProgramError> for VenvError {
    fn from(error: ProgramError) -> Self {
        Self::Program(error)
    }
}

/// An environment for programs in Python.
#[derive(Clone, Debug)]
pub struct Venv {
    folder: PathBuf,
}

impl Venv {
    /// Makes the environment of FastAPI and uvicorn: [`holding`](Self::holding) these.
    ///
    /// # Errors
    /// Those of [`holding`](Self::holding).
    pub fn prepare(folder: &Path) -> Result<Self, VenvError> {
        Self::holding(folder, REQUIREMENTS)
    }

    /// Makes the environment in `folder` with the packages of a requirements file, or takes the one that an
    /// earlier run made there of the same packages. Blocks, for seconds when it has to be made; of several at
    /// once one makes it and the others wait.
    ///
    /// # Errors
    /// [`VenvError::Program`] without Python, [`VenvError::Step`] when `venv` or `pip` fails.
    pub fn holding(folder: &Path, packages: &str) -> Result<Self, VenvError> {
        let venv = Self { folder: folder.join("environment") };
        fs::create_dir_all(folder).map_err(at(folder))?;
        let lock = folder.join("lock");
        let held = File::create(&lock).map_err(at(&lock))?;
        held.lock().map_err(at(&lock))?;
        // Written last, so that an environment whose making was cut short is made again.
        let made_of = folder.join("made-of.txt");
        if fs::read_to_string(&made_of).ok().as_deref() != Some(packages) {
            let requirements = folder.join("requirements.txt");
            fs::write(&requirements, packages).map_err(at(&requirements))?;
            venv.make(&requirements)?;
            fs::write(&made_of, packages).map_err(at(&made_of))?;
        }
        Ok(venv)
    }

    /// The environment's Python.
    pub fn python(&self) -> PathBuf {
        self.folder.join("bin/python")
    }

    /// A program that a package of the environment brings.
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }

    fn make(&self, requirements: &Path) -> Result<(), VenvError> {
        let python = find(&["python3"], CURE)?;
        let mut create = Command::new(python);
        create.args(["-m", "venv", "--clear"]).arg(&self.folder);
        step("python3 -m venv", CURE, &mut create)?;
        let mut install = Command::new(self.python());
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        step("pip install", "is a Python package index reachable?", install.arg(requirements))
    }
}

pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> VenvError {
    let path = path.to_owned();
    move |error| VenvError::Io(path, error)
}

pub(super) fn step(step: &'static str, cure: &'static str, command: &mut Command) -> Result<(), VenvError> {
    let program = PathBuf::from(command.get_program());
    let output = command.output().map_err(|error| ProgramError::Start(program, error))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    Err(VenvError::Step { step, cure, said: String::from_utf8_lossy(&said).into_owned() })
}
