//! How codes are drawn, decided from what was asked, what was tested and what is usual.

use crate::cli::common::{Density, Peer};
use crate::cli::draw::{Draw, Frames, Glyphs};
use crate::error::Error;
use crate::exit::Exit;
use crate::files;
use crate::place::{Output, Picture, is_other_picture};
use crate::world::World;
use coldframe_console::optics;
use coldframe_console::player::message::STILL_VERSION_MAX;
use coldframe_console::player::{Ink, Look};
use coldframe_core::frames::{FrameSize, SenderOptions};
use coldframe_core::safe::Safe;
use std::path::{Path, PathBuf};

/// The frame buffer of a console without a desktop.
const CONSOLE_DEVICE: &str = "/dev/fb0";

/// How pictures are drawn.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    /// How much one code carries.
    pub(crate) density: Density,
    /// Whether a person said so.
    pub(crate) names_density: bool,
    /// Whether a person said how fast they follow each other.
    pub(crate) names_fps: bool,
    /// Codes per second.
    pub(crate) fps: u16,
    /// How they look on a screen.
    pub(crate) look: Look,
    /// Who reads them.
    pub(crate) peer: Peer,
    /// Numbers of the frames that are drawn, all if there is none.
    pub(crate) frames: Frames,
}

impl Drawing {
    /// For most cameras.
    pub(crate) fn usual() -> Self {
        Self::asked(&Draw::default())
    }

    /// As asked, or else as the test of this screen found it, or else as usual.
    pub(crate) fn of(args: &Draw, output: &Output, world: &mut World) -> Self {
        let mut drawing = Self::asked(args);
        let device = match output {
            Output::Screen if args.glyphs == Glyphs::Pixels => console_device(),
            Output::Screen => None,
            Output::FrameBuffer(device) => Some(device.clone()),
            // Files are read by who knows what.
            Output::Stdout | Output::Path(_) => return drawing,
        };
        drawing.look.device = device;
        let remembered = world.optics();
        drawing.look.shows_placing = !remembered.is_placed;
        if let (Some(pair), None) = (remembered.pair, args.density) {
            drawing.density = Density::Version(pair.version);
            drawing.fps = args.fps.unwrap_or(pair.fps);
        }
        drawing
    }

    /// Only frames of these numbers.
    pub(crate) fn only(self, frames: &Frames) -> Self {
        Self { frames: frames.clone(), ..self }
    }

    fn asked(args: &Draw) -> Self {
        let density = args.density.unwrap_or(Density::Normal);
        let look = Look { ink: ink(args.glyphs), is_inverted: args.invert, ..Look::default() };
        Self {
            density,
            names_density: args.density.is_some(),
            names_fps: args.fps.is_some(),
            fps: args.fps.unwrap_or(usual_fps(density)),
            look,
            peer: args.to,
            frames: Frames::default(),
        }
    }

    /// What the sender is told.
    pub(crate) fn options(&self) -> SenderOptions {
        self.peer.ordered(SenderOptions::of(self.size()))
    }

    /// The size of a frame.
    pub(crate) fn size(&self) -> FrameSize {
        match self.density {
            Density::Tiny => SenderOptions::TINY.size,
            Density::Normal => SenderOptions::NORMAL.size,
            Density::Fast => SenderOptions::FAST.size,
            Density::Version(version) => FrameSize::QrVersion(version),
            Density::Bytes(bytes) => FrameSize::PartBytes(bytes.into()),
        }
    }

    /// The largest version shown as one still code in place of an animation. Whoever named a size gets it.
    pub(crate) fn still_version(&self) -> u8 {
        match self.density {
            Density::Normal | Density::Fast => STILL_VERSION_MAX,
            Density::Tiny | Density::Version(_) | Density::Bytes(_) => 0,
        }
    }
}

/// Whether everything that was said about codes can be done where they go, asked before anything else:
/// an option that is passed over leaves a person with another picture than the one they asked for.
pub(crate) fn may_draw(args: &Draw, output: &Output) -> Result<(), Error> {
    let kind = match output {
        Output::Screen => Kind::Terminal,
        Output::FrameBuffer(_) => Kind::FrameBuffer,
        Output::Stdout => Kind::Text,
        Output::Path(path) => match Picture::of(path) {
            Some(Picture::Png) => Kind::Still,
            Some(Picture::Apng | Picture::Gif | Picture::Svg) => Kind::Animation,
            None => {
                may_be_named(path)?;
                Kind::Text
            }
        },
    };
    let refused = |code, option| Err(Error::with(Exit::Usage, code, vec![("option", Safe::text(option))]));
    let follows = [("--fps", args.fps.is_some()), ("--to coldframe", args.to == Peer::Coldframe)];
    let follows = follows.into_iter().find(|(_, is_said)| *is_said).map(|(option, _)| option);
    match (kind, args.glyphs) {
        (Kind::Text, glyphs) if glyphs != Glyphs::Auto => refused("usage/nothing-drawn", "--glyphs"),
        (Kind::Text, _) if args.invert => refused("usage/nothing-drawn", "--invert"),
        (Kind::Text, _) if follows.is_some() => refused("usage/nothing-drawn", follows.unwrap_or_default()),
        (Kind::Still | Kind::Animation, glyphs) if glyphs != Glyphs::Auto => {
            refused("usage/no-cells", "--glyphs")
        }
        (Kind::FrameBuffer, Glyphs::Half | Glyphs::Full | Glyphs::Sextant) => {
            refused("usage/no-cells", "--glyphs")
        }
        (Kind::Still, _) if follows.is_some() => refused("usage/stands-still", follows.unwrap_or_default()),
        _ => Ok(()),
    }
}

/// Whether a name promises no picture of a format that is not drawn.
pub(crate) fn may_be_named(path: &Path) -> Result<(), Error> {
    if !is_other_picture(path) {
        return Ok(());
    }
    Err(Error::with(Exit::Usage, "usage/picture-format", vec![("path", files::shown(path))]))
}

/// What codes become.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Terminal,
    FrameBuffer,
    /// A picture that stands still, with every part on it.
    Still,
    Animation,
    /// Bytes, text, or one line for each part.
    Text,
}

/// How fast the cameras a density is for can follow.
fn usual_fps(density: Density) -> u16 {
    match density {
        Density::Tiny => 3,
        Density::Normal | Density::Version(_) | Density::Bytes(_) => 8,
        Density::Fast => 12,
    }
}

fn ink(glyphs: Glyphs) -> Ink {
    match glyphs {
        Glyphs::Auto => Ink::Auto,
        Glyphs::Pixels => Ink::Pixels,
        Glyphs::Half => Ink::Cells(optics::Glyphs::HalfBlocks),
        Glyphs::Full => Ink::Cells(optics::Glyphs::FullBlocks),
        Glyphs::Sextant => Ink::Cells(optics::Glyphs::Sextants),
    }
}

/// The frame buffer behind this terminal, if it is a console of Linux itself.
pub(crate) fn console_device() -> Option<PathBuf> {
    let is_console = std::env::var_os("TERM").is_some_and(|term| term == "linux");
    let device = PathBuf::from(CONSOLE_DEVICE);
    (is_console && device.exists()).then_some(device)
}

#[cfg(test)]
mod tests;
