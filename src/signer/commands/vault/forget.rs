//! `coldframe vault forget`.

use crate::cli::vault::forget::Forget;
use crate::error::Error;
use crate::exit::Exit;
use crate::unlock::inside;
use crate::vault_file::Store;
use crate::world::World;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_keys::vault::Name;

/// Overwrites and removes a file whose name was said twice.
pub(super) fn forget(args: &Forget, world: &mut World) -> Result<Exit, Error> {
    let name = Name::parse(&args.name)?;
    let store = Store::open(world)?;
    store.read(&name)?;
    let facts = [("name", Safe::text(name.as_str()))];
    let is_meant = match &args.confirm {
        Some(again) => again == name.as_str(),
        None => inside(world, |world| {
            let above = [text("vault-screen/forget", &facts)];
            Ok(world.desk.question(&above, &text("vault-screen/type-name", &[]))? == name.as_str())
        })?,
    };
    if !is_meant {
        return Err(Error::plain(Exit::Declined, "store/not-meant"));
    }
    store.forget(&name)?;
    world.say("vault-screen/forgotten", &facts);
    Ok(Exit::Done)
}
