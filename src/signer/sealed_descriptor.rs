//! A wallet's descriptor out of an input, sealed to the keys in it.

use crate::error::Error;
use crate::place::Input;
use crate::receive::{self, Wanted};
use crate::world::World;
use coldframe_core::safe::Safe;
use coldframe_core::wallet::descriptor_backup::{Recipients, XOnly, keys_in, seal};

/// A descriptor, sealed.
pub(crate) struct SealedDescriptor {
    /// Sealed: nothing of it can be read without a key of the wallet.
    pub(crate) bytes: Vec<u8>,
    /// The keys in it. Public.
    pub(crate) keys: Vec<XOnly>,
}

/// Seals the descriptor in an input, and says to how many keys: a holder whose key is left out must know.
pub(crate) fn of_input(input: &Input, world: &mut World) -> Result<SealedDescriptor, Error> {
    let bytes = content(input, world)?;
    let descriptor = String::from_utf8_lossy(&bytes).trim().to_owned();
    let recipients = Recipients::of(&descriptor)?;
    let bytes = seal(&recipients, &descriptor, || world.chance())?;
    world.say("descriptor-backup/sealed-to", &[("count", Safe::count(recipients.count()))]);
    if recipients.excluded() > 0 {
        world.say("descriptor-backup/left-out", &[("count", Safe::count(recipients.excluded()))]);
    }
    Ok(SealedDescriptor { bytes, keys: keys_in(&descriptor)? })
}

/// What an input holds, or a code in it.
pub(crate) fn content(input: &Input, world: &mut World) -> Result<Vec<u8>, Error> {
    let came = world.stdin.read(input)?;
    Ok(receive::into_bytes(receive::message(came, Wanted::TextToo, world)?))
}
