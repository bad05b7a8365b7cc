"""What the cells work on: one wallet nobody uses, a payment from it, a picture of its words.

The words are in no vector and no word list of ours, so that every copy found is one the program
made. Keys and transaction are embit's.
"""

import hashlib
import pathlib
import sys

import segno
from embit import bip39
from embit.psbt import PSBT
from embit.script import Script
from embit.transaction import Transaction, TransactionInput, TransactionOutput

import needles

sys.path.append(str(pathlib.Path(__file__).parents[1] / "judges"))
from makers import describe_input, describe_output  # noqa: E402
from wallets import HARD, PURPOSES, Wallet, script_of  # noqa: E402

ENTROPY = hashlib.sha256(b"coldframe memory scan").digest()[:16]
WORDS = bip39.mnemonic_from_bytes(ENTROPY)
PASSPHRASE = "Quartz-lantern 93 under the stairs"
OTHER_WORDS = bip39.mnemonic_from_bytes(hashlib.sha256(b"another wallet").digest()[:16])
FILE_PASSPHRASE = "mustard-velvet-anchor-ribbon-cactus-9"
WRONG_FILE_PASSPHRASE = "copper-saddle-tulip-wagon-mirror-4"
DICE = "".join(str(byte % 6 + 1) for byte in hashlib.shake_256(b"dice of the scan").digest(120))
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
COIN_SAT, FEE_SAT, PAID_SAT = 200_000, 1_000, 120_000

WALLET = Wallet(WORDS, PASSPHRASE)
PLAIN_WALLET = Wallet(WORDS)
OTHER = Wallet(OTHER_WORDS)
ACCOUNT_PATHS = [(HARD + purpose, HARD + 1, HARD) for purpose in PURPOSES.values()]
KEY_PATHS = [(*path, chain, 0) for path in ACCOUNT_PATHS for chain in (0, 1)]


class Coin:
    """One output of ours in a transaction that is given in whole."""

    def __init__(self, wallet, kind, index):
        self.key = wallet.key(kind, 0, index)
        self.script, self.value, self.vout = self.key.script(), COIN_SAT, 0
        before = TransactionInput(hashlib.sha256(bytes([index])).digest(), 0)
        paid = Transaction(vin=[before], vout=[TransactionOutput(self.value, Script(self.script))])
        self.prev_raw, self.txid = paid.serialize(), paid.txid()


def payment(wallet, kind="p2wpkh"):
    """A PSBT that spends one coin of the wallet to a stranger, with change."""
    coin, change = Coin(wallet, kind, 0), wallet.key(kind, 1, 0)
    stranger = script_of("p2wpkh", OTHER.key("p2wpkh", 0, 0).sec)
    outputs = [(stranger, PAID_SAT), (change.script(), COIN_SAT - PAID_SAT - FEE_SAT)]
    tx = Transaction(version=2, vin=[TransactionInput(coin.txid, 0, sequence=0xFFFFFFFD)],
                     vout=[TransactionOutput(value, Script(data)) for data, value in outputs])
    psbt = PSBT(tx, unknown={})
    describe_input(psbt.inputs[0], coin)
    for output in psbt.outputs:
        output.unknown = {}
    describe_output(psbt.outputs[1], change)
    return psbt.serialize()


def seed_picture(path, words=WORDS):
    """A SeedQR of the words, drawn by segno."""
    digits = "".join(f"{bip39.WORDLIST.index(word):04}" for word in words.split())
    segno.make(digits, error="l", micro=False).save(str(path), scale=8, border=4)


def of_wallet(words=WORDS, passphrase=""):
    """Needles of a wallet on every path a command may use."""
    return needles.of_wallet(words, passphrase, KEY_PATHS)


def nonces(signed, wallet=WALLET, kind="p2wpkh"):
    """What a signature of [`payment`] was made with, and its negative: k = (z + r·d) / s."""
    key = int.from_bytes(wallet.account(kind).derive([0, 0]).secret, "big")
    for number, given in enumerate(signed.inputs):
        for signature in given.partial_sigs.values():
            r, s = of_der(signature[:-1])
            nonce = (int.from_bytes(signed.sighash(number), "big") + r * key) * pow(s, -1, ORDER) % ORDER
            for name, value in (("the nonce", nonce), ("the nonce, negative", ORDER - nonce)):
                yield from needles.of_bytes(name, value.to_bytes(32, "big"))


def of_der(signature):
    """The two numbers of a signature: 30 LL 02 LL r 02 LL s."""
    r_bytes = signature[3]
    return int.from_bytes(signature[4:4 + r_bytes], "big"), int.from_bytes(signature[6 + r_bytes:], "big")
