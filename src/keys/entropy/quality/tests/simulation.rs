//! Sessions nobody had to roll: fair, loaded and typed, the same in every run.

use super::*;
use std::io::Write;

/// xorshift64*: nothing to make keys of, and the same everywhere.
pub(super) struct Chance(u64);

impl Chance {
    /// A stream of its own: neighbouring seeds would give neighbouring streams.
    pub(super) fn of(seed: u64) -> Self {
        let mut chance = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        (0..64).for_each(|_| _ = chance.below(2));
        chance
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16).unwrap() % bound
    }

    /// A die that falls on six in so many of a hundred throws.
    pub(super) fn loaded_die(&mut self, percent_of_sixes: usize) -> u8 {
        match self.below(100) < percent_of_sixes {
            true => b'6',
            false => b"12345"[self.below(5)],
        }
    }

    pub(super) fn fair(&mut self, source: Source, count: usize) -> Vec<u8> {
        match source {
            Source::Dice => (0..count).map(|_| b"123456"[self.below(6)]).collect(),
            Source::Coins => (0..count).map(|_| if self.below(2) == 0 { b'h' } else { b't' }).collect(),
            _ => self.shuffled(count),
        }
    }

    fn shuffled(&mut self, count: usize) -> Vec<u8> {
        let mut out = Vec::new();
        while out.len() < count * 2 {
            let mut deck: Vec<usize> = (0..52).collect();
            for last in (1..52).rev() {
                deck.swap(last, self.below(last + 1));
            }
            for card in deck {
                out.extend([b"A23456789TJQK"[card % 13], b"CDHS"[card / 13]]);
            }
        }
        out.truncate(count * 2);
        out
    }
}

/// How many sessions ended how.
#[derive(Debug, Default)]
pub(super) struct Tally {
    sessions: usize,
    pub(super) refused: usize,
    bias: usize,
    spread: usize,
}

impl Tally {
    /// Fair sessions of the least length, and so many symbols more.
    pub(super) fn of_fair(source: Source, count: WordCount, more: usize, sessions: usize) -> Self {
        let minimum = Quality::of(source, b"", count).minimum() + more;
        let mut chance = Chance::of(0xc05 + u64::try_from(minimum).unwrap());
        let mut tally = Self::default();
        (0..sessions).for_each(|_| tally.add(&Quality::of(source, &chance.fair(source, minimum), count)));
        tally
    }

    fn of_loaded(percent: usize, rolls: usize, count: WordCount, sessions: usize) -> Self {
        let mut chance = Chance::of(0xc05 + u64::try_from(percent).unwrap());
        let mut tally = Self::default();
        for _ in 0..sessions {
            let session: Vec<u8> = (0..rolls).map(|_| chance.loaded_die(percent)).collect();
            tally.add(&Quality::of(Source::Dice, &session, count));
        }
        tally
    }

    fn add(&mut self, quality: &Quality) {
        let failed: Vec<Test> = quality.failed().collect();
        self.sessions += 1;
        self.refused += usize::from(failed.iter().any(|test| test.refuses()));
        self.bias += usize::from(failed.contains(&Test::Bias));
        self.spread += usize::from(failed.contains(&Test::Spread));
    }

    fn line(&self) -> String {
        let share = |count: usize| format!("{:.3} %", 100.0 * real(count) / real(self.sessions));
        format!("{} | {} | {}", share(self.refused), share(self.bias), share(self.spread))
    }
}

/// Typed cycles of 3 to 32 symbols, one slip in every second: refused by us, and by "no face above 30 %".
pub(super) fn cycles(sessions: usize) -> (usize, usize) {
    let mut chance = Chance::of(0xcc);
    let (mut strict, mut lone_rule) = (0, 0);
    for session in 0..sessions {
        let cycle = chance.fair(Source::Dice, 3 + session % 30);
        let mut typed: Vec<u8> = cycle.iter().copied().cycle().take(99).collect();
        if session % 2 == 1 {
            typed[50] = b'1' + (typed[50] - b'1' + 1) % 6;
        }
        let failed: Vec<Test> = Quality::of(Source::Dice, &typed, words(24)).failed().collect();
        strict += usize::from(failed.iter().any(|test| test.refuses()));
        lone_rule += usize::from(failed.contains(&Test::Bias));
    }
    (strict, lone_rule)
}

/// Prints every figure; gives back the worst share of fair sessions refused.
pub(super) fn table(sessions: usize, out: &mut dyn Write) -> f64 {
    let mut worst = 0.0_f64;
    writeln!(out, "{sessions} simulated sessions a row\n").unwrap();
    writeln!(out, "| session | refused | asked for more: bias | asked for more: spread |").unwrap();
    writeln!(out, "|---|---:|---:|---:|").unwrap();
    for source in [Source::Dice, Source::Coins, Source::Cards] {
        for count in [12, 18, 24] {
            for more in [0, 25, 50] {
                if source == Source::Cards && more > 0 {
                    continue;
                }
                let tally = Tally::of_fair(source, words(count), more, sessions);
                worst = worst.max(real(tally.refused) / real(tally.sessions));
                let symbols = Quality::of(source, b"", words(count)).minimum() + more;
                let name = source.name();
                writeln!(out, "| fair {name}, {count} words, {symbols} symbols | {} |", tally.line())
                    .unwrap();
            }
        }
    }
    for (percent, rolls, count) in [(25, 50, 12), (33, 50, 12), (33, 99, 24), (50, 50, 12), (50, 99, 24)] {
        let tally = Tally::of_loaded(percent, rolls, words(count), sessions);
        writeln!(out, "| six at {percent} %, {rolls} rolls | {} |", tally.line()).unwrap();
    }
    let (strict, lone_rule) = cycles(sessions);
    let share = |count: usize| 100.0 * real(count) / real(sessions);
    writeln!(
        out,
        "| typed cycles of 3 to 32, half with a slip | {:.3} % | {:.3} % | |",
        share(strict),
        share(lone_rule)
    )
    .unwrap();
    writeln!(out, "\nworst share of fair sessions refused: {worst} (at most 0.001)").unwrap();
    worst
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}
