"""QR readers that are not ours, and pictures made into what they read."""

import io
import re

import numpy
import zxingcpp
from PIL import Image, ImageSequence

from harness import Skip

try:
    import resvg_py
except ImportError:
    resvg_py = None

ANIMATE = re.compile(r"<animate ")
MOVING_PATH = re.compile(
    r'(?P<head><path visibility="(?P<first>\w+)"[^>]*)>'
    r'<animate [^>]*values="(?P<values>[^"]*)" keyTimes="(?P<times>[^"]*)"/></path>'
)


def zxing(picture):
    """Texts zxing-cpp finds in a grey picture."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [entry.text for entry in found if entry.valid]


def zbar():
    """zbar's reader; `Skip` where its C library is not installed."""
    try:
        from pyzbar import pyzbar
    except ImportError as why:
        raise Skip(f"libzbar0 is not installed ({why})") from why

    def read(picture):
        found = pyzbar.decode(Image.fromarray(picture), symbols=[pyzbar.ZBarSymbol.QRCODE])
        return [entry.data.decode("latin-1") for entry in found]

    return read


def greys(path):
    """Every frame of a picture file as a grey array."""
    if path.suffix == ".svg":
        return svg_frames(path.read_text())
    with Image.open(path) as picture:
        return [numpy.array(frame.convert("L")) for frame in ImageSequence.Iterator(picture)]


def svg_frames(text):
    """What resvg paints at the middle of each frame's time; SMIL, which it does not play, is played
    by the visibility each path has at that time."""
    if resvg_py is None:
        raise Skip("resvg-py is not installed: nobody renders our SVG")
    count = max(len(ANIMATE.findall(text)), 1)
    return [rendered(at_time(text, (place + 0.5) / count)) for place in range(count)]


def at_time(text, share):
    """The document as it stands at a share of its turn."""
    def still(match):
        values, times = match["values"].split(";"), [float(time) for time in match["times"].split(";")]
        now = [value for value, time in zip(values, times, strict=True) if time <= share][-1]
        # What is hidden then is left out, which paints the same and spares the renderer its length.
        shown = match["head"].replace(f'visibility="{match["first"]}"', 'visibility="visible"')
        return f"{shown}/>" if now == "visible" else ""

    return MOVING_PATH.sub(still, text)


def rendered(text):
    """One still picture."""
    with Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text)))) as picture:
        return numpy.array(picture.convert("L"))


def encoded(grey, form, **options):
    """A grey picture as the bytes of a PNG, JPEG or other file."""
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, form, **options)
    return buffer.getvalue()
