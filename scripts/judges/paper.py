"""Judge: cards are real pages, and what is on them is read back from a bad print.

Pages of `coldframe seed backup --cards` and sealed descriptors are drawn by poppler (PDF) and resvg
(SVG) at 150 dots for each inch, smeared, speckled and turned a little, as a tired printer and a
crooked scanner leave them. zxing-cpp reads the codes, and `coldframe seed check` opens the seed.
Text is read with pdftotext. Blank cards of two seeds must be the same to the last byte.
"""

import io
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

import numpy
import resvg_py
import zxingcpp
from PIL import Image, ImageFilter

from harness import SEED, Skip, must, same
from seeds import fingerprint, random_words, root

INCH_DOTS = 150
SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
TOOLS_SECONDS_MAX = 60
WORD_COUNTS = (12, 15, 18, 21, 24)


def run(report, subject, quick=False):
    """Blank cards, filled cards, sealed descriptors."""
    with report.case("the judges agree: resvg and zxing-cpp read a code they were given"):
        must(zxingcpp.read_barcodes(numpy.full((40, 40), 255, numpy.uint8)) == [], "a white page holds no code")
    if not subject.reviews:
        return
    dice = random.Random(f"paper {SEED}")
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        folder = pathlib.Path(folder)
        blank_cards(report, subject.program, dice, folder)
        for count in WORD_COUNTS if not quick else (12, 24):
            for paper in SIZES:
                filled_cards(report, subject.program, dice, folder, count, paper)
        sealed(report, subject.program, folder)


def blank_cards(report, program, dice, folder):
    """Nothing on them tells one seed from another but the fingerprint, which is public."""
    for form in ("pdf", "svg"):
        with report.case(f"blank {form} cards of two seeds are the same but for the fingerprint"):
            pages = []
            for place in range(2):
                words = random_words(dice, "english", 24)
                out = folder / f"blank-{place}.{form}"
                cards(program, words, out, "blank").ok()
                drawn = out.read_bytes()
                mark = fingerprint(root(words)).encode()
                must(b"Master fingerprint" in unentitied(drawn) and mark in unentitied(drawn), "the fingerprint")
                pages.append(re.sub(rb"[0-9a-f]{8}(?=</text>|\) Tj)", b"........", drawn))
            same(re.sub(rb'textLength="[0-9]+"', b"", pages[0]), re.sub(rb'textLength="[0-9]+"', b"", pages[1]),
                 "the pages")
    with report.case("a blank page holds no code"):
        for page in pages_of(folder / "blank-0.svg", "a4", 3):
            same(zxingcpp.read_barcodes(bad_print(page, dice)), [], "codes on a blank card")


def unentitied(drawn):
    """SVG with its numbered entities as letters."""
    return re.sub(rb"&#([0-9]+);", lambda found: bytes([int(found[1])]), drawn)


def filled_cards(report, program, dice, folder, count, paper):
    """The code is read back, every word stands there, and the pages have their true size."""
    words = random_words(dice, "english", count)
    for kind in ("seed-qr", "compact-seed-qr"):
        for form in ("pdf", "svg"):
            with report.case(f"{kind} of {count} words on a bad {paper} print of a {form}") as remarks:
                out = folder / f"filled-{kind}-{count}-{paper}.{form}"
                cards(program, words, out, "filled", "--paper", paper, "--as", kind).ok()
                pages = pages_of(out, paper, 3)
                photo = bad_print(pages[1], dice)
                found = zxingcpp.read_barcodes(photo, formats=zxingcpp.BarcodeFormat.QRCode)
                same(len(found), 1, "codes that zxing-cpp reads")
                same(opened(program, photo, folder), fingerprint(root(words)), "the seed")
                remarks.append(f"{photo.shape[1]} x {photo.shape[0]} pixels")
                if form == "pdf":
                    letters_of(out, words)


def opened(program, photo, folder):
    """The fingerprint of the seed in a picture."""
    picture = folder / "photo.png"
    Image.fromarray(photo).save(picture)
    return program.seed_check(picture=picture)["fingerprint"]


def letters_of(pdf, words):
    """pdftotext finds every letter of the words, in their order, on the first page."""
    text = tool("pdftotext", "-l", "1", "-layout", str(pdf), "-").decode()
    rows = [row for row in text.splitlines() if re.match(r"^\s*[0-9]+\s+[A-Z]", row)]
    found = {}
    for row in rows:
        for number, letters in re.findall(r"([0-9]+)\s+((?:[A-Z]\s*)+)", row):
            found[int(number)] = re.sub(r"\s", "", letters).lower()
    for place, word in enumerate(words.split(), 1):
        same(found.get(place), word, f"word {place}")


def sealed(report, program, folder):
    """A sealed descriptor printed as a code, read by zxing-cpp, opened by a cosigner's key alone."""
    with report.case("a sealed descriptor on a bad print is read and opened") as remarks:
        key = ("[73c5da0a/84h/0h/0h]xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2f"
               "MFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V")
        wallet, code, text = folder / "wallet.txt", folder / "sealed.svg", folder / "read.txt"
        wallet.write_text(f"wpkh({key}/<0;1>/*)")
        program.run(["account", "backup", wallet, "-o", code]).ok()
        drawn = numpy.asarray(Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(
            svg_string=code.read_text(), width=700, background="#fff")))).convert("L"))
        found = zxingcpp.read_barcodes(bad_print(drawn, random.Random(1)))
        same(len(found), 1, "codes that zxing-cpp reads")
        text.write_bytes(bytes(found[0].bytes))
        said = program.run(["account", "open-backup", text, "--account", key]).ok().out.decode()
        must(said.startswith(f"wpkh({key}/<0;1>/*)#"), "the descriptor inside")
        remarks.append(f"{len(text.read_bytes())} letters")


def cards(program, words, out, fill, *options):
    """`coldframe seed backup --cards`; filled ones in the clear, because this is a test."""
    where = ["-o", out] if fill == "blank" else ["--write-plaintext-secret", out]
    line = ["seed", "backup", "--cards", fill, *where, *options]
    return program.run(line, [("--seed-fd", words)])


def pages_of(path, paper, count):
    """The pages as pictures of their true size."""
    wide, high = (round(side / 25.4 * INCH_DOTS) for side in SIZES[paper])
    if path.suffix == ".svg":
        whole = resvg_py.svg_to_bytes(svg_string=path.read_text(), dpi=INCH_DOTS, background="#fff")
        grey = numpy.asarray(Image.open(io.BytesIO(bytes(whole))).convert("L"))
        pages = [grey[high * place:high * (place + 1)] for place in range(count)]
        must(abs(grey.shape[0] - high * count) <= count, "the height of the drawing")
        return pages
    with tempfile.TemporaryDirectory() as folder:
        tool("pdftoppm", "-r", str(INCH_DOTS), "-gray", "-png", str(path), f"{folder}/page")
        found = sorted(pathlib.Path(folder).glob("page*.png"))
        same(len(found), count, "the pages of the document")
        pages = [numpy.asarray(Image.open(page).convert("L")) for page in found]
    for page in pages:
        must(abs(page.shape[0] - high) <= 2 and abs(page.shape[1] - wide) <= 2, f"the size {page.shape}")
    return pages


def bad_print(page, dice):
    """Smeared, pale on gray paper, speckled, and turned by up to two degrees."""
    picture = Image.fromarray(page).filter(ImageFilter.GaussianBlur(1.6))
    turned = picture.rotate(dice.uniform(-2, 2), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    grey = 60 + numpy.asarray(turned).astype(float) * 0.62
    noise = numpy.random.default_rng(dice.randrange(2**32)).normal(0, 7, grey.shape)
    return numpy.clip(grey + noise, 0, 255).astype(numpy.uint8)


def tool(*line):
    """One of poppler's tools; without it nothing is judged."""
    if not shutil.which(line[0]):
        raise Skip(f"{line[0]} is not installed (Debian: poppler-utils)")
    done = subprocess.run(line, capture_output=True, timeout=TOOLS_SECONDS_MAX, check=False)
    must(done.returncode == 0 and not done.stderr, f"{line[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout
