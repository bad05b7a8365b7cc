//! What this run gives up before it reads anything: other programs, the network, other people's files.
//!
//! Each measure is independent of the others and of whether they hold; what a system cannot give is
//! gone without and said by `doctor`. A filter that stops a run on an old kernel would be switched off.

mod camera_wait;
mod files;
mod paths;
mod seccomp;

pub(crate) use files::shut_files;
pub(crate) use seccomp::{confine_camera, confine_worker, prepare};

use crate::cli::Cli;
use crate::error::Error;
use crate::exit::Exit;
use crate::worker;
use coldframe_memory::probe::Door;
use files::Kept;
use paths::Reach;
use rustix::thread::{CapabilitySet, CapabilitySets, capabilities, set_capabilities};
use std::sync::OnceLock;

/// What the measures of [`enter`] answered.
static ENTERED: OnceLock<Entered> = OnceLock::new();

struct Entered {
    files: Kept,
    has_filter: bool,
}

/// Whether a measure holds, by what happened when it was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// What it forbids was tried and refused.
    Held,
    /// It is there and does less than it should.
    Degraded,
    /// What it forbids is possible.
    Absent,
}

/// The measures, each tried. For `doctor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// A program that is started gains no privileges.
    pub(crate) no_new_privileges: Measure,
    /// The filter of system calls: sockets, programs, tracing, io_uring, foreign numbers.
    pub(crate) system_calls: Measure,
    /// Only the files this run names.
    pub(crate) files: Measure,
    /// The landlock version of the kernel, if it has one.
    pub(crate) landlock_abi: Option<i32>,
    /// Pictures are decoded in a process of their own, which answers.
    pub(crate) worker: Measure,
}

/// Shuts what the command line does not ask for. Before any thread and any secret exists.
///
/// # Errors
/// An address of a camera or a screen where a file is named: a secret must not end up in a file called
/// `qr:` while somebody waits for a picture.
pub(crate) fn enter(cli: &Cli) -> Result<(), Error> {
    let mut reach = Reach::of(cli);
    if reach.misplaces_a_code() {
        return Err(Error::plain(Exit::Usage, "usage/file-wanted"));
    }
    if camera_wait::wait(reach.awaited(), cli.global.quiet) {
        reach = Reach::of(cli);
    }
    prepare();
    drop_privileges();
    if reach.reads_pictures() {
        // Without it the first picture is an error; everything else works.
        let _ = worker::start(&reach.cameras);
    }
    let files = files::keep_only(&reach);
    let has_filter = seccomp::confine();
    let _ = ENTERED.set(Entered { files, has_filter });
    Ok(())
}

/// Of what root may do, a run by root keeps reading and writing files and locking memory; others keep
/// nothing of it. The kernel lets who may observe performance read other processes' environment and
/// maps, landlock or not.
fn drop_privileges() {
    let needed = CapabilitySet::DAC_OVERRIDE | CapabilitySet::DAC_READ_SEARCH | CapabilitySet::IPC_LOCK;
    if let Ok(now) = capabilities(None) {
        let kept = CapabilitySets {
            effective: now.effective & needed,
            permitted: now.permitted & needed,
            inheritable: CapabilitySet::empty(),
        };
        let _ = set_capabilities(None, kept);
    }
}

/// Tries every measure.
pub(crate) fn report() -> Report {
    let held = |is_held| if is_held { Measure::Held } else { Measure::Absent };
    let shut = Door::ALL.iter().filter(|door| door.is_shut()).count();
    let entered = ENTERED.get();
    Report {
        no_new_privileges: held(matches!(rustix::thread::no_new_privs(), Ok(true))),
        system_calls: match entered.is_some_and(|entered| entered.has_filter) {
            true if shut == Door::ALL.len() => Measure::Held,
            true => Measure::Degraded,
            false => Measure::Absent,
        },
        files: entered.map_or(Measure::Absent, |entered| entered.files.tried()),
        landlock_abi: files::abi(),
        worker: held(worker::is_alive()),
    }
}

#[cfg(test)]
mod tests;
