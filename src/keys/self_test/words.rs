//! Words, and the texts that carry keys and addresses.

use super::curve::generator;
use crate::mnemonic::Mnemonic;
use bip39::Mnemonic as Bip39;
use bitcoin::bip32::Xpub;
use bitcoin::key::UntweakedPublicKey;
use bitcoin::{Address, CompressedPublicKey, KnownHrp, Network, ScriptBuf};
use coldframe_core::self_test::{Known, KnownAnswer};
use std::str::FromStr;

pub(super) const KNOWN: &[KnownAnswer] = &[
    KnownAnswer { primitive: "BIP-39 words", answer: words, known: Known::Text(LEGAL) },
    KnownAnswer { primitive: "bech32", answer: bech32, known: Known::Text(VERSION_0) },
    KnownAnswer { primitive: "bech32m", answer: bech32m, known: Known::Text(VERSION_1) },
    KnownAnswer { primitive: "base58check", answer: base58check, known: Known::Text(XPUB) },
];

/// BIP-39, test vectors: entropy 7f…7f. With hyphens, so that no scan takes it for somebody's words.
const LEGAL: &str = "legal-winner-thank-year-wave-sausage-worth-useful-legal-winner-thank-yellow";
/// BIP-173 and BIP-350, examples: the generator point as key of version 0 and of version 1.
const VERSION_0: &str = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
const VERSION_1: &str = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0";
/// BIP-32, section Test vector 1, chain m.
const XPUB: &str = "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";

/// From entropy, and read again by our own reader; with another last word it must not be read.
fn words() -> Option<Vec<u8>> {
    let made = Bip39::from_entropy(&[0x7f; 16]).ok()?.to_string();
    let wrong = made.replace("yellow", "zebra");
    Mnemonic::parse(wrong.as_bytes()).is_err().then_some(())?;
    Some(Mnemonic::parse(made.as_bytes()).ok()?.with_sentence(|words| words.replace(' ', "-").into_bytes()))
}

fn bech32() -> Option<Vec<u8>> {
    let key = CompressedPublicKey::from_slice(&generator()?).ok()?;
    read_again(&Address::p2wpkh(&key, KnownHrp::Mainnet))
}

fn bech32m() -> Option<Vec<u8>> {
    let (_, key) = generator()?.split_first().map(|(first, key)| (*first, key.to_vec()))?;
    let key = UntweakedPublicKey::from_slice(&key).ok()?;
    let script = ScriptBuf::new_p2tr_tweaked(bitcoin::key::TweakedPublicKey::dangerous_assume_tweaked(key));
    read_again(&Address::from_script(&script, Network::Bitcoin).ok()?)
}

/// The text of an address that reads as the same address.
fn read_again(address: &Address) -> Option<Vec<u8>> {
    let text = address.to_string();
    let read = Address::from_str(&text).ok()?.require_network(Network::Bitcoin).ok()?;
    (read == *address).then(|| text.into_bytes())
}

/// Read, checksum and all, and written again; a letter changed must not be read.
fn base58check() -> Option<Vec<u8>> {
    Xpub::from_str(&XPUB.replace("Mcet8", "Mcet9")).is_err().then_some(())?;
    Some(Xpub::from_str(XPUB).ok()?.to_string().into_bytes())
}
