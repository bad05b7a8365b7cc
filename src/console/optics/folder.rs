//! A folder of pictures, as a camera or a screen recorder leaves it.

use super::PictureError;
use super::picture::{self, Frames};
use coldframe_core::limits::PICTURE_FRAMES_MAX;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The files directly in a folder, in the order a person reads their names: `2` before `10`.
/// Links and folders are left out (attack E13).
///
/// # Errors
/// [`PictureError::Unreadable`], [`PictureError::NoPictures`], [`PictureError::TooManyFrames`].
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, PictureError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        if files.len() == PICTURE_FRAMES_MAX {
            return Err(PictureError::TooManyFrames { limit: PICTURE_FRAMES_MAX });
        }
        files.push(entry.path());
    }
    if files.is_empty() {
        return Err(PictureError::NoPictures);
    }
    files.sort_by_cached_key(|path| reading_order(path));
    Ok(files)
}

/// The frames of every picture directly in a folder, one file open at a time. Files that are no
/// pictures are passed over; a damaged picture is an item that is an error, and the next file
/// follows.
///
/// # Errors
/// As [`files`].
pub fn frames(folder: &Path) -> Result<Frames, PictureError> {
    Ok(Box::new(files(folder)?.into_iter().flat_map(|path| of_file(&path)).take(PICTURE_FRAMES_MAX)))
}

fn of_file(path: &Path) -> Frames {
    let opened = File::open(path)
        .map_err(PictureError::from)
        .and_then(picture::read_bounded)
        .and_then(picture::frames);
    match opened {
        Ok(frames) => frames,
        Err(PictureError::UnknownFormat) => Box::new(std::iter::empty()),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// Names cut into runs of digits, compared as numbers, and the rest, compared as text.
fn reading_order(path: &Path) -> Vec<(String, u128)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut parts = Vec::new();
    let (mut text, mut digits) = (String::new(), String::new());
    for character in name.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            parts.push((std::mem::take(&mut text), number(&digits)));
            digits.clear();
        }
        text.push(character);
    }
    parts.push((text, number(&digits)));
    parts.push((name, 0));
    parts
}

fn number(digits: &str) -> u128 {
    digits.parse().unwrap_or(if digits.is_empty() { 0 } else { u128::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_picture_comes_after_the_second() {
        let mut names =
            ["shot10.png", "shot2.png", "a1b20.png", "a1b3.png", "shot02b.png"].map(PathBuf::from);
        names.sort_by_cached_key(|path| reading_order(path));
        assert_eq!(
            names,
            ["a1b3.png", "a1b20.png", "shot2.png", "shot02b.png", "shot10.png"].map(PathBuf::from)
        );
    }

    #[test]
    fn an_enormous_number_in_a_name_is_sorted_last_and_nothing_breaks() {
        assert!(number(&"9".repeat(200)) > number("7"));
    }
}
