"""What a secret looks like in memory, computed by code that is not ours: hashlib and embit.

A needle is a name and some bytes. Halves of 16 bytes stand for a whole key, because a copy may be
overwritten in part; sentences are looked for by any 20 bytes of them.
"""

import dataclasses
import hashlib

from embit import base58, bip32, bip39

import sha512

HARD = 0x80000000
SLICE_BYTES = 20
STEP = SLICE_BYTES // 2  # any slice of 20 bytes holds a block of 10 that begins at a multiple of 10
HMAC_BLOCK_BYTES = 128
NUMBERS = 5  # of words, in a row
INNER, OUTER = 0x36, 0x5C
WIF_PREFIXES = {"main": b"\x80", "test": b"\xef"}
XPRV_VERSIONS = {"xprv": bytes.fromhex("0488ade4"), "tprv": bytes.fromhex("04358394"),
                 "zprv": bytes.fromhex("04b2430c"), "vprv": bytes.fromhex("045f18bc")}
JOINS = {"lines": "\n", "commas": ", ", "dashes": "-", "nothing": "", "tabs": "\t", "zero bytes": "\0"}


@dataclasses.dataclass(frozen=True)
class Needle:
    """Bytes that must not be found; a sentence counts from 20 bytes of it on."""

    name: str
    data: bytes
    is_sentence: bool = False
    is_plain: bool = False  # the form a library most likely keeps; a core is looked through for these

    def found_in(self, haystack):
        """Offsets at which it stands, each copy once as far as can be told."""
        if not self.is_sentence or len(self.data) < SLICE_BYTES:
            return list(every(haystack, self.data))
        starts = set()
        for block in range(0, len(self.data) - STEP + 1, STEP):
            for at in every(haystack, self.data[block:block + STEP]):
                left, right = self.around(haystack, at, block)
                if right - left >= SLICE_BYTES:
                    starts.add(left)
        return sorted(starts)

    def around(self, haystack, at, block):
        """Where the match that holds this block begins and ends."""
        left, mine = at, block
        while left > 0 and mine > 0 and haystack[left - 1] == self.data[mine - 1]:
            left, mine = left - 1, mine - 1
        right, mine = at + STEP, block + STEP
        while right < len(haystack) and mine < len(self.data) and haystack[right] == self.data[mine]:
            right, mine = right + 1, mine + 1
        return left, right


def every(haystack, data):
    """Every offset of `data`."""
    at = haystack.find(data)
    while at >= 0:
        yield at
        at = haystack.find(data, at + 1)


def of_text(name, text):
    """A text as bytes, and as libraries widen it."""
    plain = text.encode()
    yield Needle(name, plain, True, True)
    yield Needle(f"{name}, upper case", plain.upper(), True)
    yield Needle(f"{name}, 16 bits a letter", text.encode("utf-16-le"), True)
    yield Needle(f"{name}, 32 bits a letter", text.encode("utf-32-le"), True)
    yield Needle(f"{name}, hexadecimal", plain.hex().encode(), True)


def of_bytes(name, data):
    """Bytes as they are written, as little-endian number, as words of 64 and 32 bits; in pieces of 16."""
    forms = {"": data, ", reversed": data[::-1], ", 64-bit words": swapped(data, 8),
             ", 32-bit words": swapped(data, 4)}
    for form, whole in forms.items():
        for start in range(0, len(whole) - 15, 16):
            piece = whole[start:start + 16]
            yield Needle(f"{name}{form}, bytes {start} to {start + 15}", piece, is_plain=not form)
    yield from of_ends(f"{name}, hexadecimal", data.hex())


def of_ends(name, text):
    """A text of a key: its first and last 20 letters, each alone enough to name it."""
    data = text.encode()
    yield Needle(f"{name}, beginning", data[:SLICE_BYTES])
    yield Needle(f"{name}, end", data[-SLICE_BYTES:])


def swapped(data, width):
    """Each word of that many bytes turned around, as a processor keeps the words of a hash."""
    return b"".join(data[at:at + width][::-1] for at in range(0, len(data), width))


def of_hmac_key(name, key):
    """The two blocks an HMAC over SHA-512 begins with, and the hash after each."""
    key = hashlib.sha512(key).digest() if len(key) > HMAC_BLOCK_BYTES else key
    for side, mask in (("inner", INNER), ("outer", OUTER)):
        block = bytes(byte ^ mask for byte in key)
        yield Needle(f"{name}, {side} block of its HMAC", block, True)
        yield Needle(f"{name}, {side} block, 64-bit words", swapped(block[:len(block) // 8 * 8], 8), True)
        # As good as the key: whoever has both goes on from them.
        whole = bytes(byte ^ mask for byte in key.ljust(HMAC_BLOCK_BYTES, b"\0"))
        yield from of_bytes(f"{name}, {side} state of its HMAC", sha512.state_after(whole))


def of_words(words):
    """A mnemonic: its sentence, its words joined otherwise, its numbers, its entropy."""
    split = words.split(" ")
    yield from of_text("the words", words)
    for name, join in JOINS.items():
        yield Needle(f"the words with {name} between", join.join(split).encode(), True)
    yield Needle("four letters of each word", " ".join(word[:4] for word in split).encode(), True)
    yield Needle("four letters of each word, nothing between", "".join(word[:4] for word in split).encode(), True)
    numbers = [bip39.WORDLIST.index(word) for word in split]
    for bits in (16, 32, 64):
        for order in ("little", "big"):
            table = [number.to_bytes(bits // 8, order) for number in numbers]
            name = f"numbers of the words, {bits} bits, {order}-endian"
            if bits < 64:
                yield Needle(name, b"".join(table), True)
                continue
            # 20 bytes are two of these and some zeroes, which stand in any memory: five in a row.
            for first in range(len(table) - NUMBERS + 1):
                yield Needle(f"{name}, from {first}", b"".join(table[first:first + NUMBERS]))
    yield Needle("digits of the SeedQR", "".join(f"{number:04}" for number in numbers).encode(), True)
    yield Needle("numbers of the words, from 1", " ".join(str(number + 1) for number in numbers).encode(), True)
    yield from of_bytes("the entropy", bip39.mnemonic_to_bytes(words))
    yield from of_hmac_key("the words", words.encode())


def of_keys(seed, paths):
    """Every key on the way of each path. The chain code of an account and below is in its public
    key, so it is no secret; above it is."""
    root = bip32.HDKey.from_seed(seed)
    nodes = {(): root}
    for path in paths:
        for depth in range(1, len(path) + 1):
            if path[:depth] not in nodes:
                nodes[path[:depth]] = nodes[path[:depth - 1]].child(path[depth - 1])
    for path, node in nodes.items():
        name = "/".join(["m", *(f"{step - HARD}h" if step >= HARD else str(step) for step in path)])
        yield from of_key(f"key {name}", node.secret)
        if len(path) < 3:
            yield from of_bytes(f"chain code {name}", node.chain_code)
            yield from of_hmac_key(f"chain code {name}", node.chain_code)
        for kind, version in XPRV_VERSIONS.items():
            yield from of_ends(f"{kind} {name}", node.to_base58(version=version))


def of_key(name, secret):
    """A private key as bytes and as text."""
    yield from of_bytes(name, secret)
    for net, prefix in WIF_PREFIXES.items():
        yield from of_ends(f"{name} as WIF ({net})", base58.encode_check(prefix + secret + b"\x01"))


def of_wallet(words, passphrase, paths):
    """Everything one set of words and one passphrase come to."""
    found = [*of_words(words)]
    if passphrase:
        found += of_text("the passphrase", passphrase)
        found += of_text("the salt", "mnemonic" + passphrase)
    seed = bip39.mnemonic_to_seed(words, passphrase)
    found += of_bytes("the seed", seed)
    found += of_keys(seed, paths)
    return unique(found)


def unique(needles):
    """One needle for the same bytes."""
    return list({(needle.data, needle.is_sentence): needle for needle in needles}.values())
