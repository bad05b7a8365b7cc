"""Watch-only wallets that are not ours: they make the unsigned PSBT and finish the signed one.

A maker offers `label`, `make(spend, coins) -> Made`, and `Made.finalise(signed) -> bytes` uses the
maker's own finaliser, so that an answer only its author can read does not count as an answer.
"""

import dataclasses
import typing

from embit import ec
from embit.finalizer import finalize_psbt
from embit.psbt import PSBT, DerivationPath
from embit.script import Script, Witness
from embit.transaction import Transaction, TransactionInput, TransactionOutput

TAP_KEY_SIGNATURE = b"\x13"


@dataclasses.dataclass
class Made:
    """An unsigned PSBT with what its maker says about it."""

    psbt: bytes
    fee: int
    sent: list
    change: list
    finalise: typing.Callable


class EmbitMaker:
    """embit as a watch-only wallet, PSBT version 0 or 2."""

    def __init__(self, version):
        self.version = version
        self.label = f"embit v{version}"

    def make(self, spend, coins):
        """Builds the PSBT field by field with embit's own types."""
        sent, change, _ = spend.plan(coins)
        outputs = [*sent]
        if spend.note:
            outputs.append((spend.note_script(), 0))
        if change:
            outputs.append(change)
        tx = Transaction(
            version=2,
            vin=[TransactionInput(coin.txid[::-1], coin.vout, sequence=spend.sequence) for coin in coins],
            vout=[TransactionOutput(value, Script(data)) for data, value in outputs],
            locktime=spend.locktime,
        )
        psbt = PSBT(tx, unknown={}, version=2 if self.version == 2 else None)
        for scope, coin in zip(psbt.inputs, coins):
            describe_input(scope, coin)
        if change:
            describe_output(psbt.outputs[-1], spend.change_key())
        kept = [change] if change else []
        everything = sent + ([(spend.note_script(), 0)] if spend.note else [])
        return Made(psbt.serialize(), psbt.fee(), everything, kept, embit_finalise)


def describe_input(scope, coin):
    """Fills in what a signer needs to know about an input (BIP-174, BIP-371)."""
    scope.unknown = {}
    key = coin.key
    public = ec.PublicKey.parse(key.sec)
    derivation = DerivationPath(key.fingerprint, list(key.path))
    if key.kind == "p2tr":
        scope.witness_utxo = TransactionOutput(coin.value, Script(coin.script))
        scope.taproot_internal_key = public
        scope.taproot_bip32_derivations[ec.PublicKey.from_xonly(public.xonly())] = ([], derivation)
        return
    scope.non_witness_utxo = Transaction.parse(coin.prev_raw)
    scope.bip32_derivations[public] = derivation
    if key.kind != "p2pkh":
        scope.witness_utxo = TransactionOutput(coin.value, Script(coin.script))
    if key.kind == "p2sh-p2wpkh":
        scope.redeem_script = Script(key.redeem_script())


def describe_output(scope, key):
    """Fills in the claim that an output is ours."""
    scope.unknown = {}
    public = ec.PublicKey.parse(key.sec)
    derivation = DerivationPath(key.fingerprint, list(key.path))
    if key.kind == "p2tr":
        scope.taproot_internal_key = public
        scope.taproot_bip32_derivations[ec.PublicKey.from_xonly(public.xonly())] = ([], derivation)
        return
    scope.bip32_derivations[public] = derivation
    if key.kind == "p2sh-p2wpkh":
        scope.redeem_script = Script(key.redeem_script())


def embit_finalise(signed):
    """embit's finaliser; it predates PSBT_IN_TAP_KEY_SIG, so that one field is handed to it."""
    psbt = PSBT.parse(signed)
    for scope in psbt.inputs:
        signature = scope.unknown.get(TAP_KEY_SIGNATURE)
        if signature is not None:
            scope.final_scriptwitness = Witness([signature])
    tx = finalize_psbt(psbt)
    if tx is None:
        raise AssertionError("embit finds a signature missing")
    return tx.serialize()
