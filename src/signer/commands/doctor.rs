//! `coldframe doctor`.

mod report;

use crate::cli::doctor::Doctor;
use crate::error::Error;
use crate::exit::Exit;
use crate::surroundings::{self, Grade, Probe};
use crate::world::{self, World};
use coldframe_console::output;
use coldframe_core::journal::Event;
use coldframe_core::messages::Explain;
use coldframe_core::network::Network;
use report::Report;

/// Looks at everything and judges nothing away: 8 if anything refuses, so that a script can stop. On
/// test networks, where nothing of value is at stake, what refuses is said and stops nothing.
pub(super) fn doctor(args: &Doctor, world: &mut World) -> Result<Exit, Error> {
    let report = looked(world.surroundings.probe());
    let written = match args.json {
        true => format!("{:#}\n", report.to_json()),
        false => report.to_text(world.stdout_style, output::stdout_columns()),
    };
    let refusing = surroundings::of_grade(&report.surroundings, Grade::Refuse);
    let findings = refusing.iter().map(|surrounding| surrounding.code()).collect();
    let is_fit = refusing.is_empty() || world.network != Network::Main;
    let exit = if is_fit { Exit::Done } else { Exit::Unsafe };
    world::result(written.as_bytes())?;
    // A journal that cannot be written stops a signature, not somebody who asks what is wrong.
    let _ = world.record(&Event::DoctorResult { findings });
    Ok(exit)
}

fn looked(probe: &Probe) -> Report {
    Report {
        sha256: surroundings::sha256_of_this_program(),
        measures: surroundings::measures(),
        surroundings: surroundings::all(probe),
        keyboards: surroundings::keyboards(probe).ok(),
        cameras: surroundings::cameras(probe).ok(),
    }
}
