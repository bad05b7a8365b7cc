use super::*;
use crate::optics::Gray;
use crate::paper::code_grid::is_always_dark;
use crate::paper::raster::{badly_printed, painted};

const DIGITS: &[u8] = b"073318950739065415961602009907670428187212261116";

/// A share of BIP-93.
const OWN: &[u8] = b"MS12NAMEA320ZYXWVUTSRQPNMLKJHGFEDCAXRPP870HKKQRM";

fn read(page: &Page, paper: Paper, per_mm: i64, reach: usize) -> Vec<Vec<u8>> {
    Reader::still().read(&badly_printed(&painted(page, paper, per_mm), reach))
}

#[test]
fn a_seed_qr_on_a_bad_print_is_read_back() {
    let codes = [
        (Modules::encode(DIGITS, 2).unwrap(), DIGITS.to_vec(), 2, 12),
        (Modules::encode_bytes(&[0x5b; 16], 1).unwrap(), vec![0x5b; 16], 1, 12),
        (Modules::encode(&DIGITS.repeat(2), 3).unwrap(), DIGITS.repeat(2), 3, 24),
    ];
    for ((code, payload, version, count), paper) in
        codes.iter().flat_map(|code| PAPERS.map(|paper| (code, paper)))
    {
        let pieces = words(*count);
        let card = seed(Shape::Words(*count), *version);
        let pages = layout::seed(&card, &written(&pieces, Some(code)), paper).unwrap();
        assert_eq!(pages.len(), 3);
        // 150 dots for each inch are six for each millimetre; a module is thirty of them.
        assert_eq!(read(&pages[1], paper, 6, 4), std::slice::from_ref(payload), "{paper:?}");
    }
}

#[test]
fn both_codes_of_a_share_are_read_back_from_a_bad_print() {
    let descriptor = Modules::encode(&[b'Q'; 800], 18).unwrap();
    let own = Modules::encode(OWN, 3).unwrap();
    for (shape, paper) in [Shape::Characters(48), Shape::Characters(127)]
        .into_iter()
        .flat_map(|shape| PAPERS.map(|paper| (shape, paper)))
    {
        let card = ShareCard { descriptor: Some(descriptor.clone()), ..share(shape) };
        let pieces = |give: &mut dyn FnMut(&str)| give(&"q".repeat(shape.count()));
        let pages = layout::share(&card, &written(&pieces, Some(&own)), paper).unwrap();
        // A hand holds the camera over one of them at a time.
        let page = badly_printed(&painted(&pages[0], paper, 12), 2);
        let half = |first: usize| {
            let rows = page.rows().flat_map(|row| row[first..first + page.width() / 2].to_vec()).collect();
            Reader::still().read(&Gray::new(page.width() / 2, page.height(), rows).unwrap())
        };
        assert_eq!(half(0), [vec![b'Q'; 800]]);
        assert_eq!(half(page.width() / 2), [OWN.to_vec()]);
    }
}

#[test]
fn what_is_printed_beforehand_belongs_to_every_code_of_that_size() {
    for (version, side) in [(1, 21), (2, 25), (3, 29)] {
        let codes: Vec<_> = (0..40_u8)
            .map(|byte| Modules::encode_bytes(&[byte.wrapping_mul(37); 14], version).unwrap())
            .collect();
        let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        let (mut printed, mut common) = (0, 0);
        for (x, y) in places {
            let in_all = codes.iter().all(|code| code.is_dark(x, y));
            assert!(in_all || !is_always_dark(side, x, y), "{version}: {x}, {y}");
            printed += usize::from(is_always_dark(side, x, y));
            common += usize::from(in_all);
        }
        // Three finders of 33, timing, the dark module, an alignment mark of 17 from version 2.
        let timing = 2 * (side - 16).div_ceil(2);
        assert_eq!(printed, 99 + timing + 1 + if version > 1 { 17 } else { 0 });
        assert!(common >= printed);
    }
}

#[test]
fn atk_g12_a_blank_grid_is_no_code_and_shows_no_module_of_one() {
    let blank = layout::seed(&seed(Shape::Words(12), 2), &Fill::Blank, Paper::A4).unwrap();
    assert_eq!(read(&blank[1], Paper::A4, 6, 0), Vec::<Vec<u8>>::new());
    let codes = |page: &Page| page.marks.iter().filter(|mark| matches!(mark, Mark::Code { .. })).count();
    assert!(blank.iter().all(|page| codes(page) == 0));
}
