"""Judge: BBQr frames cross between coldframe and Coinkite's own npm bbqr, in H, 2 and Z.

Both ways, shuffled and doubled, with frames of another file and contradicting frames in between.
The control run has Coinkite's implementation at both ends.
"""

import re

from channels import LOSSLESS, dice, interleave
from harness import must, same
from payloads import payloads
from transports import Unreadable, bbqr_join, bbqr_split, nothing_of

ENCODINGS = ("H", "2", "Z")
VERSIONS = (5, 15, 27)
FRAME = re.compile(r"^B\$([H2Z])P([0-9A-Z]{2})([0-9A-Z]{2})([0-9A-Z]+)$")


def run(report, subject, quick=False):
    """Ours to theirs, theirs to ours, forgers."""
    ours = subject.transport()
    carried = payloads((1, 5) if quick else (1, 5, 20, 100))
    for inputs, payload in carried.items():
        for encoding in ENCODINGS:
            for name, channel in LOSSLESS.items():
                with report.case(f"{inputs} in, {encoding}, {ours.name} to Coinkite, {name}"):
                    to_coinkite(ours, payload, encoding, name, channel)
            for version in VERSIONS:
                with report.case(f"{inputs} in, {encoding}, Coinkite at QR v{version} to {ours.name}"):
                    from_coinkite(ours, payload, encoding, version)
    forgers(report, ours, carried[5])


def to_coinkite(ours, payload, encoding, name, channel):
    """Coinkite's decoder gets the payload byte for byte."""
    frames = ours.bbqr_frames(payload, encoding)
    matches = [FRAME.match(frame) for frame in frames]
    must(all(matches), f"not a BBQr frame: {frames[0][:40]}")
    must(matches[0][1] in (encoding, "2"), f"asked for {encoding}, drew {matches[0][1]}")
    body = {len(match[4]) for match in matches[:-1]}
    whole = 2 if encoding == "H" else 8  # letters that make whole bytes
    must(len(body) <= 1 and all(length % whole == 0 for length in body), f"uneven parts: {sorted(body)}")
    answer = bbqr_join(channel(frames, dice(name)))
    same(answer["fileType"], "P", "the file type")
    same(answer["payload"], payload, "the payload")


def from_coinkite(ours, payload, encoding, version):
    """We read Coinkite's frames shuffled, each of them doubled."""
    split = bbqr_split(payload, encoding, version)
    frames = dice(f"{encoding}{version}").sample(split["parts"] * 2, 2 * len(split["parts"]))
    same(ours.read(frames), payload, "the payload")


def forgers(report, ours, payload):
    """Frames of another file do not win; a part that contradicts an earlier one is not believed."""
    frames = bbqr_split(payload, "2", 10)["parts"]
    others = bbqr_split(payload + bytes(900), "2", 10)["parts"][:4]
    with report.case("a missing part gives nothing"):
        nothing_of(ours, frames[:-1])
    with report.case("a part with another length of series gives nothing"):
        nothing_of(ours, [*frames[:-1], others[0]])
    if not ours.draws:
        return  # Coinkite's decoder knows one series only; there is nothing to compare
    with report.case("frames of another series in between"):
        same(ours.read(interleave(frames, others, first=True)), payload, "the payload")
    with report.case("a contradicting part: the payload or nothing, never a blend"):
        never_a_blend(ours, frames, payload)


def never_a_blend(ours, frames, payload):
    """The same part twice with different content."""
    body = frames[1]
    liar = body[:-1] + ("A" if body[-1] != "A" else "B")
    for order in ([frames[0], liar, *frames[1:]], [*frames[:2], liar, *frames[2:]]):
        try:
            same(ours.read(order), payload, "the payload")
        except Unreadable:
            pass
