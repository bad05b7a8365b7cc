//! The views of a picture a reader tries when the plain one shows nothing.

use super::{Gray, PictureError};

/// Black for white: a code on a dark screen.
pub(super) fn inverted(picture: &Gray) -> Result<Gray, PictureError> {
    let pixels = picture.pixels().iter().map(|pixel| u8::MAX - pixel).collect();
    Gray::new(picture.width(), picture.height(), pixels)
}

/// Half the size, each pixel the mean of four: takes noise and sharpening rims away.
pub(super) fn half(picture: &Gray) -> Result<Gray, PictureError> {
    let (width, height) = (picture.width() / 2, picture.height() / 2);
    let mut pixels = Vec::with_capacity(width * height);
    let mut rows = picture.rows();
    while let (Some(upper), Some(lower)) = (rows.next(), rows.next()) {
        let quads = upper.as_chunks().0.iter().zip(lower.as_chunks().0);
        pixels.extend(quads.map(|([a, b], [c, d])| mean(&[*a, *b, *c, *d])));
    }
    Gray::new(width, height, pixels)
}

/// Each pixel the weighted mean of its neighbourhood of 3 x 3 (1 2 1 in both directions).
pub(super) fn blurred(picture: &Gray) -> Result<Gray, PictureError> {
    let mut pixels = Vec::with_capacity(picture.pixels().len());
    // The edge pixels stand for those outside, to the sides and above and below.
    let mut sums = vec![0_u16; picture.width() + 2];
    let rows = || picture.rows();
    let above = rows().take(1).chain(rows());
    let below = rows().skip(1).chain(rows().rev().take(1));
    for ((above, here), below) in above.zip(rows()).zip(below) {
        let columns = above.iter().zip(here).zip(below);
        for (sum, ((above, here), below)) in sums.iter_mut().skip(1).zip(columns) {
            *sum = u16::from(*above).wrapping_add(u16::from(*here) << 1).wrapping_add(u16::from(*below));
        }
        if let [first, second, .., before, last] = sums.as_mut_slice() {
            (*first, *last) = (*second, *before);
        }
        // Slices of one length, which the compiler adds up eight at a time.
        let width = picture.width();
        let [left, middle, right] = [0, 1, 2].map(|from| sums.get(from..from + width).unwrap_or_default());
        pixels.extend(left.iter().zip(middle).zip(right).map(|((left, here), right)| {
            let [mean, _] = (left.wrapping_add(here.wrapping_mul(2)).wrapping_add(*right).wrapping_add(8)
                >> 4)
                .to_le_bytes();
            mean
        }));
    }
    Gray::new(picture.width(), picture.height(), pixels)
}

/// Several times the size, each pixel a square: for codes of one or two pixels per module.
pub(super) fn enlarged(picture: &Gray, times: usize) -> Result<Gray, PictureError> {
    let mut pixels = Vec::with_capacity(picture.pixels().len() * times * times);
    for row in picture.rows() {
        let wide: Vec<u8> = row.iter().flat_map(|pixel| std::iter::repeat_n(*pixel, times)).collect();
        (0..times).for_each(|_| pixels.extend_from_slice(&wide));
    }
    Gray::new(picture.width() * times, picture.height() * times, pixels)
}

fn mean(four: &[u8; 4]) -> u8 {
    let sum: u16 = four.iter().map(|pixel| u16::from(*pixel)).sum();
    u8::try_from((sum + 2) / 4).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_area_stays_as_it_is_under_every_view() {
        let even = Gray::new(5, 4, vec![77; 20]).unwrap();
        assert_eq!(blurred(&even).unwrap(), even);
        assert_eq!(half(&even).unwrap(), Gray::new(2, 2, vec![77; 4]).unwrap());
        assert_eq!(enlarged(&even, 2).unwrap(), Gray::new(10, 8, vec![77; 80]).unwrap());
        assert_eq!(inverted(&even).unwrap(), Gray::new(5, 4, vec![178; 20]).unwrap());
    }

    #[test]
    fn half_of_one_pixel_is_no_picture() {
        assert!(half(&Gray::new(1, 1, vec![0]).unwrap()).is_err());
    }
}
