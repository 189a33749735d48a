import { expect } from "expect";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type Module, readSafetensors, Rng, Tensor, writeSafetensors } from "nnr";
import { convolutional } from "../nn/pytorch_nets.ts";
import { loadTorch, toTorch } from "../nn/pytorch_state.ts";
import { expectNear, file, type Golden, goldens, part, parts } from "./pytorch.ts";

const python = process.env.NNR_BENCH_PYTHON;

/** Why PyTorch cannot be asked. */
function obstacle(): string | false {
  if (!python) return "NNR_BENCH_PYTHON is not set";
  const { status } = spawnSync(python, ["-c", "import torch, safetensors.torch"]);
  return status === 0 ? false : "the Python of NNR_BENCH_PYTHON cannot import torch and safetensors";
}

/** Runs a program of this folder. */
function run(program: string, argument: string): void {
  const path = fileURLToPath(new URL(program, import.meta.url));
  // -B: nothing is to be left in the folder.
  const { status, stderr } = spawnSync(python!, ["-B", path, argument], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

function inFolder(f: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "nnr-pytorch-"));
  try {
    f(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(...path: string[]): Golden {
  return readSafetensors(readFileSync(join(...path))).tensors;
}

describe("PyTorch, where it is at hand,", { skip: obstacle() }, () => {
  it("gives what is committed when its script runs again", () =>
    inFolder((folder) => {
      run("pytorch.py", join(folder, "again.safetensors"));
      const again = read(folder, "again.safetensors");
      expect([...again.keys()].sort()).toEqual([...file.keys()].sort());
      const terms = Math.max(...[...file.values()].map(({ size }) => size));
      for (const [name, tensor] of again) {
        // Inputs are the same numbers; results hang on the processor, by rounding.
        if (tensor.dtype === "float32") expect([name, tensor]).toEqual([name, part(file, name)]);
        else expectNear(name, tensor, part(file, name), terms);
      }
    }));

  it("loads a state written here and gives the same logits, and the reverse", () =>
    inFolder((folder) => {
      const x = Tensor.normal([3, 3, 13, 10], { rng: new Rng(1) });
      const model = convolutional({ rng: new Rng(2) });
      loadTorch(model, parts(part(goldens("training"), "convolutional"), "before"));
      const expectLogits = (model: Module, wanted: Tensor): void =>
        expectNear("logits", model.forward(x), wanted, x.size);
      writeFileSync(join(folder, "x.safetensors"), writeSafetensors(new Map([["x", x]])));
      writeFileSync(join(folder, "ours.safetensors"), writeSafetensors(toTorch(model.state())));
      run("pytorch_logits.py", folder);
      const logits = read(folder, "logits.safetensors");
      expectLogits(model, part(logits, "ours"));
      loadTorch(model, read(folder, "theirs.safetensors"));
      expectLogits(model, part(logits, "theirs"));
    }));
});
