"""The npm implementations, behind one Node process that answers JSON lines."""

import json
import os
import pathlib
import shutil
import subprocess

from harness import Skip

SOURCES = pathlib.Path(__file__).parent / "node"
HOME = pathlib.Path(os.environ.get("JUDGES_NODE", "target/judges/node"))


class NodeError(Exception):
    """An npm implementation refused; the text is its own."""


class Node:
    """One worker for a whole run; `call` is a function call into it."""

    _only = None

    @classmethod
    def shared(cls):
        """The worker, started at first use; `Skip` when Node or its packages are missing."""
        if cls._only is None:
            cls._only = cls()
        return cls._only

    def __init__(self):
        if shutil.which("node") is None:
            raise Skip("Node is not installed")
        if not (HOME / "node_modules").is_dir():
            raise Skip(f"npm packages are missing in {HOME}")
        for source in SOURCES.glob("*.mjs"):
            beside = HOME / source.name
            if not beside.is_file() or beside.read_bytes() != source.read_bytes():
                shutil.copy(source, beside)  # never under a run that is reading it
        self._process = subprocess.Popen(
            ["node", "worker.mjs"], cwd=HOME, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )

    def call(self, verb, **args):
        """Asks one thing; raises `NodeError` with the implementation's own words."""
        self._process.stdin.write(json.dumps({"verb": verb, "args": args}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise NodeError("the Node worker died (are all npm packages installed?)")
        answer = json.loads(line)
        if "error" in answer:
            raise NodeError(answer["error"])
        return answer["value"]
