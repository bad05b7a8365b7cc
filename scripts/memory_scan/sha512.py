"""The state SHA-512 has after one block, which hashlib does not tell.

Its constants are computed as FIPS 180-4 says, section 4.2.3: the fractions of roots of primes.
"""

import hashlib
import math

BITS = 64
MASK = (1 << BITS) - 1
BLOCK_BYTES = 128
ROUNDS = 80


def primes(count):
    """The first so many."""
    found, number = [], 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def cube_root(number):
    """Rounded down."""
    low, high = 0, 1 << (number.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle ** 3 <= number else (low, middle - 1)
    return low


START = [math.isqrt(prime << 2 * BITS) & MASK for prime in primes(8)]
CONSTANTS = [cube_root(prime << 3 * BITS) & MASK for prime in primes(ROUNDS)]


def turned(word, *steps):
    """The word turned right by each, all of them added without carry."""
    result = 0
    for step in steps:
        result ^= (word >> step | word << BITS - step) & MASK
    return result


def state_after(block):
    """Eight words, big-endian, after one block of 128 bytes."""
    words = [int.from_bytes(block[at:at + 8], "big") for at in range(0, BLOCK_BYTES, 8)]
    for at in range(len(words), ROUNDS):
        near, far = words[at - 2], words[at - 15]
        words.append((words[at - 16] + words[at - 7] + (turned(far, 1, 8) ^ far >> 7)
                      + (turned(near, 19, 61) ^ near >> 6)) & MASK)
    a, b, c, d, e, f, g, h = START
    for word, constant in zip(words, CONSTANTS):
        first = h + turned(e, 14, 18, 41) + (e & f ^ ~e & g) + constant + word
        second = turned(a, 28, 34, 39) + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = first + second & MASK, a, b, c, d + first & MASK, e, f, g
    ended = zip(START, (a, b, c, d, e, f, g, h))
    return b"".join((before + after & MASK).to_bytes(8, "big") for before, after in ended)


# A message that fills its block up to the padding has one block only: hashlib knows what comes of it.
_MESSAGE = bytes(range(100))
_PADDED = (_MESSAGE + b"\x80").ljust(BLOCK_BYTES - 16, b"\0") + (8 * len(_MESSAGE)).to_bytes(16, "big")
if state_after(_PADDED) != hashlib.sha512(_MESSAGE).digest():
    raise AssertionError("SHA-512 is computed wrongly here")
