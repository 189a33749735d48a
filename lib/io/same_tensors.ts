import { shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";
import { quoted } from "./quoted.ts";

/** As many names of each kind as an error message lists. */
const MOST_NAMES = 10;

/**
 * Refuses tensors that are not the expected ones, such as a checkpoint of another model: the same names, and under each
 * the same type of number and the same shape.
 *
 * @throws {RangeError} that lists the names that are missing, unexpected, or of another type or shape.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { requireSameTensors, Tensor } from "nnr";
 *
 * const model = new Map([["fc.weight", Tensor.zeros([3, 2])], ["fc.bias", Tensor.zeros([2])]]);
 * const checkpoint = new Map([["fc.weight", Tensor.zeros([2, 3])], ["head.bias", Tensor.zeros([2])]]);
 * expect(() => requireSameTensors("load the checkpoint", model, checkpoint)).toThrow(
 *   'Cannot load the checkpoint: missing "fc.bias"; unexpected "head.bias"; ' +
 *     '"fc.weight" is float32 [2,3], expected float32 [3,2]',
 * );
 * ```
 */
export function requireSameTensors(
  action: string,
  expected: ReadonlyMap<string, Pick<Tensor, "dtype" | "shape">>,
  found: ReadonlyMap<string, Pick<Tensor, "dtype" | "shape">>,
): void {
  const missing = [...expected.keys()].filter((name) => !found.has(name)).map(quoted);
  const unexpected = [...found.keys()].filter((name) => !expected.has(name)).map(quoted);
  const others = [...expected].flatMap(([name, kind]) => {
    const other = found.get(name);
    if (!other || text(other) === text(kind)) return [];
    return [`${quoted(name)} is ${text(other)}, expected ${text(kind)}`];
  });
  const problems = [
    ...(missing.length > 0 ? [`missing ${list(missing, ", ")}`] : []),
    ...(unexpected.length > 0 ? [`unexpected ${list(unexpected, ", ")}`] : []),
    ...(others.length > 0 ? [list(others, "; ")] : []),
  ];
  if (problems.length > 0) throw new RangeError(`Cannot ${action}: ${problems.join("; ")}`);
}

function text({ dtype, shape }: Pick<Tensor, "dtype" | "shape">): string {
  return `${dtype} ${shapeText(shape)}`;
}

/** The first of many, and how many more there are. */
function list(words: readonly string[], separator: string): string {
  const more = words.length - MOST_NAMES;
  return words.slice(0, MOST_NAMES).join(separator) + (more > 0 ? ` and ${more} more` : "");
}
