//! Bytes become frames. Sans-I/O: who draws them asks for frame 0, 1, 2 … as long as it likes.

mod order;

pub use order::Order;

use crate::frames::bbqr::deflate::deflate;
use crate::frames::bbqr::{self, BODY_CHARS_STEP, BbqrEncoding, BbqrType, SeriesId};
use crate::frames::error::FrameError;
use crate::frames::plain::{self, PSBT_MAGIC};
use crate::frames::ur::UrType;
use crate::frames::ur::fountain::{Fountain, message_of};
use crate::frames::wire::Wire;
use crate::frames::{base43, base64, capacity, specter, ur, ur1};
use crate::limits::{BBQR_PARTS_MAX, MESSAGE_BYTES_MAX, SPECTER_PARTS_MAX};

/// The text of one QR symbol; upper case wherever the format allows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Frame(pub String);

/// An endless series of frames that carries one message. Deterministic: the same message and
/// options give the same frames (attack E14: no channel in their order).
pub trait FrameSource: Send + Sync {
    /// Frame `frame`, from 0 without end.
    fn frame(&self, frame: u64) -> Frame;
    /// Parts a receiver needs at least; 1 is a still picture.
    fn part_count(&self) -> usize;
    /// Frames after which the series shows nothing a patient receiver still needs: the length of
    /// an animation that is made once and looped.
    fn frame_count_hint(&self) -> usize;
    /// The smallest symbol version, at level L, that holds every frame of the series.
    fn qr_version(&self) -> u8;
}

/// How large one frame may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameSize {
    /// At most this many bytes of the message in each part.
    PartBytes(usize),
    /// As many as fit a symbol of this version at level L.
    QrVersion(u8),
}

/// How a message is cut and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SenderOptions {
    /// How large one frame may be.
    pub size: FrameSize,
    /// In which order a fountain shows its parts.
    pub order: Order,
}

impl SenderOptions {
    /// For small cameras (SeedSigner, Krux, Jade): version 7, about 80 bytes of UR a frame.
    pub const TINY: Self = Self::of(FrameSize::QrVersion(7));
    /// For most: version 15, about 340 bytes of UR a frame.
    pub const NORMAL: Self = Self::of(FrameSize::QrVersion(15));
    /// From a screen to a webcam: version 22, about 700 bytes of UR a frame.
    pub const FAST: Self = Self::of(FrameSize::QrVersion(22));

    /// A frame size in the default order.
    pub const fn of(size: FrameSize) -> Self {
        Self { size, order: Order::CycHalf }
    }
}

impl Default for SenderOptions {
    fn default() -> Self {
        Self::NORMAL
    }
}

/// Makes the frames of a message, in the form of `wire`. Raw bytes and text are drawn as UR: byte
/// mode symbols are changed by many readers.
///
/// # Errors
/// Nothing to send, more than a transport carries, or a size that holds no part.
pub fn sender(bytes: &[u8], wire: Wire, options: SenderOptions) -> Result<Box<dyn FrameSource>, FrameError> {
    if bytes.is_empty() {
        return Err(FrameError::Empty);
    }
    if bytes.len() > MESSAGE_BYTES_MAX {
        return Err(FrameError::MessageLimit { bytes: bytes.len(), limit: MESSAGE_BYTES_MAX });
    }
    match wire {
        Wire::Ur(kind) => ur_frames(bytes, kind, options),
        Wire::Binary | Wire::Text if bytes.starts_with(PSBT_MAGIC) => ur_frames(bytes, UrType::Psbt, options),
        Wire::Binary | Wire::Text => ur_frames(bytes, UrType::Bytes, options),
        Wire::Bbqr { encoding, file_type } => bbqr_frames(bytes, encoding, file_type, options.size),
        Wire::Ur1(kind) => ur1_frames(bytes, kind, options.size),
        Wire::Base64 => base64_frames(bytes, options.size),
        Wire::Hex => still(plain::hex(bytes).to_ascii_uppercase()),
        Wire::Base43 => still(base43::encode(bytes)?),
    }
}

fn ur_frames(bytes: &[u8], kind: UrType, options: SenderOptions) -> Result<Box<dyn FrameSource>, FrameError> {
    let message = if kind.byte_string_tags().is_some() { message_of(bytes) } else { bytes.to_vec() };
    let single = ur::write_single(kind, &message);
    let (fits_one, fragment_max) = match options.size {
        FrameSize::PartBytes(most) => {
            let largest = capacity::ur_fragment_max(40, kind, message.len()).unwrap_or(most);
            (message.len() <= most.min(largest), most.min(largest))
        }
        FrameSize::QrVersion(version) => {
            let wrong = FrameError::QrVersion { version };
            let holds = capacity::alphanumeric_chars(version).ok_or(wrong)?;
            let fits_one = single.len() <= holds;
            let most = capacity::ur_fragment_max(version, kind, message.len());
            (fits_one, if fits_one { message.len() } else { most.ok_or(wrong)? })
        }
    };
    if fits_one {
        return still(single);
    }
    let fountain = Fountain::new(kind, &message, fragment_max)?;
    let chars = capacity::ur_part_chars(kind, message.len(), fountain.id().fragment_len);
    let qr_version = capacity::smallest_version(&"A".repeat(chars)).ok_or_else(|| too_wide(chars))?;
    Ok(Box::new(Animated { fountain, order: options.order, qr_version }))
}

/// The first version has no mixed parts: its frames are looped.
fn ur1_frames(bytes: &[u8], kind: UrType, size: FrameSize) -> Result<Box<dyn FrameSource>, FrameError> {
    let message = if kind.byte_string_tags().is_some() { ur1::message_of(bytes) } else { bytes.to_vec() };
    let largest = capacity::alphanumeric_chars(40).unwrap_or_default();
    let chars = match size {
        // Eight letters carry five bytes; type, numbers and digest stand before them.
        FrameSize::PartBytes(most) => most.div_ceil(5).saturating_mul(8).saturating_add(ur1::HEADER_CHARS),
        FrameSize::QrVersion(version) => {
            capacity::alphanumeric_chars(version).ok_or(FrameError::QrVersion { version })?
        }
    };
    looped(ur1::write(kind, &message, chars.min(largest))?)
}

fn bbqr_frames(
    bytes: &[u8],
    encoding: BbqrEncoding,
    file_type: BbqrType,
    size: FrameSize,
) -> Result<Box<dyn FrameSource>, FrameError> {
    let deflated = if encoding == BbqrEncoding::Deflate { deflate(bytes) } else { None };
    // What does not shrink goes as it is, as the format asks.
    let encoding = match (encoding, &deflated) {
        (BbqrEncoding::Deflate, None) => BbqrEncoding::Base32,
        _ => encoding,
    };
    let content = deflated.as_deref().unwrap_or(bytes);
    let step = encoding.bytes_per_step();
    let most = match size {
        FrameSize::PartBytes(most) => most / step * step,
        FrameSize::QrVersion(version) => {
            let holds = capacity::alphanumeric_chars(version).ok_or(FrameError::QrVersion { version })?;
            holds.saturating_sub(bbqr::HEADER_CHARS) / BODY_CHARS_STEP * step
        }
    };
    let largest =
        (capacity::alphanumeric_chars(40).unwrap_or_default() - bbqr::HEADER_CHARS) / BODY_CHARS_STEP * step;
    let most = most.clamp(step, largest);
    // Balanced parts: the last one is no stub, and the symbols no larger than they must be.
    let body = content.len().div_ceil(content.len().div_ceil(most)).next_multiple_of(step);
    let parts = content.len().div_ceil(body);
    let too_many = FrameError::TooManyParts { parts, limit: usize::from(BBQR_PARTS_MAX) };
    let count = u16::try_from(parts).ok().filter(|count| *count <= BBQR_PARTS_MAX).ok_or(too_many)?;
    let id = SeriesId { encoding, file_type, count };
    let texts = content.chunks(body).zip(0..count).map(|(body, index)| bbqr::write(&id, index, body));
    looped(texts.collect())
}

fn base64_frames(bytes: &[u8], size: FrameSize) -> Result<Box<dyn FrameSource>, FrameError> {
    /// `p9999of9999 `
    const HEADER_CHARS_MAX: usize = 12;
    let text = base64::encode(bytes);
    let (whole, piece) = match size {
        FrameSize::PartBytes(most) => {
            let chars = most.div_ceil(3).saturating_mul(4);
            let largest = capacity::bytes(40).unwrap_or_default();
            (chars.min(largest), chars.min(largest - HEADER_CHARS_MAX))
        }
        FrameSize::QrVersion(version) => {
            let holds = capacity::bytes(version).ok_or(FrameError::QrVersion { version })?;
            (holds, holds.saturating_sub(HEADER_CHARS_MAX))
        }
    };
    if text.len() <= whole {
        return still(text);
    }
    let parts = text.len().div_ceil(piece.max(1));
    if parts > usize::from(SPECTER_PARTS_MAX) {
        return Err(FrameError::TooManyParts { parts, limit: usize::from(SPECTER_PARTS_MAX) });
    }
    let pieces = text.as_bytes().chunks(piece.max(1)).filter_map(|piece| std::str::from_utf8(piece).ok());
    looped(pieces.enumerate().map(|(index, piece)| specter::write(parts, index, piece)).collect())
}

fn still(text: String) -> Result<Box<dyn FrameSource>, FrameError> {
    looped(vec![text])
}

fn looped(texts: Vec<String>) -> Result<Box<dyn FrameSource>, FrameError> {
    let longest = texts.iter().max_by_key(|text| text.len()).ok_or(FrameError::Empty)?;
    let qr_version = capacity::smallest_version(longest).ok_or_else(|| too_wide(longest.len()))?;
    Ok(Box::new(Looped { texts, qr_version }))
}

fn too_wide(chars: usize) -> FrameError {
    FrameError::DoesNotFit { chars, limit: capacity::alphanumeric_chars(40).unwrap_or_default() }
}

struct Animated {
    fountain: Fountain,
    order: Order,
    qr_version: u8,
}

impl FrameSource for Animated {
    fn frame(&self, frame: u64) -> Frame {
        Frame(self.fountain.part(self.order.seq_num(&self.fountain, frame)))
    }

    fn part_count(&self) -> usize {
        usize::try_from(self.fountain.id().part_count).unwrap_or_default()
    }

    fn frame_count_hint(&self) -> usize {
        // Two rounds of the default order: simple, mixed, simple, other mixed.
        let rounds = order::round_len(u64::from(self.fountain.id().part_count)) * 2;
        usize::try_from(order::loop_len(rounds)).unwrap_or_default()
    }

    fn qr_version(&self) -> u8 {
        self.qr_version
    }
}

struct Looped {
    texts: Vec<String>,
    qr_version: u8,
}

impl FrameSource for Looped {
    fn frame(&self, frame: u64) -> Frame {
        let count = u64::try_from(self.texts.len()).unwrap_or(1).max(1);
        let round = u64::try_from(self.frame_count_hint()).unwrap_or(count);
        let place = usize::try_from(frame % round % count).unwrap_or_default();
        Frame(self.texts.get(place).cloned().unwrap_or_default())
    }

    fn part_count(&self) -> usize {
        self.texts.len()
    }

    fn frame_count_hint(&self) -> usize {
        let parts = u64::try_from(self.texts.len()).unwrap_or(1);
        let round = if parts > 1 { order::loop_len(parts) } else { 1 };
        usize::try_from(round).unwrap_or_default()
    }

    fn qr_version(&self) -> u8 {
        self.qr_version
    }
}

#[cfg(test)]
mod tests;
