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
    let rows: Vec<Vec<u16>> = picture.rows().map(blurred_row).collect();
    let mut pixels = Vec::with_capacity(picture.pixels().len());
    for (y, row) in rows.iter().enumerate() {
        let above = rows.get(y.saturating_sub(1)).unwrap_or(row);
        let below = rows.get(y + 1).unwrap_or(row);
        let sums = above.iter().zip(row).zip(below).map(|((above, here), below)| above + 2 * here + below);
        pixels.extend(sums.map(|sum| u8::try_from((sum + 8) / 16).unwrap_or(u8::MAX)));
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

/// Sums of 1 2 1 along a row, the edge pixels standing for those outside.
fn blurred_row(row: &[u8]) -> Vec<u16> {
    let left = row.first().into_iter().chain(row);
    let right = row.iter().skip(1).chain(row.last());
    left.zip(row)
        .zip(right)
        .map(|((left, here), right)| u16::from(*left) + 2 * u16::from(*here) + u16::from(*right))
        .collect()
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
