"""Holds the judges: `run.py [--signer embit|coldframe] [--quick] [JUDGE…]`, as many at once as there are processors.

Every case prints PASS, FAIL or SKIP; the last line counts them. Exit 1 when anything failed.
"""

import argparse
import contextlib
import importlib
import io
import multiprocessing
import os
import pathlib
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import schemas
from harness import Report, Skip

JUDGES = ("chain", "lies", "differential", "ur", "ur1", "bbqr", "pixels", "convert", "answers", "shortway",
          "watching", "accounts", "registry", "consent", "seeds", "age", "shares", "paper")
DEFAULT_BINARY = pathlib.Path("target/release/coldframe")


def main():
    """Reads the command line and holds what it names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judges", nargs="*", default=[], help=f"of {', '.join(JUDGES)}; default all")
    parser.add_argument("--signer", choices=("coldframe", "embit"), default="coldframe",
                        help="embit: the control run, other people's code at every end")
    parser.add_argument("--binary", type=pathlib.Path, default=DEFAULT_BINARY)
    parser.add_argument("--quick", action="store_true", help="a small part of each table")
    parser.add_argument("--verbose", action="store_true", help="tracebacks of failures too")
    options = parser.parse_args()
    unknown = set(options.judges) - set(JUDGES)
    if unknown:
        parser.error(f"no such judge: {', '.join(sorted(unknown))}")
    report = Report(options.verbose)
    # A judge whose library crashes breaks the pool, and that the run: it is not waited for.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
        named = [(name, options) for name in options.judges or JUDGES]
        for said, part in pool.map(held, named):
            print(said, end="", flush=True)
            report.add(part)
    if schemas.missing() and options.signer == "coldframe":
        report.skip("the schema of reviews", schemas.missing())
    return report.close()


def held(task):
    """One judge: all it said, and its counts."""
    name, options = task
    report = Report(options.verbose)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        hold(report, name, options)
    return said.getvalue(), report


def hold(report, name, options):
    """One judge. What it needs from outside may be missing: then all of it is skipped, loudly."""
    report.judge = name
    started = time.monotonic()
    try:
        subject = chosen_subject(options)
        importlib.import_module(name).run(report, subject, options.quick)
    except (ImportError, Skip) as why:
        report.skip(name, f"not held at all: {why}")
    except Exception as error:  # one judge that breaks must not silence the others
        report.fail(f"{name} as a whole", error)
    print(f"----  {name} with {options.signer}: {time.monotonic() - started:.1f} s", flush=True)


def chosen_subject(options):
    """coldframe's binary, or the control."""
    from signers import ColdframeSigner, EmbitSigner

    if options.signer == "embit":
        return EmbitSigner()
    if not options.binary.is_file():
        raise SystemExit(f"{options.binary} is not built: cargo build --release --locked")
    return ColdframeSigner(options.binary)


if __name__ == "__main__":
    sys.exit(main())
