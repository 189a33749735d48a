"""Writes scipy.mat and scipy_compressed.mat: SciPy's own files, for the reader of MATLAB 5 files (SciPy 1.17.1, NumPy 2.4.6)."""

import io
from pathlib import Path

import numpy
import scipy.io

here = Path(__file__).parent
variables = {
    f"v_{name}": numpy.array([[1, 2, 3], [4, 5, 6]], dtype=name)
    for name in [
        "float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "bool",
    ]
}
variables["cube"] = numpy.arange(24, dtype="float64").reshape(2, 3, 4) / 8
variables["none"] = numpy.zeros((0, 3))
variables["complex"] = numpy.array([[1 + 2j]])
variables["text"] = "capital letters"
variables["cell"] = numpy.array([[1, "two"]], dtype=object)
variables["struct"] = {"a": 1.0}
variables["sparse"] = scipy.sparse.csc_array(numpy.eye(3))

for name, compressed in [("scipy.mat", False), ("scipy_compressed.mat", True)]:
    buffer = io.BytesIO()
    scipy.io.savemat(buffer, variables, do_compression=compressed)
    content = bytearray(buffer.getvalue())
    # The header's text names machine and time: any other will do.
    content[:116] = b"MATLAB 5.0 MAT-file, written by SciPy".ljust(116)
    (here / name).write_bytes(content)
