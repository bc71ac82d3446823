//! What is unpacked must end: a small file can be packed so that it fills every disk.

use std::io::{self, Read};

/// The most that a packed file may unpack to.
const UNPACKED_MAX: u64 = 1 << 30;

/// A reader that gives up, instead of ending as if all had been read.
pub(super) struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, left: UNPACKED_MAX }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::other("it unpacks to more than 1 GiB: unpack it yourself if that is meant")
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_a_mistake_and_no_end() {
        let mut bounded = Bounded { left: 5, ..Bounded::new(&b"123456"[..]) };
        let mut text = Vec::new();
        assert!(bounded.read_to_end(&mut text).is_err());
        let mut bounded = Bounded { left: 6, ..Bounded::new(&b"123456"[..]) };
        assert_eq!(bounded.read_to_end(&mut Vec::new()).unwrap(), 6);
    }
}
