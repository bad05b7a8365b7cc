//! Landlock: the files this run names and no other, no TCP, no signals to strangers.
//!
//! It binds this thread and those it starts, so it comes before any of them.

use super::Measure;
use super::paths::Reach;
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, PathBeneath, RestrictionStatus, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags,
};
use rustix::fs::{Mode, OFlags};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The newest version whose rights we know; an older kernel holds those it knows.
const KNOWN: ABI = ABI::V6;

/// A file, or a folder of pictures with what is in it.
const READ: BitFlags<AccessFs> = make_bitflags!(AccessFs::{ReadFile | ReadDir});
/// A folder something is written in: a temporary, flushed, then renamed.
const WRITE: BitFlags<AccessFs> =
    make_bitflags!(AccessFs::{ReadDir | WriteFile | Truncate | MakeReg | RemoveFile});
/// A folder of our own.
const OWN: BitFlags<AccessFs> = make_bitflags!(AccessFs::{
    ReadFile | ReadDir | WriteFile | Truncate | MakeReg | MakeDir | RemoveFile | RemoveDir | Refer
});
/// A printer.
const PRINT: BitFlags<AccessFs> = make_bitflags!(AccessFs::{WriteFile});
/// A frame buffer: pixels are read and written as of any file.
const PIXELS: BitFlags<AccessFs> = make_bitflags!(AccessFs::{ReadFile | WriteFile});
/// The terminal, and switching its echo off; a camera, and setting it up.
const DEVICE: BitFlags<AccessFs> = make_bitflags!(AccessFs::{ReadFile | WriteFile | IoctlDev});

/// The landlock version of the kernel, asked when it was used.
static KERNEL_ABI: OnceLock<i32> = OnceLock::new();

/// What the kernel said.
pub(super) struct Kept(Option<RulesetStatus>);

/// Gives up every file but those.
pub(super) fn keep_only(reach: &Reach) -> Kept {
    Kept(restricted(reach).ok().map(|status| {
        if let LandlockStatus::Available { effective_abi, kernel_abi } = status.landlock {
            let _ = KERNEL_ABI.set(kernel_abi.unwrap_or(number(effective_abi)));
        }
        status.ruleset
    }))
}

/// Gives up every file but these cameras: for the server and its workers, which have everything else
/// they need open. Whether the kernel holds any of it.
pub(crate) fn shut_files(cameras: &[PathBuf]) -> bool {
    restricted(&Reach::of_cameras(cameras)).is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

/// The landlock version of the kernel, if it has one.
pub(super) fn abi() -> Option<i32> {
    KERNEL_ABI.get().copied()
}

impl Kept {
    /// Whether it holds: the root of the file system is nobody's input, so reading it must fail.
    pub(super) fn tried(&self) -> Measure {
        let refused = File::open("/").is_err_and(|error| error.kind() == ErrorKind::PermissionDenied);
        match (&self.0, refused) {
            (Some(RulesetStatus::FullyEnforced), true) => Measure::Held,
            (_, true) => Measure::Degraded,
            (_, false) => Measure::Absent,
        }
    }
}

fn restricted(reach: &Reach) -> Result<RestrictionStatus, RulesetError> {
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(KNOWN))?
        .handle_access(AccessNet::from_all(KNOWN))?
        .scope(Scope::from_all(KNOWN))?
        .create()?;
    reach.read.iter().for_each(|path| allow(&mut rules, path, READ));
    reach.written.iter().for_each(|folder| allow(&mut rules, folder, WRITE));
    reach.own.iter().for_each(|folder| allow(&mut rules, folder, OWN));
    reach.printers.iter().for_each(|printer| allow(&mut rules, printer, PRINT));
    reach.frame_buffers.iter().for_each(|device| allow(&mut rules, device, PIXELS));
    reach.devices.iter().for_each(|device| allow(&mut rules, device, DEVICE));
    rules.restrict_self()
}

/// A path that is not there is missing later too; a pipe without a name needs no rule.
fn allow(rules: &mut RulesetCreated, path: &Path, rights: BitFlags<AccessFs>) {
    // Named and not opened: a named pipe would wait here, and its writer would find its reader gone. The
    // crate's own way loses that flag where the C library is musl.
    let Ok(opened) = rustix::fs::open(path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty()) else { return };
    let is_folder = path.metadata().is_ok_and(|about| about.is_dir());
    let rights = if is_folder { rights } else { rights & AccessFs::from_file(KNOWN) };
    let _ = rules.add_rule(PathBeneath::new(opened, rights));
}

fn number(abi: ABI) -> i32 {
    const ALL: [ABI; 10] =
        [ABI::Unsupported, ABI::V1, ABI::V2, ABI::V3, ABI::V4, ABI::V5, ABI::V6, ABI::V7, ABI::V8, ABI::V9];
    ALL.iter().zip(0..).find(|(known, _)| **known == abi).map_or(0, |(_, number)| number)
}
