//! `coldframe share reshare`.

use crate::cards;
use crate::ceremony::{self, Compared, Handing, Made, Opened, Payload, Until};
use crate::cli::share::reshare::Reshare;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings;
use crate::unlock::inside;
use crate::world::{self, World};
use coldframe_core::shares::{Holds, SetId};

/// A new set out of a quorum of the old one, which is recorded as revoked.
pub(super) fn reshare(args: &Reshare, world: &mut World) -> Result<Exit, Error> {
    // What is split is known when the old shares are together; everything else is checked before.
    let mut plan = ceremony::plan(&args.set, args.whose.holds.unwrap_or(Holds::Entropy))?;
    let handing = Handing::prepare(&args.handing, &args.cards, &plan)?;
    let handing = handing.with_descriptor(cards::descriptor_code(&args.cards, world)?);
    surroundings::require(world)?;
    handing.needs(world.desk.as_mut())?;
    world.state()?;
    let mut made = Made::default();
    let mut revoked: Vec<SetId> = Vec::new();
    let mut compared = Compared::default();
    inside(world, |world| {
        let gathered = ceremony::gather(&args.shares, args.from_scheme, Until::Enough, world)?;
        let restore = |passphrase: &[u8]| Ok(gathered.gathering.finish(passphrase)?);
        let Opened { recovered, meant, .. } =
            ceremony::opened(&gathered, &args.shares, &args.whose, restore, world)?;
        let mut payload = match meant.holds {
            Holds::Entropy => Payload::of_words(&recovered.mnemonic(meant.language)?)?,
            Holds::MasterSecret => Payload::of_recovered(&recovered)?,
        };
        // Words whose wallet was told by its passphrase: every new share says that it is needed besides.
        payload.wants_bip39_passphrase = meant.wallet != meant.fingerprint;
        plan.holds = meant.holds;
        compared = meant.compared;
        revoked.extend(gathered.progress.set_id);
        made = ceremony::make(&payload, &plan, &args.set, &handing, &revoked, world)?;
        Ok(())
    })?;
    ceremony::say_compared(compared, revoked.first().copied(), world);
    let said = ceremony::say_made(made, &plan, world);
    if revoked.is_empty() {
        world.say("share-screen/not-revoked", &[]);
    }
    world::result(said.as_bytes())
}
