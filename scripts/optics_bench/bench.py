"""Runs every reader on the same pictures; see scripts/optics-bench."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import time
import zlib
from concurrent.futures import ProcessPoolExecutor

import cv2
import numpy as np
import pictures

HOME = pathlib.Path("target/optics-bench")
# Where gray shades decide, more must be read than zxing-cpp reads; on the other tags at least as much.
OURS = {"blur", "noise", "glare", "blend", "contrast", "mixture"}


def cv_reader():
    detector = cv2.QRCodeDetector()

    def read(image):
        return [text.encode() for text in detector.detectAndDecodeMulti(image)[1] if text]
    return read


def zxing_reader():
    import zxingcpp
    return lambda image: [code.bytes for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def zbar_reader():
    from pyzbar import pyzbar
    return lambda image: [code.data for code in pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])]


def others():
    found = {}
    for name, make in (("zxing-cpp", zxing_reader), ("zbar", zbar_reader), ("opencv", cv_reader)):
        try:
            found[name] = make()
        except (ImportError, OSError) as why:
            print(f"SKIPPED  optics bench: {name} is not here ({type(why).__name__})")
    return found


def write(scene, path):
    image, expected = pictures.picture(scene)
    cv2.imwrite(str(path), image, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return {"tag": scene.tag, "size": scene.width, "expected": [payload.hex() for payload in expected]}


def made_up(folder, seed, smoke):
    scenes = pictures.scenes(seed, smoke)
    paths = [folder / f"made-{number:04}.png" for number in range(len(scenes))]
    with ProcessPoolExecutor() as pool:
        return dict(zip((path.name for path in paths), pool.map(write, scenes, paths)))


def real(folder):
    """The frames of COLDFRAME_FRAMES: deflated 320 x 240 gray, each with what it says."""
    cases = {}
    for path in sorted(pathlib.Path(os.environ.get("COLDFRAME_FRAMES", "/nowhere")).glob("*.dat")):
        pixels = np.frombuffer(zlib.decompress(path.read_bytes(), wbits=-15), np.uint8).reshape(240, 320)
        expected = json.loads(path.with_suffix(".json").read_text())["expected_output"]
        cv2.imwrite(str(folder / f"real-{path.stem}.png"), pixels)
        payload = expected.get("hex") or expected["text"].encode().hex()
        cases[f"real-{path.stem}.png"] = {"tag": "real", "size": 320, "expected": [payload]}
    if not cases:
        print("SKIPPED  optics bench: COLDFRAME_FRAMES names no folder of real frames")
    return cases


def ours(binary, folder):
    said = subprocess.run([binary, "scan", "--each", folder], capture_output=True, text=True, check=True)
    rows = (line.split("\t") for line in said.stdout.splitlines())
    return {name: ([code for code in codes.split(",") if code], float(cost)) for name, codes, cost in rows}


def theirs(read, folder, cases):
    results = {}
    for name in cases:
        image = cv2.imread(str(folder / name), cv2.IMREAD_GRAYSCALE)
        started = time.thread_time()
        try:
            codes = [payload.hex() for payload in read(image)]
        except (cv2.error, UnicodeDecodeError):
            codes = []
        results[name] = (codes, (time.thread_time() - started) * 1000)
    return results


def table(cases, results):
    tags = sorted({case["tag"] for case in cases.values()} - {"nothing"}) + ["all with a code"]
    rates = {}
    print(f"{'tag':16}{'n':>5}" + "".join(f"{reader:>12}" for reader in results))
    for tag in tags:
        names = [name for name, case in cases.items()
                 if case["tag"] == tag or (tag == tags[-1] and case["expected"])]
        for reader, read in results.items():
            good = sum(any(code in cases[name]["expected"] for code in read[name][0]) for name in names)
            rates[tag, reader] = good / len(names)
        print(f"{tag:16}{len(names):5}" + "".join(f"{rates[tag, reader]:12.0%}" for reader in results))
    figures, shown = {}, []
    for reader, read in results.items():
        wrong = [name for name, case in cases.items() if any(code not in case["expected"] for code in read[name][0])]
        common = max((case["size"] for case in cases.values() if case["tag"] == "blur"), default=640)
        with_code = [read[name][1] for name, case in cases.items() if case["expected"] and case["size"] == common]
        without = [read[name][1] for name, case in cases.items() if case["tag"] == "nothing"]
        figures[reader] = (wrong, statistics.median(with_code or [0.0]), statistics.median(without or [0.0]))
        shown.append((str(len(wrong)), *(f"{cost:.2f}" for cost in figures[reader][1:]),
                      f"{worst(read, cases):.1f}", f"{per_second(read, cases):.0f}"))
    rows = ("wrong payloads", "median CPU ms", "no code, CPU ms", "no code, worst", "read per CPU second")
    for row, cells in zip(rows, zip(*shown)):
        print(f"{row:21}" + "".join(f"{cell:>12}" for cell in cells))
    return rates, figures


def worst(read, cases):
    return max((read[name][1] for name, case in cases.items() if not case["expected"]), default=0.0)


def per_second(read, cases):
    """Pictures read for each second of CPU time spent on all of them, those that were not read and those
    without a code too."""
    good = sum(any(code in case["expected"] for code in read[name][0]) for name, case in cases.items())
    return good / (sum(read[name][1] for name in cases) / 1000 or 1.0)


def judge(rates, figures, smoke):
    """Each line of the target is a case. Of a few pictures, only what must never happen is judged."""
    wrong, median, empty = figures["coldframe"]
    cases = [("no wrong payload", not wrong, wrong)]
    if ("real", "coldframe") in rates:
        cases.append(("every real frame", rates["real", "coldframe"] == 1, rates["real", "coldframe"]))
    if "zxing-cpp" in figures:
        total = [rates["all with a code", reader] for reader in ("coldframe", "zxing-cpp")]
        cases.append(("more than zxing-cpp in all", total[0] > total[1], total))
        cases.append(("median at most 2 x zxing-cpp", median <= 2 * figures["zxing-cpp"][1] or smoke, median))
        for tag, reader in [] if smoke else list(rates):
            pair = rates[tag, "coldframe"], rates[tag, "zxing-cpp"]
            if reader == "coldframe" and tag not in ("real", "all with a code"):
                good = pair[0] > pair[1] or pair == (1, 1) if tag in OURS else pair[0] >= pair[1]
                cases.append((f"{tag} against zxing-cpp", good, pair))
    cases.append(("an empty picture costs at most 2 x the median", empty <= 2 * median or smoke, (empty, median)))
    failed = [(name, seen) for name, good, seen in cases if not good]
    for name, seen in failed:
        print(f"FAILED   optics bench: {name}: {seen}")
    print(f"judges: {len(cases) - len(failed)} passed, {len(failed)} failed, 0 skipped")
    return 1 if failed else 0


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--smoke", action="store_true")
    options.add_argument("--binary", default="target/release/coldframe")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", action="store_true", help="leave the pictures where they are")
    asked = options.parse_args()
    cv2.setNumThreads(1)
    folder = HOME / ("smoke" if asked.smoke else f"seed-{asked.seed}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cases = {**made_up(folder, asked.seed, asked.smoke), **real(folder)}
    results = {"coldframe": ours(asked.binary, folder)}
    results.update((name, theirs(read, folder, cases)) for name, read in others().items())
    rates, figures = table(cases, results)
    if not asked.keep:
        shutil.rmtree(folder)
    return judge(rates, figures, asked.smoke)


if __name__ == "__main__":
    raise SystemExit(main())
