//! Who is to be paid, and what must be confirmed from another source.

use super::{OutputKind, Spend};
use crate::amount::Amount;
use crate::wallet::address::AddressText;

/// One payment that leaves us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Output, counted from 0.
    pub output_index: usize,
    /// The address, or the script in hexadecimal where there is none.
    pub address: AddressText,
    /// The amount; `None` where it is no amount, and then the review refuses.
    pub amount: Option<Amount>,
}

impl Spend {
    /// Every payment that leaves us, in the order of the outputs. Data outputs are not payments.
    pub fn recipients(&self) -> Vec<Recipient> {
        let leaving = |kind| matches!(kind, OutputKind::Payment | OutputKind::Unknown);
        self.outputs
            .iter()
            .enumerate()
            .filter(|(_, output)| leaving(output.kind))
            .map(|(output_index, output)| Recipient {
                output_index,
                address: output.address.clone().unwrap_or_else(|| AddressText::of_script_hex(&output.script)),
                amount: output.amount,
            })
            .collect()
    }
}
