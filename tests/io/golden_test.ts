import { expect } from "expect";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { readNpy, readNpz, readSafetensors, type Tensor } from "nnr";
import { refusal } from "./refusal.ts";

// Files that NumPy and the safetensors package wrote: tests/golden/weights.py says what is in them.

function golden(name: string): Uint8Array {
  return readFileSync(new URL(`../golden/${name}`, import.meta.url));
}

const whole = [[1, 2, 3], [4, 5, 6]];
const signed = [[1, 2, 3], [4, 5, -6]];
const float = [[1.125, 2.125, 3.125], [4.125, 5.125, -6.125]];

/** Type of number -> how a tensor keeps it, and its array. */
const types: Readonly<Record<string, readonly [dtype: string, values: number[][]]>> = {
  bool: ["float32", [[1, 0, 1], [0, 1, 0]]],
  uint8: ["float32", whole],
  int8: ["float32", signed],
  uint16: ["float32", whole],
  int16: ["float32", signed],
  uint32: ["float64", whole],
  int32: ["float64", signed],
  uint64: ["float64", whole],
  int64: ["float64", signed],
  float16: ["float32", float],
  float32: ["float32", float],
  float64: ["float64", float],
};

/** Checks what every one of the files holds; gives the names of what else there is. */
function others(tensors: ReadonlyMap<string, Tensor>): string[] {
  for (const [name, [dtype, values]] of Object.entries(types)) {
    const tensor = tensors.get(name);
    expect([name, tensor?.dtype, tensor?.toArray()]).toEqual([name, dtype, values]);
  }
  expect(tensors.get("scalar")?.shape).toEqual([]);
  expect(tensors.get("scalar")?.item()).toBe(0.5);
  expect(tensors.get("none")?.shape).toEqual([0, 3]);
  expect(tensors.get("größe")?.toArray()).toEqual([1, 1]);
  const known = [...Object.keys(types), "scalar", "none", "größe"];
  return [...tensors.keys()].filter((name) => !known.includes(name));
}

describe("readSafetensors()", () => {
  it("reads what the safetensors package writes", () => {
    const { tensors, metadata } = readSafetensors(golden("weights.safetensors"));
    expect(others(tensors)).toEqual(["10", "bfloat16"]);
    expect(tensors.get("bfloat16")?.toArray()).toEqual(float);
    expect(tensors.get("10")?.toArray()).toEqual([1]);
    expect(metadata).toEqual({ größe: '"zwei"\n' });
  });
});

describe("readNpz()", () => {
  for (const file of ["weights.npz", "weights_deflated.npz"]) {
    it(`reads what NumPy writes into ${file}`, () => {
      const tensors = readNpz(golden(file));
      const orders = ["int16", "uint32", "int64", "float16", "float32", "float64"]
        .flatMap((name) => ["big", "fortran"].map((order) => ({ name, key: `${name}_${order}` })));
      expect(others(tensors)).toEqual(["cube", ...orders.map(({ key }) => key)]);
      for (const { name, key } of orders) expect([key, tensors.get(key)?.toArray()]).toEqual([key, types[name]![1]]);
      const cube = tensors.get("cube")!;
      expect(cube.shape).toEqual([2, 3, 4]);
      expect([...cube.data]).toEqual(Array.from({ length: 24 }, (_, i) => i));
    });
  }
});

describe("readNpy()", () => {
  for (const version of [1, 2, 3]) {
    it(`reads NumPy's version ${version} of a file`, () => {
      expect(readNpy(golden(`weights_${version}.npy`)).toArray()).toEqual(float);
    });
  }

  it("refuses the objects that NumPy pickles", () => {
    expect(refusal(() => readNpy(golden("weights_objects.npy")))).toMatch(
      /^TypeError: Cannot read the \.npy file: at byte 10 found the number type "\|O", pickled Python objects, expected/,
    );
  });
});
