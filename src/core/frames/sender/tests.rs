use super::*;
use crate::frames::ur::xoshiro::tests::message;
use crate::frames::{Progress, Receiver};

fn psbt(size: usize) -> Vec<u8> {
    [PSBT_MAGIC, &message("psbt", size - PSBT_MAGIC.len())].concat()
}

fn bbqr(encoding: BbqrEncoding) -> Wire {
    Wire::Bbqr { encoding, file_type: BbqrType::Psbt }
}

/// Shows frames from `first` until the receiver has the message.
fn transmit(source: &dyn FrameSource, first: u64) -> crate::frames::Received {
    let mut receiver = Receiver::new();
    for frame in first..first + 2_000 {
        let text = source.frame(frame).0;
        if let Progress::Complete(received) = receiver.push(text.as_bytes()).unwrap() {
            return received;
        }
    }
    panic!("2,000 frames and no message: {:?}", receiver.progress());
}

#[test]
fn every_wire_carries_a_message_whole_from_any_frame_on() {
    let wires = [
        Wire::Ur(UrType::Psbt),
        Wire::Ur(UrType::Bytes),
        bbqr(BbqrEncoding::Hex),
        bbqr(BbqrEncoding::Base32),
        Wire::Base64,
    ];
    for (wire, first) in wires.into_iter().flat_map(|wire| [(wire, 0), (wire, 1_234)]) {
        for size in [6, 300, 5_000] {
            let source = sender(&psbt(size), wire, SenderOptions::NORMAL).unwrap();
            let received = transmit(&*source, first);
            assert_eq!((received.wire, received.bytes), (wire, psbt(size)), "{size} bytes");
        }
    }
    for wire in [Wire::Hex, Wire::Base43] {
        let received = transmit(&*sender(&psbt(300), wire, SenderOptions::NORMAL).unwrap(), 0);
        assert_eq!((received.wire, received.bytes), (wire, psbt(300)));
    }
}

#[test]
fn compression_is_used_where_it_helps_and_left_where_it_does_not() {
    let soft = [PSBT_MAGIC, &[7; 3_000]].concat();
    let source = sender(&soft, bbqr(BbqrEncoding::Deflate), SenderOptions::NORMAL).unwrap();
    assert!(source.frame(0).0.starts_with("B$ZP01"));
    assert_eq!(transmit(&*source, 0).bytes, soft);
    let noise = psbt(3_000);
    let source = sender(&noise, bbqr(BbqrEncoding::Deflate), SenderOptions::NORMAL).unwrap();
    assert!(source.frame(0).0.starts_with("B$2P"));
    assert_eq!(transmit(&*source, 0).bytes, noise);
}

#[test]
fn raw_bytes_are_drawn_as_ur_with_the_name_every_wallet_reads() {
    let source = sender(&psbt(100), Wire::Binary, SenderOptions::NORMAL).unwrap();
    assert!(source.frame(0).0.starts_with("UR:CRYPTO-PSBT/"));
    let source = sender(b"text", Wire::Text, SenderOptions::NORMAL).unwrap();
    assert!(source.frame(0).0.starts_with("UR:BYTES/"));
}

#[test]
fn the_presets_keep_their_versions_and_every_frame_fits() {
    for (options, most) in [(SenderOptions::TINY, 7), (SenderOptions::NORMAL, 15), (SenderOptions::FAST, 22)]
    {
        for wire in [Wire::Ur(UrType::Psbt), bbqr(BbqrEncoding::Base32)] {
            let source = sender(&psbt(20_000), wire, options).unwrap();
            assert!(source.qr_version() <= most, "{wire:?} takes version {}", source.qr_version());
            for frame in (0..700).chain([80_000, 1 << 50]) {
                let version = capacity::smallest_version(&source.frame(frame).0).unwrap();
                assert!(version <= source.qr_version());
            }
        }
    }
}

#[test]
fn any_version_that_holds_a_part_is_filled_and_never_overfilled() {
    for version in [4, 6, 9, 10, 26, 27, 40] {
        let options = SenderOptions::of(FrameSize::QrVersion(version));
        for wire in
            [Wire::Ur(UrType::Psbt), bbqr(BbqrEncoding::Hex), bbqr(BbqrEncoding::Base32), Wire::Base64]
        {
            let source = sender(&psbt(9_000), wire, options).unwrap();
            assert!(source.qr_version() <= version, "{wire:?} version {version}");
            assert_eq!(transmit(&*source, 0).bytes, psbt(9_000));
        }
    }
}

#[test]
fn bbqr_parts_are_balanced_and_all_but_the_last_the_same_length() {
    let source = sender(&psbt(4_001), bbqr(BbqrEncoding::Base32), SenderOptions::NORMAL).unwrap();
    let lengths: Vec<usize> = (0..9).map(|frame| source.frame(frame).0.len()).collect();
    assert_eq!(source.part_count(), 9);
    assert!(lengths[..8].iter().all(|length| *length == lengths[0] && (length - 8) % 8 == 0));
    assert!(lengths[8] <= lengths[0] && lengths[8] * 2 > lengths[0], "{lengths:?}");
}

#[test]
fn a_part_is_never_larger_than_the_largest_symbol() {
    for wire in [Wire::Ur(UrType::Psbt), bbqr(BbqrEncoding::Base32), Wire::Base64] {
        for most in [50, 100_000, usize::MAX] {
            let source = sender(&psbt(6_000), wire, SenderOptions::of(FrameSize::PartBytes(most)));
            assert_eq!(transmit(&*source.unwrap(), 0).bytes, psbt(6_000));
        }
    }
}

#[test]
fn what_fits_one_frame_is_a_still_picture() {
    for wire in [Wire::Ur(UrType::Psbt), bbqr(BbqrEncoding::Base32), Wire::Base64, Wire::Hex, Wire::Base43] {
        let source = sender(&psbt(200), wire, SenderOptions::NORMAL).unwrap();
        assert_eq!((source.part_count(), source.frame_count_hint()), (1, 1));
        assert_eq!(source.frame(0), source.frame(9));
    }
}

#[test]
fn atk_e14_the_same_message_gives_the_same_frames() {
    let frames = || {
        let source = sender(&psbt(3_000), Wire::Ur(UrType::Psbt), SenderOptions::NORMAL).unwrap();
        (0..50).map(|frame| source.frame(frame)).collect::<Vec<_>>()
    };
    assert_eq!(frames(), frames());
}

#[test]
fn sizes_and_messages_that_cannot_be_are_refused() {
    let at = |version| SenderOptions::of(FrameSize::QrVersion(version));
    let refusal = |bytes: &[u8], wire, options| sender(bytes, wire, options).err();
    assert_eq!(refusal(b"", Wire::Hex, at(9)), Some(FrameError::Empty));
    for version in [0, 1, 41] {
        let wrong = Some(FrameError::QrVersion { version });
        assert_eq!(refusal(&psbt(500), Wire::Ur(UrType::Psbt), at(version)), wrong);
    }
    assert!(matches!(refusal(&psbt(3_000), Wire::Hex, at(40)), Some(FrameError::DoesNotFit { .. })));
    let many = refusal(&psbt(100_000), bbqr(BbqrEncoding::Hex), at(5));
    assert!(matches!(many, Some(FrameError::TooManyParts { .. })));
}

#[test]
fn a_camera_that_loses_every_kth_frame_of_a_looped_picture_file_still_sees_every_frame() {
    let noise = crate::frames::ur::xoshiro::tests::message("loop", 300 * 20);
    let bbqr = Wire::Bbqr { encoding: BbqrEncoding::Hex, file_type: BbqrType::Binary };
    for (parts, wire) in (1..=40)
        .chain((50..=300).step_by(10))
        .flat_map(|parts| [(parts, Wire::Ur(UrType::Bytes)), (parts, bbqr)])
    {
        let options = SenderOptions::of(FrameSize::PartBytes(20));
        let source = sender(&noise[..parts * 20], wire, options).unwrap();
        let length = u64::try_from(source.frame_count_hint()).unwrap();
        assert!(length == 1 || [2, 3, 5, 7].iter().all(|rhythm| length % rhythm != 0), "{parts}: {length}");
        let texts: Vec<_> = (0..length).map(|frame| source.frame(frame)).collect();
        for rhythm in 2..=7 {
            // The worst of them: a camera that sees nothing but every k-th frame.
            let seen: std::collections::BTreeSet<_> = (0..length).map(|n| n * rhythm % length).collect();
            assert_eq!(seen.len(), texts.len(), "{parts} parts, every {rhythm}th frame");
        }
    }
}
