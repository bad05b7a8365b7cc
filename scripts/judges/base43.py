"""Electrum's base43, restated: the bytes as one number in the letters of QR's small alphabet but the
space and the percent sign; a leading zero byte is a leading `0`."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:"


def to_base43(raw):
    """Text of bytes."""
    number, letters = int.from_bytes(raw, "big"), []
    while number:
        number, digit = divmod(number, 43)
        letters.append(ALPHABET[digit])
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return ALPHABET[0] * zeros + "".join(reversed(letters))


def from_base43(text):
    """Bytes of text."""
    number = 0
    for letter in text:
        number = number * 43 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip(ALPHABET[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
