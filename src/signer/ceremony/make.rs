//! A new set: made, proven in memory, recorded, handed out. Inside the vault only.

use super::hand::{About, Handing, Went};
use super::{may_split_again, record, scheme_name, set_name};
use crate::cli::share::common::NewSet;
use crate::desk::Kind;
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::sealed_descriptor;
use crate::secret_input;
use crate::world::World;
use bitcoin::bip32::Fingerprint;
use coldframe_core::inventory::{Day, SetRecord};
use coldframe_core::journal::Event;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Holds, Scheme, SetId};
use coldframe_keys::entropy;
use coldframe_keys::shares::{Gathering, Plan, Recovered, Share, split};
use coldframe_keys::{Keychain, Language, Mnemonic, Secret, Seed, SeedError, language_name};

/// What is split. Lives in the vault.
pub(crate) struct Payload {
    /// Its bytes.
    pub(crate) secret: Secret<Vec<u8>>,
    /// What they are.
    pub(crate) holds: Holds,
    /// The list of the words, where they are entropy.
    pub(crate) language: Language,
    /// Of the master key that the bytes alone restore.
    pub(crate) fingerprint: Fingerprint,
    /// Whether the wallet is known to need a BIP-39 passphrase besides, which no share holds.
    pub(crate) wants_bip39_passphrase: bool,
}

/// What anybody may know of a set that was made.
#[derive(Debug, Default)]
pub(crate) struct Made {
    set: Option<SetId>,
    fingerprint: Fingerprint,
    went: Vec<Went>,
    revoked: Vec<SetId>,
    record: Option<SetRecord>,
}

impl Payload {
    /// The entropy of words.
    pub(crate) fn of_words(words: &Mnemonic) -> Result<Self, Error> {
        let secret = words.entropy(bytes)?;
        let fingerprint = Seed::of_words(words, b"")?.fingerprint()?;
        let language = words.language();
        Ok(Self { secret, holds: Holds::Entropy, language, fingerprint, wants_bip39_passphrase: false })
    }

    /// The seed that words and their passphrase lead to.
    pub(crate) fn of_seed(seed: &Seed) -> Result<Self, Error> {
        Self::of_master_secret(seed.lend(bytes))
    }

    /// A master secret that shares came to.
    pub(crate) fn of_recovered(recovered: &Recovered) -> Result<Self, Error> {
        Self::of_master_secret(recovered.expose(bytes))
    }

    /// A master secret as it stands.
    pub(crate) fn of_master_secret(secret: Secret<Vec<u8>>) -> Result<Self, Error> {
        let fingerprint = secret.expose(|secret| Seed::of_bytes(secret))?.fingerprint()?;
        let (holds, language) = (Holds::MasterSecret, Language::English);
        Ok(Self { secret, holds, language, fingerprint, wants_bip39_passphrase: false })
    }

    /// The seed these bytes restore, found anew.
    fn seed_of(&self, bytes: &[u8]) -> Result<Seed, SeedError> {
        match self.holds {
            Holds::Entropy => Seed::of_words(&Mnemonic::of_entropy(self.language, bytes)?, b""),
            Holds::MasterSecret => Seed::of_bytes(bytes),
        }
    }
}

fn bytes(secret: &[u8]) -> Secret<Vec<u8>> {
    Secret::built(Vec::with_capacity(secret.len()), |out| out.extend_from_slice(secret))
}

/// Makes a set and hands it out. The journal knows of it before the first share can be seen.
pub(crate) fn make(
    payload: &Payload,
    plan: &Plan,
    set: &NewSet,
    handing: &Handing,
    revoked: &[SetId],
    world: &mut World,
) -> Result<Made, Error> {
    fits(payload, plan)?;
    descriptor_is_of(payload, set, handing, world)?;
    may_split_again(payload.fingerprint, set, revoked, world)?;
    let passphrase = new_passphrase(set, world)?;
    let shares = passphrase.expose(|passphrase| {
        let shares = payload.secret.expose(|secret| split(plan, secret, passphrase, &mut entropy::fill))?;
        proven(&shares, payload, passphrase)?;
        Ok::<_, Error>(shares)
    })?;
    let id = shares.first().and_then(|share| share.facts().set_id);
    let about = About {
        plan,
        set: id,
        holds: payload.holds,
        secret_bytes: payload.secret.expose(Vec::len),
        other_language: (payload.language != Language::English).then(|| language_name(payload.language)),
        wants_bip39_passphrase: payload.wants_bip39_passphrase,
        fingerprint: payload.fingerprint,
        has_passphrase: passphrase.expose(|passphrase| !passphrase.is_empty()),
        label: set.label.as_deref().map(Safe::text),
        made_at: world.now(),
    };
    // A label too long for its card is found out while nobody has seen a share.
    handing.cards_fit(&shares, &about)?;
    handing.same_keys().iter().for_each(|facts| world.say("share-screen/same-key", facts));
    world.record(&made_event(id, payload, plan))?;
    let went = handing
        .hand(&shares, &about, world.desk.as_mut())
        .inspect_err(|_| left_unfinished(id, payload.fingerprint, world))?;
    // Only now: a ceremony that somebody left leaves the old set as the one that counts.
    let fingerprint = payload.fingerprint;
    let gone: Vec<Event> =
        revoked.iter().map(|set| Event::SharesRevoked { fingerprint, set: *set }).collect();
    world.record_all(&gone)?;
    let on = Day::of(world.now());
    let copies = shares.iter().zip(handing.holders()).zip(1_usize..);
    let copies = copies.map(|((share, holder), number)| {
        record::copy(&about.facts_of(share, number), number, holder, handing, plan.scheme, on)
    });
    let record = record::new_set(plan, id, payload.fingerprint, set.label.as_deref(), copies.collect(), on);
    let revoked = revoked.to_vec();
    Ok(Made { set: id, fingerprint: payload.fingerprint, went, revoked, record: Some(record) })
}

/// Whoever was first has a share of a set that does not come to be: on paper it looks like any other.
fn left_unfinished(set: Option<SetId>, fingerprint: Fingerprint, world: &mut World) {
    // The reason it was left is what the run ends with, also where the journal cannot be written.
    let _ = world.record(&Event::SharesUnfinished { fingerprint, set });
    let facts = [("set", Safe::text(&set_name(set))), ("fingerprint", Safe::text(&fingerprint.to_string()))];
    world.say("share-screen/unfinished", &facts);
}

/// All of them together restore what was split, and to the last one they agree: seen here, before
/// anybody sees a share.
fn proven(shares: &[Share], payload: &Payload, passphrase: &[u8]) -> Result<(), Error> {
    let lost = || Error::plain(Exit::Bug, "share/lost");
    let mut gathering = Gathering::new().needing(u8::try_from(shares.len()).unwrap_or(u8::MAX));
    for share in shares {
        // Read back from what will stand on paper.
        let read = share.expose_text(|text| Share::read(text.as_bytes(), Some(share.facts().scheme)))?;
        gathering.add(read)?;
    }
    let back = gathering.finish(passphrase)?;
    let fingerprint = back.expose(|bytes| payload.seed_of(bytes))?.fingerprint()?;
    let is_same = back.expose(bytes).is_same(&payload.secret);
    if is_same && fingerprint == payload.fingerprint { Ok(()) } else { Err(lost()) }
}

/// Whether that secret can be split like this, and its shares say what they hold.
fn fits(payload: &Payload, plan: &Plan) -> Result<(), Error> {
    plan.check(payload.secret.expose(Vec::len))?;
    if plan.holds != payload.holds {
        return Err(Error::plain(Exit::Bug, "share/other-kind"));
    }
    // Coldcard makes English words of the sum, which are another wallet.
    if plan.scheme == Scheme::SeedXor && payload.language != Language::English {
        let facts = vec![("language", Safe::text(language_name(payload.language)))];
        return Err(Error::with(Exit::Usage, "share/xor-english", facts));
    }
    Ok(())
}

/// Holds the descriptor on the cards against the seed that the shares restore.
fn descriptor_is_of(
    payload: &Payload,
    set: &NewSet,
    handing: &Handing,
    world: &mut World,
) -> Result<(), Error> {
    let keys = handing.descriptor_keys();
    // Those of a wallet with a BIP-39 passphrase are not known here.
    if keys.is_empty() || payload.wants_bip39_passphrase {
        return Ok(());
    }
    let keychain = Keychain::of_seed(payload.secret.expose(|bytes| payload.seed_of(bytes))?)?;
    sealed_descriptor::is_of(keys, &keychain, payload.fingerprint, &set.acknowledge, world)
}

fn made_event(set: Option<SetId>, payload: &Payload, plan: &Plan) -> Event {
    Event::SharesMade {
        fingerprint: payload.fingerprint,
        scheme: plan.scheme,
        set,
        holds: payload.holds,
        language: (payload.holds == Holds::Entropy).then(|| language_name(payload.language)),
        groups_needed: plan.group_need,
        groups: plan.groups.iter().map(|group| (group.need, group.of)).collect(),
    }
}

fn new_passphrase(set: &NewSet, world: &mut World) -> Result<Secret<Vec<u8>>, Error> {
    Ok(match (set.new_share_passphrase_fd, set.ask_new_share_passphrase) {
        (Some(fd), _) => secret_input::of_descriptor(fd, true)?,
        (None, true) => {
            let above = [text("share-screen/new-passphrase", &[])];
            world.desk.ask(&above, Kind::NewPassphrase, true)?
        }
        (None, false) => Secret::built(Vec::new(), |_| ()),
    })
}

/// Outside again: what was made, where it went, what comes next; and the inventory is told.
pub(crate) fn say_made(made: Made, plan: &Plan, world: &mut World) -> String {
    if let Some(record) = made.record {
        record::write_down(record, &made.revoked, world);
    }
    for went in made.went.iter().filter(|went| !went.is_blank) {
        let facts = [("holder", went.holder.clone()), ("path", files::shown(&went.path))];
        world
            .say(if went.is_sealed { "share-screen/done-sealed" } else { "share-screen/done-plain" }, &facts);
    }
    for set in &made.revoked {
        world.say("share-screen/revoked", &[("set", Safe::text(set.as_str()))]);
    }
    let fingerprint = ("fingerprint", Safe::text(&made.fingerprint.to_string()));
    world.say("share-screen/done-next", std::slice::from_ref(&fingerprint));
    let first = plan.groups.first().map_or(0, |group| group.need);
    let facts = [
        ("scheme", Safe::text(scheme_name(plan.scheme))),
        ("set", Safe::text(&set_name(made.set))),
        ("count", Safe::count(plan.share_count())),
        ("need", Safe::number(first)),
        ("groups", Safe::count(plan.groups.len())),
        ("groups_need", Safe::number(plan.group_need)),
        fingerprint,
    ];
    let several = plan.groups.len() > 1;
    text(if several { "share-screen/done-groups" } else { "share-screen/done" }, &facts) + "\n"
}
