"""Looks for needles where secrets may be left: memory of processes, cores, files, captures."""

import collections
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess

CHUNK_BYTES = 64 * 1024 * 1024
PAGE = bytes(4096)
UNREADABLE = ("[vvar]", "[vvar_vclock]", "[vsyscall]")


@dataclasses.dataclass
class Region:
    """One line of /proc/PID/maps."""

    start: int
    end: int
    rights: str
    offset: int
    inode: int
    name: str

    def label(self):
        """What a person calls it."""
        return f"{self.name or 'anonymous'} {self.rights}"


@dataclasses.dataclass(frozen=True)
class Hit:
    """A needle and where it was."""

    needle: str
    place: str


def regions(pid):
    """Everything that is mapped."""
    for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
        parts = line.split(maxsplit=5)
        start, end = (int(part, 16) for part in parts[0].split("-"))
        name = parts[5] if len(parts) > 5 else ""
        yield Region(start, end, parts[1], int(parts[2], 16), int(parts[4]), name)


def process(pid, needles):
    """Hits in every readable map of a process and of its children; how many bytes were looked at."""
    hits, looked = [], 0
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for region in regions(pid):
            if "r" not in region.rights or region.name in UNREADABLE:
                continue
            data = read(memory, region)
            looked += len(data)
            if not is_as_on_disk(region, data):
                hits += search(without_empty_pages(data), needles, region.label())
    for child in children(pid):
        more, bytes_looked = process(child, needles)
        hits, looked = hits + more, looked + bytes_looked
    return hits, looked


def read(memory, region):
    """The bytes of a region; a page that cannot be read is an error, never an empty answer."""
    memory.seek(region.start)
    data = bytearray()
    while len(data) < region.end - region.start:
        piece = memory.read(min(CHUNK_BYTES, region.end - region.start - len(data)))
        if not piece:
            raise OSError(f"{region.label()} ended after {len(data)} bytes")
        data += piece
    return bytes(data)


def without_empty_pages(data):
    """What is left to look through: of empty pages in a row one stays, for no needle goes across it."""
    kept, was_empty = bytearray(), False
    for at in range(0, len(data), len(PAGE)):
        page = data[at:at + len(PAGE)]
        is_empty = page == PAGE
        if not (is_empty and was_empty):
            kept += page
        was_empty = is_empty
    return bytes(kept)


def is_as_on_disk(region, data):
    """Whether a read-only map is still its file: what was built before the secret holds none of it."""
    if "w" in region.rights or not region.inode or not region.name.startswith("/"):
        return False
    try:
        with open(region.name, "rb") as file:
            file.seek(region.offset)
            disk = file.read(len(data))
    except OSError:
        return False
    return data[:len(disk)] == disk and not any(data[len(disk):])


def children(pid):
    """Processes that a process started."""
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        found += (task / "children").read_text().split()
    return [int(child) for child in found]


def search(data, needles, place):
    """Every needle in some bytes."""
    return [Hit(needle.name, place) for needle in needles for _ in needle.found_in(data)]


def core(pid, needles, folder):
    """Hits in a core that gdb makes, as anyone with its rights could; None where there is no gdb."""
    if not shutil.which("gdb"):
        return None
    # Without its start-up files, and without asking a server on the network for symbols.
    line = ["gdb", "-nx", "-batch", "-iex", "set debuginfod enabled off", "-iex", "set auto-solib-add off",
            "-iex", "set auto-load no", "-p", str(pid), "-ex", f"generate-core-file {folder}/core.{pid}"]
    done = subprocess.run(line, capture_output=True, check=False)
    path = folder / f"core.{pid}"
    if not path.exists():
        raise OSError(f"gdb made no core: {done.stderr.decode(errors='replace').strip()[-200:]}")
    # Three times the size of what is mapped: the plain forms only.
    plain = [needle for needle in needles if needle.is_plain]
    hits = search(without_empty_pages(path.read_bytes()), plain, "a core taken from outside")
    path.unlink()
    return hits


def files(folder, needles):
    """Hits in the files and names a run left behind."""
    hits = []
    for place, _, names in os.walk(folder):
        for name in names:
            path = pathlib.Path(place, name)
            label = f"file {path.relative_to(folder)}"
            hits += search(str(path).encode(), needles, f"name of {label}")
            if path.is_file():
                hits += search(path.read_bytes(), needles, label)
    return hits


def normal_screen(capture):
    """What a terminal keeps in its scrollback: all that was written beside the alternate screen."""
    return re.sub(rb"\x1b\[\?1049h.*?(\x1b\[\?1049l|$)", b"", capture, flags=re.DOTALL)


def summary(hits):
    """Hits counted by needle and place, most first."""
    return collections.Counter(hits).most_common()
