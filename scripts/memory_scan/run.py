"""Holds the memory scan: `run.py NAME=PROGRAM... --control PROGRAM [--cell TEXT] [--no-core] [--left-out WHY]`.

Every cell prints PASS, FAIL or SKIPPED. A cell passes with no hit at all: in the memory of the
paused process, in a core of it, on the normal screen, in what it wrote and left behind. The control
program leaks on purpose: unless it is caught at least five times in a cell, nothing was proved.
"""

import argparse
import collections
import dataclasses
import multiprocessing
import os
import pathlib
import shutil
import sys
import tempfile
import time

import scanner
from cells import Cell
from matrix import CELLS
from player import Gone, Run, Silence

CONTROL_HITS_MIN = 5
SHOWN_HITS_MAX = 12
TASKS = []


@dataclasses.dataclass(frozen=True)
class Task:
    """One cell on one build."""

    build: str
    program: str
    cell: Cell
    with_core: bool = False
    is_control: bool = False


def look(cell, program, place, with_core):
    """One run of one cell: its hits, and remarks about what was looked at."""
    run, hits, remarks = Run(program, place), [], []
    try:
        try:
            cell.play(run)
            pid = run.until_ready()
            wanted = cell.needles(run)
            found, looked = scanner.process(pid, wanted)
            hits += found
            remarks.append(f"{looked / 1e6:.0f} MB")
            if with_core:
                cored = scanner.core(pid, wanted, place)
                hits += cored or []
                remarks.append("no gdb here" if cored is None else "core")
        except Gone:
            if not cell.gone:
                raise
            wanted = cell.needles(run)
            remarks.append(cell.gone)
        code = run.finish()
    finally:
        run.stop()
    said = bytes(run.capture)
    hits += scanner.search(scanner.normal_screen(said), wanted, "what was said outside the alternate screen")
    hits += scanner.files(run.home, wanted)
    if code not in cell.ends and -code + 128 not in cell.ends:
        raise AssertionError(f"ended with {code}, not {cell.ends}: {said[-300:]!r}")
    return hits, remarks


def hold(number):
    """Holds one task: PASS or FAILED, and what is said of it."""
    task, started = TASKS[number], time.monotonic()
    place = pathlib.Path(tempfile.mkdtemp(prefix="scan-"))
    hits = []
    try:
        hits, remarks = look(task.cell, task.program, place, task.with_core)
        is_good = len(hits) >= CONTROL_HITS_MIN if task.is_control else not hits
        word, remark = "PASS" if is_good else "FAILED", f" [{', '.join([f'{len(hits)} hits', *remarks])}]"
    except (AssertionError, Gone, Silence, OSError, KeyError) as why:
        word, remark = "FAILED", f": {why}"
    finally:
        shutil.rmtree(place, ignore_errors=True)
    said = [line(word, f"{task.build}, {task.cell.name}{remark}", time.monotonic() - started)]
    shown = [] if task.is_control and word == "PASS" else scanner.summary(hits)[:SHOWN_HITS_MAX]
    return word, said + [f"      {count} x {hit.needle} in {hit.place}" for hit, count in shown]


def line(word, text, seconds=0.0):
    """As `scripts/check` reads it."""
    return f"{word}  memory scan: {text}  ({seconds:.1f} s)"


def main():
    """Reads the command line and holds what it names, twice as many cells at once as processors: typing waits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", nargs="+", metavar="NAME=PROGRAM")
    parser.add_argument("--control", required=True)
    parser.add_argument("--cell", default="", help="only cells whose name holds this")
    parser.add_argument("--no-core", action="store_true")
    parser.add_argument("--left-out", action="append", default=[], help="a build that could not be made, and why")
    options = parser.parse_args()
    tasks = [Task("leaky control", options.control, cell, is_control=True) for cell in CELLS if cell.control]
    chosen = [cell for cell in CELLS if options.cell in cell.name]
    for named in options.programs:
        build, program = named.split("=", 1)
        tasks += [Task(build, program, cell, with_core=place == 0 and not options.no_core)
                  for place, cell in enumerate(chosen)]
    counts = collections.Counter(SKIPPED=len(options.left_out))
    for why in options.left_out:
        print(line("SKIPPED", why), flush=True)
    # Forked after this line, so that a worker has the cells, which cannot be sent to it.
    TASKS.extend(tasks)
    with multiprocessing.get_context("fork").Pool(2 * (os.cpu_count() or 1)) as pool:
        for word, said in pool.imap(hold, range(len(tasks))):
            counts[word] += 1
            print("\n".join(said), flush=True)
    print(f"judges: {counts['PASS']} passed {counts['FAILED']} failed {counts['SKIPPED']} skipped")
    return 1 if counts["FAILED"] or not counts["PASS"] else 0


if __name__ == "__main__":
    sys.exit(main())
