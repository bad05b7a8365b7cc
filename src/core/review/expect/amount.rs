//! Amounts as people write them, read exactly: no floating point.

use crate::amount::Amount;

/// `0.1`, `0.1 BTC`, `10000 sat`: a bare number is BTC. Blanks between digits, as we print them
/// ourselves, are allowed; a comma is not, since half the world reads it as a point.
pub fn parse_amount(text: &str) -> Option<Amount> {
    let joined: String = text.chars().filter(|character| *character != ' ').collect();
    let lower = joined.to_ascii_lowercase();
    let in_sat = ["satoshis", "satoshi", "sats", "sat"].into_iter().find_map(|unit| lower.strip_suffix(unit));
    if let Some(digits) = in_sat {
        return Amount::from_sat(digits_only(digits)?);
    }
    btc(lower.strip_suffix("btc").unwrap_or(&lower))
}

fn btc(text: &str) -> Option<Amount> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || fraction.len() > 8 {
        return None;
    }
    let whole = digits_only(whole)?.checked_mul(100_000_000)?;
    let fraction = digits_only(&format!("{fraction:0<8}"))?;
    Amount::from_sat(whole.checked_add(fraction)?)
}

/// Digits and nothing else: no sign, no exponent, no underscore.
fn digits_only(text: &str) -> Option<u64> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
