"""A real Jupyter client for the kernel tests: reads a list of steps as JSON from standard input, prints what came back.

Steps: {"run": code, "interruptAfter": seconds?, "queue": [code]?} · {"complete": code} · {"inspect": code, "at": n} · {"info": true}
· {"forge": code}, sent by somebody who has not the key
"""

import json
import os
import subprocess
import sys
import threading
import time

from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

TIMEOUT_S = 60


def answer(client, msg_id):
    while True:
        reply = client.get_shell_msg(timeout=TIMEOUT_S)
        if reply["parent_header"]["msg_id"] == msg_id:
            return reply["content"]


def collect(client, ids):
    """Outputs and replies of the given requests, until each has answered and is idle."""
    results = {msg_id: {"stdout": "", "stderr": "", "errors": [], "displays": [], "messages": 0} for msg_id in ids}
    idle = set()
    end = time.monotonic() + TIMEOUT_S
    while len(idle) < len(ids):
        message = client.get_iopub_msg(timeout=max(0.1, end - time.monotonic()))
        result = results.get(message["parent_header"].get("msg_id"))
        if result is None:
            continue
        kind, content = message["msg_type"], message["content"]
        result["messages"] += 1
        if kind == "stream":
            result[content["name"]] += content["text"]
        elif kind == "error":
            result["errors"].append(content)
        elif kind == "display_data":
            result["displays"].append(content["data"])
        elif kind == "status" and content["execution_state"] == "idle":
            idle.add(message["parent_header"]["msg_id"])
    for msg_id in ids:
        results[msg_id]["reply"] = answer(client, msg_id)
    return [results[msg_id] for msg_id in ids]


def run(manager, client, step):
    start = time.monotonic()
    ids = [client.execute(code) for code in [step["run"], *step.get("queue", [])]]
    if "interruptAfter" in step:
        threading.Timer(step["interruptAfter"], manager.interrupt_kernel).start()
    first, *queued = collect(client, ids)
    return {**first, "seconds": time.monotonic() - start, "queued": queued}


def perform(manager, client, step):
    if "run" in step:
        return run(manager, client, step)
    if "complete" in step:
        return answer(client, client.complete(step["complete"]))
    if "inspect" in step:
        return answer(client, client.inspect(step["inspect"], step["at"]))
    if "forge" in step:
        Session(key=b"another").send(client.shell_channel.socket, "execute_request", {"code": step["forge"]})
        return None
    return answer(client, client.kernel_info())


def main():
    manager = KernelManager(kernel_name="twinkit")
    # its own output elsewhere: Node makes an inherited pipe non-blocking, and our last print would be cut
    manager.start_kernel(cwd=sys.argv[1], stdout=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT_S)
        if "--leave" in sys.argv:  # die as a crashed client does, and say whom we left behind
            client.execute("for (;;) {}")
            time.sleep(1)
            print(manager.provisioner.pid, flush=True)
            os._exit(1)
        print(json.dumps([perform(manager, client, step) for step in json.load(sys.stdin)]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=False)


main()
