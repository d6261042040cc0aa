"""JupyterLab on this machine only, and the compiler that rebuilds the package when a source changes: both end together."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST = "notebooks/00-start-here.ipynb"


def lab_command(arguments):
    start = f"/lab/tree/{FIRST}" if (ROOT / FIRST).is_file() else "/lab"
    quiet = [] if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") else ["--no-browser"]
    return [
        *(sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={ROOT}"),
        *(f"--LabApp.default_url={start}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
        *("--KernelSpecManager.allowed_kernelspecs=twinkit", "--MultiKernelManager.default_kernel_name=twinkit"),
        # a cell may print half a million lines: the server's default would drop most of them
        *("--ZMQChannelsWebsocketConnection.iopub_data_rate_limit=1e10", "--ZMQChannelsWebsocketConnection.iopub_msg_rate_limit=1e7"),
        *("--allow-root", *quiet, *arguments),
    ]


def main():
    compiler = [str(ROOT / ".venv/bin/node"), "node_modules/typescript/bin/tsc"]
    # a type error is shown and does not keep anyone out: what compiles is there
    subprocess.run(compiler, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    watch = subprocess.Popen([*compiler, "--watch", "--preserveWatchOutput"], cwd=ROOT, stdin=subprocess.DEVNULL)
    lab = subprocess.Popen(lab_command(sys.argv[1:]), cwd=ROOT)
    asked_to_end = []

    def end(*_):
        asked_to_end.append(True)
        lab.terminate()

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, end)
    try:
        code = lab.wait()
        return 0 if asked_to_end else code
    finally:
        watch.terminate()
        watch.wait()


sys.exit(main())
