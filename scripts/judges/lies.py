"""Judge: a PSBT that lies is refused, or what comes of it is worthless to the liar.

Each lie names what must happen: `refuse` (the signer must not sign) or `worthless` (it may sign,
but the engine must turn the result away). The control signer reviews nothing and would sign them
all, so the control run tells only the lies the engine itself can see.
"""

import dataclasses
import typing

from embit import ec
from embit.psbt import PSBT, DerivationPath
from embit.script import Script
from embit.transaction import Transaction, TransactionOutput

from coldframe import Refused
from harness import must
from kernel import Chain
from makers import EmbitMaker
from mutants import flipped
from spends import Spend
from wallets import STRANGER


@dataclasses.dataclass(frozen=True)
class Lie:
    """One lie: what is spent, how the PSBT is bent, what must come of it."""

    name: str
    spend: Spend
    bend: typing.Callable
    must: str


def run(report, signer, quick=False):
    """Every lie told in PSBT version 0 and in version 2."""
    chain = Chain()
    try:
        for version in (0, 2):
            told = [lie for lie in LIES if signer.reviews or lie.must == "worthless"]
            for lie in told:
                with report.case(f"v{version}: {lie.name}"):
                    judge(chain, lie, version, signer)
    finally:
        chain.close()


def judge(chain, lie, version, signer):
    """Tell the lie to the signer; if it signs, the engine decides."""
    made = EmbitMaker(version).make(lie.spend, lie.spend.coins(chain))
    psbt = PSBT.parse(made.psbt)
    lie.bend(psbt)
    made.psbt, made.fee, made.sent, made.change = psbt.serialize(), None, None, None
    try:
        signed = signer.sign(made, lie.spend)
    except Refused:
        return
    must(lie.must != "refuse", "the lie was signed")
    must(not chain.accepts(made.finalise(signed)), "the engine took what the lie was signed for")


def richer(psbt):
    """Claims more satoshi than the coin has."""
    for scope in psbt.inputs:
        scope.witness_utxo.value += 50_000


def richer_without_previous(psbt):
    """The same, with the proof left out."""
    richer(psbt)
    for scope in psbt.inputs:
        scope.non_witness_utxo = None


def one_of_two_richer(psbt):
    """Only the second taproot input lies: the first signature covers its amount too."""
    psbt.inputs[1].witness_utxo.value += 50_000


def other_previous(psbt):
    """The previous transaction is not the one the input names."""
    tx = Transaction.parse(psbt.inputs[0].non_witness_utxo.serialize())
    tx.vout[0].value += 50_000
    psbt.inputs[0].non_witness_utxo = tx
    if psbt.inputs[0].witness_utxo is not None:
        psbt.inputs[0].witness_utxo.value += 50_000


def change_of_a_stranger(psbt):
    """The change output pays a stranger; the PSBT still claims it with our key."""
    psbt.outputs[-1].script_pubkey = Script(STRANGER.key("p2wpkh", 1, 3).script())


def claim_with_our_fingerprint(psbt):
    """A stranger's output and a stranger's key under our fingerprint and a change path."""
    scope, key = psbt.outputs[0], STRANGER.key("p2wpkh", 1, 9)
    path = next(iter(psbt.outputs[-1].bip32_derivations.values()))
    scope.script_pubkey = Script(key.script())
    scope.bip32_derivations[ec.PublicKey.parse(key.sec)] = DerivationPath(path.fingerprint, path.derivation)


def other_redeem_script(psbt):
    """A redeem script that does not hash to the output being spent."""
    data = psbt.inputs[0].redeem_script.data
    psbt.inputs[0].redeem_script = Script(flipped(data, 100))


def sighash_single(psbt):
    """Asks for a signature that leaves the other outputs open."""
    psbt.inputs[0].sighash_type = 0x83


def witness_for_legacy(psbt):
    """Gives a legacy input an amount nobody can check."""
    scope = psbt.inputs[0]
    scope.witness_utxo = TransactionOutput(scope.utxo.value + 50_000, scope.utxo.script_pubkey)
    scope.non_witness_utxo = None


TWO_SEGWIT = Spend("two segwit", "p2wpkh", inputs=2)
LIES = (
    Lie("amount contradicts the previous transaction", TWO_SEGWIT, richer, "refuse"),
    Lie("wrong amount of the only input, no previous transaction", Spend("one", "p2wpkh"),
        richer_without_previous, "worthless"),
    Lie("wrong nested amount, no previous transaction", Spend("one", "p2sh-p2wpkh"),
        richer_without_previous, "worthless"),
    Lie("wrong amount of a taproot input beside another", Spend("two", "p2tr", inputs=2),
        one_of_two_richer, "worthless"),
    Lie("previous transaction of another id, segwit", TWO_SEGWIT, other_previous, "refuse"),
    Lie("previous transaction of another id, legacy", Spend("one", "p2pkh"), other_previous, "refuse"),
    Lie("change claimed with our key pays a stranger", TWO_SEGWIT, change_of_a_stranger, "refuse"),
    Lie("a stranger's key under our fingerprint", TWO_SEGWIT, claim_with_our_fingerprint, "refuse"),
    Lie("redeem script of another output", Spend("one", "p2sh-p2wpkh"), other_redeem_script, "refuse"),
    Lie("SIGHASH_SINGLE with ANYONECANPAY", TWO_SEGWIT, sighash_single, "refuse"),
    Lie("legacy input with nothing but a witness amount", Spend("one", "p2pkh"), witness_for_legacy,
        "refuse"),
)
