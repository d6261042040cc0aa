"""Executes the notebooks without a screen, or writes their outputs back: `python tools/notebooks run|refresh --profile quick [NAME …]`."""

import argparse
import sys
from pathlib import Path

from refresh import refresh
from run import run_all

ROOT = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(prog="tools/notebooks", description=__doc__)
    parser.add_argument("action", choices=["run", "refresh"])
    parser.add_argument("--profile", default="quick")
    parser.add_argument("--notebooks", type=Path, default=ROOT / "notebooks", help="folder with the notebooks")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="folder for what is executed")
    parser.add_argument("--figures", type=Path, default=ROOT / "figures", help="folder for the pictures that refresh keeps")
    parser.add_argument("--timeout", type=int, default=900, help="seconds a cell may take")
    parser.add_argument("names", nargs="*", help="notebooks to take, without .ipynb; all when none is given")
    options = parser.parse_intermixed_args()
    names = options.names or sorted(path.stem for path in options.notebooks.glob("*.ipynb"))
    if not names:
        sys.exit(f"notebooks: there is no notebook in {options.notebooks}")
    for name in names:
        if not (options.notebooks / f"{name}.ipynb").is_file():
            sys.exit(f"notebooks: {options.notebooks / name}.ipynb does not exist")
    sys.exit({"run": run_all, "refresh": refresh}[options.action](options, names))


main()
