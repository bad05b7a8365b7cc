use super::recover::recover;
use super::shares::shares;
use super::worksheet::worksheet;
use super::*;
use crate::entropy::fill;
use crate::tests::{hex, rows, text};
use coldframe_core::messages::Explain;

mod damage;
mod hand;
mod property;

const STRINGS: &str = include_str!("../../../../vectors/codex32/strings.json");
const SETS: &str = include_str!("../../../../vectors/codex32/sets.json");
const REFUSED: &str = include_str!("../../../../vectors/codex32/refused.json");

pub(super) fn read(text: &str) -> Codex32 {
    Codex32::read(text.as_bytes()).unwrap_or_else(|why| panic!("{text}: {why}"))
}

pub(super) fn shown(share: &Codex32) -> String {
    share.with_text(str::to_owned)
}

pub(super) fn texts(row: &serde_json::Value) -> Vec<Codex32> {
    row["shares"].as_array().unwrap().iter().map(|text| read(text.as_str().unwrap())).collect()
}

/// The shares at these places, in this order.
pub(super) fn picked(all: &[Codex32], places: &[usize]) -> Vec<Codex32> {
    places.iter().map(|place| read(&shown(&all[*place]))).collect()
}

pub(super) fn restored(shares: &[Codex32]) -> Result<Codex32, Codex32Error> {
    recover(&shares.iter().collect::<Vec<_>>())
}

pub(super) fn bytes(secret: &Codex32) -> Vec<u8> {
    secret.with_bytes(<[u8]>::to_vec).unwrap()
}

#[test]
fn every_published_string_restores_its_seed_and_its_master_key() {
    for row in rows(STRINGS) {
        let shares = texts(&row);
        let need = usize::from(shares[0].header().threshold());
        let secret = restored(&shares).unwrap();
        assert_eq!(bytes(&secret), hex(&row, "secret"), "{}", row["name"]);
        let master = bitcoin::bip32::Xpriv::new_master(bitcoin::Network::Bitcoin, &bytes(&secret)).unwrap();
        assert_eq!(master.to_string(), text(&row, "master_xprv"), "{}", row["name"]);
        let ours = secret.seed().unwrap().fingerprint().unwrap();
        assert_eq!(ours, master.fingerprint(&bitcoin::secp256k1::Secp256k1::new()));
        if need > 0 && shares.len() > 1 {
            assert!(shown(&secret).eq_ignore_ascii_case(text(&row, "whole")));
        }
    }
}

/// Capitals or small letters: the program writes what it reads.
#[test]
fn what_is_read_is_written_letter_by_letter_in_both_cases() {
    for row in rows(STRINGS).iter().chain(&rows(SETS)) {
        for text in row["shares"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()) {
            let share = read(text);
            assert_eq!(shown(&share), text.to_lowercase());
            assert_eq!(share.with_capitals(str::to_owned), text.to_uppercase());
            assert_eq!(share.char_count(), text.len());
            let grouped: Vec<_> =
                text.as_bytes().chunks(4).map(|group| str::from_utf8(group).unwrap()).collect();
            assert!(read(&grouped.join(" \n")).is_same(&share));
        }
    }
}

#[test]
fn the_other_program_and_this_one_restore_and_split_alike() {
    for row in rows(SETS) {
        let (shares, secret) = (texts(&row), read(text(&row, "whole")));
        let restored = restored(&shares).unwrap();
        assert!(restored.is_same(&secret), "{}", row["name"]);
        assert_eq!(bytes(&restored), hex(&row, "secret"), "{}", row["name"]);
        let need = usize::from(secret.header().threshold());
        if need == 0 {
            continue;
        }
        let quorum: Vec<_> = shares.iter().rev().take(need).collect();
        for share in &shares {
            let again = recover::interpolated(&quorum, share.header().index()).unwrap();
            assert!(again.is_same(share), "{}", row["name"]);
        }
    }
}

#[test]
fn atk_f02_every_string_that_bip_93_calls_invalid_is_refused_for_its_own_reason() {
    let rows = rows(REFUSED);
    assert!(rows.iter().filter(|row| text(row, "source").starts_with("BIP-93, Invalid")).count() == 64);
    for row in rows {
        let why = Codex32::read(row["shares"][0].as_str().unwrap().as_bytes()).unwrap_err();
        assert_eq!(why.code().as_str(), text(&row, "code"), "{}", row["name"]);
    }
}

/// BIP-93, Test vector 3: the shares a and c are given, d, e and f follow.
#[test]
fn a_known_seed_and_known_draws_make_the_shares_of_bip_93() {
    let seed = Seed::of_bytes(&hex(&rows(STRINGS)[2], "secret")).unwrap();
    let secret = Codex32::of_seed(&seed, 3, Identifier::parse("cash").unwrap()).unwrap();
    assert_eq!(shown(&secret), text(&rows(STRINGS)[2], "whole"));
    let wanted = texts(&rows(STRINGS)[2]);
    let mut drawn = 0;
    let shares = shares(&secret, 5, &mut |place| {
        wanted[drawn].values(|values| place.copy_from_slice(&values[6..6 + place.len()]));
        drawn += 1;
        Ok(())
    });
    assert_eq!(drawn, 2);
    assert!(shares.unwrap().iter().zip(&wanted).all(|(ours, theirs)| ours.is_same(theirs)));
}

#[test]
fn a_wallet_of_words_is_restored_by_its_64_bytes_and_by_nothing_shorter() {
    let words = crate::Mnemonic::of_entropy(crate::Language::English, &[7; 16]).unwrap();
    let seed = Seed::of_words(&words, b"").unwrap();
    let secret = Codex32::of_seed(&seed, 2, Identifier::parse("test").unwrap()).unwrap();
    assert_eq!((secret.byte_count(), secret.char_count()), (64, 127));
    let shares = shares(&secret, 3, &mut fill).unwrap();
    let restored = restored(&shares[1..]).unwrap().seed().unwrap();
    assert_eq!(restored.fingerprint().unwrap(), seed.fingerprint().unwrap());
    let entropy = words.entropy(|entropy| Codex32::of_bytes(entropy, 0, Identifier::parse("test").unwrap()));
    let other = entropy.unwrap().unwrap().seed().unwrap();
    assert_ne!(other.fingerprint().unwrap(), seed.fingerprint().unwrap());
}

#[test]
fn the_secret_alone_is_enough_and_a_share_is_no_seed() {
    let row = &rows(STRINGS)[2];
    let secret = read(text(row, "whole"));
    assert!(restored(&[read(text(row, "whole"))]).unwrap().is_same(&secret));
    let share = &texts(row)[0];
    assert_eq!(share.seed().map(|_| ()), Err(Codex32Error::IsShare));
    assert_eq!(shares(share, 5, &mut fill).map(|_| ()), Err(Codex32Error::IsShare));
}

#[test]
fn atk_f03_no_set_has_a_share_at_the_secret_twice_one_letter_or_more_shares_than_letters() {
    let indices: Vec<_> = Index::shares().collect();
    assert_eq!(indices.len(), 31);
    let letters: String = indices.iter().map(|index| index.letter()).collect();
    assert_eq!(letters, "acdefghjklmnpqrtuvwxyz023456789");
    let identifier = Identifier::parse("q9s0").unwrap();
    for need in 2_u8..=9 {
        let secret = Codex32::of_bytes(&[3; 16], need, identifier).unwrap();
        let all = shares(&secret, 31, &mut fill).unwrap();
        let mut taken: Vec<_> = all.iter().map(|share| share.header().index()).collect();
        assert_eq!(taken, indices);
        taken.dedup();
        assert_eq!(taken.len(), 31);
        let low = usize::from(need);
        for count in [0, 1, low - 1, 32, 1_000] {
            let refused = shares(&secret, count, &mut fill).map(|_| ());
            assert_eq!(refused, Err(Codex32Error::Count { count, need: low, most: 31 }));
        }
    }
    for need in [1, 10, 255] {
        assert_eq!(Codex32::of_bytes(&[3; 16], need, identifier).map(|_| ()), Err(Codex32Error::Threshold));
    }
    let whole = Codex32::of_bytes(&[3; 16], 0, identifier).unwrap();
    assert_eq!(shares(&whole, 3, &mut fill).map(|_| ()), Err(Codex32Error::Threshold));
}

#[test]
fn every_length_of_a_seed_goes_there_and_back() {
    for length in 16..=64 {
        let seed: Vec<u8> = (0..length).map(|byte: u8| byte.wrapping_mul(37) ^ 0xa5).collect();
        let secret = Codex32::of_bytes(&seed, 2, Identifier::parse("0000").unwrap()).unwrap();
        assert_eq!((bytes(&secret), secret.byte_count()), (seed.clone(), seed.len()));
        assert!(read(&shown(&secret)).is_same(&secret));
        let shares = shares(&secret, 2, &mut fill).unwrap();
        assert_eq!(bytes(&restored(&shares).unwrap()), seed);
    }
    for length in [0, 1, 15, 65, 100] {
        let refused = Codex32::of_bytes(&vec![0; length], 0, Identifier::parse("0000").unwrap()).map(|_| ());
        assert_eq!(refused, Err(Codex32Error::Seed { bytes: length }));
    }
}

#[test]
fn a_failing_kernel_makes_no_share() {
    let secret = Codex32::of_bytes(&[3; 16], 2, Identifier::parse("0000").unwrap()).unwrap();
    let why = shares(&secret, 2, &mut |_| Err(crate::entropy::EntropyError::NotReady)).map(|_| ());
    assert_eq!(why, Err(Codex32Error::Draw(crate::entropy::EntropyError::NotReady)));
}

#[test]
fn atk_g05_nothing_of_a_share_is_printed() {
    let row = &rows(STRINGS)[2];
    let share = read(text(row, "whole"));
    assert_eq!(format!("{share:?}"), "Codex32(..)");
    let damaged = text(row, "whole").replace("llhd", "llbd");
    let why = Codex32::read(damaged.as_bytes()).unwrap_err();
    assert!(!format!("{why} {why:?}").contains("llbd"));
    let mended = Codex32::mend(damaged.as_bytes()).unwrap();
    assert!(!format!("{mended:?}").contains("llhd"));
}

/// Through the one door that commands use, with every other scheme beside it.
mod joint {
    use super::*;
    use crate::shares::{Added, Gathering, Plan, Share, ShareError, corrections, split};
    use coldframe_core::shares::{Holds, Scheme, SetId, Waiting};

    fn plan(need: u8, of: u8) -> Plan {
        Plan::single(Scheme::Codex32, Holds::MasterSecret, need, of)
    }

    #[test]
    fn a_set_is_made_read_gathered_and_restored() {
        for (need, of, length) in [(2, 3, 16), (3, 5, 32), (9, 31, 64)] {
            let secret = vec![0xa7; length];
            let made = split(&plan(need, of), &secret, b"", &mut fill).unwrap();
            assert_eq!(made.len(), usize::from(of));
            let mut gathering = Gathering::new();
            for (share, number) in made.iter().zip(1..=need) {
                let read =
                    share.expose_text(|text| Share::read(text.to_lowercase().as_bytes(), None)).unwrap();
                let facts = read.facts();
                assert_eq!((facts.member.index, facts.member.need), (Some(number), Some(need)));
                assert_eq!((facts.scheme, facts.secret_bytes), (Scheme::Codex32, length));
                assert_eq!(facts.holds, if length == 64 { Some(Holds::MasterSecret) } else { None });
                assert_eq!(gathering.add(read).unwrap(), Added::New);
            }
            let progress = gathering.progress().unwrap();
            assert_eq!(progress.waiting, Waiting::Nothing);
            gathering.finish(b"").unwrap().expose(|restored| assert_eq!(restored, secret));
        }
    }

    #[test]
    fn the_secret_itself_is_a_set_of_one() {
        for row in [&rows(STRINGS)[0], &rows(STRINGS)[2]] {
            let whole = row["whole"].as_str().unwrap_or(row["shares"][0].as_str().unwrap());
            let mut gathering = Gathering::new();
            gathering.add(Share::read(whole.as_bytes(), None).unwrap()).unwrap();
            gathering.finish(b"").unwrap().expose(|restored| assert_eq!(restored, hex(row, "secret")));
        }
    }

    /// One line that nobody has to bring together: the seed with a checksum for a hand.
    #[test]
    fn one_of_one_is_the_secret_itself_that_was_not_split() {
        let made = split(&plan(1, 1), &[9; 32], b"", &mut fill).unwrap();
        made[0].expose_text(|line| assert!(line.starts_with("MS10") && &line[8..9] == "S"));
        let facts = made[0].facts();
        assert_eq!((facts.letter, facts.member.need, facts.member.of), (Some('s'), Some(1), Some(1)));
        for (need, of) in [(1, 2), (10, 12), (2, 32), (3, 2)] {
            assert!(plan(need, of).check(32).is_err(), "{need} of {of}");
        }
    }

    #[test]
    fn atk_f06_two_sets_of_one_secret_have_two_identifiers() {
        let ids = [(); 3]
            .map(|()| split(&plan(2, 2), &[1; 32], b"", &mut fill).unwrap()[0].facts().set_id.unwrap());
        assert!(ids[0] != ids[1] && ids[1] != ids[2]);
        let named = Plan { identifier: SetId::of_text("cash"), ..plan(2, 2) };
        assert_eq!(
            split(&named, &[1; 32], b"", &mut fill).unwrap()[0].facts().set_id,
            SetId::of_text("cash")
        );
        let wrong = Plan { identifier: SetId::of_text("bio1"), ..plan(2, 2) };
        assert_eq!(split(&wrong, &[1; 32], b"", &mut fill).unwrap_err(), ShareError::Identifier);
    }

    #[test]
    fn every_wrong_letter_is_named_with_the_one_that_belongs_there() {
        let typed = "ms13cashd0wsexstcdcts64cd7wvy?m90lm28w4ffupqs7rm";
        assert_eq!(
            Share::read(typed.as_bytes(), None).unwrap_err(),
            ShareError::Codex32(Codex32Error::Unreadable { count: 1 })
        );
        let found = corrections(typed.as_bytes(), None);
        let said: Vec<_> = found.iter().map(|one| (one.position(), one.expose(str::to_owned))).collect();
        assert_eq!(said, [(14, "d".to_owned()), (30, "4".to_owned())]);
        assert!(crate::shares::correction(typed.as_bytes(), None).is_none());
        let one = crate::shares::correction(typed.replace('?', "4").as_bytes(), None).unwrap();
        assert_eq!((one.position(), one.expose(str::to_owned)), (14, "d".to_owned()));
    }
}
