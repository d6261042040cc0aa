"""`.venv/bin/twinkit`: the command line of this clone by its name."""

SCRIPT = """#!/bin/sh
# the command line as `make build` compiled it, with the Node of this clone
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
exec "$here/node" "$here/../../dist/src/cli.js" "$@"
"""


def install_launcher(venv):
    command = venv / "bin/twinkit"
    command.write_text(SCRIPT)
    command.chmod(0o755)
