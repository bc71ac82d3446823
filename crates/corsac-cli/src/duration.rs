//! Lengths of time on the command line.

use crate::arguments::BadValue;
use crate::words::said::Said;
use std::time::Duration;

/// Reads `90`, `90s`, `500ms`, `2m` or `1h`; a number alone is seconds.
pub(crate) fn parse(text: &str) -> Result<Duration, BadValue> {
    const FORM: BadValue = BadValue(Said::WriteTime);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: f64 = number.parse().map_err(|_| FORM)?;
    let seconds = match unit.trim() {
        "ms" => number / 1000.0,
        "" | "s" => number,
        "m" | "min" => number * 60.0,
        "h" => number * 3600.0,
        _ => return Err(FORM),
    };
    if (0.001..=1e6).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err(BadValue(Said::TimeBounds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_is_seconds() {
        let parsed = |text| parse(text).map(|duration| duration.as_millis());
        assert_eq!(parsed("60"), Ok(60_000));
        assert_eq!(parsed("60s"), Ok(60_000));
        assert_eq!(parsed("500ms"), Ok(500));
        assert_eq!(parsed("1.5m"), Ok(90_000));
        assert_eq!(parsed("1h"), Ok(3_600_000));
        assert!(
            parsed("").is_err() && parsed("soon").is_err() && parsed("2d").is_err() && parsed("0").is_err()
        );
    }
}
