//! What the transaction does differently from what was written down.

use super::Expected;
use crate::amount::Amount;
use crate::bitcoin::facts::{OutputKind, Spend};
use crate::messages::{Code, Explain, Facts};
use crate::network::Network;
use crate::safe::Safe;
use crate::wallet::address::AddressText;
use bitcoin::ScriptBuf;
use std::collections::BTreeMap;

/// One difference between the second source and the transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Written down, and not paid.
    Missing {
        /// The address.
        address: AddressText,
        /// The amount written down, if any.
        expected: Option<Amount>,
    },
    /// Paid, and not written down.
    Extra {
        /// Output, counted from 0.
        output_index: usize,
        /// The address, or the script in hexadecimal.
        address: AddressText,
        /// What it gets.
        pays: Option<Amount>,
    },
    /// Paid another amount than written down.
    Amount {
        /// Output, counted from 0.
        output_index: usize,
        /// The address.
        address: AddressText,
        /// The amount written down.
        expected: Amount,
        /// What it gets.
        pays: Option<Amount>,
    },
}

/// A spend held against a second source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    differences: Vec<Difference>,
}

impl Comparison {
    /// Holds the payments of a spend against what was written down.
    pub fn of(spend: &Spend, expected: &[Expected]) -> Self {
        Self { differences: compare(spend, expected) }
    }

    /// Whether both sources say the same.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether the second source names this very payment, amount included.
    pub fn confirms(&self, output_index: usize) -> bool {
        !self.differences.iter().any(|difference| difference.output_index() == Some(output_index))
    }

    /// What differs.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

impl Difference {
    /// The output it is about, if the transaction has one.
    pub fn output_index(&self) -> Option<usize> {
        match self {
            Self::Missing { .. } => None,
            Self::Extra { output_index, .. } | Self::Amount { output_index, .. } => Some(*output_index),
        }
    }

    /// The address it is about.
    pub fn address(&self) -> &AddressText {
        let (Self::Missing { address, .. } | Self::Extra { address, .. } | Self::Amount { address, .. }) =
            self;
        address
    }
}

/// Holds the payments of a spend against the second source, each line against one output. Lines with
/// the same amount are matched first, so that two payments to one address are not confused. Empty
/// means: exactly what was written down.
pub fn compare(spend: &Spend, expected: &[Expected]) -> Vec<Difference> {
    let mut open: BTreeMap<&ScriptBuf, Vec<Option<Amount>>> = BTreeMap::new();
    for line in expected {
        open.entry(&line.script).or_default().push(line.amount);
    }
    let leaving = |kind| matches!(kind, OutputKind::Payment | OutputKind::Unknown);
    let mut unmatched = Vec::new();
    for (index, output) in spend.outputs.iter().enumerate() {
        // A line may also name an output that returns to ourselves.
        let exact =
            open.get_mut(&output.script).is_some_and(|lines| take(lines, |line| line == output.amount));
        if !exact && (leaving(output.kind) || open.get(&output.script).is_some_and(|lines| !lines.is_empty()))
        {
            unmatched.push(index);
        }
    }
    let mut differences = Vec::new();
    for (index, output) in unmatched.into_iter().filter_map(|index| Some((index, spend.outputs.get(index)?)))
    {
        let line = open.get_mut(&output.script).and_then(first_line);
        let address = output.address.clone().unwrap_or_else(|| AddressText::of_script_hex(&output.script));
        match line {
            Some(None) => {}
            Some(Some(expected)) => {
                differences.push(Difference::Amount {
                    output_index: index,
                    address,
                    expected,
                    pays: output.amount,
                });
            }
            None if leaving(output.kind) => {
                differences.push(Difference::Extra { output_index: index, address, pays: output.amount });
            }
            None => {}
        }
    }
    differences.extend(missing(&open, spend.network));
    differences
}

fn missing(open: &BTreeMap<&ScriptBuf, Vec<Option<Amount>>>, network: Network) -> Vec<Difference> {
    let lines = open.iter().flat_map(|(script, lines)| lines.iter().map(move |line| (*script, *line)));
    lines
        .map(|(script, expected)| Difference::Missing {
            address: AddressText::of_script(script, network)
                .unwrap_or_else(|| AddressText::of_script_hex(script)),
            expected,
        })
        .collect()
}

fn take(lines: &mut Vec<Option<Amount>>, wanted: impl Fn(Option<Amount>) -> bool) -> bool {
    match lines.iter().position(|line| line.is_some() && wanted(*line)) {
        Some(position) => {
            lines.remove(position);
            true
        }
        None => false,
    }
}

/// A line without an amount before one whose amount differs.
fn first_line(lines: &mut Vec<Option<Amount>>) -> Option<Option<Amount>> {
    let position = lines.iter().position(Option::is_none).unwrap_or(0);
    (!lines.is_empty()).then(|| lines.remove(position))
}

impl Explain for Difference {
    fn code(&self) -> Code {
        Code::new(match self {
            Self::Missing { .. } => "expect/missing",
            Self::Extra { .. } => "expect/extra",
            Self::Amount { .. } => "expect/other-amount",
        })
    }

    fn facts(&self) -> Facts {
        let shown = |amount: &Option<Amount>| {
            Safe::text(&amount.map(|amount| amount.to_string()).unwrap_or_default())
        };
        match self {
            Self::Missing { address, expected } => {
                vec![("address", Safe::whole(&address.grouped())), ("expected", shown(expected))]
            }
            Self::Extra { output_index, address, pays } => vec![
                ("output", Safe::count(*output_index)),
                ("address", Safe::whole(&address.grouped())),
                ("pays", shown(pays)),
            ],
            Self::Amount { output_index, address, expected, pays } => vec![
                ("output", Safe::count(*output_index)),
                ("address", Safe::whole(&address.grouped())),
                ("expected", Safe::text(&expected.to_string())),
                ("pays", shown(pays)),
            ],
        }
    }
}
