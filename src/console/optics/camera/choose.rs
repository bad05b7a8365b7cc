//! Which of a camera's formats, sizes and rates is asked for first.
//!
//! A code needs about 720p: below, its modules run together; above, each frame takes longer to read
//! than the pixels are worth. Fewer than 15 frames a second miss pictures of the sender. A luma plane
//! costs nothing to take; decompressing JPEG costs more than the search for codes.

use super::Pixels;
use coldframe_core::limits::LIVE_FRAME_PIXELS_MAX;

/// Pixels that suit best: 1280 x 720.
const BEST_PIXELS: u64 = 1_280 * 720;
/// Most wishes tried on one camera.
const WISHES_MAX: usize = 16;
/// Sizes asked for where a camera names none.
const USUAL: [(u32, u32); 3] = [(1_280, 720), (640, 480), (1_920, 1_080)];

/// A format a camera offers, with its sizes and rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) pixels: Pixels,
    /// Width, height, and the most frames in 1,000 seconds (0 if it does not say). Empty if the
    /// camera names no sizes.
    pub(super) sizes: Vec<(u32, u32, u32)>,
}

/// What a camera is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) pixels: Pixels,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) frames_per_ks: u32,
}

/// What to ask for, the best first.
pub(super) fn wishes(offers: &[Offer]) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = offers.iter().flat_map(of_offer).filter(Wish::is_within_bounds).collect();
    // Stable: what a camera names first it likes best.
    wishes.sort_by_key(Wish::cost);
    wishes.dedup();
    wishes.truncate(WISHES_MAX);
    wishes
}

/// The size nearest to the best one, where a camera takes any within bounds.
pub(super) fn nearest(best: u32, least: u32, most: u32, step: u32) -> u32 {
    let within = best.clamp(least, most.max(least));
    let steps = within.saturating_sub(least) / step.max(1);
    least.saturating_add(steps.saturating_mul(step.max(1)))
}

fn of_offer(offer: &Offer) -> Vec<Wish> {
    let wish = |&(width, height, frames_per_ks): &(u32, u32, u32)| Wish {
        pixels: offer.pixels,
        width,
        height,
        frames_per_ks,
    };
    match offer.sizes.is_empty() {
        true => USUAL.iter().map(|&(width, height)| wish(&(width, height, 0))).collect(),
        false => offer.sizes.iter().map(wish).collect(),
    }
}

impl Wish {
    fn is_within_bounds(&self) -> bool {
        (1..=LIVE_FRAME_PIXELS_MAX).contains(&self.pixel_count())
    }

    fn pixel_count(&self) -> u64 {
        u64::from(self.width).saturating_mul(u64::from(self.height))
    }

    /// The lower, the better it suits.
    pub(super) fn cost(&self) -> u32 {
        let percent = self.pixel_count().saturating_mul(100) / BEST_PIXELS;
        let size = match percent {
            0..100 => 100_u64.saturating_sub(percent),
            _ => percent.saturating_sub(100) / 5,
        };
        let rate = match self.frames_per_ks {
            // It does not say: as good as most.
            0 => 10,
            24_000.. => 0,
            15_000.. => 10,
            10_000.. => 60,
            _ => 120,
        };
        u32::try_from(size).unwrap_or(u32::MAX).saturating_add(rate).saturating_add(self.pixels.cost())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(pixels: Pixels, sizes: &[(u32, u32, u32)]) -> Offer {
        Offer { pixels, sizes: sizes.to_vec() }
    }

    fn first(offers: &[Offer]) -> (Pixels, u32, u32) {
        let wish = wishes(offers)[0];
        (wish.pixels, wish.width, wish.height)
    }

    #[test]
    fn a_usb_webcam_whose_plain_pixels_are_slow_at_720p_is_asked_for_jpeg() {
        // Logitech C270 and its kind: USB 2 has no room for more.
        let plain = offer(Pixels::Yuyv, &[(640, 480, 30_000), (1_280, 720, 7_500), (1_280, 960, 7_500)]);
        let jpeg = offer(Pixels::Mjpeg, &[(640, 480, 30_000), (1_280, 720, 30_000), (1_280, 960, 30_000)]);
        assert_eq!(first(&[plain.clone(), jpeg]), (Pixels::Mjpeg, 1_280, 720));
        assert_eq!(first(&[plain]), (Pixels::Yuyv, 640, 480));
    }

    #[test]
    fn a_luma_plane_is_taken_where_it_is_as_fast() {
        let sizes = [(640, 480, 30_000), (1_280, 720, 30_000), (1_920, 1_080, 30_000)];
        let offers = [offer(Pixels::Mjpeg, &sizes), offer(Pixels::Yuyv, &sizes), offer(Pixels::Nv12, &sizes)];
        assert_eq!(first(&offers), (Pixels::Nv12, 1_280, 720));
        assert_eq!(first(&offers[..2]), (Pixels::Yuyv, 1_280, 720));
    }

    #[test]
    fn the_infrared_camera_of_a_laptop_is_not_preferred_to_the_one_that_sees() {
        let infrared = wishes(&[offer(Pixels::Grey, &[(640, 360, 30_000)])]);
        let seeing = wishes(&[offer(Pixels::Mjpeg, &[(1_280, 720, 30_000)])]);
        assert!(seeing[0].cost() < infrared[0].cost());
    }

    #[test]
    fn a_camera_that_names_no_sizes_is_asked_for_the_usual_ones() {
        assert_eq!(first(&[offer(Pixels::Yuyv, &[])]), (Pixels::Yuyv, 1_280, 720));
        assert_eq!(wishes(&[offer(Pixels::Yuyv, &[])]).len(), 3);
    }

    #[test]
    fn atk_e05_a_camera_that_offers_thousands_of_giant_sizes_is_asked_for_few_ordinary_ones() {
        let giant: Vec<_> = (0..5_000).map(|more| (60_000 + more, 60_000, 30_000)).collect();
        assert!(wishes(&[offer(Pixels::Yuyv, &giant)]).is_empty());
        let many: Vec<_> = (0..5_000).map(|more| (640 + more % 100, 480, 30_000)).collect();
        assert_eq!(wishes(&[offer(Pixels::Yuyv, &many)]).len(), WISHES_MAX);
        assert!(wishes(&[offer(Pixels::Yuyv, &[(0, 480, 0), (640, 0, 0)])]).is_empty());
    }

    #[test]
    fn a_size_within_steps_is_the_nearest_below() {
        assert_eq!(nearest(1_280, 32, 4_096, 2), 1_280);
        assert_eq!(nearest(1_280, 2, 640, 2), 640);
        assert_eq!(nearest(720, 100, 1_000, 48), 100 + 12 * 48);
        assert_eq!(nearest(720, 900, 100, 0), 900);
    }
}
