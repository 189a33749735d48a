"""Executes a notebook: python execute.py NOTEBOOK KERNEL TARGET

Prints a line of JSON as each code cell starts and when one fails; writes TARGET, as Jupyter itself would, only when
all have run. Nothing in it tells when or by which kernel it was made.
"""

import copy
import json
import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


def tell(**event):
    print(json.dumps(event), flush=True)


def reason(cell, reply):
    """What a failing cell says: Deno's kernel replies with a traceback, tslab prints one."""
    printed = [output.text for output in cell.outputs if output.output_type == "stream"]
    return "\n".join(reply["content"].get("traceback") or printed or ["(no reason given)"])


def main(path, kernel, target):
    notebook = nbformat.read(path, as_version=4)
    metadata = copy.deepcopy(notebook.metadata)
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=None,
        record_timing=False,
        resources={"metadata": {"path": os.path.dirname(path)}},
        on_cell_execute=lambda cell, cell_index: tell(cell=cell_index),
        on_cell_error=lambda cell, cell_index, execute_reply: tell(
            cell=cell_index, error=reason(cell, execute_reply)
        ),
    )
    try:
        client.execute()
    except CellExecutionError:
        return 1
    except DeadKernelError:
        tell(died=True)
        return 1
    notebook.metadata = metadata
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        cell.execution_count = number
    os.makedirs(os.path.dirname(target), exist_ok=True)
    nbformat.write(notebook, target)
    return 0


sys.exit(main(*sys.argv[1:]))
