"""The race: coldframe as a whole process against embit and BDK, rounds interleaved.

Every round runs every contender once, so that a busy moment of the machine hits all of them. Beside
the wall clock stands processor time (user and system), which a busy machine stretches less.
"""

import argparse
import base64
import dataclasses
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import typing

import bdkpython

from coldframe import Coldframe
from embit.psbt import PSBT
from kernel import Chain
from makers import EmbitMaker
from memory import peak_kib
from signers_bdk import OPTIONS, signing_wallet
from spends import Spend
from wallets import OURS

EMBIT_PROCESS = """
import sys
from embit import bip32, bip39
from embit.psbt import PSBT
root = bip32.HDKey.from_seed(bip39.mnemonic_to_seed(sys.argv[2]))
psbt = PSBT.parse(open(sys.argv[1], "rb").read())
assert psbt.sign_with(root)
sys.stdout.buffer.write(psbt.serialize())
"""


@dataclasses.dataclass
class Contender:
    """One thing that is timed: `prepare` is not, `work` is. `whole` is a process of its own."""

    name: str
    work: typing.Callable
    prepare: typing.Callable = lambda: None
    whole: bool = True
    wall: list = dataclasses.field(default_factory=list)
    busy: list = dataclasses.field(default_factory=list)

    def round(self):
        """One timed run."""
        given = self.prepare()
        before, start = self._busy(), time.perf_counter()
        self.work(given)
        self.wall.append(time.perf_counter() - start)
        self.busy.append(self._busy() - before)

    def _busy(self):
        """Seconds of processor time, of our children or of ourselves."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN if self.whole else resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime

    def median(self):
        """Median in milliseconds of the clock on the wall."""
        return statistics.median(self.wall) * 1_000

    def cpu(self):
        """Median in milliseconds of processor time."""
        return statistics.median(self.busy) * 1_000

    def cells(self):
        """Both, and the spread of the wall clock, as cells of a table."""
        low, high = min(self.wall) * 1_000, max(self.wall) * 1_000
        return f"{self.median():.1f} | {low:.0f}–{high:.0f} | {self.cpu():.1f}"


class Race:
    """The PSBTs, the programs and the table."""

    def __init__(self, binary, rounds):
        self.program = Coldframe(binary)
        self.rounds = rounds
        self._folder = tempfile.TemporaryDirectory(prefix="coldframe-bench-")
        self.home = pathlib.Path(self._folder.name)
        self._serial = 0

    def fresh(self, suffix):
        """A path nobody used yet."""
        self._serial += 1
        return self.home / f"{self._serial}{suffix}"

    def psbt(self, spend, chain):
        """The unsigned PSBT as a file."""
        path = self.fresh(".psbt")
        path.write_bytes(EmbitMaker(0).make(spend, spend.coins(chain)).psbt)
        return path

    def sign(self, name, path, kind="p2wpkh"):
        """`coldframe sign`: start, parse, review, derive, sign, recheck, write, end."""
        review = self.program.review(path, [OURS.origin(kind)], self.fresh(".state"))

        def work(state):
            self.program.sign(path, self.fresh(".signed"), OURS, review, state).ok()

        return Contender(name, work, lambda: self.fresh(".state"))

    def review_line(self, path):
        """`coldframe review --json`, without the program."""
        return ["review", path, "--json", "--network", "regtest", "--account", OURS.origin("p2wpkh"),
                "--state", self.fresh(".state")]

    def review(self, name, path):
        """The review from start to end."""
        return Contender(name, lambda line: self.program.run(line).ok(), lambda: self.review_line(path))

    def run(self, contenders):
        """All rounds, interleaved; the first round warms up and does not count."""
        for number in range(self.rounds + 1):
            for contender in contenders:
                contender.round()
            if number == 0:
                for contender in contenders:
                    contender.wall.clear()
                    contender.busy.clear()


def embit_in_process(path):
    """embit's parse and sign, inside a Python that is already running."""
    raw = path.read_bytes()

    def work(_):
        if not PSBT.parse(raw).sign_with(OURS.root):
            raise AssertionError("embit signed nothing")

    return Contender("embit: parse + sign, inside Python", work, whole=False)


def embit_process(path):
    """embit with Python's start."""
    line = [sys.executable, "-c", EMBIT_PROCESS, str(path), OURS.words]
    return Contender("embit: whole process",
                     lambda _: subprocess.run(line, check=True, stdout=subprocess.DEVNULL))


def bdk_sign_alone(path, kind="p2wpkh"):
    """BDK's `sign`, with the wallet made and the PSBT parsed beforehand."""
    wallet = signing_wallet(OURS, kind)
    text = base64.b64encode(path.read_bytes()).decode()
    return Contender("BDK: sign alone, inside Python", lambda psbt: wallet.sign(psbt, OPTIONS),
                     lambda: bdkpython.Psbt(text), whole=False)


def against_others(race, chain, spend):
    """One spend, four contenders, ratios to coldframe."""
    path = race.psbt(spend, chain)
    ours = race.sign("**coldframe sign: whole process**", path, spend.kind)
    others = [embit_in_process(path), embit_process(path), bdk_sign_alone(path, spend.kind)]
    race.run([ours, *others])
    print(f"\n{spend.name} ({path.stat().st_size:,} bytes)\n")
    print("| what | median ms | fastest–slowest | CPU ms | coldframe takes | of its CPU |")
    print("|---|---:|---:|---:|---:|---:|")
    for entry in [ours, *others]:
        ratios = f"{ours.median() / entry.median():.2f} × | {ours.cpu() / entry.cpu():.2f} ×"
        print(f"| {entry.name} | {entry.cells()} | {ratios} |")


def linear(race, chain):
    """10, 100 and 1,000 inputs: the cost of one more input stays the same."""
    spends = [Spend("n", "p2wpkh", inputs=count, ordinarily=True) for count in (10, 100, 1_000)]
    entries = [race.sign(f"{spend.inputs:,} inputs", race.psbt(spend, chain)) for spend in spends]
    race.run(entries)
    print("\nInputs\n\n| p2wpkh | median ms | fastest–slowest | CPU ms | ms per further input | CPU ms |")
    print("|---|---:|---:|---:|---:|---:|")
    print(f"| {entries[0].name} | {entries[0].cells()} | | |")
    for place in (1, 2):
        entry, before = entries[place], entries[place - 1]
        more = spends[place].inputs - spends[place - 1].inputs
        slope = f"{(entry.median() - before.median()) / more:.3f} | {(entry.cpu() - before.cpu()) / more:.3f}"
        print(f"| {entry.name} | {entry.cells()} | {slope} |")


def smallest(race, chain):
    """A review of one input: time and the most memory it ever held."""
    path = race.psbt(Spend("one", "p2wpkh", ordinarily=True), chain)
    entry = race.review("review of 1 input: whole process", path)
    race.run([entry])
    line = [race.program.binary, *map(str, race.review_line(path))]
    peak = statistics.median(peak_kib(line) for _ in range(race.rounds))
    print("\nSmallest job\n\n| what | median ms | fastest–slowest | CPU ms | peak memory |\n|---|---:|---:|---:|---:|")
    print(f"| {entry.name} | {entry.cells()} | {peak / 1024:.1f} MiB |")


def main():
    """All tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="target/release/coldframe")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    race, chain = Race(options.binary, max(options.rounds, 7)), Chain()
    print(f"Medians of {race.rounds} interleaved runs on {os.cpu_count()} cores.")
    try:
        against_others(race, chain, Spend("200 inputs, p2wpkh", "p2wpkh", inputs=200, ordinarily=True))
        against_others(race, chain, Spend("200 inputs, p2tr", "p2tr", inputs=200))
        against_others(race, chain, Spend("200 inputs of one payout, p2wpkh", "p2wpkh", inputs=200, together=True))
        linear(race, chain)
        smallest(race, chain)
    finally:
        chain.close()


if __name__ == "__main__":
    main()
