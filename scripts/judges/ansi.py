"""A terminal as a picture: text with escape sequences becomes pixels, two to a cell.

Knows what a QR code needs: half blocks, colours, cursor to the origin, clearing. A default
terminal here is white on black, the harder case: a program that forgets to paint the border or
trusts the theme is caught.
"""

import re

import numpy

ESCAPE = re.compile(r"\x1b\[([?>=]?)([0-9;]*)([A-Za-z])|\x1b[()][A-Z0-9]|\x1b\][^\x07]*\x07|\x1b.")
LIGHT, DARK = 255, 0
BASE = (0, 85, 85, 110, 60, 90, 130, 190, 100, 160, 170, 220, 120, 170, 200, 255)


def screens(text, columns=320, rows=200):
    """Every screen the text paints, as grey pictures; a jump to the origin ends one."""
    terminal = Terminal(columns, rows)
    pictures = []
    at = 0
    while at < len(text):
        escape = ESCAPE.match(text, at)
        if escape is None:
            terminal.put(text[at])
            at += 1
            continue
        if escape[3] in ("H", "J") and terminal.painted:
            pictures.append(terminal.picture())
            terminal.painted = False
        terminal.command(escape[2] or "", escape[3])
        at = escape.end()
    if terminal.painted:
        pictures.append(terminal.picture())
    return pictures


class Terminal:
    """Cursor, colours and two pixels per cell."""

    def __init__(self, columns, rows):
        self.pixels = numpy.full((rows * 2, columns), DARK, numpy.uint8)
        self.columns, self.rows = columns, rows
        self.x = self.y = 0
        self.fore, self.back, self.swapped = LIGHT, DARK, False
        self.painted = False

    def put(self, letter):
        """Writes one letter in the colours of the moment."""
        if letter == "\n":
            self.x, self.y = 0, self.y + 1
        elif letter == "\r":
            self.x = 0
        elif self.x < self.columns and self.y < self.rows:
            fore, back = (self.back, self.fore) if self.swapped else (self.fore, self.back)
            top, bottom = {"█": (fore, fore), "▀": (fore, back), "▄": (back, fore)}.get(letter, (back, back))
            self.pixels[2 * self.y, self.x], self.pixels[2 * self.y + 1, self.x] = top, bottom
            self.x += 1
            self.painted = True

    def command(self, numbers, letter):
        """Obeys one escape sequence; the unknown ones do not paint."""
        values = [int(value or 0) for value in numbers.split(";")] if numbers else [0]
        if letter == "m":
            self._colours(values)
        elif letter == "H":
            self.y, self.x = max(values[0] - 1, 0), max((values + [1])[1] - 1, 0)
        elif letter == "J":
            self.pixels[:] = DARK

    def _colours(self, values):
        values = list(values)
        while values:
            value = values.pop(0)
            if value == 0:
                self.fore, self.back, self.swapped = LIGHT, DARK, False
            elif value in (7, 27):
                self.swapped = value == 7
            elif value in (38, 48):
                self._paint(value == 38, extended(values))
            elif value in (39, 49):
                self._paint(value == 39, LIGHT if value == 39 else DARK)
            elif value % 60 // 10 in (3, 4) and value >= 30:
                bright = 8 if value >= 90 else 0
                self._paint(value % 60 < 40, BASE[value % 10 + bright])

    def _paint(self, is_fore, grey):
        if is_fore:
            self.fore = grey
        else:
            self.back = grey

    def picture(self, scale=4):
        """What the screen shows now."""
        return numpy.kron(self.pixels, numpy.ones((scale, scale), numpy.uint8))


def extended(values):
    """The grey of `5;n` or `2;r;g;b`, taken off the list."""
    if values and values.pop(0) == 2:
        return sum(values.pop(0) for _ in range(3)) // 3
    number = values.pop(0)
    if number < 16:
        return BASE[number]
    if number >= 232:
        return 8 + 10 * (number - 232)
    steps = ((number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6)
    return sum(0 if step == 0 else 55 + 40 * step for step in steps) // 3
