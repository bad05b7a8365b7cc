//! The inventory of shares as a file: read whole, changed under the lock of the state folder.

use super::{State, lock};
use crate::error::Error;
use crate::exit::Exit;
use crate::files::{self, FileError};
use coldframe_core::inventory::{Inventory, InventoryError};
use coldframe_core::limits::INVENTORY_BYTES_MAX;
use std::path::Path;

/// Its name in the state folder.
const NAME: &str = "inventory.json";

impl State {
    /// Where the shares are; nothing on a machine that forgets.
    pub(crate) fn inventory(&self) -> Result<Inventory, Error> {
        self.folder().map_or_else(|| Ok(Inventory::default()), load)
    }

    /// Changes the inventory, as the newest run left it.
    ///
    /// # Errors
    /// `inventory/no-state` on a machine that forgets, and what `change` says: then nothing is changed.
    pub(crate) fn change_inventory<R>(
        &mut self,
        change: impl FnOnce(&mut Inventory) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let Some(folder) = self.folder() else {
            return Err(Error::plain(Exit::Device, "inventory/no-state"));
        };
        let _lock = lock(folder)?;
        let mut inventory = load(folder)?;
        let done = change(&mut inventory)?;
        let bytes = inventory.to_bytes();
        if bytes.len() > INVENTORY_BYTES_MAX {
            return Err(InventoryError::TooLong { limit: INVENTORY_BYTES_MAX }.into());
        }
        files::write(&folder.join(NAME), &bytes, true)?;
        Ok(done)
    }
}

/// A file that is not there is an empty inventory, a file that cannot be read never is.
fn load(folder: &Path) -> Result<Inventory, Error> {
    let most = u64::try_from(INVENTORY_BYTES_MAX).unwrap_or(u64::MAX);
    match files::read(&folder.join(NAME), most) {
        Ok(bytes) => Ok(Inventory::parse(&bytes)?),
        Err(FileError::Missing(_)) => Ok(Inventory::default()),
        Err(error) => Err(error.into()),
    }
}
