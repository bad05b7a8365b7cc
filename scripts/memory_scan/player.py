"""Plays a person or a script in front of the program, until it waits to be looked into."""

import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import subprocess
import termios
import time

PATIENCE_SECONDS = 60
KEY_SECONDS = 0.012
PASTED = "secret/pasted"
READY = b"scan-ready"
WORDS_CHARS = 24
MESSAGES = pathlib.Path(__file__).parents[2] / "src/core/messages/en"


class Gone(Exception):
    """The program ended before it could be looked into; carries its number and what it said."""

    def __init__(self, code, said):
        super().__init__(f"ended with {code}: {said[-300:]!r}")
        self.code = code
        self.said = said


class Silence(Exception):
    """The program did not say what was waited for."""


class Run:
    """One run of the program in a place of its own. `inputs` is not looked through afterwards."""

    def __init__(self, binary, place):
        self.binary = str(pathlib.Path(binary).resolve())
        self.place = place
        self.home = place / "home"
        self.inputs = place / "inputs"
        self.home.mkdir(parents=True, exist_ok=True)
        self.inputs.mkdir(exist_ok=True)
        self.capture = bytearray()
        self.child = None
        self.master = None
        self.mark = 0
        self.answered = 0
        self.resume = None

    def environment(self, extra):
        """Nothing of ours, and every place a program may write to inside its own."""
        home = str(self.home)
        return {"HOME": home, "XDG_STATE_HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home,
                "XDG_RUNTIME_DIR": home, "TMPDIR": home, "PATH": os.environ.get("PATH", ""),
                "TERM": "xterm", "LANG": "C.UTF-8", **extra}

    def start(self, args, secrets=(), at_terminal=False, panic=None):
        """Starts it; each of `secrets` (option, text) gets a pipe of its own."""
        wait, self.resume = os.pipe()
        keep, line = [wait], [self.binary, *map(str, args)]
        for option, text in secrets:
            end, into = os.pipe()
            os.write(into, text.encode() + b"\n")
            os.close(into)
            keep.append(end)
            line += [option, str(end)]
        extra = {"COLDFRAME_SCAN_FD": str(wait)}
        if panic:
            extra["COLDFRAME_SCAN_PANIC"] = panic
        if at_terminal:
            self.master, slave = pty.openpty()
            fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 110, 0, 0))
            streams = {"stdin": slave, "stdout": slave, "stderr": slave}
            def before():
                os.setsid()
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        else:
            self.master, slave = os.pipe()
            streams = {"stdin": subprocess.DEVNULL, "stdout": slave, "stderr": slave}
            before = os.setsid
        self.child = subprocess.Popen(line, cwd=self.home, env=self.environment(extra), pass_fds=keep,
                                      preexec_fn=before, **streams)
        for end in [slave, *keep]:
            os.close(end)
        return self

    def pump(self, seconds):
        """Takes in what is said; false when nothing came in that time."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.master, 65536)
        except OSError:
            piece = b""
        self.capture += piece
        return bool(piece)

    def expect(self, *texts):
        """Waits until one of the texts stands in what came since the last wait; says which."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.keep_what_seems_pasted()
            fresh = bytes(self.capture[self.mark:])
            for text in texts:
                wanted = text if isinstance(text, bytes) else text.encode()
                if wanted in fresh:
                    self.mark += fresh.index(wanted) + len(wanted)
                    return text
            if not self.pump(0.2) and self.child.poll() is not None and not self.pump(0):
                raise Gone(self.child.returncode, bytes(self.capture))
            if time.monotonic() > end:
                raise Silence(f"{texts} never came: {bytes(self.capture[-400:])!r}")

    def press(self, keys):
        """Types, at the pace of a person whose keys are told apart from a paste."""
        for key in keys.encode() if isinstance(keys, str) else keys:
            os.write(self.master, bytes([key]))
            time.sleep(KEY_SECONDS)
            self.pump(0)

    def answer(self, text):
        """Types a line, lets it arrive, and ends it."""
        self.press(text)
        while self.pump(0.4):
            pass
        self.keep_what_seems_pasted()
        while self.pump(0.2):
            pass
        self.press("\r")

    def keep_what_seems_pasted(self):
        """On a busy machine keys arrive in a burst and are taken for a paste: any key keeps them."""
        at = self.capture.find(said(PASTED).encode(), self.answered)
        if at >= 0:
            self.answered = at + 1
            while self.pump(0.3):
                pass
            self.press(" ")

    def press_on(self, key):
        """Presses a key whenever nothing more is said, until the run waits or ends."""
        end = time.monotonic() + PATIENCE_SECONDS
        while READY not in self.capture and self.child.poll() is None and time.monotonic() < end:
            if not self.pump(0.7):
                self.press(key)

    def expect_prompt(self, code):
        """Waits for a sentence of the catalogue."""
        self.expect(said(code))

    def signal(self, number):
        """As another program would."""
        self.child.send_signal(number)

    def until_ready(self):
        """Waits until all work is done and the memory can be looked into."""
        self.expect(READY)
        return self.child.pid

    def finish(self):
        """Lets it end."""
        if self.resume is not None:
            os.close(self.resume)
            self.resume = None
        end = time.monotonic() + PATIENCE_SECONDS
        while self.child.poll() is None:
            self.pump(0.05)
            if time.monotonic() > end:
                self.child.kill()
        while self.pump(0.05):
            pass
        os.close(self.master)
        return self.child.returncode

    def stop(self):
        """Ends what is left of a run that went wrong."""
        if self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
            self.child.wait()


def said(code):
    """The first words of a sentence of the catalogue: a window may break it later."""
    for path in sorted(MESSAGES.glob("*.txt")):
        entry = path.read_text().split(f"\n[{code}]\n")
        if len(entry) > 1:
            for line in entry[1].splitlines():
                if line.startswith(("text: ", "error: ")):
                    return line.split(": ", 1)[1].split("{")[0][:WORDS_CHARS].strip()
    raise KeyError(code)
