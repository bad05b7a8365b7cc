//! Random plans, both ways: what one splits the other joins. `sskr-oracle SHARE_ORACLE [ROUNDS]`.

use sskr::{GroupSpec, Secret, Spec, sskr_combine, sskr_generate};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use ur::bytewords::{Style, decode, encode};

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
    let rounds: u64 = arguments.get(2).map_or(60, |rounds| rounds.parse().unwrap());
    let mut dice = Dice(u64::from(std::process::id()) << 20 | 1);
    let seed = dice.0;
    for round in 0..rounds {
        println!("seed {seed}, round {round}");
        case(&mut dice, &mut house);
    }
    println!("sskr 0.12.0: {rounds} random plans, both ways");
}

fn case(dice: &mut Dice, house: &mut House) {
    let groups: Vec<(usize, usize)> = (0..1 + dice.below(4)).map(|_| group(dice)).collect();
    let group_need = 1 + dice.below(groups.len());
    let secret: Vec<u8> = (0..16 + 2 * dice.below(9)).map(|_| dice.below(256) as u8).collect();

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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// xorshift64*: which plans are tried, nothing secret.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn choose<T: Clone>(&mut self, from: &[T], count: usize) -> Vec<T> {
        let mut left = from.to_vec();
        (0..count).map(|_| left.swap_remove(self.below(left.len()))).collect()
    }
}
