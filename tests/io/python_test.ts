import { expect } from "expect";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { Rng, Tensor, writeNpy, writeNpz, writeSafetensors } from "nnr";
import { kept } from "./arbitrary.ts";

const python = process.env.NNR_BENCH_PYTHON;

/** Why the packages cannot be asked. */
function obstacle(): string | false {
  if (!python) return "NNR_BENCH_PYTHON is not set";
  const { status } = spawnSync(python, ["-c", "import numpy, safetensors.numpy"]);
  return status === 0 ? false : "the Python of NNR_BENCH_PYTHON cannot import numpy and safetensors";
}

/** An array as `read_back.py` tells of it. */
interface Told {
  readonly dtype: string;
  readonly shape: number[];
  readonly bytes: number[];
}

const rng = new Rng(1);
const x = Tensor.normal([3, 4, 5], { rng });
const tensors = new Map([
  ["10", x],
  ["fc.weight", Tensor.normal([7, 3], { rng, dtype: "float64" })],
  ["größe", Tensor.of([NaN, -0, Infinity, 2 ** -149])],
  ["scalar", Tensor.full([], 0.5)],
  ["none", Tensor.zeros([0, 3])],
  ["zeros", Tensor.zeros([1000])],
]);
const metadata = { format: "np", größe: '"zwei"\n' };

describe("NumPy and the safetensors package read what is written here", { skip: obstacle() }, () => {
  const read = (): Record<string, unknown> => {
    const folder = mkdtempSync(join(tmpdir(), "nnr-io-"));
    try {
      writeFileSync(join(folder, "x.safetensors"), writeSafetensors(tensors, metadata));
      writeFileSync(join(folder, "x.npy"), writeNpy(x));
      writeFileSync(join(folder, "x.npz"), writeNpz(tensors));
      writeFileSync(join(folder, "x_deflated.npz"), writeNpz(tensors, { compressed: true }));
      const program = fileURLToPath(new URL("read_back.py", import.meta.url));
      const { stdout, stderr } = spawnSync(python!, [program, folder], { encoding: "utf8", maxBuffer: 2 ** 26 });
      expect(stderr).toBe("");
      return JSON.parse(stdout);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it("to the bit, with names and texts", () => {
    const found = read();
    const same = (told: unknown, expected: ReadonlyMap<string, Tensor>): void => {
      const arrays = Object.entries(told as Record<string, Told>).map(([name, { dtype, shape, bytes }]) => [
        name,
        { dtype: dtype === "<f8" ? "float64" : dtype === "<f4" ? "float32" : dtype, shape, bytes },
      ]);
      expect(Object.fromEntries(arrays)).toEqual(
        Object.fromEntries([...expected].map(([name, tensor]) => [name, kept(tensor)])),
      );
    };
    same(found.safetensors, tensors);
    expect(found.metadata).toEqual(metadata);
    same(found.npy, new Map([["x", x]]));
    same(found.npz, tensors);
    same(found.npz_deflated, tensors);
    expect(found.npy_same).toBe(true);
  });
});
