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
  const tensors = tensorsOf(name, "deno task nets");
  const file = join(netsFolder(), "record.json");
  const records = JSON.parse(readFileSync(file, "utf8")) as Record<string, EmbeddedNet>;
  const { what, temperature } = records[name]!;
  return { what, temperature, tensors };
}

/**
 * The weights, by name, of a net that a recorded run kept, for `loadState`: `recordedNet("autoencoder-long")` is the net of
 * `results/autoencoder-long.json`, first seed.
 *
 * @throws {RangeError} when it is not there.
 * @example
 * ```ts
 * import { loadState, models, Rng } from "nnr";
 * import { recordedNet } from "nnr/data";
 *
 * const net = models.convolutionalAutoencoder(32, { rng: new Rng(1) });
 * loadState(net, recordedNet("autoencoder-convolutional"));
 * ```
 */
export function recordedNet(name: string): ReadonlyMap<string, Tensor> {
  return tensorsOf(name, `deno task results ${name}`);
}

function netsFolder(): string {
  return join(projectRoot(), "data", "nets");
}

function tensorsOf(name: string, maker: string): ReadonlyMap<string, Tensor> {
  const file = join(netsFolder(), `${name}.safetensors`);
  if (!existsSync(file)) {
    throw new RangeError(
      `Cannot read the net ${name}: there is no data/nets/${name}.safetensors (${maker} makes it)`,
    );
  }
  return readSafetensors(readFileSync(file)).tensors;
}
