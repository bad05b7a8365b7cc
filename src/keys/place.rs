//! The one place where private keys exist.
//!
//! Every use of a seed passes through [`with_keys`], every making of one through [`open`], all
//! other work on secrets through [`in_vault`]. All run in the vault's thread, whose stack is locked
//! and wiped whole, so no copy that a library leaves there outlives the work.

use crate::seed::{Seed, SeedError};
use bitcoin::secp256k1::{All, Secp256k1};
use coldframe_core::messages::{Code, Explain};
use coldframe_core::public_out::PublicOut;
use coldframe_memory::{VaultError, vault};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What work in the place gets: the seed and a context to derive and sign with.
pub(crate) struct Keys<'a> {
    pub(crate) seed: &'a Seed,
    pub(crate) secp: Secp256k1<All>,
}

/// Works with the keys of a seed; only public values come out.
pub(crate) fn with_keys<R>(seed: &Seed, work: impl FnOnce(&Keys<'_>) -> R + Send) -> Result<R, VaultError>
where
    R: PublicOut + Send,
{
    vault(|| work(&Keys { seed, secp: blinded(seed) }))
}

/// Works on secrets in the vault; only public values come out.
///
/// Everything a command does with words, passphrases, dice or private keys happens inside: what
/// the work leaves on its stack is wiped when it ends.
///
/// # Errors
/// [`VaultError`] when the place cannot be used or the work panics.
pub fn in_vault<R: PublicOut + Send>(work: impl FnOnce() -> R + Send) -> Result<R, VaultError> {
    vault(work)
}

/// Makes a seed. It leaves the place as a handle, never by value.
pub(crate) fn open<E: From<SeedError> + Explain + Send>(
    make: impl FnOnce() -> Result<Seed, E> + Send,
) -> Result<Seed, E> {
    vault(make).map_err(|why| E::from(SeedError::Vault(why)))?
}

/// A context whose multiplications are blinded against listeners to power and timing. Blinding
/// changes no result, so its seed need not be random, only unknown outside.
pub(crate) fn blinded(seed: &Seed) -> Secp256k1<All> {
    let mut secp = Secp256k1::new();
    let hash = |seed: &[u8]| Sha256::new().chain_update(b"coldframe/blinding").chain_update(seed).finalize();
    let blind: Zeroizing<[u8; 32]> = Zeroizing::new(seed.expose(hash).into());
    secp.seeded_randomize(&blind);
    secp
}

/// How a failure of the place is explained, whatever was being done in it.
pub(crate) fn code(why: VaultError) -> Code {
    match why {
        VaultError::NoMemory => Code::new("vault/no-memory"),
        VaultError::NoThread => Code::new("vault/no-thread"),
        _ => Code::new("vault/panicked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_g05_a_panic_among_the_keys_says_a_code_and_no_key() {
        let seed = Seed::of_bytes(&[0xab; 32]).unwrap();
        let result: Result<(), _> =
            with_keys(&seed, |keys| keys.seed.expose(|seed| panic!("the seed is {seed:02x?}")));
        let error = SeedError::Vault(result.unwrap_err());
        assert_eq!(error.code().as_str(), "vault/panicked");
        let said = format!("{error} {error:?} {:?}", error.facts());
        assert!(!said.contains("ab, ab") && !said.contains("171"), "{said}");
    }

    #[test]
    fn atk_g04_every_door_leads_into_the_vault() {
        use coldframe_memory::is_inside;
        let seed = Seed::of_bytes(&[0xab; 32]).unwrap();
        assert_eq!(with_keys(&seed, |_| is_inside()), Ok(true));
        assert_eq!(in_vault(is_inside), Ok(true));
        let mut making_inside = false;
        let made: Result<Seed, SeedError> = open(|| {
            making_inside = is_inside();
            Seed::of_bytes(&[0xab; 32])
        });
        assert!(made.is_ok() && making_inside && !is_inside());
    }

    #[test]
    fn a_panic_while_opening_is_an_error_too() {
        let error: SeedError = open(|| panic!("on purpose")).unwrap_err();
        assert_eq!(error, SeedError::Vault(VaultError::Panicked));
    }

    #[test]
    fn blinding_changes_no_signature() {
        use bitcoin::secp256k1::{Message, SecretKey};
        let seed = Seed::of_bytes(&[0xab; 32]).unwrap();
        let key = SecretKey::from_slice(&[1; 32]).unwrap();
        let message = Message::from_digest([2; 32]);
        let plain = Secp256k1::new().sign_ecdsa_low_r(&message, &key);
        assert_eq!(blinded(&seed).sign_ecdsa_low_r(&message, &key), plain);
    }
}
