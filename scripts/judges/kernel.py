"""A private regtest chain inside Bitcoin Core's own validation engine (py-bitcoinkernel).

The engine alone decides: a transaction counts as valid when the block that holds it becomes the
tip, and as invalid when the same block is turned away for its contents. There is no mempool, no
wallet and no network.
"""

import dataclasses
import hashlib
import struct
import tempfile

import pbk

from wire import Tx, TxIn, TxOut, height_push, merkle_root, sha256d

ANYONE = b"\x51"  # OP_TRUE: coins of the miner need no signature
HELD_SCRIPT = b"\x20" + bytes(32) + b"\x75\x51"  # a witness script of ordinary length: drop it, true
HELD = b"\x00\x20" + hashlib.sha256(HELD_SCRIPT).digest()
SUBSIDY_SAT = 50 * 100_000_000
HALVING_BLOCKS = 150
MATURITY_BLOCKS = 100
EASIEST_BITS = 0x207FFFFF
EASIEST_TARGET = 0x7FFFFF << (8 * (0x20 - 3))
BLOCK_SECONDS = 600
GENESIS_TIME = 1_296_688_602


@dataclasses.dataclass
class Coin:
    """An output of ours in the chain, with everything a wallet knows about it."""

    txid: bytes
    vout: int
    value: int
    script: bytes
    prev_raw: bytes
    key: object = None


class Chain:
    """The chain: mines, funds, and says whether a transaction is valid."""

    def __init__(self):
        self.verdict = None
        self._folder = tempfile.TemporaryDirectory(prefix="coldframe-judge-")
        callbacks = pbk.ValidationInterfaceCallbacks(block_checked=self._checked)
        self._manager = pbk.load_chainman(self._folder.name, pbk.ChainType.REGTEST, callbacks)
        self._purse = []
        self.mine_empty(MATURITY_BLOCKS + 12)

    def close(self):
        """Ends the engine before its folder goes."""
        del self._manager
        self._folder.cleanup()

    @property
    def height(self):
        """Height of the tip."""
        return self._manager.get_active_chain().height

    def accepts(self, raw):
        """Mines the transaction: True when its block is the new tip, False when refused."""
        return self._submit([Tx.parse(raw)])

    def refusal(self):
        """Why the engine turned the last block away: the name of its own verdict."""
        return self.verdict.name if self.verdict is not None else "none"

    def mine_empty(self, blocks):
        """Adds blocks with nothing in them."""
        for _ in range(blocks):
            if not self._submit([]):
                raise RuntimeError("the engine refused an empty block: the judge itself is broken")

    def fund(self, wanted):
        """Gives each (script, satoshi) its own small transaction, so that no previous
        transaction is larger than a real one; mines them and returns the coins."""
        split = self._spend_purse([TxOut(value + 1_000, ANYONE) for _, value in wanted])
        payouts = [
            Tx([TxIn(split.txid(), place)], [TxOut(value, script)])
            for place, (script, value) in enumerate(wanted)
        ]
        self._must_mine([split, *payouts])
        return [
            Coin(tx.txid(), 0, out.value, out.script, tx.raw())
            for tx in payouts for out in tx.outputs
        ]

    def fund_ordinarily(self, wanted):
        """As `fund`, but each previous transaction has two inputs with a witness and two outputs,
        and with them the size of an ordinary payment."""
        split = self._spend_purse([TxOut(value, HELD) for _, value in wanted for _ in range(2)])
        payouts = [
            Tx([TxIn(split.txid(), 2 * place + side, witness=[HELD_SCRIPT]) for side in range(2)],
               [TxOut(value, script), TxOut(value - 1_000, HELD)])
            for place, (script, value) in enumerate(wanted)
        ]
        self._must_mine([split, *payouts])
        return [Coin(tx.txid(), 0, tx.outputs[0].value, tx.outputs[0].script, tx.raw()) for tx in payouts]

    def fund_together(self, wanted):
        """One payout with many outputs: every coin drags the whole of it along."""
        payout = self._spend_purse([TxOut(value, script) for script, value in wanted])
        self._must_mine([payout])
        return [
            Coin(payout.txid(), place, value, script, payout.raw())
            for place, (script, value) in enumerate(wanted)
        ]

    def _spend_purse(self, outputs):
        need = sum(out.value for out in outputs)
        inputs, have = [], 0
        while have < need:
            born, txid, value = self._purse[0]
            while self.height + 1 - born < MATURITY_BLOCKS:
                self.mine_empty(1)
            self._purse.pop(0)
            inputs.append(TxIn(txid, 0))
            have += value
        return Tx(inputs, [*outputs, TxOut(have - need, ANYONE)])

    def _must_mine(self, transactions):
        if not self._submit(transactions):
            raise RuntimeError(f"the engine refused the funding: {self.refusal()}")

    def _submit(self, transactions):
        before = self._manager.get_active_chain().block_tree_entries[self.height]
        height = self.height + 1
        raw, coinbase = build_block(bytes(before.block_hash), height, transactions)
        self.verdict = None
        try:
            self._manager.process_block(pbk.Block(raw))
        except pbk.ProcessBlockException:
            return False
        accepted = self.height == height
        if accepted:
            self._purse.append((height, coinbase.txid(), coinbase.outputs[0].value))
        return accepted

    def _checked(self, _user_data, _block, state):
        self.verdict = state.block_validation_result


def block_time(height):
    """Every block comes ten minutes after the one before."""
    return GENESIS_TIME + height * BLOCK_SECONDS


def build_block(previous, height, transactions):
    """A block with proof of work at regtest's difficulty and the witness commitment of BIP-141."""
    reserved = bytes(32)
    coinbase = Tx(
        [TxIn(bytes(32), 0xFFFFFFFF, height_push(height) + b"\x00", witness=[reserved])],
        [TxOut(SUBSIDY_SAT >> (height // HALVING_BLOCKS), ANYONE)],
    )
    witness_root = merkle_root([bytes(32), *(tx.wtxid() for tx in transactions)])
    commitment = sha256d(witness_root + reserved)
    coinbase.outputs.append(TxOut(0, b"\x6a\x24\xaa\x21\xa9\xed" + commitment))
    body = [coinbase, *transactions]
    root = merkle_root([tx.txid() for tx in body])
    fixed = struct.pack("<i", 0x20000000) + previous + root
    fixed += struct.pack("<II", block_time(height), EASIEST_BITS)
    nonce = 0
    while int.from_bytes(sha256d(fixed + struct.pack("<I", nonce)), "little") > EASIEST_TARGET:
        nonce += 1
    head = fixed + struct.pack("<I", nonce)
    count = struct.pack("<B", len(body)) if len(body) < 0xFD else b"\xfd" + struct.pack("<H", len(body))
    return head + count + b"".join(tx.raw() for tx in body), coinbase
