import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSafetensors } from "../io/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { projectRoot } from "./project.ts";

/** A trained net that comes with the project. */
export interface EmbeddedNet {
  /** Its layers and its training in a few words. */
  readonly what: string;
  /** Its weights by name. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** T of `softmax(logits / T)`, chosen on Glyph36's validation images. */
  readonly temperature: number;
}

/**
 * An embedded reader of letters: `fc`, the fully connected net of notebook 03, or `cnn`, the convolutional one. `deno task nets` makes them.
 *
 * @throws {RangeError} when it is not there.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { embeddedNet } from "nnr/data";
 *
 * expect(embeddedNet("fc").tensors.get("0.weight")!.shape).toEqual([1024, 64]);
 * ```
 */
export function embeddedNet(name: "fc" | "cnn"): EmbeddedNet {
  const folder = join(projectRoot(), "data", "nets");
  const file = join(folder, `${name}.safetensors`);
  if (!existsSync(file)) {
    throw new RangeError(
      `Cannot read the net ${name}: there is no data/nets/${name}.safetensors (deno task nets makes it)`,
    );
  }
  const records = JSON.parse(readFileSync(join(folder, "record.json"), "utf8")) as Record<string, EmbeddedNet>;
  const { what, temperature } = records[name]!;
  return { what, temperature, tensors: readSafetensors(readFileSync(file)).tensors };
}
