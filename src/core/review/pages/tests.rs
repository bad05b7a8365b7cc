use super::*;
use crate::bitcoin::scene::{Scene, With, stranger};
use crate::path::ScriptKind::{P2tr, P2wpkh};
use bitcoin::ScriptBuf;

fn text(pages: &[Page]) -> String {
    pages.iter().map(|page| page.to_text() + "--\n").collect()
}

#[test]
fn the_review_reads_like_this() {
    let scene = Scene::honest(P2wpkh).bent(|scene| scene.context.now_unix = None);
    let scene = scene.pay(ScriptBuf::from_bytes(b"\x6a\x0bhello world".to_vec()), 0);
    let shown = text(&pages(&scene.review(), 80));
    assert_eq!(shown, include_str!("golden.txt"), "{shown}");
}

#[test]
fn atk_b13_the_question_leaves_out_two_groups_of_each_unknown_recipient() {
    let scene = Scene::honest(P2tr).pay(stranger(P2tr, 3), 1_000);
    let review = scene.review();
    let whole = text(&pages(&review, 80));
    let masked = text(&pages_masked(&review, 80));
    for recipient in review.facts().recipients() {
        assert!(whole.replace("\n       ", " ").contains(&recipient.address.grouped()), "{whole}");
        assert!(!masked.replace("\n       ", " ").contains(&recipient.address.grouped()), "{masked}");
    }
    assert_eq!(masked.matches("____").count(), 4);
    let known = scene.clone().bent(|scene| {
        scene
            .context
            .known_recipients
            .extend(scene.transaction.output.iter().map(|out| out.script_pubkey.clone()));
    });
    assert_eq!(text(&pages_masked(&known.review(), 80)).matches("____").count(), 0);
}

#[test]
fn no_line_is_wider_than_asked_for_and_none_loses_a_character() {
    let script = ScriptBuf::from_bytes(vec![0xab; 3_000]);
    let scene = Scene::honest(P2tr).pay(stranger(P2tr, 3), 1_000).pay(script.clone(), 5_000);
    let review = scene.review();
    for width in [40, 60, 80, 132] {
        let pages = pages(&review, width);
        let widest = pages.iter().flat_map(|page| &page.lines).map(|line| line.to_text().len()).max();
        assert!(widest.unwrap() <= width, "{widest:?} of {width}\n{}", text(&pages));
        let mut hex = String::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            let line = line.to_text();
            if !line.is_empty() && line.trim().chars().all(|digit| matches!(digit, 'a' | 'b')) {
                hex.push_str(line.trim());
            }
        }
        assert_eq!(hex, script.to_hex_string(), "{width}");
    }
}

#[test]
fn atk_b15_a_page_never_holds_more_than_a_screen() {
    let mut scene = Scene::new(P2wpkh).coin(0, 100_000_000, With::PreviousTransaction);
    for index in 0..60 {
        scene = scene.pay(stranger(P2tr, index), 150_000);
    }
    let review = scene.review();
    for page in pages(&review, 80) {
        assert!(page.lines.len() <= LINES_PER_PAGE + 4, "{}", page.to_text());
    }
}

#[test]
fn a_flood_of_one_finding_does_not_hide_another() {
    let mut scene = Scene::honest(P2wpkh);
    for index in 0..99 {
        scene = scene.pay(stranger(P2wpkh, 10 + index), 0);
    }
    let first = pages(&scene.pay(ScriptBuf::from_bytes(vec![0x51]), 1_000).review(), 80)[0].to_text();
    assert!(first.contains("psbt/zero-value (99)"), "{first}");
    assert!(first.contains("psbt/unknown-script"), "{first}");
}
