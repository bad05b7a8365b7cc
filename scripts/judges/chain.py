"""Judge: Bitcoin Core's engine mines what was signed and turns every mutated copy away.

Unsigned PSBTs come from wallets that are not ours, the finished transaction from the maker's own
finaliser, the verdict from the engine. The control run signs with embit.
"""

import importlib

from harness import SEED, Skip, must, same
from kernel import Chain
from mutants import mutants
from spends import Spend, large, ordinary, peculiar
from wallets import KINDS, OURS_WITH_PASSPHRASE

BROKEN_RULE = "CONSENSUS"


def run(report, signer, quick=False):
    """Every maker with every kind, then the large and the odd ones."""
    chain = Chain()
    try:
        for maker in makers(report):
            for kind in KINDS:
                for spend in table(maker, kind, quick):
                    with report.case(f"{maker.label}, {spend.name}"):
                        judge(chain, maker, spend, signer)
    finally:
        chain.close()


def makers(report):
    """The wallets that could be loaded; a missing one is counted as skipped."""
    wanted = [("makers", "EmbitMaker", (0,)), ("makers", "EmbitMaker", (2,)),
              ("makers_bdk", "BdkMaker", ()), ("makers_scure", "ScureMaker", (2,))]
    found = []
    for module, name, args in wanted:
        try:
            found.append(getattr(importlib.import_module(module), name)(*args))
        except (ImportError, Skip) as why:
            report.skip(f"chain: {module}", why)
    return found


def table(maker, kind, quick):
    """The cases of one maker and one kind."""
    if quick:
        return ordinary(kind, sizes=(1, 5))
    cases = ordinary(kind) + peculiar(kind) + large(kind)
    if kind == "p2wpkh" and maker.label.startswith("embit"):
        cases.append(Spend("p2wpkh with a passphrase", "p2wpkh", inputs=2, wallet=OURS_WITH_PASSPHRASE))
        cases.append(Spend("p2wpkh 200 in out of one payout", "p2wpkh", inputs=200, together=True))
    return cases


def judge(chain, maker, spend, signer):
    """Fund, make, sign, finish, try every mutant, mine the real one: not one block too early."""
    coins = spend.coins(chain)
    spend = spend.locked_ahead(chain.height)
    made = maker.make(spend, coins)
    signed = signer.sign(made, spend)
    finished = made.finalise(signed)
    if signer.reviews:
        same(signer.finalised(signed), finished, f"our finaliser against that of {maker.label}")
    if spend.wait_blocks:
        chain.mine_empty(spend.wait_blocks - 1)
        must(not chain.accepts(finished), "the engine took it a block before its lock was over")
        chain.mine_empty(1)
    for name, raw in mutants(finished, spend.mutants, f"{SEED}{spend.name}"):
        must(not chain.accepts(raw), f"the engine took a copy in which {name}")
        must(chain.refusal() == BROKEN_RULE, f"refused for another reason: {chain.refusal()}")
    must(chain.accepts(finished), f"the engine refused what was signed: {chain.refusal()}")
