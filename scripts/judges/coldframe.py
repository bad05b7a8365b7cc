"""The signer as a black box: every command line the judges use, and nothing else, stands here."""

import contextlib
import dataclasses
import json
import os
import pathlib
import subprocess

from harness import must, same

TIMEOUT_SECONDS = 300
NETWORK = ("--network", "regtest")


REFUSED_CODES = (3, 5, 6)  # refused by a check; held; malformed
RETURNS = ("change", "own-receive")
SCHEMA = "review/1"


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
    """The binary; `state` is the folder that remembers outpoints and keeps the journal."""

    def __init__(self, binary):
        self.binary = str(pathlib.Path(binary).resolve())

    def run(self, args, secrets=(), stdin=b""):
        """Runs it with each of `secrets` (option, text) on a descriptor of its own."""
        with contextlib.ExitStack() as stack:
            line = [self.binary, *map(str, args)]
            ends = []
            for option, text in secrets:
                end = stack.enter_context(secret_pipe(text))
                line += [option, str(end)]
                ends.append(end)
            done = subprocess.run(
                line, input=stdin, capture_output=True, pass_fds=ends, timeout=TIMEOUT_SECONDS,
                env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}, check=False,
            )
        return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"))

    def review(self, path, accounts, state):
        """`coldframe review IN --json` against public account keys; `Refused` when it has no review."""
        owners = [part for origin in accounts for part in ("--account", origin)]
        args = ["review", path, "--json", *NETWORK, *owners, "--state", state]
        answer = self.run(args)
        if answer.code in REFUSED_CODES and not answer.out.strip():
            raise Refused(answer.err.strip())
        if answer.code not in REFUSED_CODES:
            answer.ok()
        return Review(json.loads(answer.out))

    def sign(self, path, out, wallet, review, state):
        """`coldframe sign IN -o OUT` with the consent of a script that read the review."""
        named = [part for code in review.warnings() for part in ("--acknowledge", code)]
        args = ["sign", path, "-o", out, *NETWORK, "--consent", review.digest(), *named, "--state", state]
        return self.run(args, secrets_of(wallet))

    def show(self, path, out, *options):
        """`coldframe show IN -o OUT`: draws frames, or (into .txt) writes their texts one per line."""
        return self.run(["show", path, "-o", out, *options])

    def show_line(self, path):
        """The command line that draws in the terminal, for a pseudo-terminal to run."""
        return [self.binary, "show", str(path), "-o", "qr:", "--as", "ur", "--fps", "30"]

    def scan(self, path, out, *options):
        """`coldframe scan SOURCE -o OUT`: pictures, folders or a text file of frames."""
        return self.run(["scan", path, "-o", out, *options])

    def convert(self, path, out, *options):
        """`coldframe convert IN -o OUT`."""
        return self.run(["convert", path, "-o", out, *options])


class Review:
    """The JSON of a review, read in one place."""

    def __init__(self, fields):
        same(fields["schema"], SCHEMA, "the schema of the review")
        self.fields = fields

    def digest(self):
        """The 64 hexadecimal digits consent is bound to."""
        return self.fields["digest"]

    def warnings(self):
        """Codes of the warnings to acknowledge, each once."""
        found = self.fields["findings"]
        return list(dict.fromkeys(entry["code"] for entry in found if entry["severity"] == "warn"))

    def refusals(self):
        """Codes of the findings that are never signed by one person now."""
        found = self.fields["findings"]
        return [entry["code"] for entry in found if entry["severity"] in ("refuse", "hold")]

    def fee(self):
        """Absolute fee in satoshi."""
        return self.fields["totals"]["fee_sat"]

    def outputs(self, returns):
        """(script, satoshi) of what comes back to us (`returns`), or of everything that leaves."""
        return sorted(
            (bytes.fromhex(row["script"]), row["amount_sat"])
            for row in self.fields["outputs"] if (row["kind"] in RETURNS) == returns
        )


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
