//! A date out of seconds, without a clock.

/// `2026-03-02` in UTC (ISO 8601), after the days-from-civil algorithm turned around.
pub fn iso_date(unix_seconds: u64) -> String {
    let days = unix_seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2026-03-02 14:05 UTC`.
pub fn iso_minute(unix_seconds: u64) -> String {
    let minutes = unix_seconds / 60;
    format!("{} {:02}:{:02} UTC", iso_date(unix_seconds), minutes / 60 % 24, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_moments_have_their_dates() {
        for (unix, date) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_231_006_505, "2009-01-03"),
            (4_000_000_000, "2096-10-02"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(iso_date(unix), date);
        }
        assert_eq!(iso_minute(1_231_006_505), "2009-01-03 18:15 UTC");
    }
}
