"""Judge: a PSBT converted between version 0 and 2 is the same transaction to other readers.

embit and @scure/btc-signer read our version 2, embit and BDK our version 0; BDK must refuse
version 2, or the conversion was none. A PSBT brought there and back is byte for byte the old one.
"""

import base64
import pathlib
import tempfile

import bdkpython
from embit.psbt import PSBT

from harness import must, same
from kernel import Chain
from makers import EmbitMaker
from makers_scure import ScureMaker
from node import Node
from spends import Spend, peculiar
from wallets import KINDS


def run(report, subject, quick=False):
    """Every kind and every odd field, there and back."""
    if not subject.reviews:
        with report.case("the control: embit's and scure's own versions agree"):
            control()
        return
    chain = Chain()
    try:
        for kind in KINDS:
            for spend in [Spend(f"{kind} 3 in", kind, inputs=3), *peculiar(kind)]:
                coins = spend.coins(chain)
                spend = spend.locked_ahead(chain.height)
                with report.case(f"{spend.name}: 0 to 2 and back"):
                    upward(subject.program, EmbitMaker(0).make(spend, coins).psbt)
                for maker in (EmbitMaker(2), ScureMaker(2)):
                    with report.case(f"{spend.name}: 2 to 0, by {maker.label}"):
                        downward(subject.program, maker.make(spend, coins).psbt)
            with report.case(f"{kind}: signed, then brought to the other version, then mined"):
                signed_first(chain, subject, kind)
    finally:
        chain.close()


def upward(program, old):
    """Version 0 to 2 and back."""
    new = converted(program, old, 2)
    same(substance(new), substance(old), "embit's reading of our version 2")
    answer = read_by_scure(new)
    tx = PSBT.parse(old).tx
    same(answer["outputs"], [[out.script_pubkey.data.hex(), out.value] for out in tx.vout], "outputs by scure")
    same((answer["inputs"], answer["locktime"]), (len(tx.vin), tx.locktime), "inputs and locktime by scure")
    must(not bdk_reads(new), "BDK read version 2: this is no version 2")
    same(converted(program, new, 0), old, "there and back")


def downward(program, new):
    """Version 2 to 0."""
    old = converted(program, new, 0)
    same(substance(old), substance(new), "embit's reading of our version 0")
    must(bdk_reads(old), "BDK refuses our version 0")
    same(read_by_scure(old), read_by_scure(new), "scure's reading of our version 0")


def signed_first(chain, subject, kind):
    """Signatures survive the way to the other version: its makers finish what others signed."""
    spend = Spend(f"{kind} signed", kind, inputs=2)
    for maker, other in ((EmbitMaker(0), ScureMaker(2)), (ScureMaker(2), EmbitMaker(0))):
        coins = spend.coins(chain)
        signed = converted(subject.program, subject.sign(maker.make(spend, coins), spend), other.version)
        finished = other.make(spend, coins).finalise(signed)
        must(chain.accepts(finished), f"the engine refused what {other.label} finished: {chain.refusal()}")


def converted(program, raw, version):
    """`coldframe convert --psbt-version`."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        source, out = pathlib.Path(folder) / "in.psbt", pathlib.Path(folder) / "out.psbt"
        source.write_bytes(raw)
        program.convert(source, out, "--psbt-version", version).ok()
        return out.read_bytes()


def substance(raw):
    """What embit reads in a PSBT of either version: the transaction and every claim."""
    psbt = PSBT.parse(raw)
    claims = [
        sorted((key.sec(), der.fingerprint, tuple(der.derivation)) for key, der in scope.bip32_derivations.items())
        for scope in [*psbt.inputs, *psbt.outputs]
    ]
    amounts = [psbt.utxo(place).value for place in range(len(psbt.inputs))]
    return psbt.tx.serialize(), claims, amounts


def read_by_scure(raw):
    """What @scure/btc-signer reads in it."""
    return Node.shared().call("scure/read", psbt=raw.hex())


def bdk_reads(raw):
    """Whether BDK's reader takes it."""
    try:
        bdkpython.Psbt(base64.b64encode(raw).decode())
    except bdkpython.PsbtParseError:
        return False
    return True


def control():
    """The comparison itself: two makers, two versions, one substance; and BDK tells them apart."""
    chain = Chain()
    try:
        spend = Spend("control", "p2wpkh", inputs=3, change=False)
        coins = spend.coins(chain)
        old, new = (EmbitMaker(version).make(spend, coins).psbt for version in (0, 2))
        same(substance(old), substance(new), "embit's two versions")
        same(substance(ScureMaker(2).make(spend, coins).psbt), substance(new), "scure against embit")
        must(bdk_reads(old) and not bdk_reads(new), "BDK does not tell the versions apart")
    finally:
        chain.close()
