"""Bitcoin transactions and blocks as bytes, restated here so that no library judges itself."""

import dataclasses
import hashlib
import struct


def sha256d(data):
    """Bitcoin's double SHA-256."""
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()


def compact_size(number):
    """The variable-length count of the peer protocol."""
    if number < 0xFD:
        return struct.pack("<B", number)
    if number <= 0xFFFF:
        return b"\xfd" + struct.pack("<H", number)
    return b"\xfe" + struct.pack("<I", number)


def sized(data):
    """Bytes behind their length."""
    return compact_size(len(data)) + data


@dataclasses.dataclass
class TxIn:
    """One input: outpoint in wire order, unlocking script, sequence and witness stack."""

    txid: bytes
    vout: int
    script_sig: bytes = b""
    sequence: int = 0xFFFFFFFF
    witness: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class TxOut:
    """One output: satoshi and script."""

    value: int
    script: bytes


@dataclasses.dataclass
class Tx:
    """One transaction."""

    inputs: list
    outputs: list
    version: int = 2
    locktime: int = 0

    def has_witness(self):
        """Whether any input carries a witness."""
        return any(entry.witness for entry in self.inputs)

    def stripped(self):
        """Bytes without witnesses: what the txid covers."""
        return struct.pack("<i", self.version) + self._body() + struct.pack("<I", self.locktime)

    def raw(self):
        """Bytes as they travel (BIP-144)."""
        if not self.has_witness():
            return self.stripped()
        stacks = b"".join(
            compact_size(len(entry.witness)) + b"".join(sized(item) for item in entry.witness)
            for entry in self.inputs
        )
        head = struct.pack("<i", self.version) + b"\x00\x01"
        return head + self._body() + stacks + struct.pack("<I", self.locktime)

    def txid(self):
        """Transaction id in wire order."""
        return sha256d(self.stripped())

    def wtxid(self):
        """Witness transaction id in wire order."""
        return sha256d(self.raw())

    def _body(self):
        inputs = b"".join(
            entry.txid + struct.pack("<I", entry.vout) + sized(entry.script_sig)
            + struct.pack("<I", entry.sequence)
            for entry in self.inputs
        )
        outputs = b"".join(struct.pack("<q", out.value) + sized(out.script) for out in self.outputs)
        return compact_size(len(self.inputs)) + inputs + compact_size(len(self.outputs)) + outputs

    @classmethod
    def parse(cls, raw):
        """Reads a whole transaction; trailing bytes are an error."""
        reader = Reader(raw)
        version = reader.number("<i")
        witness = raw[4:6] == b"\x00\x01"
        if witness:
            reader.take(2)
        inputs = [
            TxIn(reader.take(32), reader.number("<I"), reader.sized(), reader.number("<I"))
            for _ in range(reader.count())
        ]
        outputs = [TxOut(reader.number("<q"), reader.sized()) for _ in range(reader.count())]
        if witness:
            for entry in inputs:
                entry.witness = [reader.sized() for _ in range(reader.count())]
        tx = cls(inputs, outputs, version, reader.number("<I"))
        if reader.rest():
            raise ValueError("bytes behind the transaction")
        return tx


class Reader:
    """A cursor over bytes that never reads past the end."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, length):
        """The next `length` bytes."""
        piece = self.data[self.at:self.at + length]
        if len(piece) != length:
            raise ValueError(f"wanted {length} bytes at {self.at}, have {len(piece)}")
        self.at += length
        return piece

    def number(self, form):
        """One fixed-size number."""
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def count(self):
        """One variable-length count."""
        first = self.number("<B")
        wide = {0xFD: "<H", 0xFE: "<I", 0xFF: "<Q"}.get(first)
        return self.number(wide) if wide else first

    def sized(self):
        """Bytes behind their length."""
        return self.take(self.count())

    def rest(self):
        """How many bytes are left."""
        return len(self.data) - self.at


def merkle_root(hashes):
    """Bitcoin's Merkle root of at least one hash."""
    row = list(hashes)
    while len(row) > 1:
        if len(row) % 2:
            row.append(row[-1])
        row = [sha256d(row[at] + row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def height_push(height):
    """The block height as BIP-34 wants it at the start of the coinbase script."""
    if height <= 16:
        return bytes([0x50 + height]) if height else b"\x00"
    length = (height.bit_length() + 8) // 8
    return bytes([length]) + height.to_bytes(length, "little")
