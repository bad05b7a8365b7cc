"""Judge: the first version of UR crosses between coldframe and Cobo Vault's npm library.

Both ways, shuffled and doubled, with frames of another message and tampered frames in between. A
missing part gives nothing: this version has no mixed parts.
"""

import re

from channels import LOSSLESS, dice, interleave
from harness import must, same
from payloads import payloads
from transports import nothing_of, ur1_decode, ur1_encode

FRAGMENTS = (60, 200, 1000)
PART = re.compile(r"^UR:BYTES/([1-9][0-9]*)OF([1-9][0-9]*)/([02-9AC-HJ-NP-Z]{58})/([02-9AC-HJ-NP-Z]+)$")
SINGLE = re.compile(r"^UR:BYTES/[02-9AC-HJ-NP-Z]+$")


def run(report, subject, quick=False):
    """Ours to theirs, theirs to ours, forgers."""
    ours = subject.transport()
    carried = payloads((1, 5) if quick else (1, 5, 20))
    for inputs, payload in carried.items():
        for name, channel in LOSSLESS.items():
            with report.case(f"{inputs} in, {ours.name} to npm, {name}"):
                frames = ours.ur1_frames(payload)
                if ours.draws:
                    shape = SINGLE if len(frames) == 1 else PART
                    must(all(shape.match(frame) for frame in frames), f"not a part: {frames[0][:80]}")
                same(ur1_decode(channel(frames, dice(name))), payload, "the payload")
        for fragment in FRAGMENTS:
            frames = ur1_encode(payload, fragment)
            if len(frames) == 1 and not ours.draws:
                continue  # npm's decoder of parts does not take a message that needs none
            with report.case(f"{inputs} in, npm with {fragment} letters to {ours.name}"):
                mixed = dice(f"{fragment} {inputs}").sample(frames * 2, 2 * len(frames))
                same(ours.read(mixed), payload, "the payload")
                if ours.draws:
                    same(ours.read([frame.upper() for frame in mixed]), payload, "the payload in upper case")
    forgers(report, ours, carried[5])


def forgers(report, ours, payload):
    """What is not of this message is not believed."""
    frames = ur1_encode(payload, 200)
    with report.case("a missing part gives nothing"):
        nothing_of(ours, frames[:3] + frames[4:])
    if not ours.draws:
        return  # npm's decoder knows one message only; there is nothing to compare
    others = ur1_encode(payload[:-200] + bytes(200), 200)
    with report.case("frames of another message of the same length in between"):
        same(ours.read(interleave(frames, others[:-1], first=True)), payload, "the payload")
    with report.case("tampered frames in between, honest ones twice"):
        tampered = [frame[:-1] + ("q" if frame[-1] != "q" else "p") for frame in frames]
        same(ours.read([*interleave(frames, tampered[:3], first=True), *frames]), payload, "the payload")
