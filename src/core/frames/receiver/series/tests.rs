use super::*;
use crate::frames::bbqr::BbqrType;
use crate::frames::bbqr::deflate::deflate;

fn id(encoding: BbqrEncoding, count: u16) -> SeriesId {
    SeriesId { encoding, file_type: BbqrType::Psbt, count }
}

fn part(id: SeriesId, index: u16, body: &[u8]) -> BbqrPart {
    BbqrPart { id, index, body: body.to_vec() }
}

#[test]
fn atk_e04_a_longer_part_is_refused_and_never_joined_with_the_others() {
    let id = id(BbqrEncoding::Base32, 4);
    let mut series = Series::new(id);
    assert_eq!(series.receive(&part(id, 0, b"aaaaa")), Ok(None));
    assert_eq!(series.receive(&part(id, 1, b"bbbbb")), Ok(None));
    assert_eq!(series.receive(&part(id, 2, b"LONGERPART")), Err(FrameError::BbqrPart { part: 3 }));
    assert_eq!(series.receive(&part(id, 3, b"d")), Ok(None));
    assert_eq!(series.missing(), [3]);
    assert_eq!(series.receive(&part(id, 2, b"ccccc")), Ok(Some(b"aaaaabbbbbcccccd".to_vec())));
}

#[test]
fn atk_e04_a_missing_part_is_never_filled_with_stale_or_empty_bytes() {
    let id = id(BbqrEncoding::Hex, 3);
    let mut series = Series::new(id);
    for _ in 0..10 {
        assert_eq!(series.receive(&part(id, 0, b"aa")), Ok(None));
        assert_eq!(series.receive(&part(id, 2, b"c")), Ok(None));
    }
    assert_eq!((series.have(), series.missing()), (2, vec![2]));
    assert_eq!(series.receive(&part(id, 1, b"bb")), Ok(Some(b"aabbc".to_vec())));
}

#[test]
fn atk_e04_a_last_part_longer_than_the_others_is_never_joined() {
    let id = id(BbqrEncoding::Hex, 2);
    let mut series = Series::new(id);
    assert_eq!(series.receive(&part(id, 1, b"too long")), Ok(None));
    assert_eq!(series.receive(&part(id, 0, b"aa")), Ok(None));
}

#[test]
fn atk_e02_a_forged_first_frame_does_not_lock_the_honest_series_out() {
    let id = id(BbqrEncoding::Base32, 3);
    let mut series = Series::new(id);
    assert_eq!(series.receive(&part(id, 0, b"forged part of another length")), Ok(None));
    assert!(series.receive(&part(id, 0, b"aaaaa")).is_err());
    assert_eq!(series.receive(&part(id, 1, b"bbbbb")), Ok(None));
    assert_eq!(series.receive(&part(id, 2, b"c")), Ok(Some(b"aaaaabbbbbc".to_vec())));
}

#[test]
fn atk_e02_a_part_that_contradicts_is_counted_and_overwrites_nothing() {
    let id = id(BbqrEncoding::Base32, 2);
    let mut series = Series::new(id);
    assert_eq!(series.receive(&part(id, 0, b"aaaaa")), Ok(None));
    assert_eq!(series.receive(&part(id, 0, b"aaaaa")), Ok(None));
    assert_eq!(series.receive(&part(id, 0, b"zzzzz")), Err(FrameError::Contradicts { part: 1 }));
    assert_eq!(series.receive(&part(id, 1, b"b")), Ok(Some(b"aaaaab".to_vec())));
}

#[test]
fn atk_e02_on_a_draw_nothing_is_joined_until_one_is_seen_more_often() {
    let id = id(BbqrEncoding::Base32, 2);
    let mut series = Series::new(id);
    assert_eq!(series.receive(&part(id, 0, b"zzzzz")), Ok(None));
    assert_eq!(series.receive(&part(id, 0, b"aaaaa")), Err(FrameError::Contradicts { part: 1 }));
    assert_eq!(series.receive(&part(id, 1, b"b")), Ok(None));
    assert_eq!(series.receive(&part(id, 0, b"aaaaa")), Ok(Some(b"aaaaab".to_vec())));
}

#[test]
fn atk_e02_forged_parts_of_three_other_lengths_do_not_lock_the_honest_series_out() {
    let id = id(BbqrEncoding::Base32, 3);
    let mut series = Series::new(id);
    for length in [10, 15, 20] {
        let _ = series.receive(&part(id, 0, &vec![b'X'; length]));
    }
    let mut whole = None;
    for (index, body) in [(0, b"aaaaa".as_slice()), (1, b"bbbbb"), (2, b"c")].repeat(2) {
        whole = whole.or(series.receive(&part(id, index, body)).unwrap_or(None));
    }
    assert_eq!(whole, Some(b"aaaaabbbbbc".to_vec()));
}

#[test]
fn atk_e02_a_part_forged_before_each_round_of_a_deflated_series_does_not_stop_it() {
    let content: Vec<u8> = (0..600_u32).flat_map(|n| (n * n).to_be_bytes()).collect();
    let small = deflate(&content).unwrap();
    let id = id(BbqrEncoding::Deflate, u16::try_from(small.len().div_ceil(100)).unwrap());
    let mut series = Series::new(id);
    let mut whole = None;
    for _ in 0..4 {
        let _ = series.receive(&part(id, 0, &[0xff; 100]));
        for (body, index) in small.chunks(100).zip(0..) {
            whole = whole.or(series.receive(&part(id, index, body)).unwrap_or(None));
        }
    }
    assert_eq!(whole, Some(content));
}

#[test]
fn what_does_not_inflate_starts_the_series_again() {
    let id = id(BbqrEncoding::Deflate, 1);
    let mut series = Series::new(id);
    assert_eq!(series.receive(&part(id, 0, &[0xff; 9])), Err(FrameError::Inflate));
    let content = b"psbt\xff".repeat(50);
    assert_eq!(series.receive(&part(id, 0, &deflate(&content).unwrap())), Ok(Some(content)));
}
