"""The signer as a black box: every command line the judges use, and nothing else, stands here."""

import contextlib
import dataclasses
import functools
import json
import os
import pathlib
import subprocess
import tempfile

from harness import must, same
from schemas import conforms

TIMEOUT_SECONDS = 300
NETWORK = ("--network", "regtest")

# How a run ends; a review ends with REFUSED too when it holds a refusal, and is printed all the same.
DONE, NO, USAGE, REFUSED, DECLINED, HELD, MALFORMED, WRONG_SECRET, UNSAFE = range(9)
STOPPED = (REFUSED, HELD, MALFORMED)
RETURNS = ("change", "own-receive")
SCHEMA = "review/1"
ENVIRONMENT = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}


class Refused(Exception):
    """The signer would not sign; carries what it said."""


@dataclasses.dataclass
class Answer:
    """What one run said."""

    code: int
    out: bytes
    err: str

    def ok(self):
        """This answer, or a failure that quotes what the program said."""
        must(self.code == 0, f"coldframe ended with {self.code}: {self.err.strip()}")
        return self


class Coldframe:
    """The binary; `state` is the folder that remembers outpoints and keeps the journal, or None for
    a machine that forgets."""

    def __init__(self, binary):
        self.binary = str(pathlib.Path(binary).resolve())

    @functools.cached_property
    def accepted(self):
        """What a script says that knows this machine: every code its doctor refuses for, by name."""
        with tempfile.TemporaryDirectory(prefix="coldframe-doctor-") as state:
            done = subprocess.run([self.binary, "doctor", "--json", "--state", state], capture_output=True,
                                  timeout=TIMEOUT_SECONDS, env=ENVIRONMENT, check=False, start_new_session=True)
        must(done.returncode in (DONE, UNSAFE), f"coldframe doctor ended with {done.returncode}")
        report = json.loads(done.stdout)
        conforms(report, "doctor")
        codes = [seen["code"] for seen in report["surroundings"] if seen["grade"] == "refuse"]
        same(done.returncode, UNSAFE if codes else DONE, "how the doctor ended")
        return ["--accept-surroundings", ",".join(codes)] if codes else []

    def run(self, args, secrets=(), stdin=b""):
        """Runs it with each of `secrets` (option, text) on a descriptor of its own."""
        with contextlib.ExitStack() as stack:
            line = [self.binary, *self.accepted, *map(str, args)]
            ends = []
            for option, text in secrets:
                end = stack.enter_context(secret_pipe(text))
                line += [option, str(end)]
                ends.append(end)
            done = subprocess.run(
                line, input=stdin, capture_output=True, pass_fds=ends, timeout=TIMEOUT_SECONDS,
                env=ENVIRONMENT, check=False,
                start_new_session=True,  # no terminal to ask on, wherever the judges run
            )
        return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"))

    def review(self, path, accounts, state):
        """`coldframe review IN --json` against public account keys; `Refused` when it has no review."""
        answer = self.run(["review", path, "--json", *NETWORK, *owners(accounts), *kept(state)])
        if answer.code in STOPPED and not answer.out.strip():
            raise Refused(answer.err.strip())
        if answer.code != REFUSED:
            answer.ok()
        review = Review(json.loads(answer.out))
        refused = any(entry["severity"] == "refuse" for entry in review.fields["findings"])
        same(answer.code, REFUSED if refused else DONE, "how the review ended")
        return review

    def sign(self, path, out, wallet, review, state, *options):
        """`coldframe sign IN -o OUT` with the consent of a script that read the review."""
        return self.sign_with(path, out, wallet, review.digest(), review.warnings(), state, *options)

    def sign_with(self, path, out, wallet, digest, acknowledged, state, *options):
        """The same with any digest and any codes; without a digest nobody consents."""
        consent = ["--consent", digest] if digest else []
        named = [part for code in acknowledged for part in ("--acknowledge", code)]
        return self.run(["sign", path, "-o", out, *NETWORK, *consent, *named, *kept(state), *options],
                        secrets_of(wallet))

    def finalize(self, path, out, original=None):
        """`coldframe finalize IN -o OUT`: the transaction to broadcast, as bytes."""
        question = ["--original", original] if original else []
        return self.run(["finalize", path, "-o", out, "--as", "binary", *question])

    def account(self, wallet, kind, form):
        """`coldframe account export`: an account key as descriptor, xpub or json."""
        return self.run(["account", "export", "--kind", kind, "--as", form, *NETWORK], secrets_of(wallet))

    def account_shown(self, account):
        """`coldframe account show --json`: one object per account of whatever an account came in."""
        answer = self.run(["account", "show", account, "--json", *NETWORK])
        return answer, [json.loads(line) for line in answer.out.decode().splitlines()]

    def addresses(self, account, start, count, change):
        """`coldframe address list`, as (path, address)."""
        args = ["address", "list", *owners([account]), "--start", start, "--count", count, *NETWORK]
        answer = self.run(args + ["--change"] * change).ok()
        return [tuple(line.split()) for line in answer.out.decode().splitlines()]

    def address_check(self, address, account):
        """`coldframe address check`: whose is it?"""
        return self.run(["address", "check", address, *owners([account]), *NETWORK])

    def show(self, path, out, *options):
        """`coldframe show IN -o OUT`: draws frames, or (into .txt) writes their texts one per line."""
        return self.run(["show", path, "-o", out, *options])

    def show_line(self, path, wire):
        """The command line that draws in the terminal, for a pseudo-terminal to run."""
        return [self.binary, "show", str(path), "-o", "qr:", "--as", wire, "--fps", "30"]

    def scan(self, path, out, *options):
        """`coldframe scan SOURCE -o OUT`: pictures, folders or a text file of frames."""
        return self.run(["scan", path, "-o", out, *options])

    def convert(self, path, out, *options):
        """`coldframe convert IN -o OUT`."""
        return self.run(["convert", path, "-o", out, *options])

    def seed_check(self, words=None, passphrase="", picture=None):
        """`coldframe seed check --json`: whose the words are, typed or in a picture."""
        named = ["--seed", picture] if picture else []
        secrets = [("--seed-fd", words)] if words else []
        secrets += [("--passphrase-fd", passphrase)] if passphrase else []
        return json.loads(self.run(["seed", "check", "--json", *named], secrets).ok().out)

    def seed_derive(self, words, passphrase, out, *options):
        """`coldframe seed derive` into a file: the secret, and what was said publicly."""
        secrets = [("--seed-fd", words)] + ([("--passphrase-fd", passphrase)] if passphrase else [])
        said = self.run(["seed", "derive", "--json", "--write-plaintext-secret", out, *options], secrets).ok()
        return pathlib.Path(out).read_text(), json.loads(said.out)

    def seed_backup(self, words, kind, out):
        """`coldframe seed backup` into a picture."""
        return self.run(["seed", "backup", "--as", kind, "--write-plaintext-secret", out], [("--seed-fd", words)])


class Review:
    """The JSON of a review, read in one place."""

    def __init__(self, fields):
        same(fields["schema"], SCHEMA, "the schema of the review")
        conforms(fields)
        self.fields = fields

    def digest(self):
        """The 64 hexadecimal digits consent is bound to."""
        return self.fields["digest"]

    def warnings(self):
        """Codes of the warnings to acknowledge, each once."""
        return list(dict.fromkeys(self.codes("warn")))

    def refusals(self):
        """Codes of the findings that are never signed by one person now."""
        return self.codes("refuse", "hold")

    def codes(self, *severities):
        """Codes of the findings of these severities."""
        return [entry["code"] for entry in self.fields["findings"] if entry["severity"] in severities]

    def fee(self):
        """Absolute fee in satoshi."""
        return self.fields["totals"]["fee_sat"]

    def outputs(self, returns):
        """(script, satoshi) of what comes back to us (`returns`), or of everything that leaves."""
        return sorted(
            (bytes.fromhex(row["script"]), row["amount_sat"])
            for row in self.fields["outputs"] if (row["kind"] in RETURNS) == returns
        )


def owners(accounts):
    """The public account keys on a command line."""
    return [part for origin in accounts for part in ("--account", origin)]


def kept(state):
    """The state folder on a command line."""
    return ["--state", state] if state else []


def secrets_of(wallet):
    """Words and passphrase, each for its own descriptor."""
    secrets = [("--seed-fd", wallet.words)]
    if wallet.passphrase:
        secrets.append(("--passphrase-fd", wallet.passphrase))
    return secrets


@contextlib.contextmanager
def secret_pipe(text):
    """A pipe that already holds the text; short enough never to block."""
    read, write = os.pipe()
    os.write(write, text.encode() + b"\n")
    os.close(write)
    try:
        yield read
    finally:
        os.close(read)
