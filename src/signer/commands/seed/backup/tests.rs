use super::*;
use crate::desk::ScriptedDesk;
use coldframe_keys::{Language, Mnemonic, SeedQr};

fn drawing(kind: SeedQr) -> SeedDrawing {
    SeedDrawing::of(&Mnemonic::of_entropy(Language::English, &[7; 32]).unwrap(), kind).unwrap()
}

#[test]
fn atk_g12_the_blocks_come_one_by_one_and_the_whole_code_comes_last_and_held() {
    let mut desk = ScriptedDesk::default();
    draw(&drawing(SeedQr::Standard), &mut desk).unwrap();
    assert_eq!(desk.shown.len(), 1 + 36 + 1);
    assert!(desk.shown[0].contains("29 x 29") && desk.shown[0].contains("A1 to F6"), "{}", desk.shown[0]);
    assert!(desk.shown[1..37].iter().all(|screen| screen.contains(" block ")), "{:?}", desk.shown[36]);
    assert!(desk.shown[37].contains("the whole code"));
}

#[test]
fn walking_away_at_any_block_ends_as_declined_and_shows_nothing_more() {
    for leave_at in 0..27 {
        let mut desk = ScriptedDesk { leave_at: Some(leave_at), ..ScriptedDesk::default() };
        let left = draw(&drawing(SeedQr::Compact), &mut desk).unwrap_err();
        assert_eq!(left.exit(), Exit::Declined, "screen {leave_at}");
        assert_eq!(desk.shown.len(), leave_at + 1);
    }
}

#[test]
fn a_picture_is_a_png_or_an_svg_and_nothing_else() {
    for name in ["seed", "seed.txt", "seed.gif", "seed.PNG", ".png", "seed.age", ".png.age", "seed.png.gpg"] {
        assert!(kind_of(Path::new(name)).is_err(), "{name}");
    }
    assert!(kind_of(Path::new("a.png")).is_ok() && kind_of(Path::new("a.svg")).is_ok());
    assert!(kind_of(Path::new("a.png.age")).is_ok() && kind_of(Path::new("a.svg.age")).is_ok());
}
