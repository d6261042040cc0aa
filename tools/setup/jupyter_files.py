"""Tells Jupyter how to start the notebook kernel of this clone, and JupyterLab not to ask about news."""

import json

from needs import ROOT

QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def deterministic_settings():
    lines = (ROOT / "tools/deterministic.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


# V8's helper threads (collector, compiler) get in each other's way on a busy machine: sweeps took up to five times as long.
V8_FLAGS = ["--single-threaded"]


def kernelspec(venv):
    return {
        "argv": [str(venv / "bin/node"), *V8_FLAGS, str(ROOT / "dist/tools/kernel/main.js"), "{connection_file}"],
        "display_name": "twinkit (TypeScript)",
        "language": "typescript",
        "interrupt_mode": "message",
        "env": deterministic_settings(),
    }


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")


def install_jupyter_files(venv):
    jupyter = venv / "share/jupyter"
    write(jupyter / "kernels/twinkit/kernel.json", kernelspec(venv))
    write(jupyter / "lab/settings/overrides.json", QUIET)
