"""Judge: the answer leaves in the version and the format in which the question came.

The same unsigned PSBT comes as bytes, base64, hex, base43, UR of both versions and BBQr (H, 2, Z), as
text and as pictures, written by other people's code, and the answer is read by other people's code:
the same signed PSBT every time, and to embit nothing but the question with signatures. Pictures carry
the short answer, so that it is put together with the question first, by embit.
"""

import base64
import pathlib
import tempfile

from embit.psbt import PSBT

from base43 import from_base43, to_base43
from harness import must, same
from kernel import Chain
from makers import TAP_KEY_SIGNATURE, EmbitMaker
from painters import segno_picture
from readers import encoded, greys, zxing
from spends import Spend
from transports import bbqr_join, bbqr_split, ur1_decode, ur1_encode, ur_decode, ur_encode

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
                same(unsigned(plain), unsigned(made.psbt), "the answer without signatures, to embit")
                same(PSBT.parse(plain).version or 0, version, "the version of the answer")
            for name, (write, read) in FORMATS.items():
                with report.case(f"v{version}, {name} in, {name} out"):
                    must(plain is not None, "there is no answer in bytes to compare with")
                    question = {"question": write(made.psbt).encode()}
                    same(read(answered(subject.program, question, spend, "answer").decode()), plain, "the answer")
            for name, (write, read) in PICTURES.items():
                with report.case(f"v{version}, pictures of {name} in, pictures of {name} out"):
                    must(plain is not None, "there is no answer in bytes to compare with")
                    texts = write(made.psbt).split()
                    pictures = {f"{place:03}.png": encoded(segno_picture(text), "PNG")
                                for place, text in enumerate(texts)}
                    gif = answered(subject.program, pictures, spend, "answer.gif")
                    short = read("\n".join(seen(gif)))
                    must(len(short) < len(plain), "the answer in pictures is no shorter")
                    same(merged(made.psbt, short), merged(plain, plain), "question and answer, put together")
    finally:
        chain.close()


def answered(program, question, spend, name):
    """The output file for the files of a question: one file, or a folder of pictures."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        home = pathlib.Path(folder)
        source, out, state = home / "in", home / name, home / "state"
        source.mkdir()
        for part, data in question.items():
            (source / part).write_bytes(data)
        source = source / "question" if "question" in question else source
        review = program.review(source, [spend.wallet.origin(spend.kind)], state)
        program.sign(source, out, spend.wallet, review, state).ok()
        return out.read_bytes()


def seen(gif):
    """What zxing-cpp reads in an animation, each text once."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        path = pathlib.Path(folder) / "answer.gif"
        path.write_bytes(gif)
        return list(dict.fromkeys(text for grey in greys(path) for text in zxing(grey)))


def merged(question, answer):
    """embit's combination of a PSBT with what came back, as embit writes it."""
    whole = PSBT.parse(question)
    for scope, answered_scope in zip(whole.inputs, PSBT.parse(answer).inputs, strict=True):
        scope.update(answered_scope)
    return whole.serialize()


def unsigned(raw):
    """embit's own writing of a PSBT without its signatures."""
    psbt = PSBT.parse(raw)
    for scope in psbt.inputs:
        scope.partial_sigs.clear()
        scope.unknown.pop(TAP_KEY_SIGNATURE, None)
    return psbt.serialize()


def write_ur(raw):
    """UR frames by npm, one per line."""
    return "\n".join(ur_encode(raw, "crypto-psbt", 120, 0, 60)).upper() + "\n"


def read_ur(text):
    """UR frames, read by npm."""
    must(text.startswith("UR:CRYPTO-PSBT/"), f"no UR of version 1: {text[:40]}")
    return ur_decode(text.split())["payload"]


def write_ur1(raw):
    """Frames of the first version by npm, one per line."""
    return "\n".join(ur1_encode(raw, 300)).upper() + "\n"


def read_ur1(text):
    """Frames of the first version, read by npm."""
    must(text.startswith("UR:BYTES/"), f"no UR of the first version: {text[:40]}")
    return ur1_decode(text.split())


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
    "base43": (to_base43, lambda text: from_base43(text.strip())),
    "UR": (write_ur, read_ur),
    "UR 1": (write_ur1, read_ur1),
    "BBQr H": bbqr("H"),
    "BBQr 2": bbqr("2"),
    "BBQr Z": bbqr("Z"),
}
# Whatever encoding a BBQr question came in, its answer is deflated.
PICTURES = {name: (FORMATS[name][0], FORMATS["BBQr Z" if name.startswith("BBQr") else name][1])
            for name in ("UR", "UR 1", "BBQr H", "BBQr 2", "BBQr Z")}


def control():
    """Each writer's text leads back to the bytes."""
    raw = bytes(range(256)) * 9
    for name, (write, read) in FORMATS.items():
        same(read(write(raw)), raw, name)
