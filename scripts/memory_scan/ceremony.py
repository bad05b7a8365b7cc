"""Cells of shares: split, handed out, checked, gathered, rehearsed, split anew.

Shares come from shamir-mnemonic, or from the program's own files in the clear, which are inputs and
not looked through; what must not be found is computed from them by shamir-mnemonic's own tables: the
words, the share values, the points at 0, 254 and 255, the coefficients, the encrypted master secret.
"""

import os
import re
import subprocess

import shamir_mnemonic
from embit import bip39
from shamir_mnemonic import shamir, wordlist
from shamir_mnemonic.share import Share

import fixtures
import needles
from cells import NETWORK, type_passphrase

SET_PASSPHRASE = "nine Herons over the weir, 1987"
NEED, OF = 3, 5
PUBLIC_WORDS = 4  # of a share: its set, its numbers
PUBLIC_LETTERS = 9  # of codex32: ms1, threshold, name, index
DIGEST, SECRET = shamir.DIGEST_INDEX, shamir.SECRET_INDEX
SCREEN = b"\x1b[?1049h"
OPTIONS = {"slip39": ["--need", NEED, "--of", OF], "sskr": ["--scheme", "sskr", "--need", 2, "--of", 3],
           "codex32": ["--scheme", "codex32", "--need", 2, "--of", 3],
           "xor": ["--scheme", "xor", "--need", 3, "--of", 3]}


def folder(run, name="papers"):
    """A folder that is not looked through."""
    path = run.inputs / name
    path.mkdir(exist_ok=True)
    return path


def split_line(run, scheme="slip39"):
    """The command line of a split into the clear."""
    return ["share", "split", *OPTIONS[scheme], *NETWORK, "--write-plaintext-secret", folder(run)]


def split_by_script(scheme):
    """`share split` of words from a descriptor, each share into a file of ours."""
    def play(run):
        given = [("--seed-fd", fixtures.WORDS)]
        given += [("--new-share-passphrase-fd", SET_PASSPHRASE)] if scheme == "slip39" else []
        run.start(split_line(run, scheme), given)
    return play


def papers(run):
    """The shares in those files."""
    texts = [path.read_text().splitlines() for path in sorted(folder(run).iterdir())]
    return [line for text in texts for line in text if line and not line.startswith("#")]


def split_needles(scheme):
    """The wallet, every share, and what shares are computed from."""
    def found(run):
        shares = papers(run)
        if not shares:
            raise AssertionError("no share was written")
        found = [*fixtures.of_wallet(), *needles.of_text("the passphrase of the set", SET_PASSPHRASE)]
        return needles.unique([*found, *of_shares(shares, scheme)])
    return found


def of_shares(shares, scheme="slip39"):
    """Needles of each share of a set."""
    for number, share in enumerate(shares, 1):
        name = f"share {number}"
        if scheme == "slip39":
            yield from of_slip39(name, share)
        elif scheme == "xor":
            yield from needles.of_words(share)
        else:
            yield from needles.of_text(name, share[PUBLIC_LETTERS if scheme == "codex32" else 60:])
    if scheme == "slip39":
        yield from of_polynomial(shares)


def of_slip39(name, share):
    """The words behind the public ones, their numbers, and the value they stand for."""
    words = share.split()[PUBLIC_WORDS:]
    yield from needles.of_text(f"words of {name}", " ".join(words))
    for how, join in needles.JOINS.items():
        yield needles.Needle(f"words of {name} with {how} between", join.join(words).encode(), True)
    numbers = [wordlist.WORDLIST.index(word) for word in words]
    for bits in (16, 32):
        for order in ("little", "big"):
            table = b"".join(number.to_bytes(bits // 8, order) for number in numbers)
            yield needles.Needle(f"numbers of {name}, {bits} bits, {order}-endian", table, True)
    yield from needles.of_bytes(f"value of {name}", Share.from_mnemonic(share).value)


def of_polynomial(shares):
    """What the shares lie on: its points that nobody holds, its coefficients, what was encrypted."""
    parsed = [Share.from_mnemonic(share) for share in shares]
    raw = [shamir.RawShare(share.index, share.value) for share in parsed][:parsed[0].member_threshold]
    def at(index):
        return shamir._interpolate(raw, index) if index not in {share.x for share in raw} else next(
            share.data for share in raw if share.x == index)
    for index in (0, DIGEST, SECRET):
        yield from needles.of_bytes(f"the point at {index}", at(index))
    if parsed[0].member_threshold == 3:
        for degree, value in enumerate(coefficients(at(0), at(1), at(2)), 1):
            yield from needles.of_bytes(f"coefficient {degree}", value)


def coefficients(zero, one, two):
    """Of degree 1 and 2, from three points: f(1) - f(0) = a + b, f(2) - f(0) = 2a + 4b."""
    pairs = [solved(left ^ base, right ^ base) for base, left, right in zip(zero, one, two)]
    return [bytes(pair[0] for pair in pairs), bytes(pair[1] for pair in pairs)]


def solved(first, second):
    """b = (second + 2 first) / 6, a = first + b."""
    exp, log = shamir.EXP_TABLE, shamir.LOG_TABLE
    def product(one, other, sign=1):
        return exp[(log[one] + sign * log[other]) % 255] if one and other else 0
    high = product(second ^ product(2, first), 6, -1)
    return first ^ high, high


def handed_out(run):
    """`share split` to people who come to the terminal one after the other."""
    run.start(["share", "split", *OPTIONS["slip39"], *NETWORK], [("--seed-fd", fixtures.WORDS)], at_terminal=True)
    run.press_on("\r")


def walked_away(run):
    """Ctrl-C while the second holder looks at a share."""
    run.start(["share", "split", *OPTIONS["slip39"], *NETWORK], [("--seed-fd", fixtures.WORDS)], at_terminal=True)
    for key in ("\r", "\x03"):
        run.expect("press Enter:")
        run.press("\r")
        run.expect("screen 1 of ")
        run.press(key)


def seen_needles(count):
    """The wallet, and so many shares as they stood on the screen."""
    def found(run):
        shares = seen(bytes(run.capture))
        if len(shares) != count:
            raise AssertionError(f"{len(shares)} shares were seen on the screen")
        return needles.unique([*fixtures.of_wallet(), *(needle for number, share in enumerate(shares, 1)
                                                        for needle in of_slip39(f"share {number}", share))])
    return found


def seen(capture):
    """Every share that stood on a screen of its own, word after number."""
    shares = []
    for screen in capture.split(SCREEN):
        text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b" ", screen).decode(errors="replace")
        words = {int(number): word for number, word in re.findall(r"\b(\d{1,2}) +([a-z]{4,8})\b", text)
                 if word in wordlist.WORDLIST}
        if set(range(1, 21)) <= set(words):
            shares.append(" ".join(words[number] for number in range(1, 21)))
    return shares


def theirs(run):
    """A set by shamir-mnemonic of the wallet's entropy, the same for the whole run."""
    if not hasattr(run, "set"):
        entropy = bip39.mnemonic_to_bytes(fixtures.WORDS)
        [run.set] = shamir_mnemonic.generate_mnemonics(1, [(NEED, OF)], entropy, SET_PASSPHRASE.encode())
    return run.set


def gathered_needles(run):
    """The wallet, the set, and what it came to on the way."""
    shares = theirs(run)
    found = [*fixtures.of_wallet(), *needles.of_text("the passphrase of the set", SET_PASSPHRASE)]
    return needles.unique([*found, *of_shares(shares)])


def given(run, count, passphrase=SET_PASSPHRASE):
    """So many shares on one descriptor, and the passphrase."""
    return [("--share-fd", "\n".join(theirs(run)[:count])), ("--share-passphrase-fd", passphrase)]


def combined(passphrase=SET_PASSPHRASE):
    """`share combine` into a file of ours."""
    def play(run):
        expected = fixtures.PLAIN_WALLET.root.my_fingerprint.hex()
        run.start(["share", "combine", "--expect-fingerprint", expected, *NETWORK,
                   "--write-plaintext-secret", run.inputs / "words.txt"], given(run, NEED, passphrase))
    return play


def combined_at_terminal(run):
    """`share combine` where the holders type, and one looks at the words."""
    expected = fixtures.PLAIN_WALLET.root.my_fingerprint.hex()
    run.start(["share", "combine", "--ask-share-passphrase", "--expect-fingerprint", expected, *NETWORK],
              at_terminal=True)
    for share in theirs(run)[:NEED]:
        run.expect_prompt("desk/question-share-words")
        run.answer(" ".join(word[:4] for word in share.split()))
    type_passphrase(run, SET_PASSPHRASE)
    run.press_on("\r")


def broken_off(run):
    """Ctrl-C in the middle of the second share."""
    run.start(["share", "combine", *NETWORK], at_terminal=True)
    run.expect_prompt("desk/question-share-words")
    run.answer(theirs(run)[0])
    run.expect_prompt("desk/question-share-words")
    run.press(" ".join(theirs(run)[1].split()[:9]) + " ")
    run.press("\x03")


def checked(run):
    """`share check`."""
    run.start(["share", "check", *NETWORK], [("--share-fd", theirs(run)[0])])


def misread(run):
    """`share check` of a share with one wrong word, which the checksum corrects in memory."""
    words = theirs(run)[0].split()
    words[9] = "zero" if words[9] != "zero" else "acid"
    run.start(["share", "check", *NETWORK], [("--share-fd", " ".join(words))])


def rehearsed(run):
    """`share rehearse` of all ten quorums."""
    run.start(["share", "rehearse", *NETWORK, "--expect-fingerprint",
               fixtures.PLAIN_WALLET.root.my_fingerprint.hex()], given(run, OF))


def reshared(run):
    """`share reshare`: the old set on a descriptor, the new one in files of ours."""
    run.start(["share", "reshare", *OPTIONS["slip39"], *NETWORK, "--write-plaintext-secret", folder(run),
               "--expect-fingerprint", fixtures.PLAIN_WALLET.root.my_fingerprint.hex()], given(run, NEED))


def reshared_needles(run):
    """Both sets."""
    return needles.unique([*gathered_needles(run), *of_shares(papers(run))])


def combined_ours(scheme):
    """`share combine` of a set that the program made before."""
    def play(run):
        end, into = os.pipe()
        os.write(into, fixtures.WORDS.encode() + b"\n")
        os.close(into)
        line = [run.binary, *map(str, split_line(run, scheme)), "--seed-fd", str(end)]
        subprocess.run(line, pass_fds=[end], check=True, env=run.environment({}), cwd=run.home, capture_output=True)
        os.close(end)
        named = ["--scheme", "xor", "--parts", "3"] if scheme == "xor" else []
        run.start(["share", "combine", *named, *NETWORK, "--write-plaintext-secret", run.inputs / "words.txt",
                   "--expect-fingerprint", fixtures.PLAIN_WALLET.root.my_fingerprint.hex()],
                  [("--share-fd", "\n".join(papers(run)))])
    return play
