"""Judge: the answer leaves in the version and the format in which the question came.

The same unsigned PSBT comes as bytes, base64, hex, UR and BBQr (H, 2, Z), written by other
people's code, and the answer is read by other people's code: the same signed PSBT every time.
"""

import base64
import pathlib
import tempfile

from embit.psbt import PSBT

from harness import must, same
from kernel import Chain
from makers import EmbitMaker
from spends import Spend
from transports import bbqr_join, bbqr_split, ur_decode, ur_encode

WIDEST_VERSION = 15


def run(report, subject, quick=False):
    """Every format in both PSBT versions."""
    if not subject.reviews:
        with report.case("the control: what is written here is read back here"):
            control()
        return
    chain = Chain()
    try:
        for version in (0, 2):
            spend = Spend("answered", "p2wpkh", inputs=5)
            made = EmbitMaker(version).make(spend, spend.coins(chain))
            plain = None
            with report.case(f"v{version} is answered in version {version}"):
                plain = subject.sign(made, spend)
                same(PSBT.parse(plain).version or 0, version, "the version of the answer")
            for name, (write, read) in FORMATS.items():
                with report.case(f"v{version}, {name} in, {name} out"):
                    must(plain is not None, "there is no answer in bytes to compare with")
                    same(read(answered(subject.program, write(made.psbt), spend)), plain, "the answer")
    finally:
        chain.close()


def answered(program, question, spend):
    """The output file for an input file, as text."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        home = pathlib.Path(folder)
        source, out, state = home / "question", home / "answer", home / "state"
        source.write_text(question)
        review = program.review(source, [spend.wallet.origin(spend.kind)], state)
        program.sign(source, out, spend.wallet, review, state).ok()
        return out.read_text()


def write_ur(raw):
    """UR frames by npm, one per line."""
    return "\n".join(ur_encode(raw, "crypto-psbt", 120, 0, 60)).upper() + "\n"


def read_ur(text):
    """UR frames, read by npm."""
    must(text.startswith("UR:CRYPTO-PSBT/"), f"no UR of version 1: {text[:40]}")
    return ur_decode(text.split())["payload"]


def bbqr(encoding):
    """Coinkite's writer and reader for one encoding."""
    def write(raw):
        return "\n".join(bbqr_split(raw, encoding, WIDEST_VERSION)["parts"]) + "\n"

    def read(text):
        answer = bbqr_join(text.split())
        must(answer["encoding"] in (encoding, "2"), f"answered in {answer['encoding']}")
        return answer["payload"]

    return write, read


def read_hex(text):
    """Hexadecimal digits of either case."""
    return bytes.fromhex(text.strip())


FORMATS = {
    "base64": (lambda raw: base64.b64encode(raw).decode(), lambda text: base64.b64decode(text, validate=False)),
    "hex": (bytes.hex, read_hex),
    "UR": (write_ur, read_ur),
    "BBQr H": bbqr("H"),
    "BBQr 2": bbqr("2"),
    "BBQr Z": bbqr("Z"),
}


def control():
    """Each writer's text leads back to the bytes."""
    raw = bytes(range(256)) * 9
    for name, (write, read) in FORMATS.items():
        same(read(write(raw)), raw, name)
