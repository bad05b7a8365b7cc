"""Judge: a PSBT that lies is refused, or what comes of it is worthless to the liar.

Each lie names what must happen: the code with which the signer refuses it, or `WORTHLESS` (it may
sign, but the engine must turn the result away). The control signer reviews nothing and would sign them
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


WORTHLESS = "worthless"


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
            told = [lie for lie in LIES if signer.reviews or lie.must == WORTHLESS]
            for lie in told:
                with report.case(f"v{version}: {lie.name}") as remarks:
                    remarks.append(judge(chain, lie, version, signer))
    finally:
        chain.close()


def judge(chain, lie, version, signer):
    """Tell the lie to the signer; if it signs, the engine decides. Returns what came of it."""
    made = EmbitMaker(version).make(lie.spend, lie.spend.coins(chain))
    psbt = PSBT.parse(made.psbt)
    lie.bend(psbt)
    made.psbt, made.fee, made.sent, made.change = psbt.serialize(), None, None, None
    try:
        signed = signer.sign(made, lie.spend)
    except Refused as why:
        must(lie.must in (WORTHLESS, *str(why).split(", ")), f"refused for another reason: {why}")
        return f"refused: {why}"
    must(lie.must == WORTHLESS, "the lie was signed")
    must(not chain.accepts(made.finalise(signed)), "the engine took what the lie was signed for")
    return "worthless: the engine refused it"


def richer(psbt):
    """Claims more satoshi than the coin has."""
    for scope in psbt.inputs:
        scope.witness_utxo.value += 4_000


def richer_without_previous(psbt):
    """The same, with the proof left out."""
    richer(psbt)
    for scope in psbt.inputs:
        scope.non_witness_utxo = None


def one_of_two_richer(psbt):
    """Only the second taproot input lies: the first signature covers its amount too."""
    psbt.inputs[1].witness_utxo.value += 4_000


def other_previous(psbt):
    """The previous transaction is not the one the input names."""
    tx = Transaction.parse(psbt.inputs[0].non_witness_utxo.serialize())
    tx.vout[0].value += 4_000
    psbt.inputs[0].non_witness_utxo = tx
    if psbt.inputs[0].witness_utxo is not None:
        psbt.inputs[0].witness_utxo.value += 4_000


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
    scope.witness_utxo = TransactionOutput(scope.utxo.value + 4_000, scope.utxo.script_pubkey)
    scope.non_witness_utxo = None


def nothing(_psbt):
    """No lie but the spend itself: inputs of two accounts prove to an observer who owns both."""


TWO_SEGWIT = Spend("two segwit", "p2wpkh", inputs=2)
LIES = (
    Lie("amount contradicts the previous transaction", TWO_SEGWIT, richer, "psbt/utxo-conflict"),
    Lie("wrong amount of the only input, no previous transaction", Spend("one", "p2wpkh"),
        richer_without_previous, WORTHLESS),
    Lie("wrong nested amount, no previous transaction", Spend("one", "p2sh-p2wpkh"),
        richer_without_previous, WORTHLESS),
    Lie("wrong amount of a taproot input beside another", Spend("two", "p2tr", inputs=2),
        one_of_two_richer, WORTHLESS),
    Lie("previous transaction of another id, segwit", TWO_SEGWIT, other_previous, "psbt/prevtx-mismatch"),
    Lie("previous transaction of another id, legacy", Spend("one", "p2pkh"), other_previous, "psbt/prevtx-mismatch"),
    Lie("change claimed with our key pays a stranger", TWO_SEGWIT, change_of_a_stranger, "psbt/change-fraud"),
    Lie("a stranger's key under our fingerprint", TWO_SEGWIT, claim_with_our_fingerprint, "psbt/change-fraud"),
    Lie("redeem script of another output", Spend("one", "p2sh-p2wpkh"), other_redeem_script, "psbt/script-mismatch"),
    Lie("SIGHASH_SINGLE with ANYONECANPAY", TWO_SEGWIT, sighash_single, "psbt/sighash"),
    Lie("legacy input with nothing but a witness amount", Spend("one", "p2pkh"), witness_for_legacy,
        "psbt/prevtx-required"),
    Lie("two accounts spent together", Spend("mixed", "mixed", inputs=2), nothing, "psbt/mixed-accounts"),
)
