//! What an output script is, in words that do not hide anything.

use bitcoin::{Script, WitnessVersion, XOnlyPublicKey};

/// The shape of an output script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScriptShape {
    /// Pay to public key hash.
    P2pkh,
    /// Pay to script hash.
    P2sh,
    /// Pay to witness public key hash.
    P2wpkh,
    /// Pay to witness script hash.
    P2wsh,
    /// Pay to taproot.
    P2tr,
    /// Pay to anchor: anyone can spend it.
    P2a,
    /// Pay to a bare public key.
    P2pk,
    /// Bare multisig.
    BareMultisig,
    /// Data carrier: spendable by nobody.
    OpReturn,
    /// A witness version without rules yet: spendable by anyone.
    FutureWitness(u8),
    /// A script that no signature can ever satisfy.
    Unspendable,
    /// Anything else.
    Unknown,
}

/// Longest script the consensus rules execute, in bytes.
const SCRIPT_BYTES_MAX: usize = 10_000;
/// The program of pay to anchor.
const ANCHOR: [u8; 4] = [0x51, 0x02, 0x4e, 0x73];

impl ScriptShape {
    /// Looks at the bytes.
    pub fn of(script: &Script) -> Self {
        if let Some(version) = script.witness_version() {
            return witness_shape(script, version);
        }
        match script {
            _ if script.is_p2pkh() => Self::P2pkh,
            _ if script.is_p2sh() => Self::P2sh,
            _ if script.is_op_return() => Self::OpReturn,
            _ if script.len() > SCRIPT_BYTES_MAX => Self::Unspendable,
            _ if script.is_p2pk() => Self::P2pk,
            _ if script.is_multisig() => Self::BareMultisig,
            _ => Self::Unknown,
        }
    }

    /// The field's name, in JSON too.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P2pkh => "p2pkh",
            Self::P2sh => "p2sh",
            Self::P2wpkh => "p2wpkh",
            Self::P2wsh => "p2wsh",
            Self::P2tr => "p2tr",
            Self::P2a => "p2a",
            Self::P2pk => "p2pk",
            Self::BareMultisig => "bare-multisig",
            Self::OpReturn => "op-return",
            Self::FutureWitness(_) => "future-witness",
            Self::Unspendable => "unspendable",
            Self::Unknown => "unknown",
        }
    }

    /// True if the script has an address that says everything about it.
    pub const fn has_address(self) -> bool {
        matches!(self, Self::P2pkh | Self::P2sh | Self::P2wpkh | Self::P2wsh | Self::P2tr)
    }
}

fn witness_shape(script: &Script, version: WitnessVersion) -> ScriptShape {
    let program = script.as_bytes().get(2..).unwrap_or_default();
    match (version, program.len()) {
        (WitnessVersion::V0, 20) => ScriptShape::P2wpkh,
        (WitnessVersion::V0, 32) => ScriptShape::P2wsh,
        // BIP-141: a version 0 program of any other length can never be spent.
        (WitnessVersion::V0, _) => ScriptShape::Unspendable,
        // A key that is no point on the curve: nobody can sign for it, ever.
        (WitnessVersion::V1, 32) if XOnlyPublicKey::from_slice(program).is_err() => ScriptShape::Unspendable,
        (WitnessVersion::V1, 32) => ScriptShape::P2tr,
        (WitnessVersion::V1, _) if script.as_bytes() == ANCHOR => ScriptShape::P2a,
        (other, _) => ScriptShape::FutureWitness(other.to_num()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bitcoin::ScriptBuf;
    use bitcoin::hex::FromHex;

    fn shape(hex: &str) -> ScriptShape {
        ScriptShape::of(&ScriptBuf::from_bytes(Vec::from_hex(hex).unwrap()))
    }

    #[test]
    fn atk_b14_scripts_that_burn_money_are_told_apart_from_addresses() {
        assert_eq!(shape("6a0548656c6c6f"), ScriptShape::OpReturn);
        assert_eq!(shape("6a"), ScriptShape::OpReturn);
        assert_eq!(shape("000300112233445566778899aabbccddeeff"), ScriptShape::Unknown);
        assert_eq!(shape("000400112233"), ScriptShape::Unspendable);
        assert_eq!(shape(&format!("5120{}", "ff".repeat(32))), ScriptShape::Unspendable);
        assert_eq!(shape("51024e73"), ScriptShape::P2a);
    }

    #[test]
    fn atk_a11_a_future_witness_version_is_named_and_never_shown_as_an_address() {
        let future = shape(&format!("5220{}", "11".repeat(32)));
        assert_eq!(future, ScriptShape::FutureWitness(2));
        assert!(!future.has_address());
    }
}
