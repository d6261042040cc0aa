"""What the machine must have. Whatever is missing is said in one line, with what to do."""

import importlib.util
import platform
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DISK_GB = 5


def fail(problem):
    sys.exit(f"set-up: {problem}")


def check_python():
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "AMD64"):
        fail(f"TensorFlow's pinned library is for Linux on x86-64, this is {sys.platform} on {platform.machine()}: use such a machine or a container.")
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            fail(f"Python's {module} module is missing: on Debian or Ubuntu say `apt-get install python3-venv`.")


def check_install():
    """Asked only when something is still to be installed."""
    for tool in ("g++", "make"):
        if shutil.which(tool) is None:
            fail(f"{tool} is missing: on Debian or Ubuntu say `apt-get install g++ make`.")
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < DISK_GB:
        fail(f"{free:.1f} GB are free where {ROOT} lies and {DISK_GB} GB are needed: free some, or clone to another disk.")


NETWORK = ("Temporary failure in name resolution", "Name or service not known", "NewConnectionError", "ConnectTimeout",
           "Network is unreachable", "EAI_AGAIN", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH", "Connection refused",
           "(from versions: none)")


ERROR_LINE = re.compile(r"npm (error|ERR!) (?!code)|ERROR:|(\w*Error|error|fatal error): |.*: (fatal )?error: ")


def explain(step, output, log):
    """One line for a step that failed, from what its command printed."""
    if "No space left on device" in output or "ENOSPC" in output:
        return f"{step}: the disk is full: free {DISK_GB} GB and say `make setup` again (log: {log})."
    if "DO NOT MATCH THE HASHES" in output or "EINTEGRITY" in output:
        return f"{step}: a download does not match its pinned hash: say `make setup` again; if it stays so, the mirror you use changes files (log: {log})."
    if any(sign in output for sign in NETWORK):
        return f"{step}: the package registry was not reached: check the network or proxy and say `make setup` again (log: {log})."
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no output"]
    telling = next((line for line in lines if ERROR_LINE.match(line)), lines[-1])
    return f"{step} failed: {telling[:200]} (log: {log}); say `make setup` again after mending it."
