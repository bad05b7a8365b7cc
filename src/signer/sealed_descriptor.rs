//! A wallet's descriptor out of an input, sealed to the keys in it.

use crate::error::Error;
use crate::exit::Exit;
use crate::place::Input;
use crate::receive::{self, Wanted};
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::Event;
use coldframe_core::messages::Code;
use coldframe_core::safe::Safe;
use coldframe_core::wallet::descriptor_backup::{Recipients, XOnly, keys_in, seal, x_only};
use coldframe_keys::Keychain;

/// The code that a script acknowledges: the cards carry a descriptor without a usual key of the seed.
const OTHER_DESCRIPTOR: &str = "share/other-descriptor";

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

/// Stops at a descriptor for cards that has none of this wallet's usual keys: one of another wallet would be
/// believed for years, and the seed that the cards restore would not open it.
pub(crate) fn is_of(
    keys: &[XOnly],
    keychain: &Keychain,
    fingerprint: Fingerprint,
    acknowledged: &[String],
    world: &mut World,
) -> Result<(), Error> {
    let usual = keychain.usual_keys(world.network).map_err(|why| Error::new(Exit::WrongSecret, &why))?;
    if usual.iter().any(|key| keys.contains(&x_only(key))) {
        return Ok(());
    }
    if !acknowledged.iter().any(|code| code == OTHER_DESCRIPTOR) {
        let facts = vec![("fingerprint", Safe::text(&fingerprint.to_string()))];
        return Err(Error::with(Exit::Refused, OTHER_DESCRIPTOR, facts));
    }
    world.record(&Event::Override { code: Code::new(OTHER_DESCRIPTOR) })
}

/// What an input holds, or a code in it.
pub(crate) fn content(input: &Input, world: &mut World) -> Result<Vec<u8>, Error> {
    let came = world.stdin.read(input)?;
    Ok(receive::into_bytes(receive::message(came, Wanted::TextToo, world)?))
}
