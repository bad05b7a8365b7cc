"""The few lines every judge shares: named cases, three verdicts, one count."""

import contextlib
import os
import sys
import time
import traceback

# Chance is the same in every run; another seed (any text) plays the same cases with other dice.
SEED = os.environ.get("JUDGES_SEED", "")
HERE = os.path.dirname(os.path.abspath(__file__))


class Skip(Exception):
    """A case or a judge that could not be held. It is counted as skipped, never as passed."""


class Refusal(AssertionError):
    """The thing under test gave the wrong answer."""


def must(condition, sentence):
    """Fails the case with `sentence` unless `condition` holds (also under `python -O`)."""
    if not condition:
        raise Refusal(sentence)


def same(left, right, what):
    """Fails the case unless both sides are equal, and shows both, shortened."""
    if left != right:
        raise Refusal(f"{what}: {_short(left)} is not {_short(right)}")


class Report:
    """Prints one line per case and keeps the counts."""

    def __init__(self, verbose=False):
        self.passed = 0
        self.failed = []
        self.skipped = []
        self.judge = ""
        self.verbose = verbose

    @contextlib.contextmanager
    def case(self, name):
        """Runs one case, which may add remarks to the list it is given. Any exception but `Skip`
        is a failure; the run goes on."""
        label = f"{self.judge}: {name}"
        started = time.monotonic()
        remarks = []
        try:
            yield remarks
        except Skip as why:
            self.skip(label, why)
        except Exception as error:  # a judge that breaks has not passed
            self.fail(label, error)
        else:
            self.passed += 1
            said = "".join(f" [{remark}]" for remark in remarks)
            print(f"PASS  {label}{said}  ({time.monotonic() - started:.2f} s)", flush=True)

    def fail(self, label, error):
        """Counts a failure and says where it arose."""
        self.failed.append(label)
        place = "" if isinstance(error, Refusal) else f" ({_place(error)})"
        print(f"FAIL  {label}: {type(error).__name__}: {_short(str(error))}{place}", flush=True)
        if self.verbose:
            traceback.print_exc(file=sys.stdout)

    def skip(self, label, why):
        """Counts something that was not judged and says why, loudly."""
        self.skipped.append(f"{label}: {why}")
        print(f"SKIP  {label}: {why}", flush=True)

    def add(self, other):
        """Takes over the counts of a report that was made beside this one."""
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def close(self):
        """Prints what was skipped, what failed and the closing counts; returns the exit code."""
        for line in self.skipped:
            print(f"SKIPPED  {line}")
        for line in self.failed:
            print(f"FAILED   {line}")
        print(f"judges: {self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped")
        return 1 if self.failed else 0


def _place(error):
    """File and line of the innermost call that is ours."""
    ours = [call for call in traceback.extract_tb(error.__traceback__) if HERE in call.filename]
    return ", ".join(f"{os.path.basename(call.filename)}:{call.lineno}" for call in ours[-2:])


def _short(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 600 else f"{text[:300]} … {text[-200:]}"
