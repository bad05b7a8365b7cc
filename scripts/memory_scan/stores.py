"""Cells of seeds that are made, shown and derived, and of the vault."""

import json
import os
import re
import subprocess

from embit import bip39, bip85

import fixtures
import needles
from cells import NETWORK, both

NAME = "scan-test"
SYMBOLS_ACCEPTED = ("--acknowledge", "entropy/spread,entropy/bias")
CHILD_WORDS, CHILD_INDEX = 12, 3


def made_by_script(run):
    """`seed new` with dice from a descriptor, its transcript in a file of ours."""
    run.start(["seed", "new", "--words", "12", *SYMBOLS_ACCEPTED, *NETWORK,
               "--write-plaintext-secret", run.inputs / "transcript.json"], [("--dice-fd", fixtures.DICE)])


def made_needles(run):
    """The dice, and the wallet of the words that were made; they stand in the transcript."""
    path = run.inputs / "transcript.json"
    found = needles.of_text("the dice", fixtures.DICE)
    words = mnemonic_in(json.loads(path.read_text()))
    return needles.unique([*found, *fixtures.of_wallet(words)])


def mnemonic_in(value):
    """The one text among the fields of a transcript that is a mnemonic."""
    if isinstance(value, str):
        return value if bip39.mnemonic_is_valid(value) else None
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return next((words for words in map(mnemonic_in, inside) if words), None)


def made_at_terminal(run):
    """`seed new` that shows its words to a person who goes on from page to page."""
    run.start(["seed", "new", "--os", "--words", "12", *NETWORK], at_terminal=True)
    run.press_on("\r")


def seen_needles(run):
    """The wallet of the words that stood on the screen, each after its number."""
    text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b" ", bytes(run.capture)).decode(errors="replace")
    seen = {int(number): word for number, word in re.findall(r"\b(\d{1,2})[.:)]?\s+([a-z]{3,8})\b", text)
            if word in bip39.WORDLIST}
    words = " ".join(seen.get(number, "") for number in range(1, 13))
    if not bip39.mnemonic_is_valid(words):
        raise AssertionError(f"no twelve words were seen on the screen, but {len(seen)}")
    return fixtures.of_wallet(words)


def shown(run):
    """`seed show` to a person who goes on from page to page."""
    run.start(["seed", "show", *NETWORK], both(), at_terminal=True)
    run.press_on("\r")


def printed(run):
    """`seed backup --cards filled`: pages for a printer, as a file of ours."""
    run.start(["seed", "backup", "--cards", "filled", "--write-plaintext-secret", run.inputs / "cards.pdf", *NETWORK],
              both())


def derived(run):
    """`seed derive`: a mnemonic of BIP-85 into a file of ours."""
    run.start([*derive_line(), "--write-plaintext-secret", run.inputs / "child.txt"], both())


def derived_at_terminal(run):
    """`seed derive` to a person."""
    run.start(derive_line(), both(), at_terminal=True)
    run.press_on("\r")


def derive_line():
    """The command line of the child."""
    return ["seed", "derive", "--app", "words", "--words", CHILD_WORDS, "--index", CHILD_INDEX, *NETWORK]


def derived_needles(_run):
    """Parent and child."""
    child = bip85.derive_mnemonic(fixtures.WALLET.root, CHILD_WORDS, CHILD_INDEX)
    parent = fixtures.of_wallet(passphrase=fixtures.PASSPHRASE)
    return needles.unique([*parent, *needles.of_words(child)])


def verified(run):
    """`seed verify-backup`: the person types the words again."""
    run.start(["seed", "verify-backup", *NETWORK], both(), at_terminal=True)
    run.expect_prompt("secret/question-words")
    run.answer(fixtures.WORDS)


def added(run):
    """`vault add`."""
    run.start(["vault", "add", NAME, *NETWORK],
              [("--seed-fd", fixtures.WORDS), ("--new-vault-passphrase-fd", fixtures.FILE_PASSPHRASE)])


def stored(run):
    """A named seed that is there before the run that is looked into."""
    ends, options = [], []
    for option, text in (("--seed-fd", fixtures.WORDS), ("--new-vault-passphrase-fd", fixtures.FILE_PASSPHRASE)):
        end, into = os.pipe()
        os.write(into, text.encode() + b"\n")
        os.close(into)
        ends.append(end)
        options += [option, str(end)]
    subprocess.run([run.binary, "vault", "add", NAME, *NETWORK, *options], pass_fds=ends, check=False,
                   env=run.environment({}), cwd=run.home, capture_output=True)
    for end in ends:
        os.close(end)


def opened_with(passphrase):
    """`vault open-test` with that passphrase."""
    def play(run):
        stored(run)
        run.start(["vault", "open-test", NAME, *NETWORK], [("--vault-passphrase-fd", passphrase)])
    return play


def store_needles(_run):
    """The wallet, and both passphrases of the file."""
    found = [*fixtures.of_wallet()]
    found += needles.of_text("the passphrase of the file", fixtures.FILE_PASSPHRASE)
    found += needles.of_text("the wrong passphrase", fixtures.WRONG_FILE_PASSPHRASE)
    return needles.unique(found)
