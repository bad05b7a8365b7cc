"""The operations of the matrix. A cell plays one run up to where it waits, and names its needles."""

import dataclasses
import json
import signal
import subprocess
import time
import typing

from embit.psbt import PSBT

import fixtures
import needles

NETWORK = ("--network", "regtest")
HALF = " ".join(fixtures.WORDS.split()[:7]) + " "


@dataclasses.dataclass(frozen=True)
class Cell:
    """`play(run)` leads to the pause, `needles(run)` says what must not be found. `ends` are the exit
    numbers that count as the operation having been done. `gone` says why a run may end before it can
    be looked into; without it that is a failure."""

    name: str
    play: typing.Callable
    needles: typing.Callable
    ends: tuple = (0,)
    control: bool = False
    gone: str = ""


def plain_needles(_run):
    """The wallet without a passphrase."""
    return fixtures.of_wallet()


def full_needles(_run):
    """The wallet with its passphrase."""
    return fixtures.of_wallet(passphrase=fixtures.PASSPHRASE)


def signed_needles(run):
    """The wallet, and the nonce of the signature it made: whoever has that has the key."""
    signed = PSBT.parse((run.home / "signed.psbt").read_bytes())
    return needles.unique([*full_needles(run), *fixtures.nonces(signed)])


def words_only(_run):
    """For runs that stop before anything is derived."""
    return needles.unique(needles.of_words(fixtures.WORDS))


def half_words(_run):
    """What was typed before the run was cut off."""
    return [*needles.of_text("half the words", HALF.strip()), *words_only(_run)]


def both():
    """Words and passphrase by descriptors."""
    return [("--seed-fd", fixtures.WORDS), ("--passphrase-fd", fixtures.PASSPHRASE)]


def consented(run, wallet):
    """Files and options of a signature that a script consented to."""
    path = run.inputs / "payment.psbt"
    path.write_bytes(fixtures.payment(wallet))
    line = [run.binary, "review", str(path), "--json", *NETWORK, "--account", wallet.origin("p2wpkh"),
            "--state", str(run.inputs / "state")]
    done = subprocess.run(line, capture_output=True, check=False, cwd=run.inputs)
    if done.returncode:
        raise AssertionError(f"no review: {done.stderr.decode()[-300:]}")
    review = json.loads(done.stdout)
    named = [part for row in review["findings"] if row["severity"] == "warn"
             for part in ("--acknowledge", row["code"])]
    return ["sign", path, "-o", run.home / "signed.psbt", *NETWORK, "--consent", review["digest"], *named]


def sign_by_script(run):
    """`sign` with words and passphrase from descriptors."""
    run.start(consented(run, fixtures.WALLET), both())


def sign_at_terminal(run):
    """`sign` where a person types words and passphrase."""
    line = consented(run, fixtures.WALLET)
    run.start([*line, "--ask-passphrase"], at_terminal=True)
    type_words(run, fixtures.WORDS)
    type_passphrase(run, fixtures.PASSPHRASE)
    # A passphrase that is typed cannot be wrong: the person is asked whether it opened the right wallet.
    run.expect_prompt("desk/is-it-yours")
    run.answer("y")


def check_by_script(run):
    """`seed check` from descriptors."""
    run.start(["seed", "check", *NETWORK], both())


def check_at_terminal(run):
    """`seed check` where a person types."""
    run.start(["seed", "check", "--ask-passphrase", *NETWORK], at_terminal=True)
    type_words(run, fixtures.WORDS)
    type_passphrase(run, fixtures.PASSPHRASE)


def export(run):
    """`account export`."""
    run.start(["account", "export", "--kind", "p2tr", *NETWORK], both())


def another_wallet(run):
    """`sign` with words that do not open the account that was named."""
    line = consented(run, fixtures.OTHER)
    run.start([*line, "--account", fixtures.OTHER.origin("p2wpkh")], both())


def wrong_checksum(run):
    """Words of which one was read wrongly."""
    wrong = fixtures.WORDS.split()
    wrong[-1] = "zoo" if wrong[-1] != "zoo" else "zebra"
    run.start(["seed", "check", *NETWORK], [("--seed-fd", " ".join(wrong))])


def panic_in(place):
    """A run in which the program panics with secrets in hand."""
    def play(run):
        run.start(consented(run, fixtures.WALLET), both(), panic=place)
    return play


def interrupted(run):
    """Ctrl-C in the middle of the words."""
    run.start(["seed", "check", *NETWORK], at_terminal=True)
    type_some_words(run)
    run.press("\x03")


def ended_by(number):
    """Another program's signal in the middle of the words."""
    def play(run):
        run.start(["seed", "check", *NETWORK], at_terminal=True)
        type_some_words(run)
        run.signal(number)
    return play


def of_picture(run):
    """`seed check` of a SeedQR."""
    fixtures.seed_picture(run.inputs / "seed.png")
    run.start(["seed", "check", "--seed", run.inputs / "seed.png", *NETWORK])


def type_words(run, words):
    """Answers the question for words."""
    run.expect_prompt("secret/question-words")
    run.answer(words)


def type_some_words(run):
    """Half of the words, and a moment for them to arrive."""
    run.expect_prompt("secret/question-words")
    run.press(HALF)
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        run.pump(0.1)


def type_passphrase(run, passphrase):
    """Answers the question for the passphrase."""
    # The keyboard is tried before a passphrase; this one is known.
    run.expect_prompt("surroundings/try-keys")
    run.press("\r")
    run.expect_prompt("secret/question-passphrase")
    run.answer(passphrase)
