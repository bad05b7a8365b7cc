use super::*;
use crate::cli::{Cli, Command, seed};
use crate::desk::ScriptedDesk;
use clap::Parser;
use coldframe_console::paper::Paper;
use coldframe_core::network::Network;

const ZOO: &str = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
const ABANDON: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

fn args(line: &str) -> Backup {
    let line = ["coldframe", "seed", "backup"].into_iter().chain(line.split_whitespace());
    let Command::Seed(seed) = Cli::try_parse_from(line).unwrap().command else { panic!("not seed") };
    let seed::Verb::Backup(args) = seed.verb else { panic!("not backup") };
    args
}

/// A card of these words without the fingerprint, which is public and differs.
fn card(args: &Backup, words: &str) -> (SeedCard, Mnemonic) {
    let mut desk = ScriptedDesk::answering(&[words]);
    let opened = unlock::opened(&args.seed, &mut desk, Network::Main).unwrap();
    let mut card = SeedCard {
        language: Safe::text(""),
        shape: Shape::Words(0),
        fingerprint: None,
        has_passphrase: false,
        label: None,
        holder: None,
        place: None,
        date: None,
        hand_code: None,
        steel: true,
        descriptor: None,
    };
    described(&mut card, args, &opened);
    card.fingerprint = None;
    (card, opened.mnemonic)
}

#[test]
fn atk_g12_two_seeds_give_the_same_blank_cards_to_the_last_byte() {
    for line in ["--cards blank", "--cards blank --as compact-seed-qr"] {
        let args = args(line);
        for (format, paper) in [(Format::Pdf, Paper::A4), (Format::Svg, Paper::Letter)] {
            let blank = |words| {
                let mut pages = Zeroizing::new(Vec::new());
                card(&args, words).0.draw(&Fill::Blank, paper, format, &mut pages).unwrap();
                pages
            };
            assert_eq!(blank(ZOO), blank(ABANDON), "{line}");
        }
    }
}

#[test]
fn filled_cards_differ_and_the_terminal_shows_what_they_say() {
    let args = args("--cards filled");
    let (zoo, words) = card(&args, ZOO);
    let filled = filled(&zoo, &args, &words, Format::Pdf).unwrap();
    let mut blank = Zeroizing::new(Vec::new());
    zoo.draw(&Fill::Blank, Paper::A4, Format::Pdf, &mut blank).unwrap();
    assert_ne!(filled, blank);
    let mut desk = ScriptedDesk::default();
    preview(&zoo, &args, &words, &mut desk).unwrap();
    assert!(desk.shown[0].contains("zoo") && desk.shown[0].contains("2048"), "{}", desk.shown[0]);
    assert_eq!(desk.shown.len(), 1 + 25);
}

/// Every word of the Latin lists fits its boxes; the others are numbers.
#[test]
fn every_word_of_every_list_has_a_place_on_a_card() {
    let args = args("--cards filled");
    for language in Language::ALL {
        // Accents come behind their letters, and stand above them on paper.
        let letters =
            |word: &&str| word.chars().filter(|letter| !('\u{300}'..'\u{370}').contains(letter)).count();
        let longest = language.word_list().iter().map(letters).max().unwrap();
        assert!(longest <= 9 || !is_latin(*language), "{language:?}: {longest}");
        for entropy in [[0x00; 32], [0xff; 32], [0x5a; 32], [0x33; 32]] {
            let words = Mnemonic::of_entropy(*language, &entropy).unwrap();
            let sentence = words.with_sentence(str::to_owned);
            let mut desk = ScriptedDesk::answering(&[&sentence]);
            let opened = unlock::opened(&args.seed, &mut desk, Network::Main).unwrap();
            let (mut card, _) = card(&args, ZOO);
            described(&mut card, &args, &opened);
            assert!(filled(&card, &args, &opened.mnemonic, Format::Pdf).is_ok(), "{language:?}");
        }
    }
}
