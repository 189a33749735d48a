"""Reads the files of a folder with NumPy and the safetensors package; prints what each holds as JSON."""

import io
import json
import sys
from pathlib import Path

import numpy
import safetensors
import safetensors.numpy


def told(arrays):
    return {
        name: {"dtype": array.dtype.str, "shape": array.shape, "bytes": list(array.tobytes())}
        for name, array in arrays.items()
    }


def as_numpy_writes(array):
    file = io.BytesIO()
    numpy.save(file, array)
    return file.getvalue()


folder = Path(sys.argv[1])
array = numpy.load(folder / "x.npy")
with safetensors.safe_open(folder / "x.safetensors", "np") as file:
    metadata = file.metadata()
found = {
    "safetensors": told(safetensors.numpy.load_file(folder / "x.safetensors")),
    "metadata": metadata,
    "npy": told({"x": array}),
    "npy_same": as_numpy_writes(array) == (folder / "x.npy").read_bytes(),
    "npz": told(numpy.load(folder / "x.npz")),
    "npz_deflated": told(numpy.load(folder / "x_deflated.npz")),
}
print(json.dumps(found))
