use crate::optics::{DrawError, PictureError};
use coldframe_core::messages::{self, Explain, Part};
use std::io::ErrorKind;

fn every_error() -> Vec<Box<dyn Explain>> {
    let kind = ErrorKind::PermissionDenied;
    vec![
        Box::new(PictureError::UnknownFormat),
        Box::new(PictureError::TooManyPixels { width: 20_000, height: 20_000, limit: 64 }),
        Box::new(PictureError::NoPixels),
        Box::new(PictureError::TooManyBytes { limit: 1 }),
        Box::new(PictureError::TooManyFrames { limit: 1 }),
        Box::new(PictureError::TooMuchWork { limit: 1 }),
        Box::new(PictureError::Damaged { frame: 3 }),
        Box::new(PictureError::DecoderFailed { frame: 3 }),
        Box::new(PictureError::PixelFormat),
        Box::new(PictureError::StillFormat),
        Box::new(PictureError::SizeMismatch { width: 1, height: 2, bytes: 3 }),
        Box::new(PictureError::NoPictures),
        Box::new(PictureError::Unreadable { kind }),
        Box::new(DrawError::Empty),
        Box::new(DrawError::TextTooLong { frame: 0, bytes: 9_000 }),
        Box::new(DrawError::Version { version: 41 }),
        Box::new(DrawError::Options),
        Box::new(DrawError::TooManyFrames { limit: 1 }),
        Box::new(DrawError::NoSuchFrame { frame: 7 }),
        Box::new(DrawError::TooManyPixels { limit: 1 }),
        Box::new(DrawError::Write { kind }),
        Box::new(DrawError::EncoderFailed),
    ]
}

#[test]
fn every_error_has_its_four_sentences_and_no_fact_is_left_out() {
    for error in every_error() {
        for part in [Part::Error, Part::Cause, Part::Hint, Part::Help] {
            let sentence = messages::sentence(error.code(), part, &error.facts());
            let sentence = sentence.unwrap_or_else(|| panic!("{} has no {part:?}", error.code()));
            assert!(!sentence.contains(['{', '}']), "{}: {sentence}", error.code());
        }
    }
}
