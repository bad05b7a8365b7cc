//! Pictures by their first bytes.

/// A format the console can look for codes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Picture {
    /// PNG or APNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// A stream of raw pictures (YUV4MPEG2).
    Y4m,
}

impl Picture {
    /// Recognises a picture, `None` for anything else.
    pub fn of(input: &[u8]) -> Option<Self> {
        let known: [(&[u8], Self); 5] = [
            (b"\x89PNG\r\n\x1a\n", Self::Png),
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"GIF87a", Self::Gif),
            (b"GIF89a", Self::Gif),
            (b"YUV4MPEG2 ", Self::Y4m),
        ];
        known.into_iter().find(|(magic, _)| input.starts_with(magic)).map(|(_, picture)| picture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_apart_and_text_is_none() {
        assert_eq!(Picture::of(b"\x89PNG\r\n\x1a\n\0\0"), Some(Picture::Png));
        assert_eq!(Picture::of(b"\xff\xd8\xff\xe0"), Some(Picture::Jpeg));
        assert_eq!(Picture::of(b"GIF89a"), Some(Picture::Gif));
        assert_eq!(Picture::of(b"YUV4MPEG2 W640"), Some(Picture::Y4m));
        assert_eq!(Picture::of(b"GIFT"), None);
        assert_eq!(Picture::of(b"psbt\xff"), None);
    }
}
