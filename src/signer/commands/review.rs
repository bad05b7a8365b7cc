//! `coldframe review`.

use crate::cli::review::Review as Args;
use crate::error::Error;
use crate::exit::Exit;
use crate::expected;
use crate::ledger;
use crate::receive;
use crate::unlock;
use crate::world::{self, World};
use coldframe_core::bitcoin::SignedCoins;
use coldframe_core::bitcoin::psbt::Psbt;
use coldframe_core::review::pages::Masking;
use coldframe_core::review::{Review, Severity, Unsigned, json, pages};

/// Columns of a review written to a stream.
const COLUMNS: usize = 80;

/// Says what a payload does. Exits 0 if nothing refuses, 3 if something does.
pub(super) fn review(args: &Args, world: &mut World) -> Result<Exit, Error> {
    let signable = receive::signable(&args.input, world)?;
    let unsigned = Unsigned::new(Psbt::parse(&signable.psbt)?);
    let owner = unlock::owner(&args.owner, unsigned.payload(), world)?;
    ledger::step_owner(&owner, world);
    let mut context = ledger::context(args.replace, unsigned.payload(), world)?;
    if owner.accounts.is_empty() {
        // Without keys every coin looks foreign, and a coin signed before would be called hidden.
        context.signed = SignedCoins::default();
    }
    let review = unsigned.review(&owner, &context);
    ledger::reviewed(&review, &signable.psbt, world)?;
    let compared = expected::compared(&args.expected, &review, world)?;
    let written = if args.json {
        let mut fields = json::json(&review);
        if let (Some(compared), Some(fields)) = (&compared, fields.as_object_mut()) {
            fields.insert("expected".to_owned(), expected::to_json(compared));
        }
        format!("{fields:#}\n")
    } else {
        let shown = match &compared {
            Some(compared) => pages::pages_compared(&review, COLUMNS, Masking::Whole, compared),
            None => pages::pages(&review, COLUMNS),
        };
        let text: Vec<String> = shown.iter().map(|page| world.stdout_style.page(page)).collect();
        text.join("\n")
    };
    world::result(written.as_bytes())?;
    Ok(verdict(&review))
}

/// A hold stops a signature, not a reader: only a refusal makes the answer of a review "no".
fn verdict(review: &Review<Psbt>) -> Exit {
    let refuses = review.findings().iter().any(|finding| finding.severity == Severity::Refuse);
    if refuses { Exit::Refused } else { Exit::Done }
}
