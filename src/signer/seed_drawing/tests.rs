use super::*;
use coldframe_console::optics::picture;
use coldframe_console::optics::scan::Reader;

const WORDS: &str = "vacuum bridge buddy supreme exclude milk consider tail expand wasp pattern nuclear";

fn drawing(kind: SeedQr) -> SeedDrawing {
    SeedDrawing::of(&Mnemonic::parse(WORDS.as_bytes()).unwrap(), kind).unwrap()
}

fn read(picture: Vec<u8>) -> Vec<Vec<u8>> {
    let mut reader = Reader::still();
    picture::frames(picture).unwrap().flat_map(|frame| reader.read(&frame.unwrap())).collect()
}

/// What a hand copies, page by page: full squares are dark.
fn copied(drawing: &SeedDrawing) -> Vec<bool> {
    let (side, grid) = (drawing.side(), Grid::new(drawing.side()));
    let mut dark = vec![false; side * side];
    let rows_per_module = if side == 21 { 2 } else { 3 };
    for (index, page) in drawing.pages().iter().enumerate() {
        let (row, column) = (index / grid.blocks(), index % grid.blocks());
        for (y, line) in grid.modules(row).zip(page.lines.iter().skip(1).step_by(rows_per_module)) {
            let cells: Vec<char> = line.chars().skip(6).collect();
            for (x, cell) in grid.modules(column).zip(cells.chunks(6)) {
                dark[y * side + x] = matches!(cell[2], '█' | '#');
            }
        }
    }
    dark
}

#[test]
fn what_a_hand_copies_from_the_pages_is_the_code_in_the_picture() {
    for (kind, side) in [(SeedQr::Standard, 25), (SeedQr::Compact, 21)] {
        let drawing = drawing(kind);
        assert_eq!(drawing.side(), side);
        let dark = copied(&drawing);
        for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
            assert_eq!(dark[y * side + x], drawing.modules.is_dark(x, y), "{x}, {y}");
        }
        let mut png = Vec::new();
        drawing.png(&mut png).unwrap();
        let codes = read(png);
        assert_eq!(codes.len(), 1);
        SeedQr::read(&codes[0]).unwrap().with_sentence(|words| assert_eq!(words, WORDS));
    }
}

#[test]
fn atk_g12_no_page_of_blocks_shows_the_whole_code() {
    for kind in [SeedQr::Standard, SeedQr::Compact] {
        let drawing = drawing(kind);
        let grid = Grid::new(drawing.side());
        let pages = drawing.pages();
        assert_eq!(pages.len(), grid.blocks() * grid.blocks());
        for page in &pages {
            assert!(page.lines.len() <= 17 && !page.title.contains("vacuum"), "{}", page.title);
        }
    }
}

#[test]
fn titles_say_which_block_it_is_and_where_it_lies() {
    let pages = drawing(SeedQr::Standard).pages();
    assert!(pages[0].title.contains("A1") && pages[24].title.contains("E5"));
    assert!(pages[7].title.contains("B3") && pages[7].title.contains("6-10"), "{}", pages[7].title);
}
