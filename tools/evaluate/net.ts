import { existsSync, readFileSync, statSync } from "node:fs";
import { loadState, readSafetensors } from "nnr";
import { architectureOf, type LetterNet } from "../../lib/vision/mod.ts";
import { netFile } from "../nets/embedded.ts";
import { recipes } from "../nets/recipe.ts";
import { TaskError } from "../task.ts";

/** The net of an embedded name or of a safetensors file. */
export function readNet(net: string, path: string): LetterNet {
  const embedded = Object.hasOwn(recipes, net);
  const file = embedded ? netFile(net) : path;
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new TaskError(
      embedded
        ? `The net ${net} is not there: deno task nets makes it`
        : `There is no net ${net}: there are ${Object.keys(recipes).join(", ")}, and safetensors files by their path`,
    );
  }
  const { tensors } = readSafetensors(readFileSync(file));
  const architecture = architectureOf(tensors);
  if (architecture === undefined) {
    const found = Array.from(tensors, ([name, { shape }]) => `${name} [${shape}]`).slice(0, 4).join(", ");
    throw new TaskError(
      `Cannot evaluate ${net}: found the tensors ${found || "none"}${tensors.size > 4 ? ", …" : ""}, ` +
        "expected those of 1024–n–36 (0.weight [1024,n], 0.bias, 2.weight, 2.bias) or of the embedded cnn",
    );
  }
  for (const [name, { data }] of tensors) {
    const odd = data.find((value) => !Number.isFinite(value));
    if (odd !== undefined) throw new TaskError(`Cannot evaluate ${net}: ${name} holds ${odd}, expected finite numbers`);
  }
  loadState(architecture.net, tensors);
  return architecture;
}
