//! Random sets, both ways: what one splits the other joins. `codex32-oracle SHARE_ORACLE [ROUNDS]`.

use codex32::{Codex32String, Fe};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

/// Lengths that the crate reads: it is older than the text of BIP-93 on the others.
const BYTES: [usize; 8] = [16, 17, 20, 24, 32, 40, 44, 64];

/// The library of the house behind a pipe, a line a question (`scripts/judges/share_oracle.rs`).
struct House(Child, BufReader<std::process::ChildStdout>);

impl House {
    fn ask(&mut self, question: &str) -> String {
        writeln!(self.0.stdin.as_mut().unwrap(), "{question}").unwrap();
        let mut answer = String::new();
        self.1.read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let mut child = Command::new(&arguments[1]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let answers = BufReader::new(child.stdout.take().unwrap());
    let mut house = House(child, answers);
    let rounds: u64 = arguments.get(2).map_or(200, |rounds| rounds.parse().unwrap());
    let mut dice = Dice(u64::from(std::process::id()) << 20 | 1);
    let seed = dice.0;
    for round in 0..rounds {
        println!("seed {seed}, round {round}");
        ours(&mut dice, &mut house);
        theirs(&mut dice, &mut house);
    }
    println!("codex32 0.1.0: {rounds} random sets, both ways");
}

/// The crate joins what the house splits, and derives the shares it was not given.
fn ours(dice: &mut Dice, house: &mut House) {
    let need = 2 + dice.below(8);
    let of = need + dice.below(32 - need);
    let secret = dice.bytes();
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
    let secret = dice.bytes();
    let letters = [Fe::A, Fe::C, Fe::D, Fe::E, Fe::F, Fe::G, Fe::H, Fe::J, Fe::K, Fe::L, Fe::_0, Fe::_9];
    let string = |index, bytes: &[u8]| Codex32String::from_seed("ms", need, "test", index, bytes).unwrap();
    let mut basis = vec![string(Fe::S, &secret)];
    for letter in &letters[..need - 1] {
        let drawn: Vec<u8> = secret.iter().map(|_| dice.below(256) as u8).collect();
        basis.push(string(*letter, &drawn));
    }
    let shares: Vec<String> = letters
        .iter()
        .map(|index| Codex32String::interpolate_at(&basis, *index).unwrap().to_string())
        .collect();
    let more = need + dice.below(letters.len() - need + 1);
    let joined = house.ask(&format!("combine - {}", dice.choose(&shares, more).join("|")));
    assert_eq!(joined, hex(&secret), "we join something else");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// xorshift64*: which sets are tried, nothing secret.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = BYTES[self.below(BYTES.len())];
        (0..length).map(|_| self.below(256) as u8).collect()
    }

    fn choose<T: Clone>(&mut self, from: &[T], count: usize) -> Vec<T> {
        let mut left = from.to_vec();
        (0..count).map(|_| left.swap_remove(self.below(left.len()))).collect()
    }
}
