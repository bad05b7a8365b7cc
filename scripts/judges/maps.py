"""The pairs of a PSBT, read by nothing but their lengths, to see what a signer added or changed.

BIP-174: a map is a row of pairs <key length><key><value length><value> and ends with a zero. The
first map is global, then one for each input and each output.
"""

from harness import must, same
from wire import Reader

MAGIC = b"psbt\xff"
TX_MODIFIABLE, INPUTS_AND_OUTPUTS = b"\x06", 0b11
PARTIAL_SIGNATURE, TAP_KEY_SIGNATURE = 0x02, 0x13


def maps(raw):
    """Every map as a list of (key, value), in the order of the file."""
    same(raw[:5], MAGIC, "the magic bytes")
    reader, found = Reader(raw[5:]), []
    while reader.rest():
        pairs = []
        while length := reader.count():
            pairs.append((reader.take(length), reader.sized()))
        found.append(pairs)
    return found


def only_signatures_added(unsigned, signed, inputs):
    """Every pair that came is still there, unchanged and in its order; what is new is exactly one
    signature for each input. One flag is to change: who signs a version 2 closes its inputs and
    outputs to further changes (BIP-370)."""
    before, after = maps(unsigned), maps(signed)
    before[0] = [(key, closed(value) if key == TX_MODIFIABLE else value) for key, value in before[0]]
    same(len(after), len(before), "the number of maps")
    for place, (old, new) in enumerate(zip(before, after)):
        added = [pair for pair in new if pair not in old]
        same([pair for pair in new if pair in old], old, f"the pairs of map {place}")
        same(len(added), 1 if 1 <= place <= inputs else 0, f"new pairs in map {place}")
        for key, value in added:
            ecdsa = key[0] == PARTIAL_SIGNATURE and len(key) == 34
            taproot = key == bytes([TAP_KEY_SIGNATURE]) and len(value) in (64, 65)
            must(ecdsa or taproot, f"map {place} got a pair that is no signature: {key.hex()}")


def closed(flags):
    """The modifiable flags of a PSBT whose inputs and outputs may not change any more."""
    return bytes([flags[0] & ~INPUTS_AND_OUTPUTS])
