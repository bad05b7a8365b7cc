"""PSBTs to carry: real ones over a real chain, from one frame's worth to many."""

from kernel import Chain
from makers import EmbitMaker
from spends import Spend


def payloads(sizes):
    """{inputs: PSBT} made by embit."""
    chain = Chain()
    try:
        made = {}
        for count in sizes:
            spend = Spend(f"carried {count}", "p2wpkh", inputs=count)
            made[count] = EmbitMaker(0).make(spend, spend.coins(chain)).psbt
        return made
    finally:
        chain.close()
