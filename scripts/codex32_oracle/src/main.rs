//! Random sets, both ways: what one splits the other joins. `codex32-oracle SHARE_ORACLE [ROUNDS]`.

#[path = "../../judges/share_house.rs"]
mod share_house;

use codex32::{Codex32String, Fe};
use share_house::{Dice, House, hex, rounds};

/// Lengths that the crate reads: it is older than the text of BIP-93 on the others.
const BYTES: [usize; 8] = [16, 17, 20, 24, 32, 40, 44, 64];

fn main() {
    let rounds = rounds(200, |dice, house| {
        ours(dice, house);
        theirs(dice, house);
    });
    println!("codex32 0.1.0: {rounds} random sets, both ways");
}

fn secret(dice: &mut Dice) -> Vec<u8> {
    let length = BYTES[dice.below(BYTES.len())];
    dice.bytes(length)
}

/// The crate joins what the house splits, and derives the shares it was not given.
fn ours(dice: &mut Dice, house: &mut House) {
    let need = 2 + dice.below(8);
    let of = need + dice.below(32 - need);
    let secret = secret(dice);
    let answer = house.ask(&format!("split codex32 1 {need}/{of} 0 0 - {}", hex(&secret)));
    let shares: Vec<Codex32String> = answer
        .to_lowercase()
        .split('|')
        .map(|text| Codex32String::from_string(text.to_owned()).unwrap())
        .collect();
    assert_eq!(shares.len(), of);
    let quorum = dice.choose(&shares, need);
    let joined = Codex32String::interpolate_at(&quorum, Fe::S).unwrap();
    assert_eq!(joined.parts().data(), secret, "the crate joins something else");
    for share in &shares {
        let index = Fe::from_char(share.to_string().to_lowercase().chars().nth(8).unwrap()).unwrap();
        let derived = Codex32String::interpolate_at(&quorum, index).unwrap();
        assert_eq!(derived.to_string(), share.to_string(), "the crate derives another share");
    }
}

/// The house joins what the crate splits.
fn theirs(dice: &mut Dice, house: &mut House) {
    let need = 2 + dice.below(8);
    let secret = secret(dice);
    let letters = [Fe::A, Fe::C, Fe::D, Fe::E, Fe::F, Fe::G, Fe::H, Fe::J, Fe::K, Fe::L, Fe::_0, Fe::_9];
    let string = |index, bytes: &[u8]| Codex32String::from_seed("ms", need, "test", index, bytes).unwrap();
    let mut basis = vec![string(Fe::S, &secret)];
    for letter in &letters[..need - 1] {
        basis.push(string(*letter, &dice.bytes(secret.len())));
    }
    let shares: Vec<String> = letters
        .iter()
        .map(|index| Codex32String::interpolate_at(&basis, *index).unwrap().to_string())
        .collect();
    let more = need + dice.below(letters.len() - need + 1);
    let joined = house.ask(&format!("combine - {}", dice.choose(&shares, more).join("|")));
    assert_eq!(joined, hex(&secret), "we join something else");
}
