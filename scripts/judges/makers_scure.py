"""npm @scure/btc-signer as a watch-only wallet: PSBT version 2 (or 0) and its own finaliser."""

from makers import Made
from node import Node


class ScureMaker:
    """Builds and finishes PSBTs in the Node worker."""

    def __init__(self, version):
        self.version = version
        self.label = f"scure v{version}"

    def make(self, spend, coins):
        """Hands coins and outputs over; the PSBT and the fee come back."""
        sent, change, _ = spend.plan(coins)
        if spend.note:
            sent = [*sent, (spend.note_script(), 0)]
        outputs = [{"script": data.hex(), "value": value} for data, value in sent]
        if change:
            place = len(outputs) // 2
            kept = {"script": change[0].hex(), "value": change[1], "key": describe(spend.change_key())}
            outputs.insert(place, kept)
        made = Node.shared().call(
            "scure/make", version=self.version, locktime=spend.locktime, sequence=spend.sequence,
            coins=[coin_fields(coin) for coin in coins], outputs=outputs,
        )
        return Made(bytes.fromhex(made["psbt"]), made["fee"], sent, [change] if change else [], finalise)


def describe(key):
    """A key as the worker wants it."""
    redeem = key.redeem_script()
    return {
        "kind": key.kind, "sec": key.sec.hex(), "redeem": redeem.hex() if redeem else None,
        "fingerprint": int.from_bytes(key.fingerprint, "big"), "path": list(key.path),
    }


def coin_fields(coin):
    """A coin as the worker wants it."""
    return {
        "txid": coin.txid[::-1].hex(), "vout": coin.vout, "value": coin.value,
        "script": coin.script.hex(), "previous": coin.prev_raw.hex(), "key": describe(coin.key),
    }


def finalise(signed):
    """@scure/btc-signer's finaliser."""
    return bytes.fromhex(Node.shared().call("scure/finalise", psbt=signed.hex()))
