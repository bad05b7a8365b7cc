"""The race of sharing: the library against PyPI shamir-mnemonic, 3 of 5 shares of 32 bytes, rounds interleaved.

`--oracle` is the built example share_oracle: the library on standard input. Both run as processes of their own, once
for one secret from start to end, once for many, so that the start counts little. Our split also restores the secret
from all it wrote, theirs does not. Beside the wall clock stands processor time, which a busy machine stretches less.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time

import shamir_mnemonic as reference

SECRET, MANY = bytes(range(32)), 40
THEIRS = """
import sys
import shamir_mnemonic as reference
count, exponent, shares = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split("|")
for _ in range(count):
    {work}
"""
SPLIT = 'reference.generate_mnemonics(1, [(3, 5)], bytes(range(32)), b"", True, exponent)'
COMBINE = 'reference.combine_mnemonics(shares, b"")'


class Side:
    """One of the two: what it runs, and how long each run took."""

    def __init__(self, command, given, count):
        self.command, self.given, self.count = command, given, count
        self.wall, self.busy = [], []

    def run(self):
        before, start = busy(), time.perf_counter()
        subprocess.run(self.command, input=self.given, stdout=subprocess.DEVNULL, text=True, check=True)
        self.wall.append((time.perf_counter() - start) * 1_000 / self.count)
        self.busy.append((busy() - before) * 1_000 / self.count)

    def cells(self):
        return f"{statistics.median(self.wall):.1f} ms | {statistics.median(self.busy):.1f} ms"


def busy():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sides(program, what, exponent, count):
    """The library and the reference at the same work."""
    shares = "|".join(reference.generate_mnemonics(1, [(3, 5)], SECRET, b"", True, exponent)[0][:3])
    question = {
        "split": f"split slip39 1 3/5 {exponent} 1 - {SECRET.hex()}\n",
        "combine": f"combine - {shares}\n",
    }[what]
    work = {"split": SPLIT, "combine": COMBINE}[what]
    theirs = [sys.executable, "-c", THEIRS.format(work=work), str(count), str(exponent), shares]
    return Side([program], question * count, count), Side(theirs, "", count)


def main():
    """One table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oracle", required=True)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    print("| 3 of 5, 32 bytes | exponent | ours | busy | shamir-mnemonic | busy | wall | busy |")
    print("|---|---|---|---|---|---|---|---|")
    for exponent in (0, 1):
        for count in (1, MANY):
            for what in ("split", "combine"):
                ours, theirs = sides(options.oracle, what, exponent, count)
                for _ in range(options.rounds):
                    ours.run()
                    theirs.run()
                name = f"{what}, whole process" if count == 1 else f"{what}, of {count} in one process"
                wall = statistics.median(ours.wall) / statistics.median(theirs.wall)
                work = statistics.median(ours.busy) / statistics.median(theirs.busy)
                print(f"| {name} | {exponent} | {ours.cells()} | {theirs.cells()} | {wall:.2f} × | {work:.2f} × |")


if __name__ == "__main__":
    main()
