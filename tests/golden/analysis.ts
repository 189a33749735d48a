import { readFileSync } from "node:fs";
import { readNpz, type Tensor } from "nnr";

const file = readNpz(readFileSync(new URL("analysis.npz", import.meta.url)));

/** What scikit-image, NumPy or SciPy gave: analysis.py says how. */
export function golden(name: string): Tensor {
  const found = file.get(name);
  if (found !== undefined) return found;
  throw new Error(`Cannot find ${name} among ${[...file.keys()].join(", ")}`);
}

/** The pairs of images by name. */
export const pairs: readonly string[] = [...file.keys()].filter((name) => name.endsWith("/image")).map((name) =>
  name.split("/")[0]!
);
