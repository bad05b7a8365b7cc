//! A camera of 30 frames a second in front of a screen, as times and not as pixels.

/// The model, in one sentence for the table.
pub(crate) const MODEL: &str = "a camera of 29.97 frames a second, 10 ms of exposure and 20 ms of rolling \
    readout, reads a symbol when it stands still on the screen for all of that, 8 ms after it was changed; \
    its clock begins at a random point of the symbol; each shown symbol is lost by itself, to all looks at it, \
    with the probability given";

const CAMERA_PERIOD: f64 = 1.0 / 29.97;
const EXPOSURE: f64 = 0.010;
const READOUT: f64 = 0.020;
/// What a liquid crystal takes to turn: until then two symbols are seen at once.
const SCREEN_LAG: f64 = 0.008;

/// Looks at a screen that shows one frame after the other.
pub(crate) struct Camera {
    shown_period: f64,
    loss_percent: u64,
    begin: u64,
    /// When the next exposure begins, in seconds since the person began to look.
    next: f64,
    last_read: Option<u64>,
    /// Of this run: which frames are lost follows from it and their place.
    salt: u64,
}

impl Camera {
    /// The screen shows frame `begin` when the person begins to look.
    pub(crate) fn new(shown_per_second: f64, loss_percent: u64, begin: u64, mut dice: Dice) -> Self {
        let shown_period = 1.0 / shown_per_second;
        let next = shown_period * dice.below(1_000) as f64 / 1_000.0;
        let salt = dice.next();
        Self { shown_period, loss_percent, begin, next, last_read: None, salt }
    }

    /// Seconds since the person began to look: the end of the last exposure.
    pub(crate) fn seconds(&self) -> f64 {
        self.next - CAMERA_PERIOD + EXPOSURE + READOUT
    }

    /// The number of the frame that the next exposure reads; `None` if it reads none, or the one that
    /// was read last.
    pub(crate) fn next_read(&mut self) -> Option<u64> {
        let (from, until) = (self.next, self.next + EXPOSURE + READOUT);
        self.next += CAMERA_PERIOD;
        let place = (from / self.shown_period) as u64;
        let stands_from = place as f64 * self.shown_period + SCREEN_LAG;
        let stands_until = (place + 1) as f64 * self.shown_period;
        let is_still = from >= stands_from && until <= stands_until;
        if !is_still || self.last_read == Some(place) || self.is_lost(place) {
            return None;
        }
        self.last_read = Some(place);
        Some(self.begin + place)
    }

    /// A hand that moves loses a symbol to all looks at it.
    fn is_lost(&self, place: u64) -> bool {
        Dice::of(self.salt ^ place.wrapping_mul(0x9e37_79b9)).below(100) < self.loss_percent
    }
}

/// A seeded generator (splitmix64): the table is the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
