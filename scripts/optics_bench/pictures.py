"""Pictures of codes as cheap cameras take them, from numbers alone: optics, hand, light, sensor, JPEG.

The optics are written apart from those the reader was developed on: defocus is a disk, shake an arc,
lenses bend lines, paper curls, light falls off, glare comes as lamps and streaks, the sensor has a
Bayer pattern and counts electrons.
"""

import random
from dataclasses import dataclass, replace

import cv2
import numpy as np
import segno

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MODES = {"numeric": "numeric", "alnum": "alphanumeric", "byte": "byte"}


@dataclass
class Scene:
    tag: str = "plain"
    version: int = 8
    level: str = "l"
    mode: str = "alnum"
    width: int = 1280
    height: int = 720
    pixels: float = 5.0  # for each module
    turn: float = 3.0  # degrees
    tilt: float = 4.0  # degrees
    off: tuple = (0.0, 0.0)
    defocus: float = 0.15  # radius in modules
    shake: float = 0.0  # length in modules
    lens: float = 0.03
    curl: float = 0.0
    quiet: int = 4
    inverted: bool = False
    blend: float = 0.0  # share of a second frame
    roll: float = -1.0  # height at which a second frame begins
    background: str = "soft"
    dark: float = 0.05
    light: float = 0.7
    falloff: float = 0.2
    glare: float = 0.0
    electrons: float = 3000
    reading: float = 0.004
    gamma: float = 2.2
    sharpen: float = 0.4
    jpeg: int = 85
    empty: bool = False
    seed: int = 0


def symbol(scene, seed):
    """A full symbol of that version: modules and payload."""
    dice = random.Random(seed)
    length = 4
    letters = {"numeric": "0123456789", "alnum": ALPHANUMERIC}.get(scene.mode)

    def make(count):
        text = "".join(dice.choice(letters) for _ in range(count)) if letters else dice.randbytes(count)
        code = segno.make(text, version=scene.version, error=scene.level, mode=MODES[scene.mode],
                          boost_error=False, micro=False, mask=seed % 8)
        return code, text.encode() if letters else text

    step = max(1, scene.version * scene.version // 2)
    made = make(length)
    while True:
        try:
            made = make(length + step)
            length += step
        except segno.DataOverflowError:
            return np.array([list(row) for row in made[0].matrix], dtype=np.uint8), made[1]


def disk(radius):
    size = int(np.ceil(radius)) * 2 + 1
    y, x = np.mgrid[:size, :size] - size // 2
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return kernel / kernel.sum()


def arc(length, angle, bend):
    size = int(np.ceil(length)) + 3
    size += 1 - size % 2
    kernel = np.zeros((size, size), np.float32)
    for at in np.linspace(-0.5, 0.5, 64):
        x = size // 2 + at * length * np.cos(angle + bend * at)
        y = size // 2 + at * length * np.sin(angle + bend * at)
        kernel[int(round(y)), int(round(x))] += 1
    return kernel / kernel.sum()


def background(scene, dice):
    width, height = scene.width, scene.height
    soft = np.zeros((height, width), np.float32)
    for size in (4, 8, 16, 32, 64):
        grain = dice.normal(0, 3 / size, (size, size)).astype(np.float32)
        soft += cv2.resize(grain, (width, height))
    shade = (np.clip(0.45 + 0.12 * soft, 0, 1) * 255).astype(np.uint8)
    if scene.background == "text":
        for _ in range(60):
            words = "".join(chr(int(c)) for c in dice.integers(33, 122, 30))
            place = (int(dice.integers(-50, width)), int(dice.integers(0, height)))
            cv2.putText(shade, words, place, int(dice.integers(0, 5)), float(dice.uniform(0.3, 1.1)),
                        int(dice.integers(0, 80)), int(dice.integers(1, 3)), cv2.LINE_AA)
    if scene.background == "keys":
        for _ in range(90):
            x, y, side = int(dice.integers(0, width)), int(dice.integers(0, height)), int(dice.integers(15, 60))
            cv2.rectangle(shade, (x, y), (x + side, y + side), int(dice.integers(10, 60)), -1)
            inner = (x + side // 3, y + side // 3), (x + 2 * side // 3, y + 2 * side // 3)
            cv2.rectangle(shade, *inner, int(dice.integers(150, 230)), 1 + side // 12)
    if scene.background == "grid":
        step = int(dice.integers(6, 40))
        squares = (np.arange(width)[None] // step + np.arange(height)[:, None] // step) % 2
        shade = np.where(squares, shade // 2, np.minimum(shade, 180) + 70).astype(np.uint8)
    return shade.astype(np.float32) / 255


def layer(modules, scene, rotation):
    """How light each pixel of the code is, and where its paper lies."""
    width, height, count = scene.width, scene.height, modules.shape[0]
    y, x = (np.mgrid[0:height * 2, 0:width * 2].astype(np.float32) + 0.5) / 2
    x, y = (x - width / 2) / width, (y - height / 2) / width
    bend = 1 + scene.lens * (x * x + y * y)
    x, y = x * bend, y * bend
    away = width / scene.pixels
    plane = np.array([[rotation[0, 0], rotation[0, 1], scene.off[0] * away],
                      [rotation[1, 0], rotation[1, 1], scene.off[1] * away],
                      [rotation[2, 0], rotation[2, 1], away]])
    back = np.linalg.inv(plane)
    far = back[2, 0] * x + back[2, 1] * y + back[2, 2]
    u = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) / far
    v = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) / far
    if scene.curl:
        u = u + scene.curl * count * np.sin(v / count * np.pi + scene.seed) * 0.5
    u, v = u + count / 2, v + count / 2
    column, row = np.floor(u).astype(np.int32), np.floor(v).astype(np.int32)
    inside = (column >= 0) & (row >= 0) & (column < count) & (row < count)
    quiet = scene.quiet
    paper = (u >= -quiet) & (v >= -quiet) & (u < count + quiet) & (v < count + quiet)
    light = np.ones_like(u, dtype=np.float32)
    light[inside] = 1 - modules[row[inside], column[inside]]
    if scene.inverted:
        light = 1 - light
    size = (width, height)
    return (cv2.resize(light, size, interpolation=cv2.INTER_AREA),
            cv2.resize(paper.astype(np.float32), size, interpolation=cv2.INTER_AREA))


def rotation(scene, dice):
    turn, tilt, axis = np.radians(scene.turn), np.radians(scene.tilt), dice.uniform(0, 2 * np.pi)
    flat = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    a, b = np.cos(axis), np.sin(axis)
    cross = np.array([[0, 0, b], [0, 0, -a], [-b, a, 0]])
    return (np.eye(3) + np.sin(tilt) * cross + (1 - np.cos(tilt)) * cross @ cross) @ flat


def picture(scene):
    """The gray picture, and the payloads that may be read in it."""
    dice, plain = np.random.default_rng(scene.seed), random.Random(scene.seed)
    width, height = scene.width, scene.height
    scenery = background(scene, dice)
    expected = []
    if scene.empty:
        seen = scenery
    else:
        modules, payload = symbol(scene, scene.seed)
        expected.append(payload)
        pose = rotation(scene, plain)
        light, paper = layer(modules, scene, pose)
        if scene.blend or scene.roll >= 0:
            second, payload = symbol(scene, scene.seed + 1)
            expected.append(payload)
            other, _ = layer(second, scene, pose)
            share = scene.blend
            if scene.roll >= 0:
                share = np.clip((np.arange(height) / height - scene.roll) / 0.1 + 0.5, 0, 1)[:, None]
            light = light * (1 - share) + other * share
        seen = scene.dark + (scene.light - scene.dark) * light
        seen = seen * paper + scenery * (1 - paper) * scene.light / 0.8
    seen = seen.astype(np.float32)
    if scene.defocus:
        seen = cv2.filter2D(seen, -1, disk(max(0.3, scene.defocus * scene.pixels)))
    if scene.shake:
        seen = cv2.filter2D(seen, -1, arc(scene.shake * scene.pixels, plain.uniform(0, np.pi), plain.uniform(-1.5, 1.5)))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    seen = seen * (1 - scene.falloff * 2 * ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2))
    if scene.glare:
        side = (17 + 4 * scene.version) * scene.pixels
        left = width / 2 + plain.uniform(-0.4, 0.4) * side
        top = height / 2 + plain.uniform(-0.4, 0.4) * side
        if plain.random() < 0.5:
            angle = plain.uniform(0, np.pi)
            from_line = (x - left) * np.sin(angle) - (y - top) * np.cos(angle)
            lamp = np.exp(-(from_line / (side * plain.uniform(0.04, 0.12))) ** 2)
        else:
            lamp = 1 / (1 + (np.hypot(x - left, y - top) / (side * plain.uniform(0.08, 0.2))) ** 4)
        seen = seen + scene.glare * lamp
    return developed(np.clip(seen, 0, 1), scene, dice), expected


def developed(seen, scene, dice):
    """What the sensor and its chip make of the light."""
    y, x = np.mgrid[0:scene.height, 0:scene.width]
    tint = np.array([0.7, 1.0, 0.8])[np.where(y % 2 == 0, np.where(x % 2 == 0, 1, 0), np.where(x % 2 == 0, 2, 1))]
    raw = dice.poisson(seen * tint * scene.electrons) / scene.electrons
    raw = np.clip((raw + dice.normal(0, scene.reading, raw.shape)) / tint, 0, 1)
    colors = cv2.demosaicing((raw * 65535).astype(np.uint16), cv2.COLOR_BayerGB2RGB).astype(np.float32) / 65535
    gray = np.power(colors @ np.array([0.299, 0.587, 0.114], np.float32), 1 / scene.gamma)
    if scene.sharpen:
        gray = gray + scene.sharpen * (gray - cv2.GaussianBlur(gray, (0, 0), 1.3))
    gray = np.clip(gray * 255, 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, scene.jpeg])[1]
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def scenes(seed, smoke):
    """One factor at a time, then mixtures, then pictures of nothing."""
    kinds = [(3, 7.0), (14, 4.5)] if smoke else [(3, 7.0), (8, 5.0), (14, 4.5), (22, 4.0)]
    base = Scene(width=640, height=480) if smoke else Scene()
    factors = {
        "blur": [dict(defocus=r) for r in (0.3, 0.5, 0.7, 0.9)] + [dict(shake=s) for s in (0.8, 1.2, 1.7)],
        "noise": [dict(electrons=e, reading=r) for e, r in ((400, 0.01), (120, 0.02), (40, 0.04))],
        "contrast": [dict(dark=d, light=l) for d, l in ((0.3, 0.5), (0.2, 0.27), (0.4, 0.44))],
        "glare": [dict(glare=g) for g in (0.4, 0.8, 1.6)],
        "blend": [dict(blend=b) for b in (0.2, 0.3, 0.4)] + [dict(roll=r) for r in (0.1, 0.2)],
        "tilt": [dict(tilt=t) for t in (20, 30, 40, 45)],
        "turn": [dict(turn=t) for t in (20, 45, 80, 170)],
        "inverted": [dict(inverted=True), dict(inverted=True, background="text", defocus=0.3)],
        "bent": [dict(curl=0.03), dict(curl=0.06), dict(lens=0.2, off=(0.1, 0.0))],
        "tiny": [dict(pixels=p, defocus=0.1) for p in (1.8, 2.0, 2.3)],
    }
    made = []
    for tag, changes in factors.items():
        for change in changes[1::2] if smoke else changes:
            for version, pixels in kinds:
                made.append(replace(base, tag=tag, **{"version": version, "pixels": pixels, **change}))
    dice = random.Random(seed)
    for _ in range(6 if smoke else 100):
        made.append(mixture(base, dice, smoke))
    for _ in range(4 if smoke else 20):
        made.append(replace(base, tag="nothing", empty=True, background=dice.choice(["soft", "text", "grid", "keys"]),
                            electrons=dice.choice([4000, 400, 100])))
    return [replace(scene, seed=seed * 1000 + number) for number, scene in enumerate(made)]


def mixture(base, dice, smoke):
    width, height = (640, 480) if smoke else dice.choice([(320, 240), (640, 480), (1280, 720), (1280, 720), (1920, 1080)])
    version = dice.choice([1, 2, 3, 4, 6, 7, 9, 11, 13, 15, 17, 19, 21, 24, 27, 33, 40])
    if height * 0.8 / (25 + 4 * version) < 2:
        version = dice.choice([1, 3, 5])
    most = height * 0.8 / (25 + 4 * version)
    return replace(
        base, tag="mixture", version=version, level=dice.choice("lllmmqh"),
        mode=dice.choice(["alnum", "alnum", "byte", "numeric"]), width=width, height=height,
        pixels=min(most, dice.uniform(2, 9)),
        turn=dice.uniform(-180, 180) if dice.random() < 0.25 else dice.gauss(0, 8), tilt=abs(dice.gauss(0, 14)),
        defocus=dice.choice([0.1, 0.2, 0.3, 0.45, 0.6]), shake=dice.choice([0, 0, 0.4, 0.9]),
        electrons=dice.choice([4000, 800, 200, 80]), reading=dice.choice([0.003, 0.01, 0.02]),
        dark=dice.choice([0.03, 0.1, 0.25]), light=dice.choice([0.8, 0.6, 0.4]), glare=dice.choice([0, 0, 0, 0.4, 0.9]),
        background=dice.choice(["soft", "text", "grid", "keys"]), blend=dice.choice([0] * 6 + [0.15, 0.3]),
        inverted=dice.random() < 0.1, curl=dice.choice([0, 0, 0.03]), quiet=dice.choice([4, 4, 2, 1]),
        sharpen=dice.choice([0, 0.5, 1]), jpeg=dice.choice([92, 75, 50]), lens=dice.uniform(-0.08, 0.12))
