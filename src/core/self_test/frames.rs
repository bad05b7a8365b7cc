//! Vectors of the frames: what each row asks, and whether the answer is its own.

use super::Row;
use crate::frames::ur::fountain::{Fountain, message_of};
use crate::frames::ur::sampler::Sampler;
use crate::frames::ur::xoshiro::Xoshiro;
use crate::frames::ur::{UrPart, UrType, bytewords as words, cbor, crc32};
use crate::frames::{self, FrameError, Progress, Received, Receiver, base43 as b43, base64, plain, ur};
use crate::messages::Explain;

/// BCR-2020-012: a text and its bytes, or the code of its refusal.
pub(super) fn bytewords(row: &Row<'_>) -> Option<()> {
    let written = row.string("text")?;
    let verdict = ur::read(&format!("ur:bytes/{written}"));
    if let Some(code) = row.string("refused") {
        return is_refused(verdict, code);
    }
    let bytes = row.bytes("bytes")?;
    let written_again = words::encode_upper(&bytes) == written.to_uppercase();
    let read = verdict.ok()? == UrPart::Single { kind: UrType::Bytes, message: bytes };
    (written_again && read).then_some(())
}

/// BCR-2020-005: the generator, what it chooses, and the parts that come of it.
pub(super) fn fountain(row: &Row<'_>) -> Option<()> {
    match row.string("name")? {
        "xoshiro-seeded-by-text" => {
            let mut rng = seeded(row)?;
            all(row.numbers("modulo_100")?, |number| rng.next_u64() % 100 == number)
        }
        "xoshiro-1-to-10" => {
            let mut rng = seeded(row)?;
            all(row.numbers("one_to_ten")?, |number| u64::from(rng.next_below(10)) + 1 == number)
        }
        "shuffles-of-ten" => {
            let mut rng = seeded(row)?;
            let drawn =
                |rng: &mut Xoshiro| rng.draw(10, 10).iter().map(|number| u64::from(*number) + 1).collect();
            all(row.tables("shuffles")?, |shuffle| -> bool {
                let drawn: Vec<u64> = drawn(&mut rng);
                drawn == shuffle
            })
        }
        "degrees" => {
            let sampler = Sampler::new(11);
            let mut nonce = 0_u32;
            all(row.numbers("degrees")?, |degree| {
                nonce += 1;
                let seed = format!("Wolf-{nonce}");
                u64::from(sampler.degree(&mut Xoshiro::seeded(seed.as_bytes()))) == degree
            })
        }
        "fragments" => {
            let (sampler, checksum) = (Sampler::new(11), crc32::crc32(&message(1_024)));
            let mut seq_num = 0_u32;
            all(row.tables("fragments")?, |expected| {
                seq_num += 1;
                let mut chosen = sampler.fragments(seq_num, checksum);
                chosen.sort_unstable();
                chosen.into_iter().map(u64::from).eq(expected)
            })
        }
        "parts-as-cbor" => parts_as_cbor(row),
        "parts-as-text" => parts_as_text(row),
        "single-part" => {
            let whole = receive(&[row.string("text")?]).ok()??;
            (whole.bytes == message(50)).then_some(())
        }
        _ => None,
    }
}

fn parts_as_cbor(row: &Row<'_>) -> Option<()> {
    let fountain = Fountain::new(UrType::Bytes, &message(256), 30).ok()?;
    let mut seq_num = 0_u32;
    all(row.texts("cbor")?, |expected| {
        seq_num += 1;
        let bytes = plain::unhex(expected.as_bytes()).unwrap_or_default();
        cbor::read_part(&bytes).is_some_and(|part| {
            let same = part.seq_num == seq_num && part.fragment == fountain.fragment(seq_num).as_slice();
            same && cbor::write_part(&part) == bytes
        })
    })
}

fn parts_as_text(row: &Row<'_>) -> Option<()> {
    let (parts, message) = (row.texts("parts")?, message(256));
    let fountain = Fountain::new(UrType::Bytes, &message_of(&message), 30).ok()?;
    // The first parts are the plain ones: without them the mixed ones have to do.
    let whole = receive(parts.get(3..)?).ok()??;
    let mut seq_num = 0_u32;
    all(parts, |expected| {
        seq_num += 1;
        fountain.part(seq_num) == expected.to_uppercase()
    })?;
    (whole.bytes == message).then_some(())
}

/// A series as it was scanned, a file with its deflated form, or a refusal.
pub(super) fn bbqr(row: &Row<'_>) -> Option<()> {
    if row.string("refused").is_some() {
        return received(row);
    }
    if let Some(order) = row.numbers("order") {
        let frames = row.texts("frames")?;
        let scanned = order.iter().map(|at| frames.get(usize::try_from(*at).ok()?).copied());
        let whole = receive(&scanned.collect::<Option<Vec<_>>>()?).ok()??;
        return has_digest(&whole, row.string("content_sha256")?);
    }
    let bytes = base64::decode(row.string("base64")?.as_bytes())?;
    if let Some(deflated) = row.string("zlib_base64") {
        let inflated = frames::bbqr::deflate::inflate(&base64::decode(deflated.as_bytes())?).ok()?;
        (inflated == bytes).then_some(())?;
    }
    plain::is_signable(&bytes).then_some(())
}

/// Frames, or one text, with the digest of what they carry or the code of their refusal.
pub(super) fn received(row: &Row<'_>) -> Option<()> {
    let frames = row.texts("frames").or_else(|| row.string("text").map(|text| vec![text]))?;
    let whole = receive(&frames);
    match row.string("refused") {
        Some(code) => is_refused(whole, code),
        None => has_digest(&whole.ok()??, row.string("sha256")?),
    }
}

/// A number both ways, or a text that is none.
pub(super) fn base43(row: &Row<'_>) -> Option<()> {
    let text = row.string("text")?;
    match row.bytes("bytes") {
        Some(bytes) => {
            let is_written = b43::encode(&bytes).as_deref() == Ok(text);
            (is_written && b43::decode(text.as_bytes()) == Some(bytes)).then_some(())
        }
        None => (row.truth("refused")? && b43::decode(text.as_bytes()).is_none()).then_some(()),
    }
}

/// What a receiver says to frames one after the other; no message if they are not enough.
fn receive(frames: &[&str]) -> Result<Option<Received>, FrameError> {
    let mut receiver = Receiver::new();
    for frame in frames {
        if let Progress::Complete(received) = receiver.push(frame.as_bytes())? {
            return Ok(Some(received));
        }
    }
    Ok(None)
}

fn is_refused<T>(verdict: Result<T, FrameError>, code: &str) -> Option<()> {
    (verdict.err()?.code().as_str() == code).then_some(())
}

fn has_digest(whole: &Received, expected: &str) -> Option<()> {
    (plain::hex(&frames::message_digest(&whole.bytes)) == expected).then_some(())
}

fn seeded(row: &Row<'_>) -> Option<Xoshiro> {
    Some(Xoshiro::seeded(row.string("seed")?.as_bytes()))
}

/// The test message of BCR-2020-005: bytes drawn from a seed text.
fn message(bytes: usize) -> Vec<u8> {
    let mut rng = Xoshiro::seeded(b"Wolf");
    (0..bytes).filter_map(|_| u8::try_from(rng.next_below(256)).ok()).collect()
}

fn all<T>(expected: Vec<T>, mut is_so: impl FnMut(T) -> bool) -> Option<()> {
    (!expected.is_empty() && expected.into_iter().all(&mut is_so)).then_some(())
}
