//! What a build for tests and benchmarks does differently. None of it is in a release: a test of
//! the house holds the default features empty, and `coldframe version` names every one that is on.

/// Memory may be read from outside: the process stays dumpable, and nothing hides in memfd_secret,
/// where a memory scan would be blind. For the scan.
pub(crate) const SEEN_FROM_OUTSIDE: bool = cfg!(feature = "scan");

/// Nothing is erased and nothing unmapped: the scan must be able to find something.
pub(crate) const LEAKS: bool = cfg!(feature = "leaky");

/// A plain thread and plain heap: what the measures cost is measured against it. Miri knows no
/// mapped stacks, so it runs on these too.
pub(crate) const BARE: bool = cfg!(any(feature = "bare", miri));

/// The features of this build that no release has.
pub fn built_with() -> Vec<&'static str> {
    let all = [("scan", SEEN_FROM_OUTSIDE), ("leaky", LEAKS), ("bare", cfg!(feature = "bare"))];
    all.into_iter().filter(|(_, is_on)| *is_on).map(|(name, _)| name).collect()
}

/// Panics where the build for the scan is told to (`COLDFRAME_SCAN_PANIC`), secrets in hand; in any
/// other build it does nothing.
#[expect(clippy::panic, reason = "only in the build for the scan, where it is asked for")]
#[track_caller]
pub fn stumble(place: &str) {
    if SEEN_FROM_OUTSIDE && std::env::var_os("COLDFRAME_SCAN_PANIC").is_some_and(|wanted| wanted == place) {
        std::panic::panic_any(());
    }
}

/// Leaves a copy behind on purpose, in the build whose leaks the scan must find; in any other it
/// does nothing.
pub fn leak(secret: &[u8]) {
    if LEAKS {
        std::mem::forget(secret.to_vec());
    }
}
