"""Judge: other people's readers read every picture we draw, and we read what others draw.

Pictures of ours (PNG, APNG, GIF, SVG, the terminal) go to zxing-cpp and zbar, and what they read
goes to the npm decoders, byte for byte. Pictures by segno and zxing-cpp come to `coldframe scan`
as PNG, JPEG, animations and folders, turned, inverted, pale and blurred. The control run has
segno at the drawing end and zxing-cpp at the reading end.
"""

import base64
import fcntl
import io
import os
import pathlib
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time

import segno
from PIL import Image

from ansi import screens
from base43 import from_base43
from harness import must, same
from node import Node
from painters import ACCIDENTS, PAINTERS, segno_picture
from payloads import payloads
from readers import encoded, greys, zbar, zxing
from transports import Unreadable, bbqr_join, bbqr_split, ur_decode, ur_encode

FORMS = (".png", ".apng", ".gif", ".svg")
DECODERS = {"ur": ur_decode, "bbqr": bbqr_join}
READ_TEXT = {"base64": base64.b64decode, "hex": bytes.fromhex, "base43": from_base43}
SPECTER = re.compile(r"^p([0-9]+)of([0-9]+) (.*)$")
TERMINAL, SMALL = (200, 320), ((24, 80), (44, 132))
LOOK_SECONDS_MAX, LOOK_SCREENS, LOOK_QUIET = 20, 40, 8
BEGINS = b"q: leave"
HOME = b"\x1b[H"


def run(report, subject, quick=False):
    """Our pictures, then theirs."""
    ours = subject.transport()
    carried = payloads((1, 5) if quick else (1, 5, 20))
    if ours.draws:
        for inputs, payload in carried.items():
            for form in FORMS:
                our_pictures(report, ours, inputs, payload, form)
            if inputs <= 5:
                for wire in DECODERS:
                    with report.case(f"{inputs} in, our {wire} on a terminal read by zxing-cpp"):
                        our_terminal(ours, payload, wire)
                    for rows, columns in SMALL if inputs == 1 else ():
                        with report.case(f"{inputs} in, our {wire} in {columns}x{rows} read by zxing-cpp"):
                            our_terminal(ours, payload, wire, (rows, columns))
        with report.case("text of every length through every picture"):
            plain_text(ours, carried)
    else:
        with report.case("the control: segno's terminal code through our terminal picture"):
            segno_terminal()
        with report.case("the control: zbar reads what segno draws"):
            same(zbar()(segno_picture("UR:CRYPTO-PSBT/HELLO")), ["UR:CRYPTO-PSBT/HELLO"], "the text")
    their_pictures(report, ours, carried[5])


def our_pictures(report, ours, inputs, payload, form):
    """One format in both transports, under every reader."""
    for wire, decode in DECODERS.items():
        label = f"{inputs} in, our {wire} {form} read by"
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            home = pathlib.Path(folder)
            with report.case(f"{label} zxing-cpp"):
                drawn = draw(ours, payload, home, form, wire)
                same(decode(every_text(zxing, drawn))["payload"], payload, "what zxing-cpp read")
            if inputs <= 5:  # zbar takes a tenth of a second for each large symbol
                with report.case(f"{label} zbar"):
                    drawn = [frame for path in sorted(home.glob(f"out*{form}")) for frame in greys(path)]
                    same(decode(every_text(zbar(), drawn))["payload"], payload, "what zbar read")
            if form == ".svg":
                continue  # coldframe draws SVG for people's browsers and does not read it
            with report.case(f"{label} ourselves"):
                same(ours.scan(home if form == ".png" else home / f"out{form}"), payload, "what we read")


def draw(ours, payload, home, form, wire):
    """The frames of the picture coldframe draws; only pictures stay in the folder."""
    source = home / "in.psbt"
    source.write_bytes(payload)
    ours.program.show(source, home / f"out{form}", "--as", wire).ok()
    source.unlink()
    return [frame for path in sorted(home.glob(f"out*{form}")) for frame in greys(path)]


def every_text(read, pictures):
    """The texts in all pictures; a picture nobody can read is a failure of its own."""
    texts = []
    for place, picture in enumerate(pictures):
        found = read(picture)
        must(found, f"picture {place} of {len(pictures)} holds nothing readable")
        texts += found
    must(texts, "nothing was drawn")
    return texts


def plain_text(ours, carried):
    """base64, hex and base43 in one symbol, and base64 in Specter's numbered parts."""
    for payload in carried.values():
        for wire in ("base64", "hex", "base43") if len(payload) < 1_000 else ("base64",):
            with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
                texts = every_text(zxing, draw(ours, payload, pathlib.Path(folder), ".gif", wire))
                same(READ_TEXT[wire](unnumbered(texts)), payload, f"what zxing-cpp read in {wire}")


def unnumbered(texts):
    """The one text behind `p1of3 …`, or the only text. A loop may show a part more than once."""
    shown = sorted(set(texts))
    parts = sorted((SPECTER.match(text) for text in shown), key=lambda part: part and int(part[1]))
    if len(shown) == 1 and parts[0] is None:
        return shown[0]
    same([(int(part[1]), int(part[2])) for part in parts],
         [(place + 1, len(shown)) for place in range(len(shown))], "the numbers of the parts")
    return "".join(part[3] for part in parts)


def our_terminal(ours, payload, wire, size=TERMINAL):
    """`coldframe show -o qr:` in a pseudo-terminal, looked at until the message is complete."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        source = pathlib.Path(folder) / "in.psbt"
        source.write_bytes(payload)
        painted = watch(ours.program.show_line(source, wire), size)
    pictures = screens(painted, size[1], size[0])
    texts = list(dict.fromkeys(text for picture in pictures for text in zxing(picture)))
    must(texts, f"no code in {len(pictures)} screens of {len(painted)} letters")
    same(DECODERS[wire](texts)["payload"], payload, "what zxing-cpp read off the terminal")


def watch(line, size=TERMINAL):
    """What a program paints on a terminal of its own until that is enough, then it is ended. A page
    before it begins is answered with a key; one picture that stands still is enough after a while."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    def adopt():
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    child = subprocess.Popen(line, stdin=slave, stdout=slave, stderr=slave, close_fds=True,
                             preexec_fn=adopt, env={"TERM": "xterm-256color", "LANG": "C.UTF-8"})
    os.close(slave)
    painted, begun, quiet, until = b"", False, 0, time.monotonic() + LOOK_SECONDS_MAX
    try:
        while (time.monotonic() < until and child.poll() is None and painted.count(HOME) < LOOK_SCREENS
               and quiet < LOOK_QUIET):
            more = drain(master)
            painted += more
            quiet = 0 if more or not painted else quiet + 1
            if BEGINS in painted and not begun:
                begun = os.write(master, b"]") == 1
        painted += drain(master)
    finally:
        child.terminate()
        os.close(master)  # it may be writing: whoever does not read must not keep it
        child.wait(10)
    return painted.decode(errors="replace")


def drain(master):
    """What is there to read right now."""
    if not select.select([master], [], [], 0.2)[0]:
        return b""
    try:
        return os.read(master, 1 << 16)
    except OSError:  # the other end is closed
        return b""


def segno_terminal():
    """The terminal picture itself is right: zxing-cpp reads segno's half blocks off it."""
    program = "import segno; segno.make_qr('UR:CRYPTO-PSBT/HELLO', error='l').terminal(compact=True)"
    pictures = screens("\x1b[H" + watch([sys.executable, "-c", program]))
    same([zxing(picture) for picture in pictures], [["UR:CRYPTO-PSBT/HELLO"]], "the text")


def their_pictures(report, ours, payload):
    """Every painter, every accident, every container."""
    count = 2 * Node.shared().call("ur/parts", payload=payload.hex(), fragment=100)
    frames = [text.upper() for text in ur_encode(payload, "crypto-psbt", 100, 0, count)]
    series = bbqr_split(payload, "Z", 12)["parts"]
    for painter, paint in PAINTERS.items():
        for accident in ACCIDENTS:
            with report.case(f"{painter}, {accident.__name__.replace('_', ' ')}, a folder of PNG"):
                drawn = [encoded(accident(paint(text)), "PNG") for text in frames]
                same(look(ours, drawn, "png"), payload, "the payload")
        with report.case(f"{painter}, BBQr, a folder of JPEG"):
            drawn = [encoded(paint(text, scale=4), "JPEG", quality=60) for text in series]
            same(look(ours, drawn, "jpg"), payload, "the payload")
    for form, options in (("GIF", {}), ("PNG", {"default_image": False})):
        with report.case(f"segno, an animated {form}"):
            same(look(ours, [animation(frames, form, options)], form.lower()), payload, "the payload")
    with report.case("the control: a picture with a hole in it gives nothing"):
        hole(ours, series)


def look(ours, files, suffix):
    """The message in picture files, through coldframe or (control) zxing-cpp and npm."""
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        home = pathlib.Path(folder)
        for place, data in enumerate(files):
            (home / f"{place:04}.{suffix}").write_bytes(data)
        if ours.draws:
            return ours.scan(home if len(files) > 1 else next(home.iterdir()))
        pictures = [frame for path in sorted(home.iterdir()) for frame in greys(path)]
        texts = [text for picture in pictures for text in zxing(picture)]
        return ours.read(texts)


def animation(frames, form, options):
    """One animated file; all symbols get the size of the largest."""
    version = max(segno.make_qr(text, error="l", boost_error=False).version for text in frames)
    pictures = [Image.fromarray(segno_picture(text, version=version)) for text in frames]
    buffer = io.BytesIO()
    pictures[0].save(buffer, form, save_all=True, append_images=pictures[1:], duration=200, **options)
    return buffer.getvalue()


def hole(ours, series):
    """Half of a symbol is covered: no reader may invent what was there."""
    grey = segno_picture(series[0])
    grey[grey.shape[0] // 3:, :grey.shape[1] // 2] = 255
    if not ours.draws:
        same(zxing(grey), [], "what zxing-cpp read")
        return
    try:
        message = look(ours, [encoded(grey, "PNG")], "png")
    except Unreadable:
        return
    must(False, f"{len(message)} bytes came out of half a symbol")
