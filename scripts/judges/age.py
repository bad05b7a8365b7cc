"""Judge: an ordinary age opens what the vault writes, and the vault opens what an ordinary age wrote.

The other parties are the age of this machine (Go, a terminal played for its passphrases), rage's
library through pyrage, and the TypeScript client. Whichever is missing is skipped, by name.
"""

import os
import pathlib
import pty
import select
import shutil
import subprocess
import tempfile

from embit import bip32, bip39

from harness import Skip, must, same
from node import Node

WORDS = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"
PASSPHRASE = "canal-orbit-velvet-tiger-mosquito-planet-shove-ribbon"
# A key pair for tests; it opens nothing else.
IDENTITY = "AGE-SECRET-KEY-1FJ2TKVP4RDW2NT58KX2W7GRTSLXL9JQLZJC0WXDAPQCFJ7EYZCUSE9XJQF"
RECIPIENT = "age1dn9j3yssad7upempypx84mrpqf3enhcwcww36xclgc4qksamspvscq4e6r"
PATIENCE_SECONDS = 120


def run(report, subject, quick=False):
    """Both directions, with a passphrase and with a key, for every party."""
    parties = [Go, Rage, TypeScript]
    for party in parties:
        for lock in ("key",) if quick else ("key", "passphrase"):
            with report.case(f"{party.label} opens a {lock} file of ours"):
                ours_opened(subject, party(), lock)
            with report.case(f"we open a {lock} file of {party.label}"):
                theirs_opened(subject, party(), lock)
    with report.case("the control: the parties open each other's files"):
        parties_agree([party for party in parties if party.is_here()])


def ours_opened(subject, party, lock):
    """What `vault export` writes."""
    if not subject.reviews:
        raise Skip("the control run has no vault")
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        home = Vault(subject.program, folder)
        home.add("cold")
        plain, file = home.export("cold", ["--write-plaintext-secret"]), home.export_for("cold", lock)
        must(WORDS.encode() in plain, "the plain export has no words")
        same(party.open(file, lock), plain, f"what {party.label} reads")


def theirs_opened(subject, party, lock):
    """Bare words under a name, and the content of another file of ours."""
    if not subject.reviews:
        raise Skip("the control run has no vault")
    with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
        home = Vault(subject.program, folder)
        home.add("cold")
        for name, plain in [("bare", WORDS.encode()), ("whole", home.export("cold", ["--write-plaintext-secret"]))]:
            home.import_file(party.seal(plain, lock), name, lock)
            same(home.fingerprint(name, lock), fingerprint(), f"fingerprint of {name}")


def parties_agree(parties):
    """Else a verdict above says little."""
    if len(parties) < 2:
        raise Skip("fewer than two other clients are installed")
    for maker in parties:
        for reader in parties:
            same(reader().open(maker().seal(b"zoo", "key"), "key"), b"zoo", f"{maker.label} to {reader.label}")


def fingerprint():
    """The master fingerprint by embit."""
    return bip32.HDKey.from_seed(bip39.mnemonic_to_seed(WORDS)).my_fingerprint.hex()


class Vault:
    """A state folder of the program under test."""

    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)

    def _run(self, args, secrets):
        return self.program.run(["vault", *args, "--state", self.folder / "state"], secrets).ok()

    def add(self, name):
        """Stores the words for the passphrase."""
        self._run(["add", name], [("--seed-fd", WORDS), ("--new-vault-passphrase-fd", PASSPHRASE)])

    def export(self, name, options, secrets=()):
        """The bytes of an export; the last of the options takes the file."""
        out = self.folder / "out"
        self._run(["export", name, "--force", *options, out], [("--vault-passphrase-fd", PASSPHRASE), *secrets])
        return out.read_bytes()

    def export_for(self, name, lock):
        """For the key, or for the passphrase."""
        if lock == "key":
            return self.export(name, ["--recipient", RECIPIENT, "-o"])
        return self.export(name, ["-o"], [("--new-vault-passphrase-fd", PASSPHRASE)])

    def import_file(self, file, name, lock):
        """Stores what another client encrypted."""
        path = self.folder / "in"
        path.write_bytes(file)
        self._run(["import", path, name], [opening(lock)])

    def fingerprint(self, name, lock):
        """What open-test says."""
        return self._run(["open-test", name], [opening(lock)]).out.decode().split()[-1]


def opening(lock):
    """The option and the secret that open a file."""
    return ("--identity-fd", IDENTITY) if lock == "key" else ("--vault-passphrase-fd", PASSPHRASE)


class Go:
    """The age of this machine."""

    label = "age (Go)"

    @staticmethod
    def is_here():
        """Whether it is installed."""
        return shutil.which("age") is not None

    def __init__(self):
        if not self.is_here():
            raise Skip("age is not installed (Debian: age)")

    def seal(self, plain, lock):
        """Encrypts."""
        return self._run(["-r", RECIPIENT] if lock == "key" else ["-p"], plain, asked=2)

    def open(self, file, lock):
        """Decrypts."""
        with tempfile.NamedTemporaryFile(prefix="coldframe-judge-") as key:
            key.write(IDENTITY.encode() + b"\n")
            key.flush()
            return self._run(["-d", "-i", key.name] if lock == "key" else ["-d"], file, asked=1)

    def _run(self, args, stdin, asked):
        with tempfile.TemporaryDirectory(prefix="coldframe-judge-") as folder:
            source, out = pathlib.Path(folder, "in"), pathlib.Path(folder, "out")
            source.write_bytes(stdin)
            line = ["age", *args, "-o", str(out), str(source)]
            if "-i" in args or "-r" in args:
                done = subprocess.run(line, capture_output=True, check=False, timeout=PATIENCE_SECONDS)
                must(done.returncode == 0, done.stderr.decode())
            else:
                typed(line, asked)
            return out.read_bytes()


def typed(line, asked):
    """Runs a program at a terminal and types the passphrase each time it is asked for."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(line[0], line)
    said, answered = b"", 0
    while select.select([terminal], [], [], PATIENCE_SECONDS)[0]:
        try:
            came = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not came:
            break
        said += came
        while answered < asked and said.count(b"assphrase") > answered and said.rstrip().endswith(b":"):
            os.write(terminal, PASSPHRASE.encode() + b"\n")
            answered += 1
            break
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    must(status == 0, said.decode(errors="replace"))


class Rage:
    """rage's library."""

    label = "rage (pyrage)"

    @staticmethod
    def is_here():
        """Whether it is installed."""
        try:
            import pyrage  # noqa: F401
        except ImportError:
            return False
        return True

    def __init__(self):
        if not self.is_here():
            raise Skip("pyrage is not installed")
        import pyrage
        self.library = pyrage

    def seal(self, plain, lock):
        """Encrypts. Its passphrases cost what this machine does in a second: on a fast one, more than 2^20."""
        if lock == "key":
            return self.library.encrypt(plain, [self.library.x25519.Recipient.from_str(RECIPIENT)])
        file = self.library.passphrase.encrypt(plain, PASSPHRASE)
        work = int(file.split(b"\n")[1].split(b" ")[3])
        if not 15 <= work <= 20:
            raise Skip(f"rage chose log_n {work} on this machine, which is refused (attack F07)")
        return file

    def open(self, file, lock):
        """Decrypts, armored or not."""
        if lock == "key":
            return self.library.decrypt(file, [self.library.x25519.Identity.from_str(IDENTITY)])
        return self.library.passphrase.decrypt(file, PASSPHRASE)


class TypeScript:
    """The TypeScript client."""

    label = "age-encryption (npm)"

    @staticmethod
    def is_here():
        """Whether it is installed."""
        try:
            Node.shared().call("age_label")
        except Exception:  # no Node, no package, an old installation
            return False
        return True

    def __init__(self):
        if not self.is_here():
            raise Skip("Node or the npm package age-encryption is not installed")

    def seal(self, plain, lock):
        """Encrypts."""
        return bytes.fromhex(Node.shared().call("age_seal", plain=plain.hex(), **self._secret(lock)))

    def open(self, file, lock):
        """Decrypts."""
        return bytes.fromhex(Node.shared().call("age_open", file=file.hex(), **self._secret(lock)))

    @staticmethod
    def _secret(lock):
        if lock == "key":
            return {"recipient": RECIPIENT, "identity": IDENTITY}
        return {"passphrase": PASSPHRASE}
