//! A spend of the best-known seed of all, made with rust-bitcoin: what the tests of the program sign.

use bitcoin::absolute::LockTime;
use bitcoin::bip32::{ChildNumber, DerivationPath, Fingerprint, Xpub};
use bitcoin::secp256k1::Secp256k1;
use bitcoin::transaction::Version;
use bitcoin::{
    Amount, CompressedPublicKey, OutPoint, Psbt, ScriptBuf, Sequence, Transaction, TxIn, TxOut, Witness,
};
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// BIP-39's first test vector; its account key stands in BIP-84.
pub const WORDS: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
/// Account 0 of BIP-84 on the main network.
pub const XPUB: &str = "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V";
/// Fingerprint of the master key.
pub const MASTER: &str = "73c5da0a";
/// Who is paid: BIP-173, section Test vectors.
pub const RECIPIENT: &str = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
/// Throws of a fair die.
pub const ROLLS: &str = "431531655612653553264654454244331114664451516333511551255324146516161325322431435135463636456336212423443526524524523153526243445342464222646431151221";
/// What they are paid, in satoshi.
pub const PAID_SAT: u64 = 40_000_000;

/// The account as wallets exchange it.
pub fn account() -> String {
    format!("[{MASTER}/84h/0h/0h]{XPUB}")
}

/// One coin of one bitcoin, spent to [`RECIPIENT`] with change, 1,000 satoshi fee.
pub fn spend() -> Vec<u8> {
    spend_to(RECIPIENT, 0)
}

/// The same, to another address and with another coin.
pub fn spend_to(recipient: &str, coin: u32) -> Vec<u8> {
    unsigned(recipient, coin).serialize()
}

fn unsigned(recipient: &str, coin: u32) -> Psbt {
    let before = previous(coin);
    let paid = bitcoin::Address::from_str(recipient).unwrap().assume_checked().script_pubkey();
    let (change_key, change_path) = key(1, 0);
    let input = TxIn {
        previous_output: OutPoint { txid: before.compute_txid(), vout: 0 },
        script_sig: ScriptBuf::new(),
        sequence: Sequence::ENABLE_RBF_NO_LOCKTIME,
        witness: Witness::new(),
    };
    let change_sat = 100_000_000 - PAID_SAT - 1_000;
    let unsigned = Transaction {
        version: Version::TWO,
        lock_time: LockTime::ZERO,
        input: vec![input],
        output: vec![
            TxOut { value: Amount::from_sat(PAID_SAT), script_pubkey: paid },
            TxOut { value: Amount::from_sat(change_sat), script_pubkey: script(change_key) },
        ],
    };
    let mut psbt = Psbt::from_unsigned_tx(unsigned).unwrap();
    let (input_key, input_path) = key(0, 0);
    psbt.inputs[0].witness_utxo = Some(before.output[0].clone());
    psbt.inputs[0].non_witness_utxo = Some(before);
    psbt.inputs[0].bip32_derivation.insert(input_key.0, (master(), input_path));
    psbt.outputs[1].bip32_derivation.insert(change_key.0, (master(), change_path));
    psbt
}

/// The same coin paid to that many strangers, with change; and the invoice that lists them.
pub fn spend_to_many(strangers: usize) -> (Vec<u8>, String) {
    let mut psbt = unsigned(RECIPIENT, 0);
    let (mut paid, mut invoice) = (0, String::new());
    for number in 1..=strangers {
        let mut program = [0; 20];
        program[..8].copy_from_slice(&number.to_le_bytes());
        let script = ScriptBuf::from_bytes([&[0, 20], &program[..]].concat());
        let sat = 100_000 + u64::try_from(number).unwrap();
        let address = bitcoin::Address::from_script(&script, bitcoin::Network::Bitcoin).unwrap();
        invoice +=
            &format!("{address},{}\n", Amount::from_sat(sat).to_string_in(bitcoin::Denomination::Bitcoin));
        paid += sat;
        let output = TxOut { value: Amount::from_sat(sat), script_pubkey: script };
        let outputs = &mut psbt.unsigned_tx.output;
        if number == 1 {
            outputs[0] = output;
        } else {
            outputs.push(output);
            psbt.outputs.push(bitcoin::psbt::Output::default());
        }
    }
    psbt.unsigned_tx.output[1].value = Amount::from_sat(100_000_000 - paid - 100_000);
    (psbt.serialize(), invoice)
}

/// Two coins of ours whose amounts nothing proves, spent to [`RECIPIENT`]: what a host that lies
/// about amounts would send (CVE-2020-14199). Outputs take 1 BTC, whatever is claimed.
pub fn unproven(claimed_sat: [u64; 2]) -> Vec<u8> {
    let mut psbt = unsigned_of_two_coins();
    let (input_key, input_path) = key(0, 0);
    for (input, sat) in psbt.inputs.iter_mut().zip(claimed_sat) {
        input.witness_utxo = Some(TxOut { value: Amount::from_sat(sat), script_pubkey: script(input_key) });
        input.bip32_derivation.insert(input_key.0, (master(), input_path.clone()));
    }
    psbt.serialize()
}

fn unsigned_of_two_coins() -> Psbt {
    let input = |coin| TxIn {
        previous_output: OutPoint { txid: previous(coin).compute_txid(), vout: 0 },
        script_sig: ScriptBuf::new(),
        sequence: Sequence::ENABLE_RBF_NO_LOCKTIME,
        witness: Witness::new(),
    };
    let paid = bitcoin::Address::from_str(RECIPIENT).unwrap().assume_checked().script_pubkey();
    Psbt::from_unsigned_tx(Transaction {
        version: Version::TWO,
        lock_time: LockTime::ZERO,
        input: vec![input(0), input(1)],
        output: vec![TxOut { value: Amount::from_sat(100_000_000), script_pubkey: paid }],
    })
    .unwrap()
}

/// A folder of the test's own with `spend.psbt`, `account.txt` and `words.txt`, gone when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("coldframe-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("spend.psbt"), spend()).unwrap();
        std::fs::write(path.join("account.txt"), account() + "\n").unwrap();
        std::fs::write(path.join("words.txt"), WORDS.to_owned() + "\n").unwrap();
        std::fs::write(path.join("rolls.txt"), ROLLS.to_owned() + "\n").unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

fn master() -> Fingerprint {
    Fingerprint::from_str(MASTER).unwrap()
}

fn key(chain: u32, index: u32) -> (CompressedPublicKey, DerivationPath) {
    let steps = [chain, index].map(|step| ChildNumber::from_normal_idx(step).unwrap());
    let child = Xpub::from_str(XPUB).unwrap().derive_pub(&Secp256k1::verification_only(), &steps).unwrap();
    let path = DerivationPath::from_str(&format!("m/84h/0h/0h/{chain}/{index}")).unwrap();
    (CompressedPublicKey(child.public_key), path)
}

fn script(key: CompressedPublicKey) -> ScriptBuf {
    ScriptBuf::new_p2wpkh(&key.wpubkey_hash())
}

/// A transaction that paid one bitcoin to our first address; `coin` makes it another one.
fn previous(coin: u32) -> Transaction {
    let from = TxIn {
        previous_output: OutPoint { txid: bitcoin::hashes::Hash::all_zeros(), vout: coin },
        script_sig: ScriptBuf::from_bytes(vec![0x51]),
        sequence: Sequence::MAX,
        witness: Witness::new(),
    };
    let (key, _) = key(0, 0);
    Transaction {
        version: Version::TWO,
        lock_time: LockTime::ZERO,
        input: vec![from],
        output: vec![TxOut { value: Amount::from_sat(100_000_000), script_pubkey: script(key) }],
    }
}
