"""Installs everything twinkit needs inside this folder: `python3 tools/setup`. A step whose inputs did not change is skipped."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "set-up: Python 3.11 or newer is needed and this is %d.%d: install one and say `make setup PYTHON=python3.11`."
        % sys.version_info[:2]
    )

import needs  # noqa: E402  (the version is checked before anything newer is read)
import steps  # noqa: E402

if __name__ == "__main__":
    needs.check_python()
    steps.run()
