"""Judge: UR frames cross between coldframe and npm @ngraveio/bc-ur with Keystone's registry.

Both ways, over channels that lose, double and shuffle, in both generations of names, for fragment
lengths from 30 to 400 bytes, from any point of the fountain, and with forged frames in between.
The control run has the npm implementation at both ends.
"""

import re

from channels import LOSSY, dice, interleave
from harness import must, same
from payloads import payloads
from transports import nothing_of, ur_decode, ur_encode, ur_indexes

FRAGMENTS = (30, 77, 120, 200, 400)
MIXED_PARTS_MAX = 40
PART = re.compile(r"^UR:(CRYPTO-PSBT)/([1-9][0-9]*)-([1-9][0-9]*)/([A-Z]+)$")
COUNTS = re.compile(r"/([0-9]+)-([0-9]+)/")
SINGLE = re.compile(r"^UR:CRYPTO-PSBT/[A-Z]+$")


def run(report, subject, quick=False):
    """Ours to theirs, theirs to ours, forgers."""
    ours = subject.transport()
    carried = payloads((1, 5) if quick else (1, 5, 20, 40))
    for inputs, payload in carried.items():
        with report.case(f"{inputs} in, our frames are well formed"):
            well_formed(ours, payload)
        for name, channel in LOSSY.items():
            with report.case(f"{inputs} in, {ours.name} to npm, {name}"):
                to_npm(ours, payload, name, channel)
        if inputs > 1:
            with report.case(f"{inputs} in, {ours.name} to npm, a mixed part for each missed one"):
                mixed_parts(ours, payload)
        for fragment in [size for size in FRAGMENTS if inputs < 40 or size >= 120]:
            for kind in ("crypto-psbt", "psbt"):
                with report.case(f"{inputs} in, npm {kind} of {fragment} bytes to {ours.name}"):
                    from_npm(ours, payload, fragment, kind)
    forgers(report, ours, carried)


def well_formed(ours, payload):
    """Upper case for QR's small alphabet, the version 1 name, consistent counts."""
    frames = ours.ur_frames(payload, 2)
    if not ours.draws:
        frames = [frame.upper() for frame in frames]
    if len(frames) == 1:
        must(SINGLE.match(frames[0]), f"not a single-part UR: {frames[0][:60]}")
        return
    matches = [PART.match(frame) for frame in frames]
    must(all(matches), f"not a UR part: {[frame[:60] for frame in frames][:3]}")
    same(len({match[3] for match in matches}), 1, "different part counts in one message")


def to_npm(ours, payload, name, channel):
    """The npm decoder gets the payload byte for byte through the channel."""
    frames = ours.ur_frames(payload, 6)
    single = len(frames) == 1
    answer = ur_decode(frames if single else channel(frames, dice(name)))
    same(answer["type"], "crypto-psbt", "the registry name")
    same(answer["payload"], payload, "the payload")


def mixed_parts(ours, payload):
    """Each mixed part of ours stands in for a pure part that npm says it is made of."""
    frames = list(dict.fromkeys(ours.ur_frames(payload, 3)))
    pure = {sequence(frame) - 1: frame for frame in frames if not is_mixed(frame)}
    mixed = [frame for frame in frames if is_mixed(frame)]
    must(mixed, "no mixed part was drawn")
    for frame in mixed[:MIXED_PARTS_MAX]:
        missed = ur_indexes(frame)[0]
        others = [part for place, part in pure.items() if place != missed]
        same(ur_decode([*others, frame])["payload"], payload, f"the payload without part {missed + 1}")


def sequence(frame):
    """The sequence number of a part."""
    return int(frame.split("/")[1].split("-")[0])


def is_mixed(frame):
    """Whether the sequence number lies beyond the pure parts."""
    return sequence(frame) > int(frame.split("/")[1].split("-")[1])


def from_npm(ours, payload, fragment, kind):
    """We read npm's frames from a random point, shuffled, one in four lost."""
    rng = dice(f"{fragment} {kind} {len(payload)}")
    pure = -(-len(payload) // fragment) + 1
    frames = ur_encode(payload, kind, fragment, rng.randrange(3 * pure), 4 * pure + 20)
    kept = [frame for frame in rng.sample(frames, len(frames)) if rng.random() > 0.25]
    if kind == "psbt" or not ours.draws:
        kept = [frame.upper() for frame in kept]
    same(ours.read(kept), payload, "the payload")


def forgers(report, ours, carried):
    """Frames of another message, and frames that were tampered with, do not win."""
    payload = carried[5]
    forged = payload[:-200] + bytes(200)
    frames = ur_encode(payload, "crypto-psbt", 100, 0, 200)
    others = ur_encode(forged, "crypto-psbt", 100, 0, 12)
    tampered = [damage(frame, place) for place, frame in enumerate(frames[:40])]
    with report.case("frames of another message of the same length in between"):
        same(ours.read(interleave(frames, others, first=not_control(ours))), payload, "the payload")
    with report.case("frames with letters exchanged in between"):
        same(ours.read(interleave(frames, tampered, first=not_control(ours))), payload, "the payload")
    with report.case("frames that claim another part count than they carry in between"):
        counted = [COUNTS.sub(r"/\1-1\2/", frame) for frame in frames[:40]]
        same(ours.read(interleave(frames, counted, first=not_control(ours))), payload, "the payload")
    with report.case("too few frames give nothing"):
        nothing_of(ours, ur_encode(payload, "crypto-psbt", 100, 0, 5))
    with report.case("tampered frames alone give nothing"):
        nothing_of(ours, tampered)


def not_control(ours):
    """npm's decoder trusts the first frame it sees; only ours must survive a forged first one."""
    return ours.draws


def damage(frame, place):
    """Two different letters of the body exchanged: the checksum no longer holds."""
    head, _, body = frame.rpartition("/")
    letters = list(body)
    at = place % (len(letters) - 8)
    left, right = letters[at:at + 2], letters[at + 2:at + 4]
    if left == right:
        return head + "/" + body[:-2]
    letters[at:at + 2], letters[at + 2:at + 4] = right, left
    return head + "/" + "".join(letters)
