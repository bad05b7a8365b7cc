//! The sharing library, asked line by line on standard input, so that other implementations can judge it:
//!
//! ```text
//! split SCHEME GROUP_NEED NEED/OF[,NEED/OF]* EXPONENT EXTENDABLE PASSPHRASE-HEX SECRET-HEX
//! combine PASSPHRASE-HEX SHARE|SHARE|…
//! ```
//! Answers in one line: shares between `|`, the secret in hexadecimal, or `error CODE`. For secrets made
//! for tests only: it prints them.
#![expect(clippy::print_stdout, reason = "answers are what it is for")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a judge that misspells its question gets no answer")]

use coldframe_core::messages::Explain;
use coldframe_core::shares::{Holds, Scheme};
use coldframe_keys::entropy;
use coldframe_keys::shares::{Form, Gathering, GroupPlan, Plan, Share, ShareError, split};
use std::io::{self, BufRead};

fn main() {
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.splitn(2, ' ').collect();
        let answer = match words.as_slice() {
            ["split", rest] => made(rest),
            ["combine", rest] => combined(rest),
            _ => panic!("split or combine"),
        };
        println!("{}", answer.unwrap_or_else(|why| format!("error {}", why.code())));
    }
}

fn made(question: &str) -> Result<String, ShareError> {
    let fields: Vec<&str> = question.split(' ').collect();
    let [scheme, group_need, groups, exponent, extendable, passphrase, secret] = fields.as_slice() else {
        panic!("seven fields");
    };
    let group = |text: &str| {
        let (need, of) = text.split_once('/').unwrap();
        GroupPlan { need: need.parse().unwrap(), of: of.parse().unwrap() }
    };
    let scheme = Scheme::named(scheme).unwrap();
    let groups = groups.split(',').map(group).collect();
    let mut plan = Plan::grouped(scheme, Holds::MasterSecret, group_need.parse().unwrap(), groups);
    plan.iteration_exponent = exponent.parse().unwrap();
    plan.extendable = *extendable == "1";
    let shares = split(&plan, &unhex(secret), &unhex(passphrase), &mut entropy::fill)?;
    let form = if scheme == Scheme::Sskr { Form::Ur } else { Form::Words };
    let texts: Vec<String> = shares.iter().map(|share| share.expose_form(form, str::to_owned)).collect();
    Ok(texts.join("|"))
}

fn combined(question: &str) -> Result<String, ShareError> {
    let (passphrase, shares) = question.split_once(' ').unwrap();
    let mut gathering = Gathering::new();
    for share in shares.split('|') {
        gathering.add(Share::read(share.as_bytes(), None)?)?;
    }
    let recovered = gathering.finish(&unhex(passphrase))?;
    Ok(recovered.expose(|secret| secret.iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// Hexadecimal; a hyphen stands for nothing.
fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
}
