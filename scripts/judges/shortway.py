"""Judge: the short answer that codes carry is all a companion needs.

Pictures carry the transaction and the signatures only. BDK and embit combine them with the PSBT
they made, their own finalisers finish it, and Core's engine mines the result; our own `finalize
--original` comes to the same bytes. `--full` carries everything, and the same question gives the
same pictures twice.
"""

import base64
import pathlib
import tempfile

import bdkpython
from embit.psbt import PSBT

from answers import merged, read_ur, seen, write_ur
from harness import must, same
from kernel import Chain
from makers import EmbitMaker
from makers_bdk import BdkMaker
from makers_scure import ScureMaker
from painters import segno_picture
from readers import encoded
from spends import Spend
from wallets import KINDS

# What may stand in a short answer: input fields by type.
SIGNATURES = {0x02, 0x13}


def run(report, subject, quick=False):
    """Every kind, both versions, three makers."""
    if not subject.reviews:
        return
    chain = Chain()
    try:
        for kind in KINDS:
            for maker in (EmbitMaker(0), EmbitMaker(2), BdkMaker(), ScureMaker(2)):
                for inputs in ((1,) if quick else (1, 5)):
                    spend = Spend(f"short {kind} {inputs}", kind, inputs=inputs)
                    with report.case(f"{kind}, {inputs} in, by {maker.label}") as remarks:
                        one(chain, subject.program, maker, spend, remarks)
        with report.case("the same question gives the same pictures, and another option another"):
            same_pictures(chain, subject.program)
    finally:
        chain.close()


def one(chain, program, maker, spend, remarks):
    """The question in, the short answer out, everybody's combination of the two."""
    coins = spend.coins(chain)
    made = maker.make(spend, coins)
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        home = pathlib.Path(folder)
        short = read_ur("\n".join(seen(answered(program, home, made.psbt, spend, "short.gif"))))
        full = read_ur("\n".join(seen(answered(program, home, made.psbt, spend, "full.gif", "--full"))))
        whole = answered(program, home, made.psbt, spend, "whole.psbt")
        same(full, whole, "the pictures of --full against the file")
        must(len(short) < len(whole), "the short answer is not shorter")
        remarks.append(f"{len(short)} bytes instead of {len(whole)}")
        only_what_is_missing(short, made.psbt)
        finished = made.finalise(merged(made.psbt, short))
        same(finished, made.finalise(whole), "embit's combination, finished by its maker, against the whole answer")
        if maker.version == 0:
            same(made.finalise(combined_by_bdk(made.psbt, short)), finished, "BDK's combination, finished by its maker")
        (home / "original.psbt").write_bytes(made.psbt)
        (home / "short.psbt").write_bytes(short)
        program.finalize(home / "short.psbt", home / "spend.tx", home / "original.psbt").ok()
        same((home / "spend.tx").read_bytes(), finished, "our own finalize --original")
        alone = program.finalize(home / "short.psbt", home / "alone.tx")
        must(alone.code != 0 and "--original" in alone.err, "a short answer alone was finished, or without a hint")
    must(chain.accepts(finished), f"the engine refused it: {chain.refusal()}")


def answered(program, home, psbt, spend, name, *options):
    """The output file for a question in pictures of UR."""
    source, out, state = home / "question", home / name, home / f"{name}.state"
    if not source.exists():
        source.mkdir()
        for place, text in enumerate(write_ur(psbt).split()):
            (source / f"{place:03}.png").write_bytes(encoded(segno_picture(text), "PNG"))
    if out.suffix == ".psbt":
        source = home / "question.psbt"
        source.write_bytes(psbt)
    review = program.review(source, [spend.wallet.origin(kind) for kind in spend.kinds()], state)
    program.sign(source, out, spend.wallet, review, state, *options).ok()
    return out.read_bytes()


def only_what_is_missing(short, question):
    """embit finds the transaction and signatures in it, and nothing else."""
    answer, asked = PSBT.parse(short), PSBT.parse(question)
    same(answer.tx.serialize(), asked.tx.serialize(), "the transaction")
    for scope in answer.inputs:
        must(scope.partial_sigs or scope.unknown or getattr(scope, "taproot_key_sig", None), "an input without a signature")
        must(not scope.non_witness_utxo and not scope.witness_utxo, "an input carries its coin")
        must(not scope.bip32_derivations and not scope.taproot_bip32_derivations, "an input carries a path")
        must(set(key[0] for key in scope.unknown) <= SIGNATURES, f"an input carries {list(scope.unknown)}")
    for scope in answer.outputs:
        must(not scope.bip32_derivations and not scope.taproot_bip32_derivations and not scope.unknown,
             "an output carries a claim")


def combined_by_bdk(question, answer):
    """BDK's combiner (BIP-174)."""
    psbt = bdkpython.Psbt(base64.b64encode(question).decode())
    whole = psbt.combine(bdkpython.Psbt(base64.b64encode(answer).decode()))
    return base64.b64decode(whole.serialize())


def same_pictures(chain, program):
    """No channel in the frames: nothing about them but the question, the key and the options."""
    spend = Spend("twice", "p2wpkh", inputs=5)
    psbt = EmbitMaker(0).make(spend, spend.coins(chain)).psbt
    pictures = []
    for options in ((), (), ("--to", "coldframe")):
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            pictures.append(answered(program, pathlib.Path(folder), psbt, spend, "answer.gif", *options))
    same(pictures[0], pictures[1], "two answers to one question")
