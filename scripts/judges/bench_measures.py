"""What the memory measures cost: coldframe against itself without them, rounds interleaved.

`--bare` is a build with the feature of that name: a plain thread, plain heap, nothing locked or wiped.
The vault is raced against scrypt alone, which must be nearly all of it.
"""

import argparse
import hashlib

from bench import Contender, Race
from coldframe import NETWORK, Coldframe, secrets_of
from kernel import Chain
from spends import Spend
from wallets import OURS

MOST = 1.3
NAME, FILE_PASSPHRASE = "bench", "mustard-velvet-anchor-ribbon-cactus-lunar-42"
SCRYPT = {"n": 1 << 18, "r": 8, "p": 1, "maxmem": 1 << 29, "dklen": 32}


def check(program, name):
    """`seed check`, from start to end."""
    line = ["seed", "check", *NETWORK]
    return Contender(name, lambda _: program.run(line, secrets_of(OURS)).ok())


def sign(race, program, path, name):
    """`sign`, from start to end."""
    review = program.review(path, [OURS.origin("p2wpkh")], race.fresh(".state"))

    def work(state):
        program.sign(path, race.fresh(".signed"), OURS, review, state).ok()

    return Contender(name, work, lambda: race.fresh(".state"))


def unlock(race, program):
    """A named seed opened; None where this build has no vault."""
    state = race.fresh(".state")
    line = ["vault", "add", NAME, *NETWORK, "--state", state]
    if program.run(line, [("--seed-fd", OURS.words), ("--new-vault-passphrase-fd", FILE_PASSPHRASE)]).code:
        return None
    test = ["vault", "open-test", NAME, *NETWORK, "--state", state]
    opened = [("--vault-passphrase-fd", FILE_PASSPHRASE)]
    return Contender("vault open-test", lambda _: program.run(test, opened).ok())


def scrypt_alone(_):
    """The same work factor in OpenSSL."""
    hashlib.scrypt(FILE_PASSPHRASE.encode(), salt=b"salt of sixteen.", **SCRYPT)


def row(name, with_it, without, most=MOST):
    """One line: ratios of the clock on the wall and of processor time."""
    wall, busy = with_it.median() / without.median(), with_it.cpu() / without.cpu()
    print(f"| {name} | {wall:.2f} × | {busy:.2f} × | {'within' if wall <= most else 'ABOVE'} {most} × |")


def main():
    """One table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default="target/release/coldframe")
    parser.add_argument("--bare", required=True)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    race, bare, chain = Race(options.binary, max(options.rounds, 7)), Coldframe(options.bare), Chain()
    try:
        one = race.psbt(Spend("one", "p2wpkh", ordinarily=True), chain)
        many = race.psbt(Spend("many", "p2wpkh", inputs=50, ordinarily=True), chain)
    finally:
        chain.close()
    pairs = [("seed check", check(race.program, "with"), check(bare, "without"))]
    for name, path in (("sign, 1 input", one), ("sign, 50 inputs", many)):
        pairs.append((name, sign(race, race.program, path, "with"), sign(race, bare, path, "without")))
    race.run([contender for _, *both in pairs for contender in both])
    print(f"Medians of {race.rounds} interleaved runs, whole processes.\n")
    print("| what | with the memory measures | processor time | |\n|---|---:|---:|---|")
    for name, with_it, without in pairs:
        row(name, with_it, without)
    opened = unlock(race, race.program)
    if opened is None:
        print("\nSKIPPED  bench: this build has no vault, so none was raced against scrypt")
        return
    alone = Contender("scrypt alone", scrypt_alone, whole=False)
    race.run([opened, alone])
    row("vault open-test, against scrypt alone", opened, alone)


if __name__ == "__main__":
    main()
