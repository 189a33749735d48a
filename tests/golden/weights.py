"""Writes weights.safetensors, weights*.npz and weights*.npy for the readers of lib/io (NumPy 2.4.6, safetensors 0.8.0).

A number type's array is [[1, 2, 3], [4, 5, 6]], but [[1, 0, 1], [0, 1, 0]] for bool; floats add 1/8, and where there
is a sign the last number has it.
"""

from pathlib import Path

import numpy
import safetensors
from numpy.lib.format import write_array

here = Path(__file__).parent


def array(dtype):
    values = numpy.array([[1, 2, 3], [4, 5, 6]], dtype="float64")
    kind = numpy.dtype(dtype).kind
    if kind == "b":
        values %= 2
    if kind == "f":
        values += 1 / 8
    if kind in "if":
        values[1, 2] *= -1
    return values.astype(dtype)


def bfloat16(values):
    """The upper halves of float32, which NumPy has no type for."""
    return (values.astype("<f4").view("<u4") >> 16).astype("<u2")


whole = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"]
names = ["bool", *whole, "float16", "float32", "float64"]
arrays = {name: array(name) for name in names}

tensors = {name: (name, value) for name, value in arrays.items()}
tensors["bfloat16"] = ("bfloat16", bfloat16(array("float32")))
tensors["scalar"] = ("float32", numpy.array(0.5, dtype="float32"))
tensors["none"] = ("float32", numpy.zeros((0, 3), dtype="float32"))
tensors["10"] = ("float32", numpy.ones(1, dtype="float32"))
tensors["größe"] = ("float32", numpy.ones(2, dtype="float32"))
specs = {
    name: safetensors.TensorSpec(dtype=dtype, shape=value.shape, data_ptr=value.ctypes.data, data_len=value.nbytes)
    for name, (dtype, value) in tensors.items()
}
# One entry only: the package keeps several in no order.
metadata = {"größe": '"zwei"\n'}
(here / "weights.safetensors").write_bytes(safetensors.serialize(specs, metadata=metadata))

arrays["scalar"] = numpy.array(0.5, dtype="float32")
arrays["none"] = numpy.zeros((0, 3), dtype="float32")
arrays["größe"] = numpy.ones(2, dtype="float32")
arrays["cube"] = numpy.asfortranarray(numpy.arange(24, dtype="float64").reshape(2, 3, 4))
for name in ["int16", "uint32", "int64", "float16", "float32", "float64"]:
    arrays[f"{name}_big"] = array(name).astype(numpy.dtype(name).newbyteorder(">"))
    arrays[f"{name}_fortran"] = numpy.asfortranarray(arrays[f"{name}_big"])
numpy.savez(here / "weights.npz", **arrays)
numpy.savez_compressed(here / "weights_deflated.npz", **arrays)

for version in [1, 2, 3]:
    with open(here / f"weights_{version}.npy", "wb") as file:
        write_array(file, array("float32"), version=(version, 0))
with open(here / "weights_objects.npy", "wb") as file:
    write_array(file, numpy.array([1, "two"], dtype=object), allow_pickle=True)
