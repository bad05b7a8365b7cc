//! Entropy written as each application has it.

use super::{Application, Bip85Error, Entropy};
use crate::derive::{Node, base58};
use crate::mnemonic::Mnemonic;
use bitcoin::NetworkKind;
use bitcoin::secp256k1::SecretKey;
use sha3::Shake256;
use sha3::digest::{ExtendableOutput, Update, XofReader};
use zeroize::Zeroizing;

const HEX: &[u8; 16] = b"0123456789abcdef";
/// RFC 4648, section 4.
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// RFC 1924, section 4.2.
const BASE85: &[u8; 85] =
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/// Appends the secret to `text`, which has the room.
pub(super) fn push(
    application: Application,
    network: NetworkKind,
    entropy: &Entropy,
    text: &mut String,
) -> Result<(), Bip85Error> {
    let done = match application {
        Application::Words { language, word_count } => {
            let bytes = usize::try_from(word_count / 3 * 4).unwrap_or(0);
            let made = entropy.get(..bytes).and_then(|bytes| Mnemonic::of_entropy(language, bytes).ok());
            made.map(|mnemonic| mnemonic.with_sentence(|sentence| text.push_str(sentence)))
        }
        Application::Wif => wif(network, entropy, text),
        Application::Xprv => xprv(network, entropy, text),
        Application::Hex { bytes } => hex(entropy, bytes, text),
        Application::Base64 { length } => base64(entropy, length, text),
        Application::Base85 { length } => base85(entropy, length, text),
        Application::Dice { sides, rolls } => dice(entropy, sides, rolls, text),
    };
    done.ok_or(Bip85Error::InvalidKey)
}

/// The first half as a key whose public key is compressed.
fn wif(network: NetworkKind, entropy: &Entropy, text: &mut String) -> Option<()> {
    let (key, _) = entropy.split_first_chunk::<32>()?;
    check_key(key)?;
    let mut payload = Zeroizing::new([0_u8; 34]);
    let version: &[u8] = if network == NetworkKind::Main { &[0x80] } else { &[0xef] };
    let parts = version.iter().chain(key).chain(&[1]);
    payload.iter_mut().zip(parts).for_each(|(place, byte)| *place = *byte);
    base58::push(payload.as_slice(), text)
}

/// Chain code first, then key: the halves the other way round than BIP-32 has them.
fn xprv(network: NetworkKind, entropy: &Entropy, text: &mut String) -> Option<()> {
    let (chain_code, key) = entropy.split_first_chunk::<32>()?;
    let root = Node::root_of(key.first_chunk()?, chain_code)?;
    root.with_text(network, |xprv| text.push_str(xprv));
    Some(())
}

/// Whether a number is a key. BIP-85 has the person go on with the next index when it is not.
fn check_key(key: &[u8; 32]) -> Option<()> {
    SecretKey::from_slice(key).ok()?.non_secure_erase();
    Some(())
}

fn hex(entropy: &Entropy, bytes: u32, text: &mut String) -> Option<()> {
    for byte in entropy.iter().take(usize::try_from(bytes).ok()?) {
        text.push(letter(HEX, u32::from(byte >> 4))?);
        text.push(letter(HEX, u32::from(byte & 15))?);
    }
    Some(())
}

/// All 64 bytes in base64, cut to the length; 86 letters come before the padding.
fn base64(entropy: &Entropy, length: u32, text: &mut String) -> Option<()> {
    for index in 0..length {
        let bit = usize::try_from(index).ok()?.checked_mul(6)?;
        let two = entropy.iter().skip(bit / 8).chain([&0]).take(2);
        let window = two.fold(0_u32, |window, byte| window << 8 | u32::from(*byte));
        text.push(letter(BASE64, window >> (10 - bit % 8) & 63)?);
    }
    Some(())
}

/// All 64 bytes in base85, five letters for four bytes, cut to the length.
fn base85(entropy: &Entropy, length: u32, text: &mut String) -> Option<()> {
    for index in 0..length {
        let four = entropy.iter().skip(usize::try_from(index / 5).ok()?.checked_mul(4)?).take(4);
        let word = four.fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        text.push(letter(BASE85, word / 85_u32.pow(4 - index % 5) % 85)?);
    }
    Some(())
}

/// Rolls from SHAKE256 of the entropy (BIP85-DRNG): what is too large is rolled again, so that
/// every side is as likely as every other.
fn dice(entropy: &Entropy, sides: u32, rolls: u32, text: &mut String) -> Option<()> {
    let bits = 32 - sides.checked_sub(1)?.leading_zeros();
    let bytes = usize::try_from(bits.div_ceil(8)).ok()?;
    let mut shake = Shake256::default();
    shake.update(entropy);
    let mut reader = shake.finalize_xof();
    let mut chunk = Zeroizing::new([0_u8; 4]);
    let mut rolled = 0;
    while rolled < rolls {
        let drawn = chunk.get_mut(..bytes)?;
        reader.read(drawn);
        let trial = drawn.iter().fold(0_u32, |trial, byte| trial << 8 | u32::from(*byte));
        let trial = trial >> (bits.div_ceil(8) * 8 - bits);
        if trial < sides {
            if rolled > 0 {
                text.push(',');
            }
            decimal(trial, text)?;
            rolled += 1;
        }
    }
    Some(())
}

/// Without `format!`, whose buffer is another copy.
fn decimal(number: u32, text: &mut String) -> Option<()> {
    if number >= 10 {
        decimal(number / 10, text)?;
    }
    text.push(letter(HEX, number % 10)?);
    Some(())
}

fn letter(alphabet: &[u8], digit: u32) -> Option<char> {
    alphabet.get(usize::try_from(digit).ok()?).copied().map(char::from)
}
