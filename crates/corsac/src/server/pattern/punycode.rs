//! Whether a label's punycode stands for anything.
//!
//! The algorithm is that of RFC 3492, section 6.2. Which letters a name may hold is left to the
//! registries; only control characters are refused, which no name holds.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 0x80;
/// The first code point after the control characters that follow ASCII.
const FIRST_PRINTABLE: u32 = 0xa0;

/// Whether `text`, a label without its `xn--`, decodes to letters beyond ASCII.
pub(super) fn is_valid(text: &str) -> bool {
    decode(text).is_some()
}

fn decode(text: &str) -> Option<()> {
    let (basic, digits) = text.rsplit_once('-').unwrap_or(("", text));
    let mut digits = digits.bytes().map(digit).peekable();
    digits.peek()?;
    let first = u32::try_from(basic.len()).ok()? + 1;
    let mut length = first - 1;
    let (mut n, mut i, mut bias) = (INITIAL_N, 0u32, INITIAL_BIAS);
    while digits.peek().is_some() {
        let delta = delta(&mut digits, bias)?;
        i = i.checked_add(delta)?;
        length += 1;
        bias = adapt(delta, length, length == first);
        n = n.checked_add(i / length)?;
        i = i % length + 1;
        char::from_u32(n).filter(|_| n >= FIRST_PRINTABLE)?;
    }
    Some(())
}

/// Reads one number of variable length.
fn delta(digits: &mut impl Iterator<Item = Option<u32>>, bias: u32) -> Option<u32> {
    let (mut value, mut weight, mut k) = (0u32, 1u32, BASE);
    loop {
        let digit = digits.next()??;
        value = value.checked_add(digit.checked_mul(weight)?)?;
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if digit < threshold {
            return Some(value);
        }
        weight = weight.checked_mul(BASE - threshold)?;
        k += BASE;
    }
}

const fn adapt(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (((BASE - T_MIN + 1) * delta) / (delta + SKEW))
}

const fn digit(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some((byte - b'a') as u32),
        b'0'..=b'9' => Some((byte - b'0') as u32 + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn names_in_many_scripts() {
        for text in [
            "bcher-kva",                   // bücher
            "rsum-bpad",                   // résumé
            "p1ai",                        // рф
            "fiqs8s",                      // 中国
            "wgv71a119e",                  // 日本語
            "mgbh0fb",                     // مثال
            "e1aybc",                      // тест
            "zckzah",                      // テスト
            "i-7iq",                       // i❤
            "a-b-c-qva",                   // aý-b-c
            "ihqwcrb4cv8a8dqg056pqjye",    // RFC 3492, 7.1 (B)
            "ihqwctvzc91f659drss3x8bo0yb", // RFC 3492, 7.1 (C)
            "3b-ww4c5e180e575a65lsy2b",    // RFC 3492, 7.1 (L), lower case
        ] {
            assert!(is_valid(text), "{text}");
        }
    }

    #[test]
    fn texts_that_decode_to_nothing() {
        for text in ["", "f", "a", "-", "abc-", "99999999", "zzzzzzzz", "B\u{fc}", "bcher-KVA", "0!"] {
            assert!(!is_valid(text), "{text}");
        }
    }
}
