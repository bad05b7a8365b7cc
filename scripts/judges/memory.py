"""The most memory a process ever held.

A process inherits the peak of whoever started it until it is replaced, so a large Python must not
start it: GNU time does, or a Python without site packages (about 10 MiB, then the least that can
be seen).
"""

import os
import subprocess
import sys

GNU_TIME = "/usr/bin/time"
SMALL_PYTHON = """
import os, resource, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ,
                       file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
os.waitpid(child, 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak_kib(line):
    """Peak resident size in KiB of one run of a command line."""
    if os.access(GNU_TIME, os.X_OK):
        done = subprocess.run([GNU_TIME, "-f", "%M", *line], check=True, capture_output=True, text=True)
        return int(done.stderr.split()[-1])
    done = subprocess.run([sys.executable, "-I", "-S", "-c", SMALL_PYTHON, *line],
                          check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])
