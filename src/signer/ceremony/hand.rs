//! Shares on their way to their holders: each to one person alone, or sealed to their key.

use super::cards::ShareCards;
use super::holders::{Holder, holders};
use super::paper;
use crate::cards::CardDescriptor;
use crate::cli::cards::CardOptions;
use crate::cli::share::common;
use crate::desk::{Desk, Kind};
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use bitcoin::bip32::Fingerprint;
use coldframe_core::journal::UnixSeconds;
use coldframe_core::messages::text;
use coldframe_core::safe::Safe;
use coldframe_core::shares::{Holds, Scheme, SetId, ShareFacts};
use coldframe_core::wallet::descriptor_backup::XOnly;
use coldframe_keys::shares::{Plan, Share};
use coldframe_keys::vault::{Lock, encrypt};
use std::path::{Path, PathBuf};

/// How often a share may be typed back wrongly before the set is given up.
const TRIES: usize = 3;

/// How shares reach their holders: settled before the vault.
#[derive(Debug)]
pub(crate) struct Handing {
    holders: Vec<Holder>,
    folder: Option<PathBuf>,
    is_plain: bool,
    type_back: bool,
    has_names: bool,
    cards: Option<ShareCards>,
    /// The keys of the descriptor on the cards.
    descriptor_keys: Vec<XOnly>,
}

/// What every share of a set says of it.
pub(crate) struct About<'a> {
    /// How it was made.
    pub(crate) plan: &'a Plan,
    /// Its name.
    pub(crate) set: Option<SetId>,
    /// What was split.
    pub(crate) holds: Holds,
    /// How long it is.
    pub(crate) secret_bytes: usize,
    /// The list of its words, where they are not English.
    pub(crate) other_language: Option<&'static str>,
    /// Whether the wallet is known to need a BIP-39 passphrase besides.
    pub(crate) wants_bip39_passphrase: bool,
    /// Of the master key it restores.
    pub(crate) fingerprint: Fingerprint,
    /// Whether the set has a passphrase.
    pub(crate) has_passphrase: bool,
    /// What somebody called it.
    pub(crate) label: Option<Safe>,
    /// When.
    pub(crate) made_at: UnixSeconds,
}

/// A share that went into a file.
#[derive(Debug)]
pub(crate) struct Went {
    /// To whom.
    pub(crate) holder: Safe,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Whether it is sealed to their key.
    pub(crate) is_sealed: bool,
    /// Whether it is a card with nothing secret on it.
    pub(crate) is_blank: bool,
}

/// A file that is whole and not yet written.
struct Outgoing {
    went: Went,
    bytes: Vec<u8>,
}

impl Handing {
    /// The holders and the folder that the options name, checked as far as they can be.
    pub(crate) fn prepare(named: &common::Handing, cards: &CardOptions, plan: &Plan) -> Result<Self, Error> {
        let holders = holders(named, plan.share_count())?;
        let has_keys = holders.iter().any(|holder| holder.key.is_some());
        let all_have_keys = holders.iter().all(|holder| holder.key.is_some());
        let is_plain = named.write_plaintext_secret.is_some();
        if is_plain && has_keys {
            // The keys would be dropped, and the files believed to be sealed.
            return Err(Error::plain(Exit::Usage, "usage/share-keys-unused"));
        }
        if named.type_back && all_have_keys {
            return Err(Error::plain(Exit::Usage, "usage/share-type-back"));
        }
        let folder = named.output.clone().or_else(|| named.write_plaintext_secret.clone());
        // A share that is shown has no file beside which its card could lie.
        let is_filled = is_plain || all_have_keys;
        let cards = ShareCards::named(cards, named.card_format, folder.is_some(), is_filled)?;
        let has_blank_cards = cards.as_ref().is_some_and(ShareCards::is_blank);
        match &folder {
            None if has_keys => return Err(Error::plain(Exit::Usage, "usage/share-folder")),
            Some(_) if !has_keys && !is_plain && !has_blank_cards => {
                return Err(Error::plain(Exit::Usage, "usage/share-no-keys"));
            }
            Some(folder) => is_folder(folder)?,
            None => {}
        }
        let has_names = named.holders.is_some() || !named.holder.is_empty();
        let type_back = named.type_back;
        Ok(Self { holders, folder, is_plain, type_back, has_names, cards, descriptor_keys: Vec::new() })
    }

    /// With the code of the wallet's descriptor on every card.
    pub(crate) fn with_descriptor(mut self, descriptor: Option<CardDescriptor>) -> Self {
        if let (Some(cards), Some(descriptor)) = (&mut self.cards, descriptor) {
            cards.descriptor = Some(descriptor.code);
            self.descriptor_keys = descriptor.keys;
        }
        self
    }

    /// The keys of the descriptor on the cards; none where there is none.
    pub(super) fn descriptor_keys(&self) -> &[XOnly] {
        &self.descriptor_keys
    }

    /// Stops where somebody is to see a share and there is nobody, or nothing that can hide it again.
    pub(crate) fn needs(&self, desk: &mut dyn Desk) -> Result<(), Error> {
        let is_shown = |holder: &Holder| !self.is_plain && holder.key.is_none();
        if self.holders.iter().any(is_shown) { Ok(desk.can_show()?) } else { Ok(()) }
    }

    /// Who gets which share, in order.
    pub(super) fn holders(&self) -> &[Holder] {
        &self.holders
    }

    /// Whether somebody was named.
    pub(super) fn has_names(&self) -> bool {
        self.has_names
    }

    /// Whether shares are written in the clear.
    pub(super) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Stops where a card has no room for what is to stand on it.
    pub(super) fn cards_fit(&self, shares: &[Share], about: &About<'_>) -> Result<(), Error> {
        let Some(cards) = &self.cards else { return Ok(()) };
        let mut each = shares.iter().zip(&self.holders).zip(1_usize..);
        each.try_for_each(|((share, holder), number)| cards.fits(share, number, holder, about))
    }

    /// Holders whose shares one key opens: told, for whoever has that key has them all.
    pub(super) fn same_keys(&self) -> Vec<[(&'static str, Safe); 2]> {
        let keys: Vec<Option<String>> =
            self.holders.iter().map(|holder| holder.key.as_ref().map(ToString::to_string)).collect();
        let mut same = Vec::new();
        for (at, (holder, key)) in self.holders.iter().zip(&keys).enumerate() {
            let mut before = self.holders.iter().zip(&keys).take(at);
            if let Some((first, _)) = before.find(|(_, other)| key.is_some() && *other == key) {
                same.push([("holder", first.name.clone()), ("other", holder.name.clone())]);
            }
        }
        same
    }

    /// Hands each share out: first to those who come to the terminal, then into files, which are all
    /// written or none. Inside the vault only.
    pub(super) fn hand(
        &self,
        shares: &[Share],
        about: &About<'_>,
        desk: &mut dyn Desk,
    ) -> Result<Vec<Went>, Error> {
        // Public, and on the table before the first share is to be copied onto one.
        let mut all = written(self.blank_cards(shares, about)?)?;
        for card in &all {
            desk.tell(&text("cards/written", &[("path", files::shown(&card.path))]));
        }
        // Cards of a set that does not come to be would lie beside those of the next.
        let handed = self.hand_each(shares, about, desk).inspect_err(|_| remove(&all))?;
        all.extend(handed);
        Ok(all)
    }

    fn hand_each(
        &self,
        shares: &[Share],
        about: &About<'_>,
        desk: &mut dyn Desk,
    ) -> Result<Vec<Went>, Error> {
        let mut outgoing = Vec::new();
        let mut before = false;
        for (index, (share, holder)) in shares.iter().zip(&self.holders).enumerate() {
            let number = index.saturating_add(1);
            match (&self.folder, &holder.key) {
                (Some(folder), _) if self.is_plain => {
                    let bytes = paper::file(share, number, holder, about).as_bytes().to_vec();
                    let went = went(folder, share, number, holder, about, false);
                    outgoing.extend(self.filled_card(share, number, holder, about, &went)?);
                    outgoing.push(Outgoing { went, bytes });
                }
                (Some(folder), Some(key)) => {
                    let file = paper::file(share, number, holder, about);
                    let bytes = encrypt(file.as_bytes(), Lock::Recipients(std::slice::from_ref(key)))?;
                    let went = went(folder, share, number, holder, about, true);
                    outgoing.extend(self.filled_card(share, number, holder, about, &went)?);
                    outgoing.push(Outgoing { went, bytes });
                }
                _ => {
                    self.alone(share, number, holder, about, before, desk)?;
                    before = true;
                }
            }
        }
        written(outgoing)
    }

    /// One holder, alone with a share: behind a screen that asks for that, and wiped after it.
    fn alone(
        &self,
        share: &Share,
        number: usize,
        holder: &Holder,
        about: &About<'_>,
        before: bool,
        desk: &mut dyn Desk,
    ) -> Result<(), Error> {
        let facts = [
            ("number", Safe::count(number)),
            ("count", Safe::count(about.plan.share_count())),
            ("holder", holder.name.clone()),
        ];
        let wiped = before.then(|| text("share-screen/gate-wiped", &[]));
        let asked = ["share-screen/gate-title", "share-screen/gate-alone"].map(|code| text(code, &facts));
        let above: Vec<String> = wiped.into_iter().chain(asked).chain([String::new()]).collect();
        desk.question(&above, &text("share-screen/gate-question", &facts))?;
        if let Some(cards) = self.cards.as_ref().filter(|cards| !cards.is_blank()) {
            cards.print(share, number, holder, about)?;
        }
        let mut page = paper::page(share, number, holder, about);
        for _ in 0..TRIES {
            desk.show(std::slice::from_ref(&page))?;
            if !self.type_back || typed_back(share, about.plan.scheme, &facts, desk)? {
                return Ok(());
            }
            // Said on the page that comes next, or nobody knows why it comes again.
            page.title = format!("{} {}", text("share-screen/type-back-other", &[]), page.title);
        }
        Err(Error::plain(Exit::Declined, "share/not-typed-back"))
    }
}

impl Handing {
    /// Cards with everything public on them, for hands to fill in.
    fn blank_cards(&self, shares: &[Share], about: &About<'_>) -> Result<Vec<Outgoing>, Error> {
        let Some(cards) = self.cards.as_ref().filter(|cards| cards.is_blank()) else { return Ok(Vec::new()) };
        let mut outgoing = Vec::new();
        for ((share, holder), number) in shares.iter().zip(&self.holders).zip(1_usize..) {
            match &self.folder {
                None => cards.print(share, number, holder, about)?,
                Some(folder) => {
                    let went = went(folder, share, number, holder, about, false);
                    let (pages, ending) = cards.pages(share, number, holder, about)?;
                    let (path, bytes) = (went.path.with_extension(ending), pages.to_vec());
                    outgoing.push(Outgoing { went: Went { path, is_blank: true, ..went }, bytes });
                }
            }
        }
        Ok(outgoing)
    }

    /// The card of a share that goes into a file, by the way of the share.
    fn filled_card(
        &self,
        share: &Share,
        number: usize,
        holder: &Holder,
        about: &About<'_>,
        share_went: &Went,
    ) -> Result<Option<Outgoing>, Error> {
        let Some(cards) = self.cards.as_ref().filter(|cards| !cards.is_blank()) else { return Ok(None) };
        let (pages, ending) = cards.pages(share, number, holder, about)?;
        let name = share_went.path.with_extension("").with_extension("");
        let (bytes, path) = match (&holder.key, share_went.is_sealed) {
            (Some(key), true) => {
                let sealed = encrypt(&pages, Lock::Recipients(std::slice::from_ref(key)))?;
                (sealed, name.with_extension(format!("{ending}.age")))
            }
            _ => (pages.to_vec(), name.with_extension(ending)),
        };
        let holder = holder.name.clone();
        let went = Went { holder, path, is_sealed: share_went.is_sealed, is_blank: false };
        Ok(Some(Outgoing { went, bytes }))
    }
}

/// Whether what the holder typed from paper is the share.
fn typed_back(
    share: &Share,
    scheme: Scheme,
    facts: &[(&'static str, Safe)],
    desk: &mut dyn Desk,
) -> Result<bool, Error> {
    let above = [text("share-screen/type-back", facts)];
    let typed = desk.ask(&above, Kind::Share(scheme), false)?;
    let read = typed.expose(|typed| Share::read(typed, Some(scheme)));
    Ok(read.is_ok_and(|read| read.is_same(share)))
}

/// Where a share goes: the name of the file says which one it is, and nothing of it.
fn went(
    folder: &Path,
    share: &Share,
    number: usize,
    holder: &Holder,
    about: &About<'_>,
    is_sealed: bool,
) -> Went {
    let facts = share.facts();
    let set = about.set.map_or_else(|| about.fingerprint.to_string(), |set| set.to_string());
    let place = match (facts.group.of, facts.group.index, facts.member.index) {
        (Some(2..), Some(group), Some(member)) => format!("{group}-{member}"),
        _ => number.to_string(),
    };
    let ending = if is_sealed { "txt.age" } else { "txt" };
    let path = folder.join(format!("share-{}-{set}-{place}.{ending}", about.plan.scheme.name()));
    Went { holder: holder.name.clone(), path, is_sealed, is_blank: false }
}

/// All files or none: half a set on a stick would be taken for a whole one.
fn written(outgoing: Vec<Outgoing>) -> Result<Vec<Went>, Error> {
    for file in &outgoing {
        files::may_write(&file.went.path, false)?;
    }
    for (at, file) in outgoing.iter().enumerate() {
        if let Err(why) = files::write(&file.went.path, &file.bytes, false) {
            outgoing.iter().take(at).for_each(|file| remove(std::slice::from_ref(&file.went)));
            return Err(why.into());
        }
    }
    Ok(outgoing.into_iter().map(|file| file.went).collect())
}

/// Takes back files that this run wrote.
fn remove(went: &[Went]) {
    for went in went {
        let _ = std::fs::remove_file(&went.path);
    }
}

fn is_folder(folder: &Path) -> Result<(), Error> {
    match folder.is_dir() {
        // Whether files may be made there, as everywhere else.
        true => Ok(files::may_write(&folder.join("share"), true)?),
        false => {
            let facts = vec![("path", files::shown(folder))];
            Err(Error::with(Exit::Usage, "usage/share-not-a-folder", facts))
        }
    }
}

impl About<'_> {
    /// What restores the set, and what is needed besides.
    pub(super) fn restores(&self) -> Vec<String> {
        let code = self.holds.restored_by(self.plan.scheme, self.secret_bytes);
        let bytes = [("bytes", Safe::count(self.secret_bytes))];
        let mut lines = vec![text(code.as_str(), &bytes)];
        let other = self.other_language.map(|language| [("language", Safe::text(language))]);
        lines.extend(other.map(|language| text("share-screen/language", &language)));
        lines.extend(self.wants_bip39_passphrase.then(|| text("share-screen/with-bip39-passphrase", &[])));
        lines
    }

    /// What a share says of itself, completed by what the plan knows: codex32 does not say how many
    /// there are, and parts of SeedXOR say nothing.
    pub(super) fn facts_of(&self, share: &Share, number: usize) -> ShareFacts {
        let mut facts = share.facts();
        if let ([group], true) = (self.plan.groups.as_slice(), facts.group.of.is_none_or(|of| of < 2)) {
            facts.member.of = facts.member.of.or(Some(group.of));
            facts.member.need = facts.member.need.or(Some(group.need));
            facts.member.index = facts.member.index.or(u8::try_from(number).ok());
        }
        if facts.member.of.is_none() {
            let group = facts.group.index.and_then(|index| usize::from(index).checked_sub(1));
            facts.member.of = group.and_then(|group| self.plan.groups.get(group)).map(|group| group.of);
        }
        facts
    }
}
