"""A stamp holds the hash of a step's inputs. It is taken away before the step starts and written when it has ended."""

import fcntl
import hashlib
import subprocess
import sys
import time
from contextlib import contextmanager

from needs import ROOT, explain, fail

LOG = "build/setup.log"


def digest(*inputs):
    """Hash of texts and of the contents of files (given as paths)."""
    sha = hashlib.sha256()
    for item in inputs:
        sha.update(item.encode() if isinstance(item, str) else item.read_bytes())
        sha.update(b"\0")
    return sha.hexdigest()


class Step:
    def __init__(self, name, stamp, key, action):
        self.name, self.stamp, self.key, self.action = name, ROOT / stamp, key, action

    def done(self):
        return self.stamp.is_file() and self.stamp.read_text() == self.key

    @property
    def started(self):
        """Stays behind when the step is interrupted."""
        return self.stamp.with_suffix(".started")

    def mark_started(self):
        self.started.parent.mkdir(parents=True, exist_ok=True)
        self.started.touch()

    def run(self):
        start = time.monotonic()
        print(f"set-up: {self.name} …", file=sys.stderr, flush=True)
        self.stamp.unlink(missing_ok=True)
        self.mark_started()
        self.action()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.key)
        self.started.unlink(missing_ok=True)
        print(f"set-up: {self.name}, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


def command(step, argv, cwd=ROOT, env=None):
    """Runs a command with its output in the log; when it fails, says why in one line and stops."""
    log = ROOT / LOG
    log.parent.mkdir(exist_ok=True)
    try:
        result = subprocess.run(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    except OSError as error:
        fail(f"{step}: {argv[0]} could not be started: {error.strerror}.")
    with log.open("a") as file:
        file.write(f"$ {' '.join(map(str, argv))}\n{result.stdout}\n")
    if result.returncode != 0:
        fail(explain(step, result.stdout, LOG))
    return result.stdout


@contextmanager
def alone():
    """Two set-ups in one folder wait for each other."""
    with (ROOT / ".setup.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
