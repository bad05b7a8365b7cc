"""Judge: words, what BIP-85 derives from them, and the SeedQR they are drawn as.

Random mnemonics of python-mnemonic in all ten lists, with passphrases in several scripts and normal
forms; children of random seeds by PyPI bip85; SeedQRs by segno to us, and ours to zxing-cpp and zbar.
"""

import base64
import pathlib
import random
import tempfile
import unicodedata

import numpy
import segno
import zxingcpp
from bip85 import BIP85
from Crypto.Hash import SHAKE256
from embit.bip32 import HDKey
from mnemonic import Mnemonic

from harness import SEED, must, same
from readers import encoded, greys, zbar

# Position: the number of the list in the paths of BIP-85. Names: ours, theirs.
LISTS = (("english", "english"), ("japanese", "japanese"), ("korean", "korean"), ("spanish", "spanish"),
         ("chinese-simplified", "chinese_simplified"), ("chinese-traditional", "chinese_traditional"),
         ("french", "french"), ("italian", "italian"), ("czech", "czech"), ("portuguese", "portuguese"))
WORD_COUNTS = (12, 15, 18, 21, 24)
PASSPHRASES = ("", "TREZOR", " two spaces ", "caf\u00e9", "cafe\u0301", "㍍ガバヴァぱばぐゞちぢ十人十色", "🔑 and \ufb01")
BIP85_ROOT = ("xprv9s21ZrQH143K2LBWUUQRFXhucrQqBpKdRRxNVq2zBqsx8HVqFk2uYo8kmbaLLHRdqtQpUm98uKfu3vca1LqdGhUtyo"
              "FnCNkfmXRyPXLjbKb")
BIP85_HEX = "492db4698cf3b73a5a24998aa3e9d7fa96275d85724a91e71aa2d645442f8785"


def run(report, subject, quick=False):
    """Words, children, pictures."""
    with report.case("the judges agree with the BIP and with each other"):
        must(BIP85().bip32_xprv_to_hex("83696968p/128169p/64p/0p", 64, BIP85_ROOT).startswith(BIP85_HEX), "bip85")
        for name in [theirs for _, theirs in LISTS]:
            must(len(Mnemonic(name).wordlist) == 2048, f"the list {name}")
    if not subject.reviews:
        return
    dice = random.Random(f"seeds {SEED}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        words_of_every_list(report, subject.program, dice, quick)
        children(report, subject.program, dice, folder, quick)
        pictures(report, subject.program, dice, folder, quick)


def words_of_every_list(report, program, dice, quick):
    """The master key of a mnemonic, typed as others write it."""
    for ours, theirs in LISTS:
        with report.case(f"{ours}: words and passphrases open the master key of python-mnemonic") as remarks:
            count = 0
            for word_count in WORD_COUNTS[:1 if quick else None]:
                for passphrase in dice.sample(PASSPHRASES, 2 if quick else 4):
                    words = random_words(dice, theirs, word_count)
                    said = program.seed_check(words, passphrase)
                    same(said["fingerprint"], fingerprint(root(words, passphrase)), f"{word_count} words")
                    same(said["word_count"], word_count, "the number of words")
                    count += 1
            remarks.append(f"{count} seeds")


def children(report, program, dice, folder, quick):
    """BIP-85 from random seeds; words that were derived are opened again on both sides."""
    for place, (options, path, answer) in enumerate(applications(dice, quick)):
        with report.case(f"bip85 {' '.join(options)}"):
            words, passphrase = random_words(dice, "english", 24), dice.choice(PASSPHRASES)
            parent, index = root(words, passphrase), dice.choice((0, 1, dice.randrange(2**31), 2**31 - 1))
            out = folder / f"child-{place}.txt"
            secret, said = program.seed_derive(words, passphrase, out, *options, "--index", index)
            path = f"{path}/{index}"
            same(said["path"], "m/83696968h/" + path.replace("/", "h/") + "h", "the path")
            same(said["fingerprint"], fingerprint(parent), "the seed that restores it")
            theirs = answer(BIP85().bip32_xprv_to_entropy(f"83696968p/{path.replace('/', 'p/')}p", parent))
            same(secret, unicodedata.normalize("NFKD", theirs) + "\n", "the child")
            if options[1] == "words":
                same(program.seed_check(secret.strip())["fingerprint"], fingerprint(root(theirs)), "the child's key")


def applications(dice, quick):
    """(options, path without index, entropy to secret) of everything that BIP-85 derives here."""
    for code, (ours, theirs) in enumerate(LISTS):
        for count in WORD_COUNTS if not quick else (dice.choice(WORD_COUNTS),):
            options = ["--app", "words", "--words", count, "--language", ours]
            yield (list(map(str, options)), f"39/{code}/{count}",
                   lambda entropy, count=count, theirs=theirs: BIP85().entropy_to_bip39(entropy, count, theirs))
    yield ["--app", "wif"], "2", BIP85().entropy_to_wif
    yield ["--app", "xprv"], "32", root_of_halves
    for length in (16, 64, dice.randrange(17, 64)):
        yield (["--app", "hex", "--length", str(length)], f"128169/{length}",
               lambda entropy, length=length: entropy[:length].hex())
    for length in (20, 86, dice.randrange(21, 86)):
        yield (["--app", "base64", "--length", str(length)], f"707764/{length}",
               lambda entropy, length=length: base64.b64encode(entropy).decode()[:length])
    for length in (10, 80, dice.randrange(11, 80)):
        yield (["--app", "base85", "--length", str(length)], f"707785/{length}",
               lambda entropy, length=length: base64.b85encode(entropy).decode()[:length])
    for sides in (2, 6, 20, 256, 257, 2**31 - 1, dice.randrange(2, 2**31)):
        rolls = dice.randrange(1, 60)
        yield (["--app", "dice", "--sides", str(sides), "--rolls", str(rolls)], f"89101/{sides}/{rolls}",
               lambda entropy, sides=sides, rolls=rolls: rolled(entropy, sides, rolls))


def rolled(entropy, sides, rolls):
    """BIP-85, section DICE, in Python's numbers of any size."""
    bits = (sides - 1).bit_length()
    size = (bits + 7) // 8
    stream, found = SHAKE256.new(entropy), []
    while len(found) < rolls:
        trial = int.from_bytes(stream.read(size), "big") >> (8 * size - bits)
        if trial < sides:
            found.append(str(trial))
    return ",".join(found)


def root_of_halves(entropy):
    """embit's root key: chain code first, as BIP-85 has it."""
    from embit.ec import PrivateKey

    return HDKey(PrivateKey(entropy[32:]), entropy[:32]).to_base58()


def pictures(report, program, dice, folder, quick):
    """SeedQRs cross both ways in every length."""
    for count in WORD_COUNTS if not quick else (12, 24):
        words = random_words(dice, "english", count)
        theirs, entropy = Mnemonic("english"), bytes(Mnemonic("english").to_entropy(words))
        digits = "".join(f"{theirs.wordlist.index(word):04}" for word in words.split())
        for kind, payload, mode in (("seed-qr", digits, "numeric"), ("compact-seed-qr", entropy, "byte")):
            with report.case(f"{kind} of {count} words by segno opens the seed"):
                symbol = segno.make_qr(payload, error="l", boost_error=False, mode=mode)
                drawn = folder / f"segno-{kind}-{count}.png"
                symbol.save(str(drawn), scale=5, border=4)
                same(program.seed_check(picture=drawn)["fingerprint"], fingerprint(root(words)), "the seed")
            for form in ("png", "svg"):
                with report.case(f"{kind} of {count} words as {form} is read by zxing-cpp and zbar") as remarks:
                    out = folder / f"ours-{kind}-{count}.{form}"
                    program.seed_backup(words, kind, out).ok()
                    [grey] = greys(out)
                    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
                    want = payload.encode() if isinstance(payload, str) else payload
                    same([bytes(entry.bytes) for entry in found], [want], "what zxing-cpp reads")
                    same(found[0].ec_level, "L", "the error level")
                    if isinstance(payload, str):
                        same(zbar()(grey), [payload], "what zbar reads")
                    remarks.append(f"{grey.shape[0]} pixels")
                    photo = folder / f"photo-{kind}-{count}-{form}.png"
                    photo.write_bytes(encoded(numpy.rot90(grey).copy(), "PNG"))
                    same(program.seed_check(picture=photo)["fingerprint"], fingerprint(root(words)), "read back")


def random_words(dice, name, count):
    """A mnemonic as python-mnemonic writes it."""
    return Mnemonic(name).to_mnemonic(dice.randbytes(count // 3 * 4))


def root(words, passphrase=""):
    """The root key of a mnemonic, as text."""
    return Mnemonic.to_hd_master_key(Mnemonic.to_seed(words, passphrase))


def fingerprint(xprv):
    """embit's fingerprint of a root key."""
    return HDKey.from_string(xprv).my_fingerprint.hex()
