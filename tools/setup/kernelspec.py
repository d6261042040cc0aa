"""Tells Jupyter how to start the notebook kernel of this clone."""

import json

from needs import ROOT

def deterministic_settings():
    lines = (ROOT / "tools/deterministic.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def install_kernelspec(venv):
    folder = venv / "share/jupyter/kernels/twinkit"
    folder.mkdir(parents=True, exist_ok=True)
    spec = {
        "argv": [str(venv / "bin/node"), str(ROOT / "dist/tools/kernel/main.js"), "{connection_file}"],
        "display_name": "twinkit (TypeScript)",
        "language": "typescript",
        "interrupt_mode": "message",
        "env": deterministic_settings(),
    }
    (folder / "kernel.json").write_text(json.dumps(spec, indent=2) + "\n")
