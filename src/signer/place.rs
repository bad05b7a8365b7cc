//! Where something comes from or goes to: the one address form of the command line.

use coldframe_console::optics::camera::Selector;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// `PATH`, `-` or `qr:` as a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input, one reader only.
    Stdin,
    /// A file, a picture, or a folder of pictures.
    Path(PathBuf),
    /// A camera.
    Camera(Selector),
}

/// `PATH`, `-` or `qr:` as a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Standard output.
    Stdout,
    /// A file; its extension says whether pictures are drawn.
    Path(PathBuf),
    /// Codes on the terminal.
    Screen,
    /// Codes on a frame buffer.
    FrameBuffer(PathBuf),
}

/// Where a seed is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SeedPlace {
    /// A named seed of the vault.
    Vault(String),
    /// A picture of a SeedQR.
    Path(PathBuf),
    /// A SeedQR held before a camera.
    Camera(Selector),
}

/// A picture format, chosen by the extension of an output path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    /// One still, or as many numbered stills as the series needs.
    Png,
    /// Animated PNG.
    Apng,
    /// Animated GIF.
    Gif,
    /// One still.
    Svg,
}

/// What begins the address of a camera or a screen.
pub(crate) const QR: &str = "qr:";

/// What begins the name of a seed in the vault.
const VAULT: &str = "vault:";

impl From<OsString> for Input {
    fn from(said: OsString) -> Self {
        match said.to_str() {
            Some("-") => Self::Stdin,
            Some(text) => match text.strip_prefix(QR) {
                Some(camera) => Self::Camera(Selector::parse(camera)),
                None => Self::Path(said.into()),
            },
            None => Self::Path(said.into()),
        }
    }
}

impl From<OsString> for SeedPlace {
    fn from(said: OsString) -> Self {
        let after = |prefix| said.to_str().and_then(|text| text.strip_prefix(prefix));
        match (after(VAULT), after(QR)) {
            (Some(name), _) => Self::Vault(name.to_owned()),
            (None, Some(camera)) => Self::Camera(Selector::parse(camera)),
            (None, None) => Self::Path(said.into()),
        }
    }
}

impl From<OsString> for Output {
    fn from(said: OsString) -> Self {
        match said.to_str() {
            Some("-") => Self::Stdout,
            Some(QR) => Self::Screen,
            Some(text) if text.starts_with(QR) => Self::FrameBuffer(text.trim_start_matches(QR).into()),
            _ => Self::Path(said.into()),
        }
    }
}

impl Picture {
    /// The format an extension asks for; `None` for every other path.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "png" => Some(Self::Png),
            "apng" => Some(Self::Apng),
            "gif" => Some(Self::Gif),
            "svg" => Some(Self::Svg),
            _ => None,
        }
    }
}

/// Endings of pictures, films and pages that are not drawn here.
const NOT_DRAWN: [&str; 18] = [
    "jpg", "jpeg", "webp", "mp4", "mov", "mkv", "webm", "avi", "y4m", "mjpeg", "mjpg", "bmp", "tif", "tiff",
    "pdf", "html", "heic", "ico",
];

/// Whether who named this path wants a picture of a format that is not drawn: text in a file of such a
/// name would be taken for one until it is shown to a camera.
pub(crate) fn is_other_picture(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    NOT_DRAWN.iter().any(|other| ending.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_forms_are_told_apart() {
        assert_eq!(Input::from(OsString::from("-")), Input::Stdin);
        let second = Selector::Path("/dev/video2".into());
        for said in ["qr:/dev/video2", "qr:2"] {
            assert_eq!(Input::from(OsString::from(said)), Input::Camera(second.clone()));
            assert_eq!(SeedPlace::from(OsString::from(said)), SeedPlace::Camera(second.clone()));
        }
        assert_eq!(Input::from(OsString::from("qr:")), Input::Camera(Selector::Any));
        assert_eq!(Input::from(OsString::from("./-")), Input::Path("./-".into()));
        assert_eq!(Output::from(OsString::from("qr:")), Output::Screen);
        assert_eq!(Output::from(OsString::from("qr:/dev/fb0")), Output::FrameBuffer("/dev/fb0".into()));
        assert_eq!(Output::from(OsString::from("a.psbt")), Output::Path("a.psbt".into()));
    }

    #[test]
    fn pictures_are_drawn_where_the_extension_asks() {
        assert_eq!(Picture::of(Path::new("a/b.GIF")), Some(Picture::Gif));
        assert_eq!(Picture::of(Path::new("png")), None);
        assert_eq!(Picture::of(Path::new("a.psbt")), None);
        for (path, is_other) in
            [("a.JPG", true), ("b/a.heic", true), ("jpg", false), ("a.psbt", false), ("a.svg", false)]
        {
            assert_eq!(is_other_picture(Path::new(path)), is_other, "{path}");
        }
    }
}
