"""Holds the memory scan: `run.py NAME=PROGRAM... --control PROGRAM [--cell TEXT] [--no-core] [--left-out WHY]`.

Every cell prints PASS, FAIL or SKIPPED. A cell passes with no hit at all: in the memory of the
paused process, in a core of it, on the normal screen, in what it wrote and left behind. The control
program leaks on purpose: unless it is caught at least five times in a cell, nothing was proved.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile
import time

import scanner
from cells import NotBuilt
from matrix import CELLS
from player import NOT_BUILT, Gone, Run, Silence

CONTROL_HITS_MIN = 5
SHOWN_HITS_MAX = 12


class Report:
    """Counts, in the words `scripts/check` reads."""

    def __init__(self):
        self.passed, self.failed, self.skipped = 0, 0, 0

    def verdict(self, word, cell, remark, seconds):
        """One line for one cell."""
        print(f"{word}  memory scan: {cell}{remark}  ({seconds:.1f} s)", flush=True)

    def close(self):
        """The last line and the number to end with."""
        print(f"judges: {self.passed} passed {self.failed} failed {self.skipped} skipped")
        return 1 if self.failed or not self.passed else 0


def look(cell, program, place, with_core):
    """One run of one cell: its hits, and remarks about what was looked at."""
    run, hits, remarks = Run(program, place), [], []
    try:
        try:
            cell.play(run)
            pid = run.until_ready()
            if is_stub(run):
                raise NotBuilt
            wanted = cell.needles(run)
            found, looked = scanner.process(pid, wanted)
            hits += found
            remarks.append(f"{looked / 1e6:.0f} MB")
            if with_core:
                cored = scanner.core(pid, wanted, place)
                hits += cored or []
                remarks.append("no gdb here" if cored is None else "core")
        except Gone:
            if is_stub(run):
                raise NotBuilt from None
            # Ended by a signal it does not catch: its memory is the kernel's again.
            wanted = cell.needles(run)
            remarks.append("gone before it could be looked into")
        code = run.finish()
    finally:
        run.stop()
    said = bytes(run.capture)
    hits += scanner.search(scanner.normal_screen(said), wanted, "what was said outside the alternate screen")
    hits += scanner.files(run.home, wanted)
    if code not in cell.ends and -code + 128 not in cell.ends:
        raise AssertionError(f"ended with {code}, not {cell.ends}: {said[-300:]!r}")
    return hits, remarks


def is_stub(run):
    """Whether this build does not know the command, or not yet."""
    return any(mark in run.capture for mark in NOT_BUILT)


def hold(report, build, program, cell, with_core, is_control):
    """One cell on one build."""
    name, started = f"{build}, {cell.name}", time.monotonic()
    place = pathlib.Path(tempfile.mkdtemp(prefix="scan-"))
    try:
        hits, remarks = look(cell, program, place, with_core)
    except NotBuilt:
        report.skipped += 1
        report.verdict("SKIPPED", name, ": this build does not have the command", time.monotonic() - started)
        return
    except (AssertionError, Gone, Silence, OSError, KeyError) as why:
        report.failed += 1
        report.verdict("FAILED", name, f": {why}", time.monotonic() - started)
        return
    finally:
        shutil.rmtree(place, ignore_errors=True)
    is_good = len(hits) >= CONTROL_HITS_MIN if is_control else not hits
    report.passed, report.failed = report.passed + is_good, report.failed + (not is_good)
    remarks.insert(0, f"{len(hits)} hits")
    report.verdict("PASS" if is_good else "FAILED", name, f" [{', '.join(remarks)}]", time.monotonic() - started)
    if not is_control or not is_good:
        for hit, count in scanner.summary(hits)[:SHOWN_HITS_MAX]:
            print(f"      {count} x {hit.needle} in {hit.place}", flush=True)


def main():
    """Reads the command line and holds what it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", nargs="+", metavar="NAME=PROGRAM")
    parser.add_argument("--control", required=True)
    parser.add_argument("--cell", default="", help="only cells whose name holds this")
    parser.add_argument("--no-core", action="store_true")
    parser.add_argument("--left-out", action="append", default=[], help="a build that could not be made, and why")
    options = parser.parse_args()
    report = Report()
    for why in options.left_out:
        report.skipped += 1
        report.verdict("SKIPPED", why, "", 0)
    chosen = [cell for cell in CELLS if options.cell in cell.name]
    for cell in (cell for cell in CELLS if cell.control):
        hold(report, "leaky control", options.control, cell, False, True)
    for named in options.programs:
        build, program = named.split("=", 1)
        for place, cell in enumerate(chosen):
            hold(report, build, program, cell, place == 0 and not options.no_core, False)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
