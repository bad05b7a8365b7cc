//! Signals while the terminal is ours: they end the question, never the process on the spot.
//!
//! A process killed in raw mode leaves a terminal without echo, and one killed on the alternate
//! screen leaves a review on it. So while a question stands, a signal is only noted; the question
//! then ends as with Ctrl-C and everything on the way out is wiped and restored. At all other
//! times a signal does what it always does.

use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::flag;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What may come while a question stands. `SIGCONT` too: a shell that stopped us (`SIGSTOP` cannot
/// be noted) has switched the echo on again, and the next word of a seed would stand on the screen.
const NOTED: [i32; 6] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT];

static WATCH: OnceLock<Watch> = OnceLock::new();

struct Watch {
    at_ease: Arc<AtomicBool>,
    arrived: Arc<AtomicBool>,
    is_gone: AtomicBool,
}

/// Signals are noted for as long as it lives.
#[derive(Debug)]
pub(super) struct Noting(());

/// From now on signals are noted.
pub(super) fn note() -> Noting {
    watch().at_ease.store(false, Ordering::SeqCst);
    Noting(())
}

/// Whether one came while a question stood.
pub(super) fn arrived() -> bool {
    watch().arrived.load(Ordering::SeqCst)
}

/// The terminal is gone. The signal that says so may still be on its way: it is noted to the end of the
/// run, so that what was typed is wiped before the process ends (attack G02).
pub(super) fn terminal_is_gone() {
    watch().is_gone.store(true, Ordering::SeqCst);
}

fn watch() -> &'static Watch {
    WATCH.get_or_init(|| {
        let at_ease = Arc::new(AtomicBool::new(true));
        let watch = Watch { at_ease, arrived: Arc::default(), is_gone: AtomicBool::new(false) };
        for signal in NOTED {
            // In this order: what the default does not end is noted. A kernel that grants no
            // handler leaves the default, which is how things were.
            let _ = flag::register_conditional_default(signal, Arc::clone(&watch.at_ease));
            let _ = flag::register(signal, Arc::clone(&watch.arrived));
        }
        watch
    })
}

impl Drop for Noting {
    fn drop(&mut self) {
        let watch = watch();
        watch.at_ease.store(!watch.is_gone.load(Ordering::SeqCst), Ordering::SeqCst);
    }
}
