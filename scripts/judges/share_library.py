"""The sharing library and the reference implementation of SLIP-39 (PyPI shamir-mnemonic), both ways.

    python share_library.py ORACLE [ROUNDS]     ORACLE: the built example share_oracle

Random groups, thresholds, lengths, passphrases, exponents and flags. What one splits the other combines,
from a random quorum, under the right passphrase and under a wrong one.
"""

import random
import subprocess
import sys

import shamir_mnemonic as reference

PASSPHRASES = [b"", b"TREZOR", b" ", b"correct horse battery staple", bytes(range(32, 127))]


class Oracle:
    """The library behind a pipe, a line a question."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        return self.process.stdout.readline().rstrip("\n")

    def split(self, group_need, groups, exponent, extendable, passphrase, secret):
        named = ",".join(f"{need}/{of}" for need, of in groups)
        answer = self.ask(
            f"split slip39 {group_need} {named} {exponent} {int(extendable)} "
            f"{passphrase.hex() or '-'} {secret.hex()}"
        )
        if answer.startswith("error"):
            raise AssertionError(answer)
        words, shares = iter(answer.split("|")), []
        for _, of in groups:
            shares.append([next(words) for _ in range(of)])
        return shares

    def combine(self, passphrase, shares):
        return self.ask(f"combine {passphrase.hex() or '-'} {'|'.join(shares)}")


def group(dice):
    of = dice.randint(1, 16)
    return (1, 1) if of == 1 else (dice.randint(2, of), of)


def quorum(dice, group_need, groups, shares):
    chosen = []
    for index in dice.sample(range(len(groups)), group_need):
        chosen += dice.sample(shares[index], groups[index][0])
    dice.shuffle(chosen)
    return chosen


def case(dice, oracle):
    groups = [group(dice) for _ in range(dice.choice([1, 1, 2, 3, 4, 16]))]
    group_need = dice.randint(1, len(groups))
    secret = dice.randbytes(dice.choice([16, 18, 20, 24, 28, 30, 32, 32, 48, 64]))
    passphrase, exponent, extendable = dice.choice(PASSPHRASES), dice.choice([0, 0, 0, 1]), dice.random() < 0.5
    wrong = b"not " + passphrase[:40]

    ours = oracle.split(group_need, groups, exponent, extendable, passphrase, secret)
    chosen = quorum(dice, group_need, groups, ours)
    assert reference.combine_mnemonics(chosen, passphrase) == secret, "the reference restores something else"
    lost = reference.combine_mnemonics(chosen, wrong)
    assert oracle.combine(wrong, chosen) == lost.hex(), "a wrong passphrase opens another wallet"

    theirs = reference.generate_mnemonics(group_need, groups, secret, passphrase, extendable, exponent)
    chosen = quorum(dice, group_need, groups, theirs)
    assert oracle.combine(passphrase, chosen) == secret.hex(), "we restore something else"
    every = [share for members in theirs for share in members]
    assert oracle.combine(passphrase, every) == secret.hex(), "every share of a set restores it too"


def main():
    oracle, rounds = Oracle(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    for round_number in range(rounds):
        try:
            case(dice, oracle)
        except Exception as fault:
            raise SystemExit(f"FAILED seed {seed}, round {round_number}: {fault}") from fault
    print(f"shamir-mnemonic: {rounds} random plans, both ways")


if __name__ == "__main__":
    main()
