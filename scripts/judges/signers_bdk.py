"""BDK as a signer: the second reference for signatures, and the one to race against."""

import base64

import bdkpython as bdk

from makers_bdk import DESCRIPTORS, LOOKAHEAD_ADDRESSES
from wallets import PURPOSES

OPTIONS = bdk.SignOptions(
    trust_witness_utxo=True, assume_height=None, allow_all_sighashes=False, try_finalize=False,
    sign_with_tap_internal_key=True, allow_grinding=True,
)


def signing_wallet(wallet, kind):
    """BDK's wallet for one account with its private key."""
    account = wallet.root.to_base58()
    steps = f"{PURPOSES[kind]}h/1h/0h"
    receive, change = (
        bdk.Descriptor(DESCRIPTORS[kind].format(f"{account}/{steps}/{chain}/*"), bdk.NetworkKind.TEST)
        for chain in (0, 1)
    )
    memory = bdk.Persister.new_in_memory()
    return bdk.Wallet(receive, change, bdk.Network.REGTEST, memory, LOOKAHEAD_ADDRESSES)


def bdk_sign(raw, wallet, kind):
    """BDK's signatures over every input."""
    psbt = bdk.Psbt(base64.b64encode(raw).decode())
    signing_wallet(wallet, kind).sign(psbt, OPTIONS)
    return base64.b64decode(psbt.serialize())
