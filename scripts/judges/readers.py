"""QR readers that are not ours, and pictures made into what they read."""

import io
import re

import numpy
import zxingcpp
from PIL import Image, ImageSequence

from harness import Skip

BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1")
SVG_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


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


def svg_frames(text, scale=4):
    """The frames of an SVG whose paths are runs of dark modules, one path per frame."""
    wide, high = map(int, SVG_SIZE.search(text).groups())
    frames = []
    for path in re.findall(r'<path[^>]* d="([^"]*)"', text):
        grey = numpy.full((high, wide), 255, numpy.uint8)
        for x, y, run in BAR.findall(path):
            grey[int(y), int(x):int(x) + int(run)] = 0
        frames.append(numpy.kron(grey, numpy.ones((scale, scale), numpy.uint8)))
    return frames


def encoded(grey, form, **options):
    """A grey picture as the bytes of a PNG, JPEG or other file."""
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, form, **options)
    return buffer.getvalue()
