"""Speaks with a kernel: python kernel.py NAME FOLDER

Reads a line of JSON for each thing to do, {"execute": CODE} or {"interrupt": true}, until its input ends, and prints
one for each message that the kernel publishes about a cell.
"""

import json
import sys
import threading

from jupyter_client.manager import start_new_kernel


def listen(client):
    while True:
        message = client.get_iopub_msg()
        if message["parent_header"].get("msg_type") != "execute_request":
            continue
        print(json.dumps({"type": message["msg_type"], "content": message["content"]}), flush=True)


def main(name, folder):
    manager, client = start_new_kernel(kernel_name=name, cwd=folder)
    threading.Thread(target=listen, args=[client], daemon=True).start()
    try:
        for line in sys.stdin:
            request = json.loads(line)
            if "execute" in request:
                client.execute(request["execute"])
            else:
                manager.interrupt_kernel()
    finally:
        manager.shutdown_kernel(now=True)


main(*sys.argv[1:])
