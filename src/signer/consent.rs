//! Consent: every page on the screen, every masked group typed, every warning named.
//!
//! Enter alone never signs. Two groups of each unknown address are masked until they are typed
//! from the other source, because a swapped address is only noticed by somebody who compares.

mod questions;

use crate::cli::sign::Sign;
use crate::error::Error;
use crate::exit::Exit;
use crate::expected;
use crate::place::Output;
use crate::world::World;
use coldframe_console::ui::Ui;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::messages::error_line;
use coldframe_core::review::expect::Comparison;
use coldframe_core::review::pages::Masking;
use coldframe_core::review::{Consent, Review, Severity, pages};

/// Whether there is anybody to ask, found out before any work is done.
pub(crate) fn may_ask(args: &Sign, world: &mut World) -> Result<(), Error> {
    // A picture on a terminal needs one too, and after signing is too late to find out.
    match (args.consent, &args.output) {
        (Some(_), Output::Stdout | Output::Path(_)) => Ok(()),
        (None, _) | (_, Output::Screen | Output::FrameBuffer(_)) => Ok(world.ui.ready()?),
    }
}

/// The consent of a script that read this review before, or of the person who reads it now.
pub(crate) fn obtain(review: &Review<Psbt>, args: &Sign, world: &mut World) -> Result<Consent, Error> {
    let compared = expected::compared(&args.expected, review, world)?;
    if let Some(seen) = args.consent {
        if compared.as_ref().is_some_and(|compared| !compared.agrees()) {
            return Err(Error::plain(Exit::Declined, "consent/differs"));
        }
        return Ok(Consent { seen, acknowledged: args.acknowledge.clone() });
    }
    let stopping = |severity| matches!(severity, Severity::Refuse | Severity::Hold);
    let stops = review.findings().iter().filter(|finding| stopping(finding.severity));
    let stops: Vec<String> =
        stops.map(|finding| format!("{}: {}", finding.code, error_line(finding))).collect();
    if !stops.is_empty() {
        // Nobody is asked about what is refused anyway: a question would teach them to answer it.
        stops.iter().for_each(|line| world.ui.tell(line));
        return Ok(Consent { seen: review.digest(), acknowledged: Vec::new() });
    }
    // Which groups are asked for is nobody's to know before.
    let salt = world.chance()?;
    read_and_ask(review, compared.as_ref(), &salt, &mut *world.ui)
}

fn read_and_ask(
    review: &Review<Psbt>,
    compared: Option<&Comparison>,
    salt: &[u8; 32],
    ui: &mut dyn Ui,
) -> Result<Consent, Error> {
    let columns = ui.columns();
    let shown = match compared {
        Some(compared) => pages::pages_compared(review, columns, Masking::Masked(*salt), compared),
        None => pages::pages_masked(review, columns, salt),
    };
    ui.read(&shown)?;
    let recipients = questions::recipients(review, compared, salt, ui)?;
    let missing = questions::missing(compared, ui)?;
    let acknowledged = questions::warnings(review, ui)?;
    if recipients == 0 && missing == 0 && acknowledged.is_empty() {
        questions::sign_word(ui)?;
    }
    Ok(Consent { seen: review.digest(), acknowledged })
}
