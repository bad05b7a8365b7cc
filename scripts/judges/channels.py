"""What happens to frames between a screen and a camera, and what an attacker holds in between."""

import random

from harness import SEED


def in_order(frames, _rng):
    """Nothing goes wrong."""
    return frames


def late(frames, _rng):
    """The first four frames were missed."""
    return frames[4:]


def every_third_lost(frames, _rng):
    """The exposure beats against the frame rate."""
    return [frame for place, frame in enumerate(frames) if place % 3 != 2]


def shuffled(frames, rng):
    """In any order."""
    return rng.sample(frames, len(frames))


def doubled(frames, _rng):
    """Each frame seen two or three times, and one old one again."""
    seen = [frame for place, frame in enumerate(frames) for _ in range(2 + place % 2)]
    return seen[:5] + seen[:2] + seen[5:]


LOSSY = {
    "in order": in_order, "joined late": late, "every third lost": every_third_lost,
    "shuffled": shuffled, "doubled": doubled,
}
LOSSLESS = {name: LOSSY[name] for name in ("in order", "shuffled", "doubled")}


def dice(name):
    """A source of chance that is the same in every run with the same seed."""
    return random.Random(f"{SEED}{name}")


def interleave(frames, forged, first):
    """Forged frames after every genuine one, or before it (`first`)."""
    mixed = []
    for place, frame in enumerate(frames):
        lie = [forged[place % len(forged)]] if place < len(forged) else []
        mixed += [*lie, frame] if first else [frame, *lie]
    return mixed
