//! In which order a picture is looked at: what is cheap and reads most first, what is expensive only
//! where something looks like a code.

mod sizes;

use super::gray_sampler::{self, Look, Searched, Seen, Track, Work};
use super::scan::Found;
use super::{Gray, chain, filters, net};
use sizes::{SMALL_PIXELS_MAX, Sizes};

/// Finders left over beside a code that was read; as many may belong to one more code.
const FINDERS_LEFT_MAX: usize = 1;
/// Codes followed at once.
const TRACKS_MAX: usize = 4;
/// Frames from one search of the whole frame to the next while a code is followed that changes: what
/// appears beside it is seen within a quarter of a second, and the search costs a sixth of what it did.
const WHOLE_EVERY_FRAMES: usize = 6;
/// A code that carried the same for so many frames is no animation: a poster, a sticker, a picture of
/// one. It is read, and hides nothing else.
const STATIC_FRAMES: usize = 8;

/// A still picture may cost this much in all of its looks.
const STILL: Work = Work { triples: 4_000, grids: 40, bends: 10 };
/// A frame of a video, of which the next one comes at once.
const LIVE: Work = Work { triples: 1_500, grids: 8, bends: 3 };
/// So much is left for the coarse sizes, however much was spent on what looked like codes before.
const COARSE: Work = Work { triples: 300, grids: 4, bends: 1 };

/// Triples measured in one look before anything was read: the right one is among the first, or not there.
const TRIPLES_PER_LOOK: usize = 32;
/// The same where letters look like finders, and where the picture was looked at in another size before.
const TRIPLES_PER_SECOND_LOOK: usize = 16;

/// Smaller sizes of a picture are not searched for what is flooded.
const FLOODED_PIXELS_MIN: usize = 400_000;

/// What is remembered between the frames of a video.
#[derive(Default)]
pub(super) struct Memory {
    tracks: Vec<Track>,
    turn: usize,
    /// Frames since the whole of one was searched.
    since_whole: usize,
    is_inverted: bool,
    /// More codes were read than are followed: what changes may be one of the others.
    is_crowded: bool,
}

/// What all looks at a picture so far showed.
struct Sum<'picture> {
    picture: &'picture Gray,
    work: Work,
    /// What was read by following: nothing new.
    known: Vec<Vec<u8>>,
    found: Vec<Found>,
    tracks: Vec<Track>,
    unread: usize,
    finders_left: usize,
    is_promising: bool,
    /// The same of light finders on dark.
    is_light_promising: bool,
}

impl<'picture> Sum<'picture> {
    fn new(picture: &'picture Gray, work: Work) -> Self {
        let (known, found, tracks) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            picture,
            work,
            known,
            found,
            tracks,
            unread: 0,
            finders_left: 0,
            is_promising: false,
            is_light_promising: false,
        }
    }

    /// One more look, where `dark` was found in a picture so many times smaller.
    fn look(&mut self, dark: &Searched, times: f32, inverted: bool) {
        let look = Look { shades: self.picture, times, inverted, triples: TRIPLES_PER_LOOK };
        self.take(&look, dark, 1.0);
    }

    /// A look at large modules: shades come from the smaller picture too, where a place stands for many
    /// pixels, and their noise is gone.
    fn look_coarsely(&mut self, picture: &Gray, dark: &Searched, times: f32, inverted: bool) {
        let work = &mut self.work;
        work.triples = work.triples.max(COARSE.triples);
        work.grids = work.grids.max(COARSE.grids);
        work.bends = work.bends.max(COARSE.bends);
        let look = Look { shades: picture, times: 1.0, inverted, triples: TRIPLES_PER_SECOND_LOOK };
        self.take(&look, dark, times);
    }

    /// Takes what a look shows whose shades come from a picture so many times smaller.
    fn take(&mut self, look: &Look<'_>, dark: &Searched, times: f32) {
        let work = &mut self.work;
        let seen: Seen = net::caught(|| gray_sampler::read(look, dark, work)).unwrap_or_default();
        if !seen.read.is_empty() {
            self.finders_left = seen.finders_left;
        }
        self.unread += seen.unread;
        let is_promising = if look.inverted { &mut self.is_light_promising } else { &mut self.is_promising };
        *is_promising |= seen.is_promising;
        for read in seen.read {
            self.add(read.found.scaled(times));
            if let Some(track) = read.track.filter(|track| self.is_untracked(track)) {
                self.tracks.push(track.scaled(times));
            }
        }
    }

    /// One place of each payload is enough: copies of a code take no room from another.
    fn is_untracked(&self, track: &Track) -> bool {
        let is_known = self.known.iter().any(|known| known == track.payload());
        let is_tracked = self.tracks.iter().any(|known| known.payload() == track.payload());
        self.tracks.len() < TRACKS_MAX && !is_known && !is_tracked
    }

    /// Keeps what nobody has read before.
    fn add(&mut self, found: Found) {
        let is_known = self.known.contains(&found.payload);
        if !is_known && self.found.iter().all(|other| other.payload != found.payload) {
            self.found.push(found);
        }
    }

    /// Whether one code was read and nothing else is in sight. Where there are several, there may be more:
    /// every look is taken.
    fn is_enough(&self) -> bool {
        self.found.len() == 1 && self.finders_left <= FINDERS_LEFT_MAX
    }

    /// A look for codes without a quiet zone on a dark screen, in the sizes that were searched: everywhere, as
    /// one frame of four can afford, or not where letters would be found.
    fn look_openly(&mut self, sizes: &Sizes<'_>, searched: &[(Searched, f32)], everywhere: bool) {
        // What looks like such a finder is often a letter: it promises nothing but more of them in the whole.
        let is_promising = std::mem::take(&mut self.is_promising);
        let is_worth = |(dark, _): &&(Searched, f32)| !dark.is_noisy() && (everywhere || !dark.is_crowded());
        for (dark, times) in searched.iter().filter(is_worth) {
            let open = dark.open(sizes.row_step(*times) + 1);
            let look = Look {
                shades: self.picture,
                times: *times,
                inverted: false,
                triples: TRIPLES_PER_SECOND_LOOK,
            };
            self.take(&look, &open, 1.0);
            if !self.found.is_empty() || !(everywhere || self.is_promising) {
                break;
            }
        }
        self.is_promising = is_promising;
    }

    /// A look for light codes on a dark screen that have flooded what is dark between them: what is twice as
    /// bright to a lens is far more than half as bright in a picture.
    fn look_at_the_flooded(&mut self, sizes: &Sizes<'_>, searched: &[(Searched, f32)]) {
        let is_noisy = searched.last().is_some_and(|(dark, _)| dark.is_noisy());
        // A corner or an alignment mark shows even then.
        if is_noisy || !self.is_light_promising {
            return;
        }
        for (search, times) in sizes.smallest_first() {
            // Large modules flood little, for their size.
            if times > 1.0 && search.pixels().len() < FLOODED_PIXELS_MIN {
                continue;
            }
            let dark = Searched::of_the_flooded(search, sizes.row_step(times) + 1);
            let look = Look { shades: self.picture, times, inverted: true, triples: TRIPLES_PER_SECOND_LOOK };
            self.take(&look, &dark, 1.0);
        }
    }

    /// Noise hides finders, and so does taking it away. Where nothing looks like one, neither happened; and
    /// nothing comes out of a picture that is all noise.
    fn is_worth_smoothing(&self, searched: &[(Searched, f32)], inverted: bool) -> bool {
        let is_small = self.picture.pixels().len() < SMALL_PIXELS_MAX;
        let is_promising = if inverted { self.is_light_promising } else { self.is_promising };
        let is_full_of_noise = searched.last().is_some_and(|(dark, _)| dark.is_full_of_noise());
        is_small || (is_promising && !is_full_of_noise)
    }

    /// A look for which noise was smoothed away first.
    fn look_smoothed(&mut self, picture: &Gray, times: f32, inverted: bool) {
        if let Ok(smooth) = filters::blurred(picture) {
            self.look(&Searched::of_the_faintest(&smooth), times, inverted);
        }
    }
}

/// Every code of a still picture.
pub(super) fn still(picture: &Gray) -> Vec<Found> {
    let sizes = Sizes::of(picture);
    let mut sum = Sum::new(picture, STILL);
    let mut searched: Vec<(Searched, f32)> = Vec::new();
    for (search, times) in sizes.smallest_first() {
        let dark = sizes.searched(search, times, searched.last().map(|(smaller, _)| smaller));
        sum.look(&dark, times, false);
        if sum.is_enough() {
            return sum.found;
        }
        searched.push((dark, times));
    }
    if sum.found.len() == 1 && sum.unread == 0 {
        return sum.found;
    }
    for (search, times) in sizes.coarse() {
        let dark = Searched::of(&search, 1);
        for inverted in [false, true] {
            sum.look_coarsely(&search, &dark, times, inverted);
            if sum.is_enough() {
                return sum.found;
            }
        }
    }
    for (dark, times) in &searched {
        sum.look(dark, *times, true);
        if sum.is_enough() {
            return sum.found;
        }
    }
    // Where a code was seen that cannot be read, its finders were seen.
    if sum.found.is_empty() && sum.unread == 0 {
        sum.look_openly(&sizes, &searched, false);
        if sum.is_enough() {
            return sum.found;
        }
        sum.look_at_the_flooded(&sizes, &searched);
        if sum.is_enough() {
            return sum.found;
        }
    }
    let is_small = picture.pixels().len() < SMALL_PIXELS_MAX;
    if sum.found.is_empty() && !sum.is_worth_smoothing(&searched, false) && sum.unread == 0 {
        return sum.found;
    }
    let half = searched.iter().rev().nth(1).map(|(half, _)| half);
    match sizes.is_smoothed_first(1.0, half) {
        true => sum.look(&Searched::of_the_faintest(picture), 1.0, false),
        false => sum.look_smoothed(picture, 1.0, false),
    }
    if sum.is_enough() {
        return sum.found;
    }
    if sum.unread > 0 || is_small || sum.found.len() > 1 {
        chain::read(picture).into_iter().for_each(|found| sum.add(found));
    }
    sum.found
}

/// One frame of a video: what was read before is followed. Where something is lost, where all that is
/// followed never changes, and every few frames, the frame is searched as well: a code that is followed
/// must not hide one that appears beside it. What is found is added to what is followed.
pub(super) fn live(picture: &Gray, memory: &mut Memory) -> Vec<Found> {
    let followed_before = memory.tracks.len();
    let mut found = memory.follow(picture);
    memory.since_whole = memory.since_whole.saturating_add(1);
    let is_lost = memory.tracks.len() < followed_before;
    // Nothing but posters, or nothing at all: there is time to look for more.
    let is_idle = memory.tracks.iter().all(|track| track.unchanged() >= STATIC_FRAMES);
    let is_whole =
        memory.since_whole >= WHOLE_EVERY_FRAMES || memory.is_crowded || (is_idle && !found.is_empty());
    if !is_lost && !is_idle && !is_whole {
        return found;
    }
    memory.turn = memory.turn.wrapping_add(1);
    let sizes = Sizes::of(picture);
    let mut sum = Sum::new(picture, LIVE);
    sum.known = found.iter().map(|found| found.payload.clone()).collect();
    let searched = sum.look_at_sizes(&sizes, memory, is_whole);
    // Every other turn is spent on the other polarity, and on what is expensive: this is for the turns between.
    if is_whole || (sum.found.is_empty() && !memory.turn.is_multiple_of(2)) {
        sum.look_at_coarse_sizes(&sizes, memory, is_whole);
    }
    if sum.found.is_empty() && is_idle {
        sum.look_further(&sizes, &searched, memory);
    }
    if is_whole {
        memory.since_whole = 0;
    }
    memory.keep(sum.tracks);
    found.append(&mut sum.found);
    memory.is_crowded = found.len() > TRACKS_MAX;
    found
}

impl Memory {
    /// What is still where it was, what changed last first; what is lost is forgotten.
    fn follow(&mut self, picture: &Gray) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        self.tracks.sort_by_key(Track::unchanged);
        self.tracks.retain_mut(|track| {
            let Some(one) = net::caught(|| track.follow(picture)).flatten() else { return false };
            let is_new = found.iter().all(|other| other.payload != one.payload);
            if is_new {
                found.push(one);
            }
            is_new
        });
        found
    }

    /// Follows these too. Where there is no room, what has not changed for longest makes some.
    fn keep(&mut self, tracks: Vec<Track>) {
        for track in tracks {
            self.tracks.sort_by_key(Track::unchanged);
            self.tracks.truncate(TRACKS_MAX.saturating_sub(1));
            self.tracks.push(track);
        }
        if let Some(track) = self.tracks.first() {
            self.is_inverted = track.is_inverted;
        }
    }
}

impl Sum<'_> {
    /// From the smallest size on, until something new is seen, or in all of them.
    fn look_at_sizes(&mut self, sizes: &Sizes<'_>, memory: &Memory, is_whole: bool) -> Vec<(Searched, f32)> {
        // Smoothing shows what noise hides, and hides what is small: by turns.
        let is_plain = memory.turn % 4 < 2;
        let mut searched: Vec<(Searched, f32)> = Vec::new();
        for (search, times) in sizes.smallest_first() {
            let smaller = searched.last().map(|(smaller, _)| smaller).filter(|_| !is_plain);
            let dark = sizes.searched(search, times, smaller);
            self.look(&dark, times, memory.is_inverted);
            if (self.found.is_empty() || is_whole) && memory.turn.is_multiple_of(2) {
                self.look(&dark, times, !memory.is_inverted);
            }
            searched.push((dark, times));
            if !self.found.is_empty() && !is_whole {
                break;
            }
        }
        searched
    }

    fn look_at_coarse_sizes(&mut self, sizes: &Sizes<'_>, memory: &Memory, is_whole: bool) {
        for (search, times) in sizes.coarse() {
            let dark = Searched::of(&search, 1);
            self.look_coarsely(&search, &dark, times, memory.is_inverted);
            if self.found.is_empty() || is_whole {
                self.look_coarsely(&search, &dark, times, !memory.is_inverted);
            }
            if !self.found.is_empty() && !is_whole {
                return;
            }
        }
    }

    fn look_further(&mut self, sizes: &Sizes<'_>, searched: &[(Searched, f32)], memory: &Memory) {
        match (memory.turn % 4, sizes.smaller.first()) {
            (1 | 3, _) if self.unread == 0 && !self.is_worth_smoothing(searched, memory.is_inverted) => {}
            (1, Some(half)) => self.look_smoothed(half, 2.0, memory.is_inverted),
            (3, _) if self.unread > 0 => {
                chain::first(self.picture).into_iter().for_each(|found| self.add(found));
            }
            (1 | 3, _) => self.look_smoothed(self.picture, 1.0, memory.is_inverted),
            (0, _) if self.unread == 0 => self.look_openly(sizes, searched, true),
            (2, _) if self.unread == 0 => self.look_at_the_flooded(sizes, searched),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optics::symbol::Modules;

    /// A code at 4 pixels per module.
    fn code(payload: &[u8]) -> Gray {
        let modules = Modules::encode_bytes(payload, 2).unwrap();
        let side = (modules.side() + 8) * 4;
        let dark = |place: usize| modules.is_dark_within(4, place % side / 4, place / side / 4);
        Gray::new(side, side, (0..side * side).map(|place| if dark(place) { 0 } else { 255 }).collect())
            .unwrap()
    }

    #[test]
    fn atk_e05_a_code_that_changes_is_followed_and_the_whole_is_searched_every_few_frames() {
        let mut memory = Memory::default();
        for number in 0..60_u8 {
            assert_eq!(live(&code(&[number / 3; 20]), &mut memory).len(), 1, "frame {number}");
        }
        assert!(memory.turn <= 1 + 60 / WHOLE_EVERY_FRAMES, "{} searches", memory.turn);
        assert_eq!(memory.tracks.len(), 1);
    }

    #[test]
    fn what_is_all_noise_or_has_no_sign_of_a_code_is_not_smoothed() {
        let mut state = 5_u32;
        let mut dice = |reach: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from((state >> 16) % reach).unwrap()
        };
        for (reach, is_promising, expected) in [(60, true, false), (8, true, true), (8, false, false)] {
            let pixels = (0..640 * 480).map(|_| 100 + dice(reach)).collect();
            let picture = Gray::new(640, 480, pixels).unwrap();
            let sum = Sum { is_promising, ..Sum::new(&picture, STILL) };
            let searched = [(Searched::of(&picture, 1), 1.0)];
            assert_eq!(sum.is_worth_smoothing(&searched, false), expected, "{reach} {is_promising}");
        }
    }

    #[test]
    fn codes_that_never_change_leave_time_to_look_for_more() {
        let mut memory = Memory::default();
        let poster = code(&[7; 20]);
        (0..=STATIC_FRAMES).for_each(|_| drop(live(&poster, &mut memory)));
        let before = memory.turn;
        (0..5).for_each(|_| assert_eq!(live(&poster, &mut memory).len(), 1));
        assert_eq!((memory.turn - before, memory.tracks.len()), (5, 1));
    }
}
