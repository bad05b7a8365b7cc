"""Judge: the same words over the same PSBT give the same bytes in three implementations.

ECDSA is RFC 6979 with low-R grinding as Bitcoin Core does it, BIP-340 without auxiliary
randomness, so every signature is determined. A signer that leaks key bits through its nonces
cannot pass this.

Two differences between the references are known and held to exactly: BDK draws auxiliary
randomness for BIP-340, so taproot is compared with embit alone; and embit grinds until the whole
signature is short, so it keeps a high R beside an unusually short S, where Core and BDK go on.
"""

from harness import must, same
from kernel import Chain
from makers import EmbitMaker
from signers import embit_sign, signatures
from signers_bdk import bdk_sign
from spends import Spend
from wallets import KINDS, OURS_WITH_PASSPHRASE

SIZES = (1, 3, 60)


def run(report, signer, quick=False):
    """Every kind in a few sizes, and once behind a passphrase."""
    chain = Chain()
    try:
        for kind in KINDS:
            for count in SIZES[:2] if quick else SIZES:
                with report.case(f"{kind} {count} in: {signer.name} against embit and BDK"):
                    judge(chain, Spend(f"{kind} {count}", kind, inputs=count), signer)
        with report.case(f"passphrase: {signer.name} and embit byte for byte"):
            judge(chain, Spend("passphrase", "p2wpkh", inputs=3, wallet=OURS_WITH_PASSPHRASE), signer)
        with report.case("the control: another key gives other bytes"):
            another_key(chain)
    finally:
        chain.close()


def judge(chain, spend, signer):
    """Three signers, one answer."""
    made = EmbitMaker(0).make(spend, spend.coins(chain))
    ours = signatures(signer.sign(made, spend))
    must(len(ours) == spend.inputs, f"{len(ours)} signatures for {spend.inputs} inputs")
    embit = signatures(embit_sign(made.psbt, spend.wallet))
    if spend.kind == "p2tr":
        same(ours, embit, f"{signer.name} against embit")
        return
    same(settled(ours, embit), settled(embit, embit), f"{signer.name} against embit")
    bdk = signatures(bdk_sign(made.psbt, spend.wallet, spend.kind))
    if signer.reviews:
        same(ours, bdk, f"{signer.name} against BDK")
    else:
        same(settled(bdk, embit), settled(embit, embit), "BDK against embit")


def settled(found, embit):
    """The signatures where embit's own R is low, so that all three must agree."""
    return [entry for entry, reference in zip(found, embit, strict=True) if not high_r(reference[1])]


def high_r(signature):
    """Whether R of a DER signature needs a 33rd byte."""
    return signature[3] == 33


def another_key(chain):
    """Signatures over two PSBTs that differ must differ: the comparison is not blind."""
    first, second = (Spend("one", "p2wpkh", inputs=2), Spend("two", "p2wpkh", inputs=2, locktime=1))
    coins = first.coins(chain)
    left, right = (signatures(embit_sign(EmbitMaker(0).make(spend, coins).psbt, spend.wallet))
                   for spend in (first, second))
    must(not set(left) & set(right), "different transactions gave equal signatures")
