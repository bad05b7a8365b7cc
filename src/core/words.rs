//! Numbers and units as people read them: never translated.

/// `12.4 sat/vB` from tenths.
pub fn fee_rate(tenths: u64) -> String {
    format!("{}.{} sat/vB", tenths / 10, tenths % 10)
}

/// `0.007 %` from thousandths of a percent.
pub fn percent(thousandths: u64) -> String {
    format!("{}.{:03} %", thousandths / 1_000, thousandths % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_rates_show_every_place() {
        assert_eq!(fee_rate(124), "12.4 sat/vB");
        assert_eq!(fee_rate(9), "0.9 sat/vB");
        assert_eq!(percent(7), "0.007 %");
        assert_eq!(percent(99_999), "99.999 %");
    }
}
