//! Random plans, both ways: what one splits the other joins. `sskr-oracle SHARE_ORACLE [ROUNDS]`.

#[path = "../../judges/share_house.rs"]
mod share_house;

use share_house::{Dice, House, hex, rounds};
use sskr::{GroupSpec, Secret, Spec, sskr_combine, sskr_generate};
use ur::bytewords::{Style, decode, encode};

fn main() {
    let rounds = rounds(60, case);
    println!("sskr 0.12.0: {rounds} random plans, both ways");
}

fn case(dice: &mut Dice, house: &mut House) {
    let groups: Vec<(usize, usize)> = (0..1 + dice.below(4)).map(|_| group(dice)).collect();
    let group_need = 1 + dice.below(groups.len());
    let length = 16 + 2 * dice.below(9);
    let secret = dice.bytes(length);

    let named: Vec<String> = groups.iter().map(|(need, of)| format!("{need}/{of}")).collect();
    let answer = house.ask(&format!("split sskr {group_need} {} 0 0 - {}", named.join(","), hex(&secret)));
    let mut written = answer.split('|');
    let ours: Vec<Vec<Vec<u8>>> =
        groups.iter().map(|(_, of)| (0..*of).map(|_| share_of(written.next().unwrap())).collect()).collect();
    let joined = sskr_combine(&quorum(dice, group_need, &groups, &ours)).unwrap();
    assert_eq!(joined.data(), secret, "sskr joins something else");

    let specs = groups.iter().map(|(need, of)| GroupSpec::new(*need, *of).unwrap()).collect();
    let spec = Spec::new(group_need, specs).unwrap();
    let theirs = sskr_generate(&spec, &Secret::new(&secret).unwrap()).unwrap();
    let chosen = quorum(dice, group_need, &groups, &theirs);
    for spell in [ur_of, words_of] {
        let texts: Vec<String> = chosen.iter().map(|share| spell(share)).collect();
        let joined = house.ask(&format!("combine - {}", texts.join("|")));
        assert_eq!(joined, hex(&secret), "we join something else");
    }
}

fn group(dice: &mut Dice) -> (usize, usize) {
    match 1 + dice.below(16) {
        1 => (1, 1),
        of => (2 + dice.below(of - 1), of),
    }
}

fn quorum(
    dice: &mut Dice,
    group_need: usize,
    groups: &[(usize, usize)],
    shares: &[Vec<Vec<u8>>],
) -> Vec<Vec<u8>> {
    let all: Vec<usize> = (0..groups.len()).collect();
    let chosen = dice.choose(&all, group_need);
    chosen.into_iter().flat_map(|index| dice.choose(&shares[index], groups[index].0)).collect()
}

/// The share in a UR of the house.
fn share_of(text: &str) -> Vec<u8> {
    let lower = text.to_lowercase();
    let cbor = decode(lower.strip_prefix("ur:sskr/").unwrap(), Style::Minimal).unwrap();
    match cbor.as_slice() {
        [0x58, length, share @ ..] if usize::from(*length) == share.len() => share.to_vec(),
        [head, share @ ..] if usize::from(head & 31) == share.len() => share.to_vec(),
        _ => panic!("no byte string"),
    }
}

fn cbor(tag: &[u8], share: &[u8]) -> Vec<u8> {
    let length = u8::try_from(share.len()).unwrap();
    let head = if length < 24 { vec![0x40 | length] } else { vec![0x58, length] };
    [tag, &head, share].concat()
}

fn ur_of(share: &[u8]) -> String {
    format!("ur:sskr/{}", encode(&cbor(&[], share), Style::Minimal))
}

fn words_of(share: &[u8]) -> String {
    encode(&cbor(&[0xd9, 0x9d, 0x75], share), Style::Standard)
}
