//! The sealed mark of what may leave the vault.
//!
//! Work on secrets returns only values that carry this mark, and only this file hands it out, so
//! a secret cannot be returned by mistake.

/// A public value: it may leave the place where secrets are worked on.
pub trait PublicOut: sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! public_out {
    ($($public:ty),* $(,)?) => { $(impl sealed::Sealed for $public {} impl PublicOut for $public {})* };
}

public_out!(
    (),
    bool,
    crate::bitcoin::owner::Owner,
    crate::bitcoin::signature::MadeSignature,
    crate::entropy::Commitment,
    crate::entropy::Provenance,
    crate::shares::ShareFacts,
    crate::shares::SetProgress,
    crate::shares::SetId,
    crate::shares::Scheme,
    crate::shares::Holds,
    crate::wallet::account::Account,
    bitcoin::bip32::Fingerprint,
    bitcoin::bip32::Xpub,
);

impl<T: PublicOut> sealed::Sealed for Vec<T> {}
impl<T: PublicOut> PublicOut for Vec<T> {}
impl<T: PublicOut> sealed::Sealed for Option<T> {}
impl<T: PublicOut> PublicOut for Option<T> {}

// An error that can be explained to a person holds positions, counts and codes, by the rule of
// the house; a library's own error is not `Explain` and stays inside.
impl<T: PublicOut, E: crate::messages::Explain> sealed::Sealed for Result<T, E> {}
impl<T: PublicOut, E: crate::messages::Explain> PublicOut for Result<T, E> {}
