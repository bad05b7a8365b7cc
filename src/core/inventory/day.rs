//! Days as people write them: ISO 8601, without a time.

use crate::journal::UnixSeconds;
use std::fmt;

/// A day of the (proleptic Gregorian) calendar, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

/// 9999-12-31.
const LAST: u32 = 2_932_896;

impl Day {
    /// The day of this moment, by UTC.
    pub fn of(at: UnixSeconds) -> Self {
        Self(u32::try_from(at.0 / 86_400).unwrap_or(LAST).min(LAST))
    }

    /// Reads `2026-11-29`, nothing else, from 1970 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
        };
        let (year, month) = (number(0..4)?, number(5..7)?);
        if year < 1970 || !(1..=12).contains(&month) {
            return None;
        }
        // Howard Hinnant's days_from_civil; a day that the month does not have is told by its spelling.
        let day = number(8..10)?;
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let (era, year_of_era) = (year / 400, year % 400);
        let day_of_year = ((153 * month + 2) / 5 + day).checked_sub(1)?;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self((era * 146_097 + day_of_era).checked_sub(719_468)?);
        (found.to_string() == text).then_some(found)
    }

    /// Days from that one to this one; 0 if it is later.
    pub fn days_since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = UnixSeconds(u64::from(self.0) * 86_400).to_string();
        f.write_str(moment.split('T').next().unwrap_or_default())
    }
}
