"""What is spent in which way: the table of cases, and the coins and outputs each one needs."""

import dataclasses

from embit import script

from kernel import block_time
from wallets import KINDS, OURS, STRANGER

FINAL = 0xFFFFFFFF
LOCKABLE = 0xFFFFFFFE
REPLACEABLE = 0xFFFFFFFD
COIN_SAT = 200_000
RICH_COIN_SAT = 20_000_000
SECONDS_512 = 1 << 22  # BIP-68: the number counts units of 512 seconds
# Locks to be set once the tip is known: `wait_blocks` more blocks are needed.
HEIGHT_AHEAD, TIME_AHEAD = "height", "time"


@dataclasses.dataclass(frozen=True)
class Spend:
    """One case. Numbers are counts, satoshi, or the raw field of the transaction."""

    name: str
    kind: str
    inputs: int = 1
    recipients: int = 1
    change: bool = True
    note: bytes = b""
    sequence: int = REPLACEABLE
    locktime: int | str = 0
    wait_blocks: int = 0
    together: bool = False
    ordinarily: bool = False
    mutants: int = 20
    wallet: object = OURS

    def kinds(self):
        """The kinds of account this case spends from; `mixed` takes one segwit and one taproot."""
        return ("p2wpkh", "p2tr") if self.kind == "mixed" else (self.kind,)

    def coin_sat(self):
        """What each input is worth."""
        return COIN_SAT if self.recipients <= 20 else RICH_COIN_SAT

    def keys(self):
        """The keys that own the inputs; every fifth one is an old change address."""
        kinds = self.kinds()
        return [
            self.wallet.key(kinds[place % len(kinds)], int(place % 5 == 4), place)
            for place in range(self.inputs)
        ]

    def coins(self, chain):
        """Mines the coins this case spends."""
        keys = self.keys()
        wanted = [(key.script(), self.coin_sat() + 1_000 * place) for place, key in enumerate(keys)]
        fund = chain.fund_together if self.together else chain.fund_ordinarily if self.ordinarily else chain.fund
        coins = fund(wanted)
        for coin, key in zip(coins, keys):
            coin.key = key
        return coins

    def locked_ahead(self, tip):
        """This spend with its lock as a number, over as soon as `wait_blocks` more are mined.

        A height must lie below that of the block; a time below the median of the eleven blocks
        before it (BIP-113), which is the time of the sixth of them."""
        if self.locktime == HEIGHT_AHEAD:
            return dataclasses.replace(self, locktime=tip + self.wait_blocks)
        if self.locktime == TIME_AHEAD:
            return dataclasses.replace(self, locktime=block_time(tip + self.wait_blocks - 5) - 1)
        return self

    def change_key(self):
        """The key change goes to."""
        return self.wallet.key(self.kinds()[0], 1, 3)

    def plan(self, coins):
        """(script, satoshi) of every recipient, then change or None, then the fee."""
        total = sum(coin.value for coin in coins)
        fee = 200 * self.inputs + 50 * self.recipients + 2 * len(self.note) + 200
        share = (total - fee) * 2 // 3 if self.change else total - fee
        each = share // self.recipients
        sent = [(stranger_script(place), each - place) for place in range(self.recipients)]
        rest = total - fee - sum(value for _, value in sent)
        if self.change:
            return sent, (self.change_key().script(), rest), fee
        sent[0] = (sent[0][0], sent[0][1] + rest)
        return sent, None, fee

    def note_script(self):
        """The OP_RETURN script, or None."""
        if not self.note:
            return None
        push = bytes([len(self.note)]) if len(self.note) < 76 else b"\x4c" + bytes([len(self.note)])
        return b"\x6a" + push + self.note


def stranger_script(place):
    """Scripts of somebody else, of every standard kind in turn."""
    key = STRANGER.key(KINDS[place % 4], 0, place)
    if place % 5 == 4:
        one_of_one = b"\x51\x21" + key.sec + b"\x51\xae"
        return script.p2wsh(script.Script(one_of_one)).data
    return key.script()


def ordinary(kind, sizes=(1, 2, 5, 20)):
    """The sizes every maker is asked for."""
    return [Spend(f"{kind} {count} in", kind, inputs=count, recipients=1 + count % 3) for count in sizes]


def peculiar(kind):
    """The fields a careless signer gets wrong."""
    return [
        Spend(f"{kind} final sequences, no change", kind, inputs=2, sequence=FINAL, change=False),
        Spend(f"{kind} final sequences, so that the lock is inert", kind, sequence=FINAL, locktime=499_999_999),
        Spend(f"{kind} not replaceable", kind, inputs=2, sequence=LOCKABLE),
        Spend(f"{kind} OP_RETURN of 80 bytes", kind, note=b"coldframe" + bytes(range(71))),
        Spend(f"{kind} locked to a passed height", kind, inputs=2, sequence=LOCKABLE, locktime=100),
        Spend(f"{kind} locked to a height to come", kind, inputs=2, sequence=LOCKABLE, locktime=HEIGHT_AHEAD,
              wait_blocks=3),
        Spend(f"{kind} locked to a passed time", kind, sequence=LOCKABLE, locktime=1_296_700_000),
        Spend(f"{kind} locked to a time to come", kind, sequence=REPLACEABLE, locktime=TIME_AHEAD, wait_blocks=3),
        Spend(f"{kind} relative lock of 6 blocks", kind, inputs=2, sequence=6, wait_blocks=5),
        Spend(f"{kind} relative lock of 6 times 512 seconds", kind, inputs=2, sequence=SECONDS_512 + 6,
              wait_blocks=5),
    ]


def large(kind):
    """Many inputs, many outputs."""
    return [
        Spend(f"{kind} 200 in", kind, inputs=200, mutants=40),
        Spend(f"{kind} 100 out", kind, inputs=3, recipients=100),
    ]
