"""Copies of a valid transaction with one thing changed; the engine must turn every one away."""

import random

from wire import Tx

SCHNORR_BYTES = (64, 65)


def signature_places(tx):
    """Where each input keeps its signature: (input, where, first byte, length)."""
    places = []
    for at, entry in enumerate(tx.inputs):
        if entry.witness:
            places.append((at, "witness", 0, len(entry.witness[0])))
        else:
            places.append((at, "script_sig", 1, entry.script_sig[0]))
    return places


def flip_signature(raw, place, rng):
    """The transaction with one random bit of one signature flipped."""
    tx = Tx.parse(raw)
    at, where, first, length = place
    bit = rng.randrange(length * 8)
    entry = tx.inputs[at]
    if where == "witness":
        entry.witness[0] = flipped(entry.witness[0], bit)
    else:
        entry.script_sig = flipped(entry.script_sig, first * 8 + bit)
    return tx.raw()


def flipped(data, bit):
    """The bytes with one bit changed."""
    copy = bytearray(data)
    copy[bit // 8] ^= 1 << bit % 8
    return bytes(copy)


def edits(raw):
    """(name, transaction) for each field a signature must cover."""
    def edit(name, change):
        tx = Tx.parse(raw)
        change(tx)
        return name, tx.raw()

    def less(tx):
        tx.outputs[0].value -= 1

    def elsewhere(tx):
        script = tx.outputs[0].script
        tx.outputs[0].script = flipped(script, len(script) * 8 - 12)

    def fewer(tx):
        tx.outputs.pop()

    def sequence(tx):
        tx.inputs[-1].sequence ^= 1 << 30

    def locktime(tx):
        tx.locktime ^= 1

    def version(tx):
        tx.version += 1

    changes = [("an output pays one satoshi less", less), ("an output pays another script", elsewhere),
               ("a sequence is changed", sequence), ("the locktime is changed", locktime),
               ("the version is changed", version)]
    if len(Tx.parse(raw).outputs) > 1:
        changes.append(("the last output is gone", fewer))
    return [edit(name, change) for name, change in changes]


def mutants(raw, signatures, seed):
    """Every edit, and a flipped bit in up to `signatures` signatures spread over the inputs."""
    rng = random.Random(seed)
    places = signature_places(Tx.parse(raw))
    chosen = places if len(places) <= signatures else rng.sample(places, signatures)
    flips = [
        (f"a bit of the signature of input {place[0]} is flipped", flip_signature(raw, place, rng))
        for place in chosen
    ]
    return edits(raw) + flips
