//! How codes are drawn: the same options wherever one is.

use super::common::{Density, Peer};
use clap::{Args, ValueEnum};
use coldframe_core::limits::{REPAIR_FRAMES_MAX, SHOWN_FPS_MAX};
use coldframe_core::messages::text;

/// How codes are drawn.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Draw {
    /// How much one code carries: tiny, normal, fast, v1 to v40, or a number of bytes; default normal, or
    /// what `coldframe optics test` found.
    #[arg(long, value_parser = density)]
    pub(crate) density: Option<Density>,
    /// Codes per second, 1 to 30; default 3, 8 or 12, as the density asks.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=i64::from(SHOWN_FPS_MAX)))]
    pub(crate) fps: Option<u16>,
    /// What codes on a terminal are made of.
    #[arg(long, value_enum, default_value_t, value_name = "GLYPHS")]
    pub(crate) glyphs: Glyphs,
    /// Light codes on dark.
    #[arg(long)]
    pub(crate) invert: bool,
    /// Who reads the codes: coldframe gets mixed parts only once each part was shown, which other
    /// readers cannot use and it needs fewest of.
    #[arg(long, value_enum, default_value_t, value_name = "PEER")]
    pub(crate) to: Peer,
}

/// `--glyphs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Glyphs {
    /// Pixels where the terminal says that it has them, else half blocks.
    #[default]
    Auto,
    /// Half blocks: two modules in a cell.
    Half,
    /// Whole blocks: two cells for a module.
    Full,
    /// Sextants: six modules in a cell, for terminals that draw them.
    Sextant,
    /// Pixels: kitty graphics or sixels, or /dev/fb0 on a console without a desktop.
    Pixels,
}

/// Numbers of frames.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames(pub(crate) Vec<u32>);

/// Reads `--density`.
pub(crate) fn density(said: &str) -> Result<Density, String> {
    let wrong = || text("usage/density", &[]);
    match said {
        "tiny" => Ok(Density::Tiny),
        "normal" => Ok(Density::Normal),
        "fast" => Ok(Density::Fast),
        _ => match said.strip_prefix('v') {
            Some(version) => match version.parse() {
                Ok(version @ 1..=40) => Ok(Density::Version(version)),
                _ => Err(wrong()),
            },
            None => match said.parse() {
                Ok(bytes @ 10..=2_000) => Ok(Density::Bytes(bytes)),
                _ => Err(wrong()),
            },
        },
    }
}

/// Reads `--frames`: `3,7,12`.
pub(crate) fn frames(said: &str) -> Result<Frames, String> {
    let wrong = || text("usage/frames", &[]);
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|number| *number > 0);
    let numbers: Option<Vec<u32>> =
        said.split(',').take(REPAIR_FRAMES_MAX.saturating_add(1)).map(number).collect();
    match numbers {
        Some(numbers) if numbers.len() <= REPAIR_FRAMES_MAX => Ok(Frames(numbers)),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_density_is_a_name_a_version_or_a_number_within_bounds() {
        assert_eq!(density("tiny").unwrap(), Density::Tiny);
        assert_eq!(density("120").unwrap(), Density::Bytes(120));
        assert_eq!(density("v15").unwrap(), Density::Version(15));
        for wrong in ["", "9", "2001", "-1", "slow", "v", "v0", "v41", "15v"] {
            assert!(density(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn frames_are_numbers_from_one() {
        assert_eq!(frames("3,7, 12").unwrap(), Frames(vec![3, 7, 12]));
        for wrong in ["", "0", "3,", "3,,7", "a", "-1", "1-3", &"1,".repeat(201)] {
            assert!(frames(wrong).is_err(), "{wrong}");
        }
    }
}
