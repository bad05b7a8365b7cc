"""QR encoders that are not ours, and what happens to a picture on its way."""

import io

import numpy
import segno
import zxingcpp
from PIL import Image, ImageFilter

QUIET_MODULES = 4


def segno_picture(text, scale=3, version=None):
    """Drawn by segno, level L, as a grey array."""
    symbol = segno.make_qr(text, error="l", boost_error=False, version=version)
    buffer = io.BytesIO()
    symbol.save(buffer, kind="png", scale=scale, border=QUIET_MODULES)
    return numpy.array(Image.open(buffer).convert("L"))


def zxing_picture(text, scale=3):
    """Drawn by zxing-cpp, level L, as a grey array."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    grey = numpy.array(symbol.to_image(scale=scale, add_quiet_zones=True))
    return numpy.pad(grey, 2 * scale, constant_values=255)


PAINTERS = {"segno": segno_picture, "zxing-cpp": zxing_picture}


def as_is(grey):
    """Untouched."""
    return grey


def turned(grey):
    """The camera is held sideways."""
    return numpy.rot90(grey).copy()


def upside_down(grey):
    """The camera is held upside down."""
    return numpy.rot90(grey, 2).copy()


def inverted(grey):
    """Light on dark, as a terminal theme does it."""
    return 255 - grey


def pale(grey):
    """Little contrast: a dim screen in a bright room."""
    return (110 + grey.astype(numpy.uint16) * 70 // 255).astype(numpy.uint8)


def blurred(grey):
    """Slightly out of focus."""
    return numpy.array(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(1.0)))


def tilted(grey):
    """Seven degrees askew."""
    wide = numpy.pad(grey, 40, constant_values=255)
    return numpy.array(Image.fromarray(wide).rotate(7, Image.Resampling.BILINEAR, fillcolor=255))


ACCIDENTS = (as_is, turned, upside_down, inverted, pale, blurred, tilted)
