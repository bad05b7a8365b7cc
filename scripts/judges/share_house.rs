//! What the judges of sharing schemes have in common: the library of the house behind a pipe, and dice.

#![allow(dead_code, reason = "each of them takes what it needs")]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The library of the house behind a pipe, a line a question (`scripts/judges/share_oracle.rs`).
pub struct House(Child, BufReader<ChildStdout>);

impl House {
    pub fn ask(&mut self, question: &str) -> String {
        writeln!(self.0.stdin.as_mut().unwrap(), "{question}").unwrap();
        let mut answer = String::new();
        self.1.read_line(&mut answer).unwrap();
        answer.trim_end().to_owned()
    }
}

/// Many rounds of a case: `ORACLE SHARE_ORACLE [ROUNDS]`. Says the seed of each before it is tried.
pub fn rounds(usual: u64, mut case: impl FnMut(&mut Dice, &mut House)) -> u64 {
    let arguments: Vec<String> = std::env::args().collect();
    let mut child = Command::new(&arguments[1]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let answers = BufReader::new(child.stdout.take().unwrap());
    let mut house = House(child, answers);
    let rounds = arguments.get(2).map_or(usual, |rounds| rounds.parse().unwrap());
    let mut dice = Dice(u64::from(std::process::id()) << 20 | 1);
    let seed = dice.0;
    for round in 0..rounds {
        println!("seed {seed}, round {round}");
        case(&mut dice, &mut house);
    }
    rounds
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// xorshift64*: which sets are tried, nothing secret.
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.below(256) as u8).collect()
    }

    pub fn choose<T: Clone>(&mut self, from: &[T], count: usize) -> Vec<T> {
        let mut left = from.to_vec();
        (0..count).map(|_| left.swap_remove(self.below(left.len()))).collect()
    }
}
