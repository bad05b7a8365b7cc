"""Judge: shares that other people's tools restore, and ours that restore theirs.

Both ways and at random: shamir-mnemonic (Trezor's reference of SLIP-39) over groups, thresholds,
lengths, passphrases, exponents and both kinds of backup; PyPI codex32 (BIP-93). SeedXOR by the
published example and by exclusive-or in Python. Then what must not work: too few, mixed sets, wrong
words, wrong passphrases. Everything goes through the built program.
"""

import contextlib
import pathlib
import random
import re
import tempfile

import shamir_mnemonic
from codex32 import Codex32String
from embit import bip32, bip39
from shamir_mnemonic import MnemonicError

from coldframe import DONE, MALFORMED, WRONG_SECRET
from harness import SEED, must, same

WORD_BYTES = (16, 20, 24, 28, 32)
PASSPHRASES = ("", "", "TREZOR", " two  spaces ", "".join(chr(code) for code in range(32, 127)))
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# Coldcard's documentation of SeedXOR: three parts, and the seed they come to.
XOR_PARTS = (
    "romance wink lottery autumn shop bring dawn tongue range crater truth ability "
    "miss spice fitness easy legal release recall obey exchange recycle dragon room",
    "lion misery divide hurry latin fluid camp advance illegal lab pyramid unaware "
    "eager fringe sick camera series noodle toy crowd jeans select depth lounge",
    "vault nominee cradle silk own frown throw leg cactus recall talent worry "
    "gadget surface shy planet purpose coffee drip few seven term squeeze educate",
)
XOR_SEED = ("silent toe meat possible chair blossom wait occur this worth option bag "
            "nurse find fish scene bench asthma bike wage world quit primary indoor")


def run(report, subject, quick=False):
    """Every scheme, both ways."""
    dice = random.Random(f"shares {SEED}")
    with report.case("the control: the judges restore what they split, and SeedXOR's example adds up"):
        judges_agree(dice)
    if not subject.reviews:
        return
    table = Table(subject.program)
    rounds = 3 if quick else 12
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        table.folder = pathlib.Path(folder)
        for number in range(rounds):
            with report.case(f"slip39 {number}: shamir-mnemonic restores our shares, and we its") as remarks:
                remarks.append(slip39(table, dice, number))
        for number in range(rounds // 2):
            with report.case(f"slip39 words {number}: the entropy of words, both ways") as remarks:
                remarks.append(slip39_words(table, dice))
        for number in range(rounds):
            with report.case(f"codex32 {number}: PyPI codex32 restores our shares, and we its") as remarks:
                remarks.append(codex32(table, dice))
        with report.case("codex32: the seed of words and passphrase is what any codex32 wallet opens"):
            codex32_words(table, dice)
        with report.case("seed xor: the published example, and parts of ours by exclusive-or"):
            seed_xor(table, dice)
        with report.case("too few, mixed, misread and wrongly opened shares restore nothing") as remarks:
            remarks.append(f"{nothing_wrong(table, dice)} ways")


class Table:
    """The program, and a folder that shares are put into."""

    def __init__(self, program):
        self.program, self.folder, self.count = program, None, 0

    def fresh(self):
        """An empty folder."""
        self.count += 1
        path = self.folder / str(self.count)
        path.mkdir()
        return path

    def split(self, secrets, *options):
        """`share split` into the clear: the text of each share, in order."""
        folder = self.fresh()
        line = ["share", "split", *options, "--write-plaintext-secret", folder, "--state", folder / "state"]
        self.program.run(line, secrets).ok()
        shares = sorted(folder.glob("share-*"), key=lambda path: [int(n) for n in re.findall(r"\d+", path.stem.split("-", 3)[3])])
        return [share_in(path.read_text()) for path in shares]

    def combine(self, shares, *options, passphrase=None):
        """`share combine` of these texts: how it ended, and the secret."""
        folder = self.fresh()
        out = folder / "out"
        secrets = [("--share-fd", "\n".join(shares))]
        secrets += [("--share-passphrase-fd", passphrase)] if passphrase is not None else []
        line = ["share", "combine", *options, "--write-plaintext-secret", out, "--state", folder / "state"]
        answer = self.program.run(line, secrets)
        must(out.exists() == (answer.code == DONE), "a file, and not what it ended with")
        return answer, out.read_text().strip() if out.exists() else None


def share_in(text):
    """The line that is the share."""
    [share] = [line for line in text.splitlines() if line and not line.startswith("#")]
    return share


def plan(dice):
    """Random groups: (groups needed, [(members needed, members)])."""
    def group():
        of = dice.randrange(1, 7)
        return (1, 1) if of == 1 else (dice.randrange(2, of + 1), of)
    groups = [group() for _ in range(dice.randrange(1, 5))]
    return dice.randrange(1, len(groups) + 1), groups


def quorum(dice, needed, groups):
    """Random shares that are just enough; `groups` is [(members needed, [shares])]."""
    chosen = dice.sample(groups, needed)
    shares = [share for need, members in chosen for share in dice.sample(members, need)]
    dice.shuffle(shares)
    return shares


def grouped(shares, groups):
    """One list cut into groups."""
    rest = list(shares)
    return [(need, [rest.pop(0) for _ in range(of)]) for need, of in groups]


def named(needed, groups):
    """The groups on a command line."""
    return [*(part for need, of in groups for part in ("--group", f"{need}/{of}")), "--groups-needed", needed]


def fingerprint(secret):
    """Of a master secret."""
    return bip32.HDKey.from_seed(secret).my_fingerprint.hex()


def slip39(table, dice, number):
    """A master secret: Trezor's own kind of backup."""
    needed, groups = plan(dice)
    secret, passphrase = dice.randbytes(dice.randrange(16, 33, 2)), dice.choice(PASSPHRASES)
    exponent, extendable = dice.randrange(2), bool(number % 2)
    options = [*named(needed, groups), "--iteration-exponent", exponent]
    options += [] if extendable else ["--not-extendable"]
    given = [("--master-secret-fd", secret.hex()), ("--new-share-passphrase-fd", passphrase)]
    ours = table.split(given, *options)
    same(len(ours), sum(of for _, of in groups), "how many shares")
    enough = quorum(dice, needed, grouped(ours, groups))
    same(shamir_mnemonic.combine_mnemonics(enough, passphrase.encode()), secret, "what shamir-mnemonic restores")
    theirs = shamir_mnemonic.generate_mnemonics(
        needed, groups, secret, passphrase.encode(), extendable=extendable, iteration_exponent=exponent)
    enough = quorum(dice, needed, [(need, members) for (need, _), members in zip(groups, theirs)])
    answer, back = table.combine(enough, "--holds", "master-secret", "--expect-fingerprint", fingerprint(secret),
                                 passphrase=passphrase)
    answer.ok()
    same(back, secret.hex(), "what we restore")
    return f"{len(secret)} bytes, {needed} of {groups}, passphrase {len(passphrase)}"


def slip39_words(table, dice):
    """The entropy of words."""
    entropy = dice.randbytes(dice.choice(WORD_BYTES))
    words, need = bip39.mnemonic_from_bytes(entropy), dice.randrange(2, 6)
    master = fingerprint(bip39.mnemonic_to_seed(words))
    ours = table.split([("--seed-fd", words)], "--need", need, "--of", 6)
    same(shamir_mnemonic.combine_mnemonics(dice.sample(ours, need)), entropy, "what shamir-mnemonic restores")
    [theirs] = shamir_mnemonic.generate_mnemonics(1, [(need, 6)], entropy)
    answer, back = table.combine(dice.sample(theirs, need), "--holds", "entropy", "--expect-fingerprint", master)
    answer.ok()
    same(back, words, "what we restore")
    return f"{len(words.split())} words, {need} of 6"


def codex32(table, dice):
    """A master seed of any length."""
    secret, need = dice.randbytes(dice.choice((16, 20, 24, 28, 32, 64))), dice.randrange(2, 10)
    of = dice.randrange(need, 16)
    ours = table.split([("--master-secret-fd", secret.hex())], "--scheme", "codex32", "--need", need, "--of", of)
    back = Codex32String.interpolate_at([Codex32String(share) for share in dice.sample(ours, need)], "s")
    same(back.data, secret, "what PyPI codex32 restores")
    name = "".join(dice.choice(LETTERS) for _ in range(4))
    indexes = [letter for letter in LETTERS if letter != "s"]
    dice.shuffle(indexes)
    known = [Codex32String.from_seed(secret, f"ms1{need}{name}s")]
    known += [Codex32String.from_seed(dice.randbytes(len(secret)), f"ms1{need}{name}{letter}")
              for letter in indexes[:need - 1]]
    theirs = [str(Codex32String.interpolate_at(known, letter)) for letter in indexes[:of]]
    if dice.randrange(2):
        theirs = [share.upper() for share in theirs]
    answer, hexadecimal = table.combine(dice.sample(theirs, need), "--expect-fingerprint", fingerprint(secret))
    answer.ok()
    same(hexadecimal, secret.hex(), "what we restore")
    return f"{len(secret)} bytes, {need} of {of}"


def codex32_words(table, dice):
    """Words and their passphrase, split as the seed they lead to."""
    words = bip39.mnemonic_from_bytes(dice.randbytes(32))
    given = [("--seed-fd", words), ("--passphrase-fd", "TREZOR")]
    ours = table.split(given, "--scheme", "codex32", "--need", 2, "--of", 3)
    back = Codex32String.interpolate_at([Codex32String(share) for share in dice.sample(ours, 2)], "s")
    same(back.data, bip39.mnemonic_to_seed(words, "TREZOR"), "the seed")


def seed_xor(table, dice):
    """Parts in any order; ours add up without us."""
    parts = list(XOR_PARTS)
    dice.shuffle(parts)
    master = fingerprint(bip39.mnemonic_to_seed(XOR_SEED))
    answer, back = table.combine(parts, "--scheme", "xor", "--parts", 3, "--expect-fingerprint", master)
    answer.ok()
    same(back, XOR_SEED, "the published example")
    for count in (2, 3, 4):
        words = bip39.mnemonic_from_bytes(dice.randbytes(dice.choice((16, 24, 32))))
        ours = table.split([("--seed-fd", words)], "--scheme", "xor", "--need", count, "--of", count)
        must(all(bip39.mnemonic_is_valid(part) for part in ours), "a part is no mnemonic")
        same(xored(ours), words, "our parts")


def xored(parts):
    """The words of the exclusive-or of the entropies."""
    sums = [bip39.mnemonic_to_bytes(part) for part in parts]
    return bip39.mnemonic_from_bytes(bytes(map(lambda column: xor(column), zip(*sums))))


def xor(numbers):
    """All of them."""
    total = 0
    for number in numbers:
        total ^= number
    return total


def nothing_wrong(table, dice):
    """What must end with another number than 0, and leaves no file."""
    secret = dice.randbytes(16)
    master = fingerprint(secret)
    [theirs] = shamir_mnemonic.generate_mnemonics(1, [(3, 5)], secret, b"right")
    [others] = shamir_mnemonic.generate_mnemonics(1, [(3, 5)], secret, b"right")
    words = theirs[1].split()
    misread = " ".join([*words[:9], "zero" if words[9] != "zero" else "acid", *words[10:]])
    expected = ["--holds", "master-secret", "--expect-fingerprint", master]
    ways = [
        ("too few", theirs[:2], "right", (WRONG_SECRET,)),
        ("the same one twice", [theirs[0], theirs[1], theirs[1]], "right", (WRONG_SECRET,)),
        ("two sets", [*theirs[:2], others[2]], "right", (WRONG_SECRET,)),
        ("a misread word", [theirs[0], misread, theirs[2]], "right", (MALFORMED,)),
        ("a word cut off", [theirs[0], " ".join(words[:-1]), theirs[2]], "right", (MALFORMED,)),
        ("a wrong passphrase", theirs[:3], "wrong", (WRONG_SECRET,)),
        ("no passphrase", theirs[:3], "", (WRONG_SECRET,)),
    ]
    for name, shares, passphrase, ends in ways:
        answer, _ = table.combine(shares, *expected, passphrase=passphrase)
        must(answer.code in ends, f"{name} ended with {answer.code}: {answer.err}")
        for share in shares:
            must(share[20:60] not in answer.err + answer.out.decode(), f"{name}: a share was said")
    # Nobody can tell it is wrong, so a script that names no fingerprint is not told that it is right.
    answer, _ = table.combine(theirs[:3], "--holds", "master-secret", passphrase="wrong")
    must(answer.code != DONE, "a passphrase that nothing proves was taken")
    return len(ways) + 1


def judges_agree(dice):
    """Else a verdict above says little."""
    secret = dice.randbytes(32)
    shares = shamir_mnemonic.generate_mnemonics(2, [(2, 3), (1, 1)], secret, b"x")
    same(shamir_mnemonic.combine_mnemonics([*shares[0][:2], shares[1][0]], b"x"), secret, "shamir-mnemonic")
    with contextlib.suppress(MnemonicError):
        shamir_mnemonic.combine_mnemonics([shares[0][0], shares[1][0]], b"x")
        must(False, "shamir-mnemonic took too few")
    same(xored(XOR_PARTS), XOR_SEED, "the published example of SeedXOR")
    secret = Codex32String.from_seed(bytes(16), "ms12tests")
    other = Codex32String.from_seed(bytes(range(16)), "ms12testa")
    third = Codex32String.interpolate_at([secret, other], "c")
    same(Codex32String.interpolate_at([other, third], "s").data, bytes(16), "PyPI codex32")
