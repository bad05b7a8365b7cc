"""The test wallets: words anybody can know, four single-key accounts each, regtest only.

Keys are derived by embit, so that no key of ours judges a key of ours.
"""

import dataclasses
import functools

from embit import bip32, bip39, ec, script
from embit.networks import NETWORKS

REGTEST = NETWORKS["regtest"]
HARD = 0x80000000
PURPOSES = {"p2pkh": 44, "p2sh-p2wpkh": 49, "p2wpkh": 84, "p2tr": 86}
KINDS = tuple(PURPOSES)


@dataclasses.dataclass(frozen=True)
class Key:
    """A public key of ours with the way to it."""

    kind: str
    fingerprint: bytes
    path: tuple
    sec: bytes

    def script(self):
        """The script this kind of account makes of the key."""
        return script_of(self.kind, self.sec)

    def redeem_script(self):
        """The witness program inside p2sh-p2wpkh; None for the other kinds."""
        return script_of("p2wpkh", self.sec) if self.kind == "p2sh-p2wpkh" else None

    def path_text(self):
        """m/84'/1'/0'/0/7"""
        steps = (f"{step - HARD}'" if step >= HARD else str(step) for step in self.path)
        return "/".join(["m", *steps])


class Wallet:
    """Words (and a passphrase) with their accounts."""

    def __init__(self, words, passphrase=""):
        self.words = words
        self.passphrase = passphrase
        seed = bip39.mnemonic_to_seed(words, passphrase)
        self.root = bip32.HDKey.from_seed(seed, version=REGTEST["xprv"])
        self.fingerprint = self.root.my_fingerprint

    @functools.lru_cache(maxsize=None)
    def account(self, kind):
        """The account's extended private key."""
        return self.root.derive([HARD + PURPOSES[kind], HARD + 1, HARD])

    @functools.lru_cache(maxsize=None)
    def key(self, kind, chain, index):
        """The key of one address; chain 0 receives, chain 1 is change."""
        child = self.account(kind).derive([chain, index])
        path = (HARD + PURPOSES[kind], HARD + 1, HARD, chain, index)
        return Key(kind, self.fingerprint, path, child.get_public_key().sec())

    def xpub(self, kind):
        """The account's extended public key as text (tpub…)."""
        return self.account(kind).to_public().to_base58(version=REGTEST["xpub"])

    def origin(self, kind, mark="h"):
        """`[fp/84h/1h/0h]tpub…`, as wallets exchange it."""
        steps = f"{PURPOSES[kind]}{mark}/1{mark}/0{mark}"
        return f"[{self.fingerprint.hex()}/{steps}]{self.xpub(kind)}"


def script_of(kind, sec):
    """The output script of a kind for a 33-byte public key."""
    key = ec.PublicKey.parse(sec)
    if kind == "p2pkh":
        return script.p2pkh(key).data
    if kind == "p2sh-p2wpkh":
        return script.p2sh(script.p2wpkh(key)).data
    if kind == "p2wpkh":
        return script.p2wpkh(key).data
    return script.p2tr(key).data


def script_of_address(address):
    """The script of a regtest address (spaces of a grouped address are dropped)."""
    return script.address_to_scriptpubkey("".join(address.split())).data


def address_of_script(data):
    """The regtest address of a script; None where there is no address."""
    try:
        return script.Script(data).address(REGTEST)
    except Exception:  # embit raises differently for each unknown script
        return None


OURS = Wallet("abandon " * 11 + "about")
OURS_WITH_PASSPHRASE = Wallet("legal winner thank year wave sausage worth useful legal winner thank yellow", "TREZOR")
STRANGER = Wallet("zoo " * 11 + "wrong")
