use super::*;
use crate::bitcoin::psbt::Psbt;
use crate::bitcoin::scene::{Scene, With, stranger};
use crate::path::ScriptKind::{P2tr, P2wpkh};
use crate::review::Review;
use crate::review::expect::{Comparison, Expected};
use crate::wallet::address::AddressText;
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
    let masked = text(&pages_masked(&review, 80, &[5; 32]));
    for recipient in review.facts().recipients() {
        assert!(whole.replace("\n       ", " ").contains(&recipient.address.grouped()), "{whole}");
        assert!(!masked.replace("\n       ", " ").contains(&recipient.address.grouped()), "{masked}");
    }
    assert_eq!(masked.matches("____").count(), 4);
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

fn many_coins(count: u32) -> Scene {
    (0..count)
        .fold(Scene::new(P2wpkh), |scene, index| scene.coin(index, 100_000, With::PreviousTransaction))
        .pay(stranger(P2wpkh, 0), u64::from(count) * 100_000 - 20_000)
}

#[test]
fn two_hundred_proven_coins_of_ours_are_one_page() {
    let shown = pages(&many_coins(200).review(), 80);
    assert_eq!(shown.len(), 3, "{}", text(&shown));
    let inputs = shown[2].to_text();
    assert!(inputs.contains("200 of 200 are yours and proven"), "{inputs}");
    assert!(inputs.contains("Together 0.200 000 00 BTC"), "{inputs}");
    let few = text(&pages(&many_coins(24).review(), 80));
    assert!(!few.contains("are yours and proven") && few.contains("m/84h/0h/0h/0/23"), "{few}");
}

#[test]
fn atk_b15_a_flood_of_proven_coins_hides_none_that_is_foreign_unproven_or_warned_about() {
    let scene = many_coins(60)
        .foreign_coin(stranger(P2wpkh, 8), 77_000, With::PreviousTransaction)
        .coin(70, 66_000, With::WitnessUtxo)
        .coin(200_000, 55_000, With::PreviousTransaction);
    let shown = text(&pages(&scene.review(), 80));
    assert!(shown.contains("60 of 63 are yours and proven"), "{shown}");
    for input in &scene.transaction.input[60..] {
        let outpoint = input.previous_output.to_string();
        assert!(shown.replace(['\n', ' '], "").contains(&outpoint), "{outpoint} in {shown}");
    }
    assert!(!shown.contains("m/84h/0h/0h/0/59"));
    let told = &crate::review::json::json(&scene.review())["inputs"];
    assert_eq!(told.as_array().unwrap().len(), 63, "programs get all of them");
}

/// One payment the list names, one it does not.
fn half_listed() -> (Review<Psbt>, Comparison) {
    let scene = Scene::honest(P2tr).pay(stranger(P2tr, 3), 1_000);
    let review = scene.review();
    let first = review.facts().recipients().remove(0);
    let listed =
        Expected { script: review.facts().outputs[first.output_index].script.clone(), amount: first.amount };
    let comparison = Comparison::of(review.facts(), &[listed]);
    (review, comparison)
}

#[test]
fn what_the_second_source_confirms_is_counted_and_only_the_rest_is_listed() {
    let (review, comparison) = half_listed();
    let shown = text(&pages_compared(&review, 80, Masking::Whole, &comparison)).replace("\n", " ");
    let [confirmed, other] = <[_; 2]>::try_from(review.facts().recipients()).unwrap();
    assert!(shown.contains("1 payments are as the second source says"), "{shown}");
    let first_groups = |address: &AddressText| address.groups()[..5].join(" ");
    assert!(!shown.contains(&first_groups(&confirmed.address)), "{shown}");
    assert!(shown.contains(&first_groups(&other.address)), "{shown}");
}

#[test]
fn atk_b13_the_page_of_differences_does_not_tell_the_groups_that_are_asked_for() {
    let (review, comparison) = half_listed();
    let salt = [9; 32];
    let shown = text(&pages_compared(&review, 80, Masking::Masked(salt), &comparison));
    let other = review.facts().recipients().remove(1);
    for place in other.address.masked_groups(&review.digest(), &salt) {
        let group = other.address.groups()[place];
        let before = other.address.groups()[place - 1];
        let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!joined.contains(&format!("{before} {group}")), "{joined}");
    }
}
