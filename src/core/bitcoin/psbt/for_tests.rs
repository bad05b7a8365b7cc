//! A way for tests to make a PSBT without bytes, to give the review what no honest file holds.

use super::{Input, Map, Output, Psbt, Version};
use bitcoin::Transaction;

impl Psbt {
    /// Puts the parts together as they are; the lists must be as long as the transaction's.
    pub(crate) fn for_tests(
        version: Version,
        transaction: Transaction,
        inputs: Vec<Input>,
        outputs: Vec<Output>,
    ) -> Self {
        assert_eq!((inputs.len(), outputs.len()), (transaction.input.len(), transaction.output.len()));
        Self {
            version,
            global: Map::default(),
            transaction,
            inputs,
            outputs,
            unknown_count: 0,
            modifiable: None,
        }
    }
}
