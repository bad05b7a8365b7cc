use super::*;
use crate::paper::font::Font;
use coldframe_core::messages::Explain;

/// Every shape a share comes in: SLIP-39, BIP-39 parts, bytewords, other alphabets, codex32.
fn shapes() -> Vec<Shape> {
    let words = [12, 15, 18, 20, 21, 24, 33].map(Shape::Words);
    let short = [29, 46].map(Shape::ShortWords);
    let numbers = [12, 24].map(Shape::Numbers);
    let characters = [48, 74, 127].map(Shape::Characters);
    words.into_iter().chain(short).chain(numbers).chain(characters).collect()
}

fn pieces_of(shape: Shape) -> Box<Pieces<'static>> {
    match shape {
        Shape::Words(count) => Box::new(words(count)),
        Shape::ShortWords(count) => Box::new(move |give| (0..count).for_each(|_| give("able"))),
        Shape::Numbers(count) => Box::new(move |give| (0..count).for_each(|_| give("2048"))),
        Shape::Characters(count) => Box::new(move |give| give(&"q".repeat(count))),
    }
}

#[test]
fn every_shape_fits_both_papers_and_nothing_reaches_the_edge() {
    let descriptor = Modules::encode(&[b'A'; 1_000], 20).unwrap();
    for (shape, paper) in shapes().into_iter().flat_map(|shape| PAPERS.map(|paper| (shape, paper))) {
        let card = ShareCard { descriptor: Some(descriptor.clone()), ..share(shape) };
        let pieces = pieces_of(shape);
        for fill in [Fill::Blank, written(&*pieces, Some(&descriptor))] {
            let pages = layout::share(&card, &fill, paper).unwrap_or_else(|why| panic!("{shape:?}: {why}"));
            for mark in pages.iter().flat_map(|page| &page.marks) {
                let (x, y, width, height) = match mark {
                    Mark::Text { x, y, size, font, text, .. } => {
                        (*x, y - size, font.width(text, *size), *size)
                    }
                    Mark::Fill { area, .. } | Mark::Frame { area, .. } => {
                        (area.x, area.y, area.width, area.height)
                    }
                    Mark::Code { x, y, module, modules } => {
                        let side = module * page::length(modules.side());
                        (*x, *y, side, side)
                    }
                };
                let (wide, high) = paper.size();
                let within =
                    |from: i64, length: i64, whole: i64| from >= 13_500 && from + length <= whole - 13_500;
                assert!(within(x, width, wide) && within(y, height, high), "{shape:?} {paper:?}: {x} {y}");
            }
        }
    }
}

#[test]
fn letters_stand_in_their_boxes_in_order() {
    let (pieces, count) = (words(20), 20);
    let pages = layout::share(&share(Shape::Words(count)), &written(&pieces, None), Paper::A4).unwrap();
    let page = &pages[0];
    let boxes: Vec<_> = page
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Frame { area, line: 180, .. } => Some(*area),
            _ => None,
        })
        .collect();
    assert_eq!(boxes.len(), count * 4);
    let letters = texts(page);
    for (index, cells) in boxes.chunks(4).enumerate() {
        let expected = char::from(b'A' + u8::try_from(index % 26).unwrap()).to_string();
        let in_box = |cell: &page::Area| {
            let inside = |(x, y, text): &&(i64, i64, String)| {
                *x > cell.x
                    && *x < cell.x + cell.width
                    && *y > cell.y
                    && *y < cell.y + cell.height
                    && text.len() == 1
            };
            letters.iter().filter(inside).map(|(_, _, text)| text.clone()).collect::<Vec<_>>()
        };
        let shown: Vec<_> = cells.iter().map(in_box).collect();
        let last = if index.is_multiple_of(5) { vec![] } else { vec![expected.clone()] };
        assert_eq!(
            shown,
            [vec![expected.clone()], vec![expected.clone()], vec![expected], last],
            "word {index}"
        );
    }
}

#[test]
fn a_steel_page_marks_one_letter_in_each_column_of_a_word() {
    let pieces = |give: &mut dyn FnMut(&str)| {
        (0..9).for_each(|_| give("abandon"));
        ["zoo", "e\u{301}bauche", "n\u{303}andu\u{301}"].iter().for_each(|word| give(word));
    };
    let pages = layout::seed(&seed(Shape::Words(12), 2), &written(&pieces, None), Paper::A4).unwrap();
    let marks: Vec<_> = pages[2]
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Fill { area, gray: 0 } if area.width > 1_000 && area.width < 10_000 => Some(*area),
            _ => None,
        })
        .collect();
    assert_eq!(marks.len(), 9 * 4 + 3 + 4 + 4);
    let top = marks.iter().map(|area| area.y).min().unwrap();
    let height = marks[0].height + 600;
    let letter = |area: &page::Area| char::from(b'A' + u8::try_from((area.y - top) / height).unwrap());
    let marked: String = marks.iter().skip(9 * 4).map(letter).collect();
    assert_eq!(marked, "ZOOEBAUNAND");
}

#[test]
fn a_blank_card_has_the_public_beginning_and_no_letter_of_the_secret() {
    let card =
        ShareCard { printed: vec![Safe::text("duckling"), Safe::text("enlarge")], ..share(Shape::Words(20)) };
    let blank = layout::share(&card, &Fill::Blank, Paper::A4).unwrap();
    let typed = |page: &Page| -> String {
        let letters = page.marks.iter().filter_map(|mark| match mark {
            Mark::Text { font: Font::Typed, text, .. } => Some(text.as_str()),
            _ => None,
        });
        letters.collect()
    };
    assert_eq!(typed(&blank[0]), "DUCKLINGENLARGE");
    let other = |give: &mut dyn FnMut(&str)| words(20)(give);
    let why = layout::share(&card, &written(&other, None), Paper::A4).err().unwrap();
    assert_eq!(why, PaperError::Word { position: 1 });
}

#[test]
fn another_number_of_words_and_words_the_fonts_lack_are_refused() {
    let card = share(Shape::Words(20));
    let of = |pieces: &Pieces<'_>| layout::share(&card, &written(pieces, None), Paper::A4).err();
    assert_eq!(of(&words(19)), Some(PaperError::OtherCount { expected: 20, found: 19 }));
    assert_eq!(of(&words(21)), Some(PaperError::OtherCount { expected: 20, found: 21 }));
    assert_eq!(of(&|give| give("\u{3042}")), Some(PaperError::Word { position: 1 }));
    assert_eq!(of(&|give| give("tenletters")), Some(PaperError::Word { position: 1 }));
}

#[test]
fn a_text_that_is_too_long_is_shrunk_or_refused_and_never_cut() {
    let with = |label: &str| ShareCard { label: safe(label), ..share(Shape::Words(20)) };
    let long = "a label of a hundred and sixty letters, which is more than anybody needs, goes into two lines of small letters, but all of it is there for who comes to read it";
    let pages = layout::share(&with(long), &Fill::Blank, Paper::Letter).unwrap();
    let said: String = texts(&pages[0]).iter().map(|(_, _, text)| text.replace(' ', "")).collect();
    assert!(said.contains(&long.replace(' ', "")));
    let why = layout::share(&with(&"W".repeat(300)), &Fill::Blank, Paper::Letter).err().unwrap();
    assert_eq!((why.code().as_str(), why.facts()[0].1.as_str()), ("paper/text-too-long", "Label"));
}

#[test]
fn a_file_is_the_same_whenever_it_is_made() {
    for (format, paper) in
        [Format::Svg, Format::Pdf].into_iter().flat_map(|format| PAPERS.map(|paper| (format, paper)))
    {
        let drawn = || {
            let mut out = Zeroizing::new(Vec::new());
            seed(Shape::Words(24), 3).draw(&Fill::Blank, paper, format, &mut out).unwrap();
            assert_eq!(out.capacity(), PAPER_BYTES_MAX);
            out
        };
        assert_eq!(drawn(), drawn());
        let text = drawn().iter().map(|byte| char::from(*byte)).collect::<String>();
        for leak in ["CreationDate", "ModDate", "Producer", "Creator", "/ID", "<!--", "metadata"] {
            assert!(!text.contains(leak), "{format:?}: {leak}");
        }
    }
}

#[test]
fn every_object_of_a_document_lies_where_its_table_says() {
    let mut out = Zeroizing::new(Vec::new());
    let pieces = words(24);
    seed(Shape::Words(24), 3).draw(&written(&pieces, None), Paper::A4, Format::Pdf, &mut out).unwrap();
    let find = |what: &[u8]| out.windows(what.len()).rposition(|window| window == what).unwrap();
    let table = String::from_utf8(out[find(b"xref\n0")..].to_vec()).unwrap();
    let offsets: Vec<usize> = table
        .lines()
        .skip(3)
        .take_while(|line| line.ends_with(" n "))
        .map(|line| line[..10].parse().unwrap())
        .collect();
    assert_eq!(offsets.len(), 5 + 2 * 3);
    for (index, offset) in offsets.iter().enumerate() {
        assert!(
            out[*offset..].starts_with(format!("{} 0 obj\n", index + 1).as_bytes()),
            "object {}",
            index + 1
        );
    }
    let start: usize = table.lines().rev().nth(1).unwrap().parse().unwrap();
    assert!(out[start..].starts_with(b"xref\n"));
}
