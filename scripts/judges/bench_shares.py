"""The race of sharing: the library against PyPI shamir-mnemonic, 3 of 5 shares of 32 bytes, rounds interleaved.

`--oracle` is the built example share_oracle: the library behind a pipe. Once within running processes, where the
pipe counts against us and our split also restores from what it wrote; once as whole processes, from start to end.
"""

import argparse
import statistics
import subprocess
import sys
import time

import shamir_mnemonic as reference

SECRET, GROUPS = bytes(range(32)), [(3, 5)]
THEIR_SPLIT = """
import shamir_mnemonic as reference
reference.generate_mnemonics(1, [(3, 5)], bytes(range(32)), b"", True, {exponent})
"""
THEIR_COMBINE = """
import sys
import shamir_mnemonic as reference
reference.combine_mnemonics(sys.argv[1].split("|"), b"")
"""


class Pipe:
    """The library in a process that is running."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        return self.process.stdout.readline().rstrip("\n")


def split_line(exponent):
    return f"split slip39 1 3/5 {exponent} 1 - {SECRET.hex()}"


def once(program, question):
    """The library as a process of its own."""
    return subprocess.run([program], input=question + "\n", capture_output=True, text=True, check=True).stdout


def python(code, *arguments):
    """The reference as a process of its own."""
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)


def contenders(program, pipe, exponent):
    """Pairs of (what, ours, theirs)."""
    shares = reference.generate_mnemonics(1, GROUPS, SECRET, b"", True, exponent)[0][:3]
    line = "combine - " + "|".join(shares)
    assert pipe.ask(line) == SECRET.hex()
    return [
        ("split", lambda: pipe.ask(split_line(exponent)),
         lambda: reference.generate_mnemonics(1, GROUPS, SECRET, b"", True, exponent)),
        ("combine", lambda: pipe.ask(line), lambda: reference.combine_mnemonics(shares, b"")),
        ("split, whole process", lambda: once(program, split_line(exponent)),
         lambda: python(THEIR_SPLIT.format(exponent=exponent))),
        ("combine, whole process", lambda: once(program, line),
         lambda: python(THEIR_COMBINE, "|".join(shares))),
    ]


def timed(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1_000


def main():
    """One table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oracle", required=True)
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    pipe = Pipe(options.oracle)
    print("| 3 of 5, 32 bytes | exponent | ours | shamir-mnemonic | ours / theirs |")
    print("|---|---|---|---|---|")
    for exponent in (0, 1):
        for what, ours, theirs in contenders(options.oracle, pipe, exponent):
            times = [(timed(ours), timed(theirs)) for _ in range(options.rounds)]
            mine, other = (statistics.median(column) for column in zip(*times))
            print(f"| {what} | {exponent} | {mine:.1f} ms | {other:.1f} ms | {mine / other:.2f} |")


if __name__ == "__main__":
    main()
