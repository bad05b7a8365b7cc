//! What would help most, out of what was measured.

/// What a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Too early to say.
    Wait,
    /// Nothing is found.
    Aim,
    /// It goes well.
    Keep,
    /// The modules are too small.
    Closer,
    /// The code touches the edge of the picture.
    Back,
    /// It moves from frame to frame.
    Still,
    /// The edges are soft.
    Focus,
    /// Hardly any light.
    Dark,
    /// Black and white are nearly the same.
    Dull,
    /// The sender changes faster than is read.
    Slower,
}

/// What was measured over the last few seconds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measured {
    /// Frames looked at and frames in which a code was read, each in ten seconds.
    pub(super) frames: u32,
    pub(super) reads: u32,
    /// Changes of the code in ten seconds: a little below what the sender shows.
    pub(super) changes: u32,
    /// Pixels per module of the last code.
    pub(super) module_px: f32,
    /// How many modules it moves from one frame to the next.
    pub(super) moved_modules: f32,
    /// Whether it touches the edge of the picture.
    pub(super) is_at_edge: bool,
    pub(super) brightness: u8,
    pub(super) contrast: u8,
    pub(super) sharpness: u8,
}

/// Below, readers begin to fail.
const MODULE_PX_MIN: f32 = 3.0;
/// Beyond, a frame shows each module twice.
const MOVED_MODULES_MAX: f32 = 1.0;
const BRIGHTNESS_MIN: u8 = 40;
const CONTRAST_MIN: u8 = 60;
const SHARPNESS_MIN: u8 = 30;
/// Symbols a second no sender should go beyond.
const SENDER_MAX: u32 = 15;

impl Advice {
    /// Its sentence.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Wait => "advice/wait",
            Self::Aim => "advice/aim",
            Self::Keep => "advice/keep",
            Self::Closer => "advice/closer",
            Self::Back => "advice/back",
            Self::Still => "advice/still",
            Self::Focus => "advice/focus",
            Self::Dark => "advice/dark",
            Self::Dull => "advice/dull",
            Self::Slower => "advice/slower",
        }
    }

    /// The first thing that is wrong, in the order in which it hurts.
    pub(super) fn of(measured: &Measured) -> Self {
        let is_read = measured.reads > 0;
        if measured.brightness < BRIGHTNESS_MIN && !is_read {
            return Self::Dark;
        }
        if !is_read {
            return Self::of_nothing_read(measured);
        }
        // Half the frames read is as good as all: the sender shows each picture longer than that.
        let is_read_well = measured.reads.saturating_mul(2) >= measured.frames;
        if measured.changes > measured.reads / 2 && measured.changes > 20 {
            return Self::Slower;
        }
        if is_read_well {
            return Self::Keep;
        }
        if measured.module_px < MODULE_PX_MIN {
            return Self::Closer;
        }
        if measured.is_at_edge {
            return Self::Back;
        }
        if measured.moved_modules > MOVED_MODULES_MAX {
            return Self::Still;
        }
        match measured {
            Measured { contrast: ..CONTRAST_MIN, .. } => Self::Dull,
            Measured { sharpness: ..SHARPNESS_MIN, .. } => Self::Focus,
            _ => Self::Keep,
        }
    }

    fn of_nothing_read(measured: &Measured) -> Self {
        match measured {
            Measured { contrast: ..CONTRAST_MIN, .. } => Self::Dull,
            Measured { sharpness: ..SHARPNESS_MIN, .. } => Self::Focus,
            // It was read a while ago: what was wrong then is likely wrong now.
            Measured { module_px, .. } if *module_px > 0.0 && *module_px < MODULE_PX_MIN => Self::Closer,
            _ => Self::Aim,
        }
    }
}

/// Symbols a second the sender should show: half of what is read, so that none is missed.
pub(super) fn slower(reads_in_ten_seconds: u32) -> u32 {
    (reads_in_ten_seconds / 20).clamp(1, SENDER_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Measured = Measured {
        frames: 300,
        reads: 280,
        changes: 75,
        module_px: 4.5,
        moved_modules: 0.1,
        is_at_edge: false,
        brightness: 120,
        contrast: 180,
        sharpness: 80,
    };

    #[test]
    fn what_goes_well_is_left_alone() {
        assert_eq!(Advice::of(&GOOD), Advice::Keep);
        // A still code.
        assert_eq!(Advice::of(&Measured { changes: 0, ..GOOD }), Advice::Keep);
    }

    #[test]
    fn each_fault_has_its_advice() {
        let poor = Measured { reads: 60, changes: 25, ..GOOD };
        assert_eq!(Advice::of(&Measured { module_px: 2.4, ..poor }), Advice::Closer);
        assert_eq!(Advice::of(&Measured { is_at_edge: true, ..poor }), Advice::Back);
        assert_eq!(Advice::of(&Measured { moved_modules: 3.0, ..poor }), Advice::Still);
        assert_eq!(Advice::of(&Measured { contrast: 40, ..poor }), Advice::Dull);
        assert_eq!(Advice::of(&Measured { sharpness: 10, ..poor }), Advice::Focus);
        let none = Measured { reads: 0, changes: 0, module_px: 0.0, ..GOOD };
        assert_eq!(Advice::of(&none), Advice::Aim);
        assert_eq!(Advice::of(&Measured { brightness: 10, ..none }), Advice::Dark);
        assert_eq!(Advice::of(&Measured { contrast: 20, ..none }), Advice::Dull);
        assert_eq!(Advice::of(&Measured { sharpness: 10, ..none }), Advice::Focus);
        assert_eq!(Advice::of(&Measured { module_px: 2.0, ..none }), Advice::Closer);
    }

    #[test]
    fn a_sender_that_shows_more_than_half_of_what_is_read_is_told_how_fast_it_may_go() {
        let fast = Measured { reads: 160, changes: 110, ..GOOD };
        assert_eq!(Advice::of(&fast), Advice::Slower);
        assert_eq!(slower(fast.reads), 8);
        assert_eq!((slower(0), slower(3_000)), (1, 15));
    }
}
