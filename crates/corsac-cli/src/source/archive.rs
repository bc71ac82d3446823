//! Recordings in a zip: one `.har`, as Playwright and many bug trackers pack it, or a trace of Playwright.

use super::bounded::Bounded;
use super::trace;
use crate::problem::Problem;
use crate::words::said::Said;
use flate2::read::DeflateDecoder;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use zip::{CompressionMethod, ZipArchive};

/// How such a file begins.
pub(super) const SIGNS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// What cannot be read twice is kept, up to this many bytes.
const KEPT_MAX: u64 = 256 << 20;

/// How many names are told.
const SHOWN: usize = 5;

/// Where the archive is.
#[derive(Clone)]
pub(super) enum Archive {
    File(PathBuf),
    Kept(Arc<[u8]>),
}

/// Whatever can be read from any place.
trait Readable: Read + Seek {}
impl<T: Read + Seek> Readable for T {}

/// A file in the archive.
#[derive(Debug, Clone)]
struct Part {
    name: String,
    start: u64,
    size: u64,
    method: CompressionMethod,
}

impl Archive {
    /// Keeps what comes from a pipe.
    pub(super) fn keep(name: &str, from: impl Read) -> Result<Self, Problem> {
        let mut bytes = Vec::new();
        let read =
            from.take(KEPT_MAX + 1).read_to_end(&mut bytes).map_err(|error| Problem::at(name, error))?;
        if read as u64 > KEPT_MAX {
            return Err(Problem::at(name, Said::LongArchive).cure(Said::SaveArchive));
        }
        Ok(Self::Kept(bytes.into()))
    }

    fn open(&self) -> io::Result<Box<dyn Readable>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Kept(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// The recording in it, unpacked while it is read.
    pub(super) fn recording(&self, name: &str) -> Result<Box<dyn Read>, Problem> {
        let parts = self.parts(name)?;
        let named = |end: &str| {
            parts.iter().filter(|part| part.name.to_ascii_lowercase().ends_with(end)).collect::<Vec<_>>()
        };
        let recordings = named(".har");
        let traces = named(".network");
        if let Some(one) = recordings.first().copied().filter(|_| recordings.len() == 1) {
            return self.unpack(name, one);
        }
        if recordings.len() > 1 {
            let names: Vec<&str> = recordings.iter().take(SHOWN).map(|part| part.name.as_str()).collect();
            let cause = Said::SeveralRecordings(recordings.len(), names.join(", "));
            return Err(Problem::at(name, cause).cure(Said::UnpackOne));
        }
        if !traces.is_empty() {
            traces.iter().try_for_each(|part| part.check(name))?;
            let (archive, traces) = (self.clone(), traces.into_iter().cloned().collect::<Vec<_>>());
            let opened = traces.into_iter().map(move |part| archive.open_part(&part));
            return Ok(Box::new(trace::as_har(Bounded::new(trace::joined(opened)))));
        }
        match parts.as_slice() {
            [one] => self.unpack(name, one),
            _ => Err(Problem::at(name, listed(&parts)).cure(Said::ExportHar)),
        }
    }

    /// The files in it, without directories and what macOS adds.
    fn parts(&self, name: &str) -> Result<Vec<Part>, Problem> {
        let broken = |error: zip::result::ZipError| {
            Problem::at(name, Said::BadArchive(error.to_string())).cure(Said::CheckWhole)
        };
        let opened = self.open().map_err(|error| Problem::at(name, error))?;
        let mut archive = ZipArchive::new(opened).map_err(broken)?;
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).map_err(broken)?;
            let part_name = file.name().map_err(broken)?.into_owned();
            if part_name.ends_with('/') || part_name.starts_with("__MACOSX/") {
                continue;
            }
            if file.encrypted() {
                return Err(Problem::at(name, Said::Encrypted(part_name)).cure(Said::UnpackFirst));
            }
            let Some(start) = file.data_start() else {
                return Err(Problem::at(name, Said::BadArchive(part_name)).cure(Said::CheckWhole));
            };
            parts.push(Part {
                name: part_name,
                start,
                size: file.compressed_size(),
                method: file.compression(),
            });
        }
        Ok(parts)
    }

    fn unpack(&self, name: &str, part: &Part) -> Result<Box<dyn Read>, Problem> {
        part.check(name)?;
        let opened = self.open_part(part).map_err(|error| Problem::at(name, error))?;
        Ok(Box::new(Bounded::new(opened)))
    }

    /// The text of a part that has been checked.
    fn open_part(&self, part: &Part) -> io::Result<Box<dyn Read>> {
        let mut opened = self.open()?;
        opened.seek(SeekFrom::Start(part.start))?;
        let packed = opened.take(part.size);
        Ok(match part.method {
            CompressionMethod::Stored => Box::new(packed),
            _ => Box::new(DeflateDecoder::new(packed)),
        })
    }
}

impl Part {
    /// Whether it can be unpacked.
    fn check(&self, name: &str) -> Result<(), Problem> {
        match self.method {
            CompressionMethod::Stored | CompressionMethod::Deflated => Ok(()),
            other => Err(Problem::at(name, Said::OddlyPacked(self.name.clone(), other.to_string()))
                .cure(Said::UnpackFirst)),
        }
    }
}

/// The first names, and how many more there are.
fn listed(parts: &[Part]) -> Said {
    let shown = parts.iter().take(SHOWN).map(|part| part.name.clone()).collect();
    Said::NoRecording(shown, parts.len().saturating_sub(SHOWN))
}
