//! A thread on pages of ours. The standard library gives no choice of a thread's stack.

use crate::pages::Pages;
use std::ffi::c_void;
use std::hint::black_box;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

/// At the top of the stack, in bytes: where the C library keeps the thread's own record and its
/// thread-locals. musl's fork(2) walks through the records of all threads in the child, so this part
/// is inherited; the work begins below it.
pub(crate) const RECORD_BYTES: usize = 16 * 1024;

/// Stands on the starter's stack; the thread takes the work out and puts the result in.
struct Job<F, R> {
    work: Option<F>,
    result: Option<R>,
}

/// Does `work` on the stack while `meanwhile` runs here, and waits for both. The inner result is
/// `None` where the work panicked, the whole is where no thread could be made. What a panic said
/// is dropped unread; the stack is wiped whole.
pub(crate) fn on<R: Send, A>(
    stack: &mut Pages,
    work: impl FnOnce() -> R + Send,
    meanwhile: impl FnOnce() -> A,
) -> Option<(Option<R>, Option<A>)> {
    let mut job = Job { work: Some(work), result: None };
    let thread = start(stack, &mut job)?;
    // Nothing may leave this function before the thread has ended: it works on borrowed things.
    let beside = catch_unwind(AssertUnwindSafe(meanwhile)).ok();
    // SAFETY: the thread was started joinable and is waited for here alone.
    let ended = unsafe { libc::pthread_join(thread, ptr::null_mut()) };
    if ended != 0 {
        // The thread might still run on borrowed things. Cannot happen to a joinable thread.
        std::process::abort();
    }
    // Also what the thread's end has written: its registers, its thread-locals and its own record
    // lie at the top of this stack (glibc always, musl where they are small).
    stack.wipe();
    Some((job.result.take(), beside))
}

fn start<F: FnOnce() -> R + Send, R: Send>(
    stack: &mut Pages,
    job: &mut Job<F, R>,
) -> Option<libc::pthread_t> {
    let mut attributes = MaybeUninit::uninit();
    let mut thread = MaybeUninit::uninit();
    let (attributes, place) = (attributes.as_mut_ptr(), thread.as_mut_ptr());
    let job: *mut Job<F, R> = job;
    // SAFETY: writes fresh attributes into a place for them.
    let made = unsafe { libc::pthread_attr_init(attributes) };
    (made == 0).then_some(())?;
    // SAFETY: the pages are mapped, writable, and borrowed until the join: nobody else uses them.
    let set = unsafe { libc::pthread_attr_setstack(attributes, stack.body().cast(), stack.len()) };
    // SAFETY: `enter` gets the job it is made for, which outlives the thread: `on` waits for it.
    let start = || unsafe { libc::pthread_create(place, attributes, enter::<F, R>, job.cast()) };
    let started = set == 0 && start() == 0;
    // SAFETY: the attributes were made above and are not used again.
    unsafe { libc::pthread_attr_destroy(attributes) };
    // SAFETY: the call that succeeded has written the thread's name.
    started.then(|| unsafe { thread.assume_init() })
}

/// First function of the thread. No panic may pass it: above it is C.
extern "C" fn enter<F: FnOnce() -> R, R>(job: *mut c_void) -> *mut c_void {
    // SAFETY: the starter hands over its job and does not touch it before it has joined.
    let job = unsafe { &mut *job.cast::<Job<F, R>>() };
    if let Some(work) = job.work.take() {
        job.result = catch_unwind(AssertUnwindSafe(|| below_the_record(work))).ok();
    }
    ptr::null_mut()
}

/// Calls the work with the whole record between it and the top of the stack.
#[inline(never)]
fn below_the_record<R>(work: impl FnOnce() -> R) -> R {
    let room = MaybeUninit::<[u8; RECORD_BYTES]>::uninit();
    let result = called(work);
    black_box(&room);
    result
}

/// A frame of its own: work that is inlined could have its values above the room.
#[inline(never)]
fn called<R>(work: impl FnOnce() -> R) -> R {
    work()
}
