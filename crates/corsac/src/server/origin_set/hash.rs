//! A fast hash of short texts.
//!
//! Each step multiplies to 128 bits and folds the halves together, as wyhash and foldhash do, so that
//! every bit of a word reaches every bit of the hash.

/// An odd number without pattern: the golden ratio's binary digits.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash with one more word.
pub(super) const fn word(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word) as u128 * FACTOR as u128;
    ((product >> 64) as u64 ^ product as u64).wrapping_add(FACTOR)
}

/// The hash with one more text. The length is a part of it, so that the end of one text is not taken
/// for the start of the next.
pub(super) fn text(hash: u64, text: &[u8]) -> u64 {
    let mut hash = word(hash, text.len() as u64);
    let (words, rest) = text.as_chunks::<8>();
    for bytes in words {
        hash = word(hash, u64::from_le_bytes(*bytes));
    }
    // The last word overlaps the one before, which costs less than reading the rest byte by byte.
    match text.last_chunk::<8>() {
        Some(bytes) => word(hash, u64::from_le_bytes(*bytes)),
        None => word(hash, rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte))),
    }
}
