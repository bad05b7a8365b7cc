//! Reads plain lists, BIP-21 links and CSV: line by line, each in whichever form it comes.

use super::{ExpectError, Expected, parse_amount};
use crate::amount::Amount;
use crate::limits::{EXPECTED_BYTES_MAX, EXPECTED_LINES_MAX};
use crate::network::Network;
use crate::wallet::address;

/// Reads a second source. Empty lines and lines that start with `#` are skipped, and so is the
/// heading of a CSV.
pub fn read(source: &[u8], network: Network) -> Result<Vec<Expected>, ExpectError> {
    if source.len() > EXPECTED_BYTES_MAX {
        return Err(ExpectError::TooLarge);
    }
    let text = std::str::from_utf8(source).map_err(|_| ExpectError::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut expected = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let (number, line) = (index + 1, line.trim());
        if line.is_empty() || line.starts_with('#') || (expected.is_empty() && is_heading(line)) {
            continue;
        }
        if expected.len() == EXPECTED_LINES_MAX {
            return Err(ExpectError::TooLarge);
        }
        expected.push(one_line(line, number, network)?);
    }
    if expected.is_empty() { Err(ExpectError::Empty) } else { Ok(expected) }
}

fn is_heading(line: &str) -> bool {
    let first = line.split([',', ';', '\t']).next().unwrap_or_default();
    line.contains([',', ';', '\t']) && unquoted(first).eq_ignore_ascii_case("address")
}

fn one_line(line: &str, number: usize, network: Network) -> Result<Expected, ExpectError> {
    if let Some((scheme, rest)) = line.split_once(':')
        && scheme.eq_ignore_ascii_case("bitcoin")
    {
        return link(rest, number, network);
    }
    let (address, amount) = match line.split_once([',', ';', '\t']) {
        // Further columns of a CSV (labels, memos) say nothing about the payment.
        Some((address, rest)) => (address, rest.split([',', ';', '\t']).next().unwrap_or_default()),
        None => line.split_once(' ').unwrap_or((line, "")),
    };
    payment(unquoted(address), Some(unquoted(amount)).filter(|amount| !amount.is_empty()), number, network)
}

/// BIP-21: amounts are decimal BTC; an unknown `req-` parameter makes the link unusable.
fn link(rest: &str, number: usize, network: Network) -> Result<Expected, ExpectError> {
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut amount = None;
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let name = name.to_ascii_lowercase();
        if name == "amount" {
            // Twice the same name: two readers would take two amounts.
            if amount.replace(value).is_some() || value.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                return Err(ExpectError::Amount { line: number });
            }
        } else if name.starts_with("req-") {
            return Err(ExpectError::Required { line: number });
        }
    }
    payment(address, amount, number, network)
}

fn payment(
    address: &str,
    amount: Option<&str>,
    line: usize,
    network: Network,
) -> Result<Expected, ExpectError> {
    let script = address::parse(address, network).map_err(|_| ExpectError::Address { line })?;
    let read = |text: &str| parse_amount(text).ok_or(ExpectError::Amount { line });
    let amount: Option<Amount> = amount.map(read).transpose()?;
    Ok(Expected { script, amount })
}

fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell).trim()
}
